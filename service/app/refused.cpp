#include "service/app/refused.h"

namespace ehcflow::service {

Refused malformed(std::string detail) { return {Reason::Malformed, std::move(detail)}; }

Refused from_timeline(const interchange::TimelineError& error) {
    Refused refused{error.code == "refused" ? Reason::RefusedByLaw : Reason::Malformed, error.detail, error.code};
    refused.event = error.event;
    refused.permitted = error.permitted;
    refused.cite = error.cite;
    return refused;
}

Refused from_law(const workflow::Refusal& refusal) { return from_timeline(interchange::as_error(refusal)); }

Refused from_concealment(const interchange::Concealment& concealment) {
    Refused refused{Reason::NeedsApproval, interchange::in_words(concealment) +
                                               " Give \"reason\", and in \"approved_by\" somebody other "
                                               "than in \"by\"."};
    refused.event = concealment.correction;
    return refused;
}

Refused from_ledger(const storage::Conflict& conflict) {
    using Code = storage::Conflict::Code;
    switch (conflict.code) {
        case Code::SequenceMoved: {
            Refused moved{Reason::Moved, "The case has moved on. Read it again, then decide again."};
            moved.sequence = conflict.actual;
            return moved;
        }
        case Code::CaseUnknown:
            return {Reason::UnknownCase, "No case has this reference."};
        case Code::CaseExists:
            return {Reason::CaseExists, "A case with this reference is there already, and it is another."};
        case Code::DocumentUnknown:
        case Code::DocumentExists:  // ids are drawn at random
            return {Reason::UnknownDocument, "No document has this number."};
        case Code::DocumentMoved: {
            Refused moved{Reason::Moved, "Somebody else has gone on with a document of this case. Read it again."};
            moved.step = conflict.actual;
            return moved;
        }
        case Code::DocumentOfNoCase:
            return {Reason::NeverIssued, "A document about many cases is not issued in one of them."};
        case Code::RevisionMoved: {
            Refused moved{Reason::Moved, "The record was revised meanwhile. Read it again, then decide again."};
            moved.sequence = conflict.actual;
            return moved;
        }
        case Code::PartyUnknown:
            return {Reason::UnknownPerson, "No person or place of this kind has this number."};
        case Code::PaperMoved: {
            Refused moved{Reason::Moved,
                          "Something else was recorded of it meanwhile. Read it again, then decide again."};
            moved.sequence = conflict.actual;
            return moved;
        }
        case Code::JobLost:
            return {Reason::Moved, "Another has taken the job by now."};
        case Code::PartyErased:
            return {Reason::PersonErased, "What was known of this person or place was erased by rule."};
        case Code::PartyMoved: {
            Refused moved{Reason::Moved,
                          "The person or place was changed meanwhile. Read it again, then decide again."};
            moved.sequence = conflict.actual;
            return moved;
        }
        case Code::PartMoved: {
            Refused moved{Reason::Moved,
                          "This part in the case was changed meanwhile. Read it again, then decide again."};
            moved.sequence = conflict.actual;
            return moved;
        }
        case Code::CaseErased:
            return {Reason::CaseErased, "The case was erased by rule. What it said is gone."};
        case Code::CaseHeld:
            return {Reason::CaseHeld, "A legal hold keeps the case. Lift it first."};
        case Code::KeyUsed:
            return {Reason::KeyReused, "This Idempotency-Key was used already. Take another."};
    }
    invariant(false, "every conflict has its refusal");
    return malformed({});
}

}  // namespace ehcflow::service
