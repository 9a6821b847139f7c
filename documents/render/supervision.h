// What the pool does with a document and with an office after each attempt: decided from facts alone. Pure; the pool's
// threads gather the facts and carry the decision out.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>

#include "documents/render/office_settings.h"

namespace ehcflow::documents {

enum class Outcome {
    Rendered,
    Spoiled,  // what it made is no whole PDF, or lacks its marks or fonts
    Refused,  // the office answered that it cannot
    Crashed,  // the office went away under it
    Stuck,    // it did no work for longest_stall and was killed
    Swollen,  // it passed office_resident_bytes and was killed
    Hung,     // it was still at it at the deadline and was killed
};

struct Attempt {
    Outcome outcome = Outcome::Rendered;
    unsigned earlier_crashes = 0;  // of this asking
    unsigned earlier_kills = 0;    // offices that this content has ended before, in any asking
    std::chrono::milliseconds took{0};
    std::uint64_t office_documents = 0;     // that this office has done, this one included
    std::size_t office_resident_bytes = 0;  // 0 where it is not known
};

enum class Reply { Pdf, BadDocument, TimedOut, OfficeFailed, None };
enum class NextOffice { Keep, Recycle, Replace };
enum class Mark { None, Forget, Count, Quarantine };

struct Decision {
    Reply reply = Reply::None;  // None: the document is tried again, on another office
    NextOffice office = NextOffice::Keep;
    Mark mark = Mark::None;  // what is remembered of the content
};

Decision decide(const Attempt& attempt, const OfficeSettings& settings);

// How long to wait after that many failed starts in a row.
std::chrono::milliseconds back_off(unsigned failed_starts, const OfficeSettings& settings);

}  // namespace ehcflow::documents
