// Jobs: work that follows from what was recorded (a letter to render, a mail to send), kept until it is done. Whoever
// takes one holds a lease; what it comes to and its end are one transaction, so that inside these records it has its
// effect once, however often it was begun. Towards the outside it is never lost; it may be done twice only where a
// crash left it open whether it was done. Values and a pure policy; any thread.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/id.h"
#include "base/instant.h"
#include "storage/batch.h"

namespace ehcflow::storage {

struct JobPolicy {
    std::string_view kind;
    std::chrono::seconds lease;       // how long one attempt may take before another may begin
    int most_attempts;                // then it is dead, and a person decides
    std::chrono::seconds first_wait;  // after the first failure; doubled after each further one
    std::chrono::seconds longest_wait;
};
std::span<const JobPolicy> job_policies();
const JobPolicy* policy_of(std::string_view kind);
// How long to wait after so many failed attempts; nothing where it is dead.
std::optional<std::chrono::seconds> wait_after(const JobPolicy& policy, int attempts);

struct NewJob {
    JobId id;                       // new_job_id(); or made of what it is about: then it is added once
    std::string kind;               // of a policy
    std::optional<CaseId> of_case;  // erased with it
    std::string body;               // JSON, without names; an address of somebody only where there is no word for it
};

struct JobLease {
    JobId id;
    std::string lease;  // unguessable; another after each taking
};

struct Job {
    JobId id;
    std::string kind;
    std::optional<CaseId> of_case;
    std::string body;
    std::string state;  // waiting, leased, done, dead
    Instant not_before;
    int attempts = 0;
    std::string lease;
    std::string reason;  // of the last failure
};

}  // namespace ehcflow::storage
