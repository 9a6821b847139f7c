#include "storage/job.h"

#include <algorithm>

namespace ehcflow::storage {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

constexpr JobPolicy kPolicies[] = {
    {"render", minutes(2), 6, seconds(10), minutes(30)}, {"mail", minutes(5), 12, minutes(1), hours(6)},
    {"reminder", minutes(2), 8, minutes(1), hours(6)},   {"report", minutes(10), 4, minutes(1), hours(1)},
    {"bulk", minutes(3), 12, seconds(2), minutes(10)},  // one record of a batch
};

}  // namespace

std::span<const JobPolicy> job_policies() { return kPolicies; }

const JobPolicy* policy_of(std::string_view kind) {
    const auto* policy = std::find_if(std::begin(kPolicies), std::end(kPolicies),
                                      [&](const JobPolicy& one) { return one.kind == kind; });
    return policy == std::end(kPolicies) ? nullptr : policy;
}

std::optional<seconds> wait_after(const JobPolicy& policy, int attempts) {
    if (attempts >= policy.most_attempts) return std::nullopt;
    seconds wait = policy.first_wait;
    for (int failed = 1; failed < attempts && wait < policy.longest_wait; ++failed) wait *= 2;
    return std::min(wait, policy.longest_wait);
}

}  // namespace ehcflow::storage
