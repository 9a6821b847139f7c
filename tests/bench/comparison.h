// Two ways of doing the same, measured in turns within one run: a machine that is slow for a while is slow for both.
#pragma once

#include <algorithm>
#include <chrono>
#include <functional>
#include <iomanip>
#include <iostream>
#include <string>
#include <vector>

namespace ehcflow::office_bench {

inline double milliseconds_of(const std::function<void()>& work) {
    const auto began = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - began).count();
}

inline double median(std::vector<double> values) {
    std::sort(values.begin(), values.end());
    return values.at(values.size() / 2);
}

struct Comparison {
    std::string what;
    double must;
    bool at_least;  // else at most
};

inline void print(const Comparison& wanted, double ratio, double first, double second) {
    const bool met = wanted.at_least ? ratio >= wanted.must : ratio <= wanted.must;
    std::cout << std::fixed << std::setprecision(2) << std::left << std::setw(64) << wanted.what << std::right
              << std::setw(6) << ratio << "  must be " << (wanted.at_least ? ">= " : "<= ") << wanted.must
              << (met ? "  met" : "  NOT met") << "   (" << first << " beside " << second << ")" << std::endl;
}

// The first side changes from round to round.
inline void compare(const Comparison& wanted, int rounds, const std::function<double()>& ours,
                    const std::function<double()>& other) {
    std::vector<double> ratios, first, second;
    for (int round = 0; round < rounds; ++round) {
        double a = 0, b = 0;
        if (round % 2 == 0) a = ours();
        b = other();
        if (round % 2 != 0) a = ours();
        ratios.push_back(a / b);
        first.push_back(a);
        second.push_back(b);
    }
    print(wanted, median(ratios), median(first), median(second));
}

}  // namespace ehcflow::office_bench
