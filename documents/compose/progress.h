// The month's documents about the area's plan of action: the statement of action, the progress statement, the dashboard
// and the committee's report are four templates over the same values, so that no two of them can disagree. Figures come
// as snapshots, with the cases behind them. Pure; any thread.
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/finding.h"
#include "base/result.h"
#include "templates/engine/text_template.h"
#include "templates/engine/value.h"
#include "workflow/measures/action_plan.h"
#include "workflow/measures/disclosure.h"

namespace ehcflow::documents {

using workflow::Copy;

struct ProgressDocument {
    std::string_view name;  // of its file, before the month
    std::string_view title;
    std::string_view template_path;
};
inline constexpr ProgressDocument kProgressDocuments[] = {
    {"statement-of-action", "Statement of action", "statements/statement_of_action.fodt"},
    {"progress-statement", "Monthly progress statement", "statements/progress_statement.fodt"},
    {"dashboard", "Dashboard", "statements/dashboard.fodt"},
    {"committee-report", "Committee report", "statements/committee_report.fodt"},
};
inline constexpr std::string_view kMeasureChart = "charts/measure.svg";
inline constexpr std::string_view kSparkChart = "charts/spark.svg";  // beside a row of figures

struct Charts {
    const templates::TextTemplate& measure;
    const templates::TextTemplate& spark;
};

inline constexpr int kMonthsOfProgress = 12;

struct Restated {
    std::chrono::year_month month;
    workflow::Restatement restatement;
};

// Months one after another: each that was closed as it was closed, the others as they are known now, and what of the
// closed ones would now be another figure. `known` was taken of this caseload.
struct MonthsTold {
    std::vector<workflow::Snapshot> months;
    std::vector<Restated> restated;
};
using ClosedMonths = std::function<std::optional<workflow::Snapshot>(std::chrono::year_month)>;
MonthsTold tell_months(std::vector<workflow::Snapshot> known, const ClosedMonths& closed,
                       std::span<const workflow::Child> caseload, std::span<const std::string> references);

// The months up to the last, as many as the documents tell of, in order.
std::vector<std::chrono::year_month> months_up_to(std::chrono::year_month last, int count = kMonthsOfProgress);

struct Progress {
    const workflow::ActionPlan& plan;
    std::span<const workflow::Snapshot> months;  // one after another; the last is the month that is told of
    std::span<const Restated> restated;          // of any of them
    Copy copy = Copy::Public;
    const templates::Value& council;
    Date made_on;
    std::optional<std::string> closed{};  // by whose account the last month was closed, where it was; may be empty
};

// Findings where a chart's template cannot be filled: then it is at fault.
Result<templates::Value, Findings> compose_progress(const Progress& progress, const Charts& charts);

}  // namespace ehcflow::documents
