// Every input that was kept, through its target; and the same cut and bent in ways that need no fuzzer. What once
// crashed stays here as a file.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <iterator>
#include <random>
#include <string>
#include <vector>

#include "tests/fuzz/targets.h"

namespace ehcflow::fuzz {
namespace {

namespace fs = std::filesystem;

struct Named {
    const char* name;
    Target target;
};
void PrintTo(const Named& named, std::ostream* out) { *out << named.name; }

std::vector<std::string> corpus(const std::string& name) {
    std::vector<fs::path> files;
    for (const auto& file : fs::directory_iterator(fs::path(EHCFLOW_SOURCE_DIR) / "tests/fuzz/corpus" / name))
        files.push_back(file.path());
    std::sort(files.begin(), files.end());
    std::vector<std::string> inputs;
    for (const fs::path& file : files) {
        std::ifstream in(file, std::ios::binary);
        inputs.emplace_back(std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>());
    }
    return inputs;
}

void run(Target target, const std::string& input) {
    target(reinterpret_cast<const std::uint8_t*>(input.data()), input.size());
}

class Corpus : public ::testing::TestWithParam<Named> {};

TEST_P(Corpus, ComesBackFromEveryInput) {
    const auto inputs = corpus(GetParam().name);
    ASSERT_FALSE(inputs.empty());
    for (const std::string& input : inputs) run(GetParam().target, input);
}

TEST_P(Corpus, ComesBackFromInputsCutAndBent) {
    std::mt19937 random(20260216);
    const auto below = [&](std::size_t n) { return std::uniform_int_distribution<std::size_t>(0, n - 1)(random); };
    const auto inputs = corpus(GetParam().name);
    for (int round = 0; round < 400; ++round) {
        std::string input = inputs[below(inputs.size())];
        const std::string& other = inputs[below(inputs.size())];
        for (std::size_t bends = 1 + below(4); bends > 0 && !input.empty(); --bends) {
            const std::size_t at = below(input.size());
            switch (below(4)) {
                case 0:
                    input[at] = static_cast<char>(below(256));
                    break;
                case 1:
                    input.erase(at, 1 + below(16));
                    break;
                case 2:
                    input.insert(at, input.substr(below(input.size()), below(40)));
                    break;
                default:
                    if (!other.empty()) input.insert(at, other.substr(below(other.size()), below(40)));
            }
        }
        run(GetParam().target, input);
    }
}

INSTANTIATE_TEST_SUITE_P(Fuzz, Corpus,
                         ::testing::Values(Named{"package", package}, Named{"xml", xml}, Named{"syntax", syntax},
                                           Named{"fill", fill}, Named{"timeline", timeline},
                                           Named{"caseload", caseload}, Named{"backup", backup}, Named{"page", page},
                                           Named{"pdf", pdf}),
                         [](const auto& one) { return std::string(one.param.name); });

}  // namespace
}  // namespace ehcflow::fuzz
