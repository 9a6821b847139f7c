#include "service/app/action_plan_keeping.h"

#include <stdexcept>

#include "interchange/action_plan.h"
#include "interchange/value.h"

namespace ehcflow::service {
namespace {

const storage::PaperName kPlanOfAction{"action-plan", "area"};

}  // namespace

Result<storage::Sequence, Refused> write_action_plan(const Desk& desk, const ActionPlanGiven& given,
                                                     const Keep<storage::Sequence>& keep) {
    std::string json = interchange::write_value(given.plan);
    if (const auto plan = interchange::read_action_plan(json); !plan)
        return Failure{malformed("\"plan\": " + plan.error() + ".")};
    const auto written =
        record_version(desk.ledger, {kPlanOfAction, given.expected, given.by, given.why, std::move(json)},
                       desk.recorder, keep ? keep(given.expected + 1) : storage::Effects{});
    if (!written) return Failure{from_ledger(written.error())};
    return *written;
}

Result<ActionPlanView, Refused> view_action_plan(const storage::Ledger& ledger,
                                                 std::optional<storage::Sequence> version) {
    for (std::vector<PaperVersion> all = action_plan_versions(ledger); !all.empty(); all.pop_back()) {
        if (version && all.back().version != *version) continue;
        auto json = ledger.bytes(all.back().text);
        auto plan = json ? interchange::read_action_plan(*json)
                         : Result<workflow::ActionPlan, std::string>(Failure{std::string("its text is missing")});
        if (!plan) throw std::runtime_error("the plan of action in the ledger cannot be read: " + plan.error());
        return ActionPlanView{std::move(all.back()), std::move(plan).value(), std::move(*json)};
    }
    return Failure{Refused{Reason::UnknownPaper, version
                                                     ? "The plan of action has no such version."
                                                     : "No plan of action is recorded yet: PUT /api/v1/action-plan."}};
}

std::vector<PaperVersion> action_plan_versions(const storage::Ledger& ledger) {
    return versions_of(ledger, kPlanOfAction);
}

}  // namespace ehcflow::service
