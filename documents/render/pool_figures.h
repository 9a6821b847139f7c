// A pool's counters by name, for whoever shows them: a page of health, a collector of metrics. Pure.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace ehcflow::documents {

struct PoolStats;

struct PoolFigure {
    enum class Kind { Counter, Gauge };  // goes on for as long as the pool lives; is of this moment
    std::string name;                    // "rendered", in snake_case
    std::string_view meaning;
    Kind kind;
    double value;
};

std::vector<PoolFigure> figures(const PoolStats& stats);

std::string digits_of(const PoolFigure& figure);  // "1250", "0.35"

// In the text form of Prometheus, version 0.0.4. `prefix` goes before each name.
std::string metrics_text(const std::vector<PoolFigure>& figures, std::string_view prefix);

}  // namespace ehcflow::documents
