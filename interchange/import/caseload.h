// A caseload to be taken in: which child's record the rows make, and which rows cannot be taken and why. Pure; any
// thread.
//
// A child comes in whole or not at all: where one of its rows is refused, the others wait with it, so that no duty is
// ever worked out from half a history. What is recorded already is known by what it says, so the same file read again
// adds nothing; and nothing that is recorded is changed.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "interchange/import/same_person.h"
#include "interchange/import/source.h"
#include "templates/engine/value.h"
#include "workflow/calendar.h"

namespace ehcflow::interchange {

// What is recorded under a reference.
struct Recorded {
    bool erased = false;              // by rule; then there is nothing more
    templates::Value record;          // docs/case-record.md
    std::int64_t revision = 0;        // of the record
    std::vector<std::string> events;  // JSON, in the order of recording
};
using LookUp = std::function<std::optional<Recorded>(const std::string& reference)>;

struct RowAt {
    std::size_t file = 0, row = 0;  // positions in the caseload
};

// One child's part: the record as it is to be, and what is to be recorded after what there is.
struct Admission {
    std::string reference;
    bool is_new = false;
    templates::Value record;
    bool record_changes = false;      // of a case that is there
    std::size_t recorded_events = 0;  // as they were when this was worked out
    std::int64_t revision = 0;        // likewise
    std::vector<std::string> events;  // JSON
    std::vector<RowAt> rows;          // that it is made of
};

struct ImportedCaseload {
    std::vector<SourceFile> files;      // every row with its verdict
    std::vector<Admission> admissions;  // by reference; those to which nothing is to be added left out
};

// The child that a record is about, for KnownChildren; nothing where it has no name or birthday.
std::optional<Child> child_of(const std::string& reference, const templates::Value& record);

ImportedCaseload admit(std::vector<SourceFile> files, KnownChildren known, const LookUp& recorded,
                       const workflow::Calendar& calendar, Date today);

// Refuses after all, with the same words for each row: somebody else recorded first.
void hold_back(std::vector<SourceFile>& files, const Admission& admission, const std::string& reason);

}  // namespace ehcflow::interchange
