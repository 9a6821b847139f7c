// What the rows of one child say, in the forms in which it is recorded: the record (docs/case-record.md) and the events
// (docs/timeline.md). Pure; any thread.
#pragma once

#include <string>
#include <vector>

#include "interchange/import/source.h"
#include "templates/engine/value.h"

namespace ehcflow::interchange {

templates::Value child_record(const SourceFile& file, const SourceRow& row);  // without family and setting
templates::Value contact_person(const SourceFile& file, const SourceRow& row);
templates::Value setting_of(const SourceFile& file, const SourceRow& row);

struct RowEvent {
    std::string on;          // YYYY-MM-DD
    templates::Value event;  // says in "note" where it came from
};
std::vector<RowEvent> events_of(const SourceFile& file, const SourceRow& row);

// The event without what says who wrote it down and where it came from, members sorted: by this it is known again.
std::string essence_of(const templates::Value& event);

}  // namespace ehcflow::interchange
