// Measures: is this case in the count, is it a success? Each is a named, dated pair of pure predicates, so that every
// figure opens to its cases by construction. docs/measures.md is written from the rows. Pure; any thread.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "workflow/measures/child.h"

namespace ehcflow::workflow {

// What may be counted: one duty, one event, or one child as it stood at the end of the month.
struct Matter {
    const Child& child;
    Date month_end;
    const Duty* duty = nullptr;
    const Event* event = nullptr;
    const Standing* standing = nullptr;
};
using Predicate = bool (*)(const Matter&);

// By which day a matter belongs to a month; and so what kind of matter it is.
enum class Counted : std::uint8_t {
    WhenDone,    // a duty, by the day of the event that met it
    WhenDue,     // a duty, by its last lawful day
    WhenItIs,    // an event, by its day
    AtMonthEnd,  // a child
};

enum class Source : std::uint8_t { Published, Ours };

struct Measure {
    std::string_view id;
    std::string_view title;
    std::string_view definition;  // what is in the count and what is a success, as a councillor could follow it
    Counted counted;
    std::span<const std::string_view> of;  // the rules of the duties, or the kinds of the events; none for children
    Predicate in_count;
    Predicate succeeds;
    Source source;
    Date in_force_from = Date(2014, 9, 1);
    Date in_force_to = kLastDate;
};

std::span<const Measure> all_measures();
const Measure* measure_named(std::string_view id);

// Where a definition comes from, in words. No published one could be held against its own methodology yet.
std::string_view in_words(Source source);
std::string_view in_words(Counted counted);

// The last day of the month.
Date end_of(std::chrono::year_month month);
std::chrono::year_month month_of(Date day);

// The day by which the matter belongs to a month, where it does; it may still not be in the count.
std::optional<Date> day_of(const Measure& measure, const Matter& matter);

}  // namespace ehcflow::workflow
