// What a plan must hold, and what it should, as one table of rules. Pure; any thread.
#pragma once

#include <span>
#include <string_view>

#include "base/finding.h"
#include "plans/plan.h"

namespace ehcflow::plans {

struct Spot {
    std::string place, what;
};

// A finding of a statutory check is an error, that of an advisory one a warning.
struct Check {
    std::string_view id;
    Severity severity;
    std::string_view reason;
    std::string_view cite;  // empty where no provision asks for it
    std::string_view good, bad;
    std::string_view mend;
    std::vector<Spot> (*look)(const Plan& plan);
};

std::span<const Check> all_checks();

// In the order of the table, then of the plan.
Findings check(const Plan& plan);

}  // namespace ehcflow::plans
