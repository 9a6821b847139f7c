// Prints the sample council as it stands on a day: one case a line, in the form in which the service records it.
#include <iostream>

#include "tools/demo/sample_council.h"

int main(int argc, char** argv) {
    const auto today = argc == 2 ? ehcflow::Date::parse(argv[1]) : std::nullopt;
    if (!today) {
        std::cerr << "usage: print_council YYYY-MM-DD\n";
        return 2;
    }
    for (const auto& one : ehcflow::demo::sample_council(*today))
        std::cout << R"({"reference":")" << one.reference << R"(","about":")" << one.about << R"(","record":)"
                  << one.record << R"(,"timeline":)" << one.timeline << "}\n";
    return std::cout.flush() ? 0 : 3;
}
