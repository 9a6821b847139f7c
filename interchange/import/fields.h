// What may stand in the files of a caseload: the kinds of files, the fields of each, and the events that their days
// are. One table each (fields.cpp), from which reading, checking and docs/import.md follow. Values; any thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "interchange/import/identifier.h"
#include "workflow/event.h"

namespace ehcflow::interchange {

enum class FileKind : std::uint8_t { Children, Plans, Placements, Reviews, Contacts };
inline constexpr std::size_t kFileKinds = 5;

enum class Form : std::uint8_t {
    Reference,   // as base/id.h allows
    References,  // several, with spaces or commas between
    Text,        // one line
    Day,         // one that has come
    AnyDay,      // one that may be still to come
    Word,        // one of words_of()
    YesNo,
    Age,
    Email,
    Number,  // with a form of its own: `number`
};

struct ImportField {
    std::string_view name;
    Form form;
    bool required = false;
    Identifier number = Identifier::Upn;
};

struct ImportKind {
    FileKind kind;
    std::string_view name;  // "children"
    std::span<const ImportField> fields;
    std::optional<std::size_t> find(std::string_view field) const;
};

std::span<const ImportKind> import_kinds();  // in the order of FileKind
const ImportKind& import_kind(FileKind kind);
std::optional<FileKind> kind_of_file(std::string_view name);

// What a cell of this field may say: for Word and YesNo, else none.
std::span<const std::string_view> words_of(const ImportField& field);

// A day in a row, and the event that it is. The event's own fields are taken from further fields of the row.
struct Detail {
    std::string_view from;  // the row's
    std::string_view to;    // the event's; "setting" is an object made of all the row's setting_ fields
};
struct Step {
    FileKind file;
    std::string_view day;
    workflow::Kind kind;
    std::span<const Detail> details{};
    std::string_view basis{};  // of a proposed amendment
};
std::span<const Step> steps();  // of one row in the order in which they happen

}  // namespace ehcflow::interchange
