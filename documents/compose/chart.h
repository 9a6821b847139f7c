// A measure's chart: its months, what was promised and the target, as the values of the chart's template, and the
// picture as a template takes it. What it shows always stands in a table too. Pure; any thread.
#pragma once

#include <chrono>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/finding.h"
#include "base/result.h"
#include "templates/engine/text_template.h"

namespace ehcflow::documents {

struct ChartMonth {
    std::chrono::year_month month;
    std::optional<double> share;     // per cent; none where there is no figure to show
    std::optional<double> promised;  // per cent
};

enum class ChartAxis { Months, Bare };  // bare: over a table whose columns are the months

// The picture in base64. The target, in per cent, may be none.
Result<std::string, Findings> draw_chart(std::span<const ChartMonth> months, std::optional<double> target,
                                         ChartAxis axis, const templates::TextTemplate& form);

}  // namespace ehcflow::documents
