// The monthly progress statement: each measure's figures, month by month, as the values of its template. A figure is
// counted from cases by the measure's own predicates, so that it opens to them. Pure; any thread.
#pragma once

#include <chrono>
#include <span>
#include <vector>

#include "templates/engine/value.h"
#include "workflow/measures/tally.h"

namespace ehcflow::documents {

inline constexpr std::string_view kMonthlyStatementTemplate = "statements/monthly_statement.fodt";

struct Figure {
    std::chrono::year_month month;
    std::size_t count = 0;
    std::size_t success = 0;
};

// The figures of a measure over some cases for `months` months, the last being `last`; the oldest first.
std::vector<Figure> figures(const workflow::Measure& measure, std::span<const workflow::Child> children,
                            std::chrono::year_month last, int months, const workflow::Calendar& calendar);

// "73%", to the nearest whole per cent, halves up; "none sent" where there is nothing to share out.
std::string share_in_words(const Figure& figure);

inline constexpr int kMonthsShown = 12;
inline constexpr std::size_t kMeasuresInStatement = 3;  // the first ones

// The values of the template for a month.
templates::Value compose_statement(std::span<const workflow::Child> children, std::chrono::year_month month,
                                   const templates::Value& council, Date made_on, const workflow::Calendar& calendar);

}  // namespace ehcflow::documents
