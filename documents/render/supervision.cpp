#include "documents/render/supervision.h"

#include <algorithm>

namespace ehcflow::documents {
namespace {

constexpr unsigned kBlamesUntilBad = 2;

NextOffice after_answer(const Attempt& attempt, const OfficeSettings& settings) {
    const bool old = attempt.office_documents >= settings.recycle_after_documents ||
                     attempt.office_age >= settings.recycle_after_age;
    const bool large = attempt.office_resident_bytes > settings.recycle_above_bytes;
    return old || large ? NextOffice::Recycle : NextOffice::Keep;
}

Blame after_kill(const Attempt& attempt) {
    if (!is_to_blame(attempt)) return Blame::None;
    return attempt.earlier_kills + 1 >= kBlamesUntilBad ? Blame::Quarantine : Blame::Count;
}

// Whether another office is risked. An old office, or one that somebody killed, says nothing of the document; but there
// is an end to that, too.
Reply unless_last(const Attempt& attempt, const OfficeSettings& settings) {
    return attempt.earlier_tries + 1 < settings.most_tries ? Reply::None : Reply::OfficeFailed;
}

}  // namespace

bool is_to_blame(const Attempt& attempt) { return attempt.office_documents <= 1 && attempt.excuse == Excuse::None; }

Decision decide(const Attempt& attempt, const OfficeSettings& settings) {
    switch (attempt.outcome) {
        case Outcome::Rendered:
            return {Reply::Pdf, after_answer(attempt, settings), Blame::Forget};
        case Outcome::Spoiled:
            // An office that runs out of memory goes on, and leaves things out. If two others do the same it is not
            // that.
            if (is_to_blame(attempt) && attempt.earlier_blames + 1 >= kBlamesUntilBad)
                return {Reply::BadDocument, NextOffice::Replace, Blame::None};
            return {unless_last(attempt, settings), NextOffice::Replace, Blame::None};
        case Outcome::Refused:
            // Asking again would be refused again. What a half-read document leaves in the office is not known.
            return {Reply::BadDocument, NextOffice::Recycle, Blame::None};
        case Outcome::Crashed:
        case Outcome::Stuck:
        case Outcome::Swollen: {
            const Blame blame = after_kill(attempt);
            return {blame == Blame::Quarantine ? Reply::OfficeFailed : unless_last(attempt, settings),
                    NextOffice::Replace, blame};
        }
        case Outcome::Hung:
            // Its time is up, so nothing is tried again. A caller in a hurry does not make a document dangerous.
            return {Reply::TimedOut, NextOffice::Replace,
                    attempt.took >= settings.hang_counts_after ? after_kill(attempt) : Blame::None};
    }
    return {};
}

std::chrono::milliseconds back_off(unsigned failed_starts, const OfficeSettings& settings) {
    std::chrono::milliseconds pause = settings.first_back_off;
    for (unsigned i = 1; i < failed_starts && pause < settings.longest_back_off; ++i) pause *= 2;
    return std::min(pause, settings.longest_back_off);
}

}  // namespace ehcflow::documents
