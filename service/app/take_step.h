// take_step: one step in a document's life: approved, issued, dispatched, delivered, returned, discarded, withdrawn.
//
// Issuing fixes what goes and, where it goes by e-mail, queues its sending in the same transaction. What its sending is
// in law is recorded when it was sent, on that day, and not before.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "service/app/document_life.h"
#include "service/app/recording.h"

namespace ehcflow::service {

struct Stepping {
    documents::LifeStep step;
    std::optional<std::string> officer;   // of the council's settings; nothing where the service itself did it
    Date on;                              // the day on which it happened; of an issue the day on which the letter goes
    std::string route{};                  // by which it went
    std::string note{};                   // why, or what the post office or the mail server said
    storage::Sequence expected_step = 0;  // how many steps the caller has seen
    std::optional<storage::Sequence> expected_sequence{};  // of the case; nothing where it does not matter
};

struct Stepped {
    DocumentView view;
    storage::Sequence sequence = 0;        // where the case stands now
    std::vector<std::string> waiting_for;  // whose letters must go too before the step in law is recorded
};

Result<Stepped, Refused> take_step(const Desk& desk, const DocumentId& id, const Stepping& stepping,
                                   const Keep<Stepped>& keep);

// Why an issued letter may not go by e-mail today, or nothing: it was sent or withdrawn meanwhile, its dates were
// counted from another day, or who gets it does not agree any more.
std::optional<Refused> may_not_be_mailed(const Desk& desk, const DocumentId& id);
// The mail server has it. Ends the job with the record of that.
Result<void, Refused> record_mailed(const Desk& desk, const DocumentId& id, const std::string& message_id,
                                    const storage::Effects& ends);

}  // namespace ehcflow::service
