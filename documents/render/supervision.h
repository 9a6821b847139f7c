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

// What else than the document explains how an office ended, or what it made.
enum class Excuse {
    None,
    Killed,   // by another than itself: the pool, the kernel that was short of memory, a person
    Halted,   // it was stopped by a signal
    Starved,  // its limits were changed, or the machine was out of memory or of room for files
};

// A document is to blame where an office that had done nothing else before fails under it, and nothing else explains
// that. It is bad when it is to blame for two.
struct Attempt {
    Outcome outcome = Outcome::Rendered;
    unsigned earlier_tries = 0;   // of this asking
    unsigned earlier_blames = 0;  // of those, the ones for which the document was to blame
    unsigned earlier_kills = 0;   // offices that this content was to blame for before, in any asking
    std::chrono::milliseconds took{0};
    std::uint64_t office_documents = 0;     // that this office has done, this one included
    std::size_t office_resident_bytes = 0;  // 0 where it is not known
    Excuse excuse = Excuse::None;
    std::chrono::milliseconds office_age{0};  // since it was started
};

bool is_to_blame(const Attempt& attempt);

enum class Reply { Pdf, BadDocument, TimedOut, OfficeFailed, None };
enum class NextOffice { Keep, Recycle, Replace };
enum class Blame { None, Forget, Count, Quarantine };

struct Decision {
    Reply reply = Reply::None;  // None: the document is tried again, on an office that has done nothing else before
    NextOffice office = NextOffice::Keep;
    Blame blame = Blame::None;  // what is remembered of the content
};

Decision decide(const Attempt& attempt, const OfficeSettings& settings);

// How long to wait after that many failed starts in a row.
std::chrono::milliseconds back_off(unsigned failed_starts, const OfficeSettings& settings);

}  // namespace ehcflow::documents
