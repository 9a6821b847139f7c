// What a plan must hold, and what it should, as one table of rules. Pure; any thread.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/finding.h"
#include "plans/plan.h"
#include "plans/prose.h"

namespace ehcflow::plans {

// What a check's remark does to a final plan: a statutory one stops it; a blocking one stops it unless somebody named
// overrides it with a reason; advice does not.
enum class Weight : std::uint8_t { Statutory, Blocking, Advice };
std::string_view name_of(Weight weight);

struct Spot {
    Section section;
    std::string place, what;  // never a name or a sentence of the plan
};

struct Check {
    std::string_view id;
    Weight weight;
    std::string_view reason;
    std::string_view cite;  // empty where no provision asks for it
    std::string_view good, bad;
    std::string_view mend;
    std::vector<Spot> (*look)(const Plan& plan);
    bool of_drafts = false;  // of what a draft may not hold: it stops the draft
};

std::span<const Check> all_checks();
const Check* check_named(std::string_view id);

struct Remark {
    const Check* check;
    Spot spot;
    const Override* overridden = nullptr;  // points into the plan
};

// In the order of the table, then of the plan. An override of a statutory check, or without a name or a reason, is
// none.
std::vector<Remark> check(const Plan& plan);

bool stops_a_final(const Remark& remark);
// As documents and the service have findings: an error where it stops a plan of that stage.
Finding as_finding(const Remark& remark, Stage stage);

Length length_of(const Plan& plan);  // of everything in sections A to J that is prose

}  // namespace ehcflow::plans
