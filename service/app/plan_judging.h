// plan_judging: what auditors judge of a kept plan, kept in the record of its case, so that the ledger has who judged
// what and when, and nothing is overwritten. The grade that follows goes to the record's `grades`, which the measures
// count. And lists of plans to be audited, drawn so that anybody can draw them again.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "plans/audit.h"
#include "service/app/plan_keeping.h"

namespace ehcflow::service {

struct JudgementsGiven {
    storage::Sequence expected;  // the revision that the caller has seen
    std::string by, agency;
    std::vector<plans::Judgement> judgements;  // `criterion`, `score` and `why` count
};

// Those of a version of the plan that a record has, in the order in which they were given.
std::vector<plans::Judgement> judgements_in(const templates::Value& record, int version);

// Refused with a finding for each row that is no judgement. The last of an agency on a criterion counts. As long as two
// agencies have something to agree no grade is added.
Result<PlanView, Refused> record_judgements(const Desk& desk, const CaseId& id, const JudgementsGiven& given,
                                            const Keep<PlanView>& keep);

enum class SampleBy : std::uint8_t { All, Team, Need, Setting };
struct SampleGroup {
    std::string name;  // of the team, the first area of need, or the setting; empty where the record names none
    std::size_t plans = 0;
    std::vector<std::string> references;  // drawn, at most `each`
};
// Of the kept plans that are final or amended, by the groups' names. The same seed draws the same ones, and a plan that
// comes or goes changes the place of no other.
std::vector<SampleGroup> draw_sample(const Desk& desk, SampleBy by, const std::string& seed, std::size_t each);

}  // namespace ehcflow::service
