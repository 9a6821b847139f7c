// The sample council: an invented caseload, from new requests to overdue reviews, to try the program on. Nobody in it
// exists; its places are not on any map, its postcodes are not assigned and its telephone numbers are kept for fiction.
//
// The cases tell the stories of stories.json, so that an officer can read and change them. The same day gives the same
// council, byte for byte. Pure; any thread.
#pragma once

#include <string>
#include <vector>

#include "base/date.h"

namespace ehcflow::demo {

struct SampleCase {
    std::string reference;  // "EHC-1001"; the oldest case has the lowest number
    std::string about;      // its story in a few words: "decision overdue"
    std::string timeline;   // JSON, docs/timeline.md; nothing in it happens after `today`
    std::string record;     // JSON, docs/case-record.md; says what a document has to say where one is ready
};

std::vector<SampleCase> sample_council(Date today);

}  // namespace ehcflow::demo
