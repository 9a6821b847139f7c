// Refused: the answer of a use case is no, and why. What a caller can mend; a broken world is an exception instead.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/finding.h"
#include "interchange/corrections.h"
#include "interchange/timeline.h"
#include "storage/ledger.h"

namespace ehcflow::service {

enum class Reason : std::uint8_t {
    Malformed,  // a body or a field that cannot be read
    UnknownCase,
    UnknownDocument,
    UnknownPerson,
    UnknownJob,
    UnknownBatch,
    NotDue,  // to be erased
    PersonErased,
    UnknownPlan,
    CaseErased,
    CaseHeld,
    CaseExists,  // under this reference, with other content
    Moved,       // somebody else recorded first
    RefusedByLaw,
    NeedsApproval,   // a correction that makes a lateness disappear
    CannotPrepare,   // with findings
    Unfit,           // to be issued: the document has findings that are errors
    WrongOrder,      // the step does not follow what became of the document so far
    UnknownOfficer,  // none of the council's settings
    BadDay,          // of a step: to come, or before the one it follows
    NoConsent,       // to notices by e-mail
    OtherDay,        // than the one that its dates were counted from
    NeverIssued,     // a document about many cases
    KeyReused,
    UnknownTemplate,   // a notice, a version or a sample of it
    TemplateRefused,   // with findings
    TemplateNotReady,  // for this step; the code says why
    UnknownPaper,      // nothing was recorded under this name
    MonthClosed,       // already, and a month is closed once
    OfficeUnavailable,
    MailUnavailable,  // may go later
    MailUnfit,        // to be sent, however often it is tried
};

struct Refused {
    Reason reason;
    std::string detail;                  // a sentence or two, without personal data
    std::string code{};                  // of the timeline's reader, where it spoke
    std::optional<std::size_t> event{};  // position in the timeline
    std::vector<std::string> permitted{};
    std::string cite{};
    std::optional<storage::Sequence> sequence{};  // where the case stands
    std::optional<storage::Sequence> step{};      // how many steps the document has had
    Findings findings{};
};

Refused malformed(std::string detail);
Refused from_timeline(const interchange::TimelineError& error);
Refused from_law(const workflow::Refusal& refusal);
Refused from_concealment(const interchange::Concealment& concealment);
Refused from_ledger(const storage::Conflict& conflict);

}  // namespace ehcflow::service
