#include "interchange/import/source.h"

#include <algorithm>
#include <optional>

#include "base/id.h"
#include "base/text.h"
#include "interchange/import/csv.h"

namespace ehcflow::interchange {
namespace {

constexpr std::size_t kLongestValue = 200;  // bytes
constexpr int kOldest = 30;                 // as a setting's ages go

std::string quoted(std::string_view name) { return '"' + std::string(name) + '"'; }

std::string one_of(std::span<const std::string_view> words) {
    std::vector<std::string> list(words.begin(), words.end());
    return "is none of " + join_with(list, " and ");
}

// A cell as its field wants it. The fault completes "the column …".
struct Reading {
    std::string value{};
    std::string fault{};
};

Reading read_day(const ImportField& field, const std::string& cell, const DayForm& days, Date today) {
    const auto day = days.read(cell);
    if (!day) return {{}, "is no day that exists, written " + days.text()};
    if (field.form == Form::Day && *day > today) return {{}, "is a day that has not come yet"};
    return {to_iso(*day)};
}

Reading read_word(const ImportField& field, std::string cell) {
    for (char& c : cell)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    const auto words = words_of(field);
    if (std::find(words.begin(), words.end(), cell) == words.end()) return {{}, one_of(words)};
    return {cell};
}

Reading read_references(const std::string& cell) {
    std::string kept;
    for (std::size_t at = 0; at < cell.size();) {
        const std::size_t end = std::min(cell.find_first_of(" ,;", at), cell.size());
        const std::string_view one = std::string_view(cell).substr(at, end - at);
        at = end + 1;
        if (one.empty()) continue;
        if (!is_id(one)) return {{}, "is no list of references"};
        kept.append(kept.empty() ? "" : " ").append(one);
    }
    return {kept};
}

Reading read_age(const std::string& cell) {
    if (cell.empty() || cell.size() > 2 || cell.find_first_not_of("0123456789") != std::string::npos ||
        std::stoi(cell) > kOldest)
        return {{}, "is no age in years, 0 to 30"};
    return {std::to_string(std::stoi(cell))};
}

Reading read_email(std::string cell) {
    const auto at = cell.find('@');
    const bool sound = at != std::string::npos && at > 0 && at + 1 < cell.size() &&
                       cell.find('@', at + 1) == std::string::npos && cell.find(' ') == std::string::npos;
    if (!sound) return {{}, "is no e-mail address"};
    return {std::move(cell)};
}

Reading read_cell(const ImportField& field, std::string cell, const DayForm& days, Date today) {
    if (cell.empty()) return {{}, field.required ? "is empty" : ""};
    if (cell.size() > kLongestValue) return {{}, "holds more than 200 bytes"};
    if (cell.find_first_of("\r\n\t") != std::string::npos) return {{}, "holds a line end or a tab"};
    switch (field.form) {
        case Form::Reference:
            if (!is_id(cell)) return {{}, "is not 1 to 64 of A-Z a-z 0-9 . _ - that begin with a letter or digit"};
            return {std::move(cell)};
        case Form::References:
            return read_references(cell);
        case Form::Text:
            return {std::move(cell)};
        case Form::Day:
        case Form::AnyDay:
            return read_day(field, cell, days, today);
        case Form::Word:
        case Form::YesNo:
            return read_word(field, std::move(cell));
        case Form::Age:
            return read_age(cell);
        case Form::Email:
            return read_email(std::move(cell));
        case Form::Number: {
            std::string number = compact(cell);
            if (auto fault = fault_of(field.number, number)) return {{}, "is wrong: " + *fault};
            return {std::move(number)};
        }
    }
    return {{}, "cannot be read"};
}

// What one row says beside what its cells do, judged by the fields together.
void check_together(const SourceFile& file, SourceRow& row, const Mapping& mapping, std::vector<std::string>& faults) {
    const auto given = [&](std::string_view field) { return !file.value(row, field).empty(); };
    const auto column = [&](std::string_view field) { return quoted(mapping.of(file.kind).column_of(field)); };
    bool any_day = false;
    bool days_wanted = false;
    for (const Step& step : steps()) {
        if (step.file != file.kind) continue;
        days_wanted = true;
        any_day = any_day || given(step.day);
        for (const Detail& detail : step.details) {
            const auto rows = workflow::kind_row(step.kind).fields;
            const auto wanted =
                std::find_if(rows.begin(), rows.end(), [&](const auto& one) { return one.name == detail.to; });
            if (given(step.day) && wanted != rows.end() && wanted->required && !given(detail.from))
                faults.push_back("with " + column(step.day) + " goes " + column(detail.from) + ", which is empty");
        }
    }
    // A detail of days that are all missing would be lost without a word.
    for (const Step& detailed : steps()) {
        if (detailed.file != file.kind) continue;
        for (const Detail& detail : detailed.details) {
            const auto carries = [&](const Step& step) {
                return step.file == file.kind && given(step.day) &&
                       std::any_of(step.details.begin(), step.details.end(),
                                   [&](const Detail& one) { return one.from == detail.from; });
            };
            if (given(detail.from) && std::none_of(steps().begin(), steps().end(), carries)) {
                std::string fault = column(detail.from) + " stands without its day in " + column(detailed.day);
                if (std::find(faults.begin(), faults.end(), fault) == faults.end()) faults.push_back(std::move(fault));
            }
        }
    }
    if (days_wanted && !any_day && faults.empty()) faults.emplace_back("no day stands in it, so nothing happened");
}

// Where in the file each field stands; nothing where it has no column.
using Places = std::vector<std::optional<std::size_t>>;

Result<Places, std::string> places_of(const SourceFile& file, const Mapping& mapping) {
    const FileMapping& how = mapping.of(file.kind);
    const ImportKind& kind = import_kind(file.kind);
    Places places;
    std::vector<bool> known(file.header.size());
    for (const ImportField& field : kind.fields) {
        const std::string column = how.column_of(field.name);
        const auto at = std::find(file.header.begin(), file.header.end(), column);
        if (at == file.header.end()) {
            if (how.columns.contains(field.name))
                return Failure{"has no column " + quoted(column) + ", which the mapping gives for " +
                               quoted(field.name)};
            if (field.required && how.meaning(field.name, "").empty())
                return Failure{"has no column " + quoted(column) + "; name the one that holds it in the mapping's " +
                               std::string(kind.name) + ".columns"};
            places.emplace_back();
            continue;
        }
        places.emplace_back(static_cast<std::size_t>(at - file.header.begin()));
        known[*places.back()] = true;
    }
    for (std::size_t i = 0; i < known.size(); ++i)
        if (!known[i] && !how.ignored.contains(file.header[i]))
            return Failure{"has the column " + quoted(file.header[i]) +
                           ", which the mapping neither takes nor ignores"};
    return places;
}

void read_row(const SourceFile& file, SourceRow& row, const Places& places, const Mapping& mapping, Date today) {
    const FileMapping& how = mapping.of(file.kind);
    const auto fields = import_kind(file.kind).fields;
    std::vector<std::string> faults;
    for (std::size_t i = 0; i < fields.size(); ++i) {
        std::string cell = places[i] ? std::string(trim(row.cells[*places[i]])) : std::string();
        Reading read = read_cell(fields[i], how.meaning(fields[i].name, std::move(cell)), mapping.days, today);
        if (!read.fault.empty())
            faults.push_back("the column " + quoted(how.column_of(fields[i].name)) + " " + read.fault);
        row.values[i] = std::move(read.value);
    }
    if (faults.empty()) check_together(file, row, mapping, faults);
    if (faults.empty()) return;
    std::string reason;
    for (const std::string& fault : faults) reason.append(reason.empty() ? "" : "; ").append(fault);
    row.verdict = {Verdict::Was::Refused, std::move(reason)};
}

}  // namespace

const std::string& SourceFile::value(const SourceRow& row, std::string_view field) const {
    const auto at = import_kind(kind).find(field);
    invariant(at.has_value(), "a field of the table");
    return row.values[*at];
}

Result<SourceFile, std::string> read_source(std::string name, FileKind kind, std::string bytes, const Mapping& mapping,
                                            Date today) {
    const auto refuse = [&](const std::string& why) { return Failure{name + " " + why}; };
    auto text = as_utf8(std::move(bytes), mapping.encoding);
    if (!text) return refuse(text.error());
    auto table = read_csv(*text);
    if (!table) return Failure{name + ", " + in_a_line(table.error())};
    SourceFile file{std::move(name), kind, std::move(table->header), {}};
    const auto reason = std::find(file.header.begin(), file.header.end(), kReasonColumn);
    const bool was_refused = reason != file.header.end();
    const auto reason_at = reason - file.header.begin();
    if (was_refused) file.header.erase(reason);
    name = file.name;
    const auto places = places_of(file, mapping);
    if (!places) return refuse(places.error());
    file.rows.reserve(table->rows.size());
    for (CsvRow& read : table->rows) {
        SourceRow row{read.number, std::move(read.cells), std::vector<std::string>(import_kind(kind).fields.size())};
        if (was_refused && static_cast<std::ptrdiff_t>(row.cells.size()) > reason_at)
            row.cells.erase(row.cells.begin() + reason_at);
        if (read.fault.empty()) {
            read_row(file, row, *places, mapping, today);
        } else {
            row.verdict = {Verdict::Was::Refused, "it has " + read.fault};
            // Whose row it seems to be: that child waits for it.
            if (const auto at = places->at(0); at && *at < row.cells.size() && is_id(trim(row.cells[*at])))
                row.values[0] = trim(row.cells[*at]);
        }
        file.rows.push_back(std::move(row));
    }
    return file;
}

std::string write_refused(const SourceFile& file) {
    std::string out(kByteOrderMark);
    const auto add = [&](std::string_view reason, const std::vector<std::string>& cells) {
        std::vector<std::string> row{std::string(reason)};
        row.insert(row.end(), cells.begin(), cells.end());
        write_csv_row(out, row);
    };
    add(kReasonColumn, file.header);
    for (const SourceRow& row : file.rows)
        if (row.verdict.was == Verdict::Was::Refused || row.verdict.was == Verdict::Was::HeldBack)
            add(row.verdict.reason, row.cells);
    return out;
}

}  // namespace ehcflow::interchange
