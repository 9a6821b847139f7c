// The ways to look at a plan, one for each row of the table of checks. Private to this room.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "plans/checks.h"

namespace ehcflow::plans {

using Spots = std::vector<Spot>;

inline bool holds(const Numbers& numbers, std::string_view number) {
    for (const auto& one : numbers)
        if (one == number) return true;
    return false;
}

// A text of the plan with where it stands: what the checks of wording read.
struct Passage {
    Section section;
    std::string place;  // "section F, provision F1, what"
    std::string_view text;
    const Numbers* from = nullptr;  // the advice that its whole row came from; null where none is asked for
};
std::vector<Passage> passages(const Plan& plan);

std::string row_place(Section section, std::string_view kind, std::string_view number);

// --- the thread: looks_thread.cpp ---
Spots needs_without_provision(const Plan&);
Spots care_needs_without_provision(const Plan&);
Spots outcomes_not_served(const Plan&);
Spots loose_outcomes(const Plan&);
Spots loose_provision(const Plan&);
Spots unknown_rows(const Plan&);
Spots repeated_numbers(const Plan&);
Spots unspecified(const Plan&);
Spots undated_outcomes(const Plan&);
Spots past_outcomes(const Plan&);
Spots unmeasured_outcomes(const Plan&);

// --- what a section must hold: looks_sections.cpp ---
Spots empty_sections(const Plan&);
Spots unclassified_social_care(const Plan&);
Spots h1_over_18(const Plan&);
Spots health_not_agreed(const Plan&);
Spots education_outside_f(const Plan&);
Spots views_missing(const Plan&);
Spots views_stale(const Plan&);
Spots without_source(const Plan&);
Spots advice_not_reflected(const Plan&);
Spots advice_after_plan(const Plan&);
Spots advice_missing(const Plan&);
Spots placement_in_draft(const Plan&);
Spots placement_missing(const Plan&);
Spots adulthood_missing(const Plan&);
Spots budget_incomplete(const Plan&);

// --- wording: looks_words.cpp ---
Spots vague(const Plan&);
Spots vague_outcomes(const Plan&);
Spots jargon(const Plan&);
Spots unexplained_initials(const Plan&);
Spots another_name(const Plan&);
Spots hard_to_read(const Plan&);
Spots long_sentences(const Plan&);
Spots too_long(const Plan&);

}  // namespace ehcflow::plans
