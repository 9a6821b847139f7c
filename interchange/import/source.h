// SourceFile: one file of a caseload, each of its rows read by the mapping or with what is wrong with it. Pure; any
// thread.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "base/result.h"
#include "interchange/import/mapping.h"

namespace ehcflow::interchange {

// In the file of refused rows this column stands first. It is passed over when the file is read again.
inline constexpr std::string_view kReasonColumn = "refused because";

struct Verdict {
    enum class Was : std::uint8_t {
        Taken,     // it adds to the record
        There,     // all that it says is recorded already
        Refused,   // by itself
        HeldBack,  // with another row of the same child
    };
    Was was = Was::Taken;
    std::string reason{};  // of the last two; never what stands in a cell
};

struct SourceRow {
    std::size_t number = 0;           // as a spreadsheet numbers it
    std::vector<std::string> cells;   // as they stand in the file, but for the reason
    std::vector<std::string> values;  // one a field of the kind; days as YYYY-MM-DD, numbers compact; empty: not given
    Verdict verdict{};
};

struct SourceFile {
    std::string name;  // without its folder
    FileKind kind = FileKind::Children;
    std::vector<std::string> header;  // but for the reason
    std::vector<SourceRow> rows;

    const std::string& value(const SourceRow& row, std::string_view field) const;
};

// A file whose cells or columns cannot be made out is refused whole, in one sentence. A row that is wrong in itself is
// kept, refused with every reason at once.
Result<SourceFile, std::string> read_source(std::string name, FileKind kind, std::string bytes, const Mapping& mapping,
                                            Date today);

// The rows that were not taken, to be corrected and fed back: the file's own columns after the reason.
std::string write_refused(const SourceFile& file);

}  // namespace ehcflow::interchange
