#include "documents/render/supervision.h"

#include <algorithm>

namespace ehcflow::documents {
namespace {

constexpr unsigned kKillsUntilQuarantine = 2;

NextOffice after_answer(const Attempt& attempt, const OfficeSettings& settings) {
    const bool old = attempt.office_documents >= settings.recycle_after_documents;
    const bool large = attempt.office_resident_bytes > settings.recycle_above_bytes;
    return old || large ? NextOffice::Recycle : NextOffice::Keep;
}

Mark after_kill(const Attempt& attempt) {
    return attempt.earlier_kills + 1 >= kKillsUntilQuarantine ? Mark::Quarantine : Mark::Count;
}

}  // namespace

Decision decide(const Attempt& attempt, const OfficeSettings& settings) {
    switch (attempt.outcome) {
        case Outcome::Rendered:
            return {Reply::Pdf, after_answer(attempt, settings), Mark::Forget};
        case Outcome::Spoiled:
            // An office that runs out of memory goes on, and leaves things out. If another does the same it is not
            // that.
            return {attempt.earlier_crashes == 0 ? Reply::None : Reply::BadDocument, NextOffice::Replace, Mark::None};
        case Outcome::Refused:
            // Asking again would be refused again. What a half-read document leaves in the office is not known.
            return {Reply::BadDocument, NextOffice::Recycle, Mark::None};
        case Outcome::Crashed:
        case Outcome::Stuck:
        case Outcome::Swollen:
            // Once may be bad luck or somebody's kill; a second office is risked, a third is not.
            return {attempt.earlier_crashes == 0 ? Reply::None : Reply::OfficeFailed, NextOffice::Replace,
                    after_kill(attempt)};
        case Outcome::Hung:
            // Its time is up, so nothing is tried again. A caller in a hurry does not make a document dangerous.
            return {Reply::TimedOut, NextOffice::Replace,
                    attempt.took >= settings.hang_counts_after ? after_kill(attempt) : Mark::None};
    }
    return {};
}

std::chrono::milliseconds back_off(unsigned failed_starts, const OfficeSettings& settings) {
    std::chrono::milliseconds pause = settings.first_back_off;
    for (unsigned i = 1; i < failed_starts && pause < settings.longest_back_off; ++i) pause *= 2;
    return std::min(pause, settings.longest_back_off);
}

}  // namespace ehcflow::documents
