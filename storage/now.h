// How a case now stands, as pages read it: what is kept beside the chain and can be rebuilt from it. Values.
//
// A row says nothing that depends on the day on which it is read: dates, never "late". It also says from which day to
// which it holds, since some duties end or arise by the passing of time alone; a reader on another day works the case
// out again.
#pragma once

#include "storage/job.h"
#include "storage/record.h"

namespace ehcflow::storage {

struct OwedDuty {
    std::string rule, who;
    std::optional<Date> due, safe;
    std::string started_by;  // the kind of the event
    Date started_on;
    friend bool operator==(const OwedDuty&, const OwedDuty&) = default;
};

struct Placed {
    std::string source;  // "attends" or "named", in the plan
    std::string setting, phase;
    Date since;
    std::optional<Date> until;
    friend bool operator==(const Placed&, const Placed&) = default;
};

struct CaseNow {
    CaseId id;
    Sequence sequence = 0;
    std::int64_t record_as_of = 0;  // CaseHistory::record_as_of of what it was worked out from
    std::string stage;
    Date from, through;
    std::vector<OwedDuty> duties;
    std::optional<std::size_t> next;  // among them, what the council must do first
    std::vector<Placed> placements;
};

struct DocumentNow {
    DocumentId id;
    Date sent_on;           // the day for which it was prepared
    Sequence sequence = 0;  // where its case stood then
    std::string findings;   // JSON
    std::string number{};   // on the paper, by which it is found; may be empty
};

// A line of a list.
struct CaseLine {
    CaseId id;
    Sequence sequence = 0, revision = 0;
    std::string stage;
    std::optional<OwedDuty> next;
    std::optional<Body> child;  // what is known of the child, where it was asked for and is known
};
struct DutyLine {
    CaseId id;
    OwedDuty duty;
};
struct PlacementLine {
    CaseId id;
    Placed placed;
};
struct DocumentLine {
    Document document;
    DocumentNow now;
};

// What else becomes true in the same transaction as a write.
struct Effects {
    std::optional<KeptReply> reply{};
    std::vector<NewJob> jobs{};  // what work follows
    std::vector<NewBatch> batches{};
    std::optional<JobLease> ends{};      // the job that this comes of: ended with it, or nothing is done
    std::optional<BatchYield> yields{};  // what that job made of a record of its batch
    std::optional<CaseNow> now{};        // how the case stands with it
};

struct Slice {
    std::int64_t after = 0;  // leave out so many
    std::int64_t most = -1;  // below 0: all the rest
};

struct CaseCounts {
    std::int64_t cases = 0, late = 0, soon = 0;
};

struct Rebuilt {
    std::int64_t cases = 0, documents = 0;
    std::int64_t differed = 0;  // rows that said something else of the day, or were missing, or too many
};

}  // namespace ehcflow::storage
