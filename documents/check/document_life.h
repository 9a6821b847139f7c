// What may become of a document from its making to its arrival, as one table with the law of each row.
//
// The council's time stops when a notice is sent (SI 2014/1530 regs 13(2), 22(3)-(4), 33; SI 2008/2699 rule 20), so
// that the step in law is recorded when a letter is dispatched and not before. The family's time begins when it is
// served: deemed by the route (Interpretation Act 1978 s.7; Practice Direction of 8 March 1985), unless the contrary is
// shown. Pure; any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "workflow/calendar.h"

namespace ehcflow::documents {

enum class LifeStage : std::uint8_t {
    Prepared,  // with findings that stop it
    Checked,   // without
    Approved,
    Issued,  // its bytes are what will go
    Dispatched,
    Served,     // by the passing of time alone
    Delivered,  // with a receipt
    Returned,   // it came back, or never arrived
    Discarded,  // before its issue
    Withdrawn,  // after: what it says no longer holds
};

enum class LifeStep : std::uint8_t { Approve, Discard, Issue, Dispatch, Receive, Return, Withdraw };

struct StepRow {
    LifeStep step;
    std::string_view asked;     // as a caller asks for it: "approve"
    std::string_view recorded;  // as it is kept: "approved"
    bool by_officer;            // one of the council's, by name
    bool with_reason;
};

struct LifeRow {
    std::span<const LifeStage> from;
    LifeStep step;
    LifeStage to;
    std::string_view cite;
};

// What was recorded of a document.
struct Lived {
    LifeStep step;
    Date on;
    std::string_view route{};
};

struct Life {
    LifeStage stage = LifeStage::Prepared;
    std::optional<Date> issued_on{};
    std::optional<Date> dispatched_on{};  // the last time
    std::string route{};                  // by which it went then
    std::optional<Date> served_on{};      // deemed or receipted; nothing where it came back
    bool receipted = false;
};

std::span<const StepRow> step_rows();
std::span<const LifeRow> life_rows();
const StepRow& step_row(LifeStep step);
std::optional<LifeStep> step_recorded_as(std::string_view recorded);
std::string_view name_of(LifeStage stage);

// Where the document stands on a day. `fit`: no finding stops it. Steps that do not follow each other are passed over.
Life life_of(bool fit, std::span<const Lived> lived, Date today, const workflow::Calendar& calendar);
// The row by which a step follows, or nothing.
const LifeRow* row_for(LifeStage from, LifeStep step);
std::vector<std::string_view> steps_from(LifeStage stage);  // as they are asked for
// Why the step cannot have been on that day, or "".
std::string_view day_fault(const Life& life, LifeStep step, Date on, Date today);

// Whether it says what holds: it was issued and neither came to nothing nor was withdrawn.
bool is_in_force(LifeStage stage);
// Whether it is still to go: made, and not yet sent.
bool is_to_go(LifeStage stage);

}  // namespace ehcflow::documents
