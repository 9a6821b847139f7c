// Mapping: how the files of another system are to be read (docs/import.md). Strict: a name that is not known, or stands
// twice, is refused with those that are known. A plain value; any thread.
#pragma once

#include <array>
#include <map>
#include <set>
#include <string>
#include <string_view>

#include "base/result.h"
#include "interchange/import/day_form.h"
#include "interchange/import/encoding.h"
#include "interchange/import/fields.h"

namespace ehcflow::interchange {

struct FileMapping {
    std::map<std::string, std::string, std::less<>> columns;  // field -> the column's name, where it is another
    std::map<std::string, std::map<std::string, std::string>, std::less<>> words;  // field -> cell -> what it means
    std::set<std::string, std::less<>> ignored;                                    // columns that are not taken

    std::string column_of(std::string_view field) const;
    // What the cell means where the mapping says so, else the cell.
    std::string meaning(std::string_view field, std::string cell) const;
};

struct Mapping {
    Encoding encoding = Encoding::Utf8;
    DayForm days = *DayForm::parse("YYYY-MM-DD");
    std::array<FileMapping, kFileKinds> files;

    const FileMapping& of(FileKind kind) const { return files[static_cast<std::size_t>(kind)]; }
};

Result<Mapping, std::string> read_mapping(std::string_view json);

}  // namespace ehcflow::interchange
