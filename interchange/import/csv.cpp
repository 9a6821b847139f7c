#include "interchange/import/csv.h"

#include <algorithm>
#include <optional>
#include <set>

#include "base/text.h"

namespace ehcflow::interchange {
namespace {

// Apostrophes that stand before the beginning of a formula, however many, so that guarding can always be undone.
bool looks_guarded_or_live(std::string_view cell) {
    const auto first = cell.find_first_not_of('\'');
    return first != std::string_view::npos && std::string_view("=+-@\t\r").find(cell[first]) != std::string_view::npos;
}

class Reading {
public:
    explicit Reading(std::string_view bytes) : rest_(bytes) {}

    bool at_end() const { return at_ >= rest_.size(); }
    const std::optional<CsvFault>& fault() const { return fault_; }

    std::vector<std::string> row(std::size_t number) {
        std::vector<std::string> cells;
        for (bool more = true; more && !fault_;) {
            place_ = {number, cells.size() + 1, {}};
            if (cells.size() == kMostColumns) return refuse("more than 500 columns"), cells;
            cells.push_back(take('"') ? quoted() : bare());
            if (fault_ || !sound(cells.back())) return cells;
            more = take(',');
        }
        if (!at_end() && !take('\n') && !(take('\r') && take('\n')))
            refuse(rest_[at_] == '"' ? "a quote inside a cell that is not quoted; quote the cell and double the quote"
                                     : "text after the closing quote, or a return without a line feed");
        return cells;
    }

private:
    bool take(char c) {
        if (at_end() || rest_[at_] != c) return false;
        return ++at_, true;
    }
    void refuse(std::string what) {
        if (!fault_) fault_ = CsvFault{place_.row, place_.column, std::move(what)};
    }
    std::string bare() {
        const auto end = std::min(rest_.find_first_of(",\"\r\n", at_), rest_.size());
        std::string cell(rest_.substr(at_, end - at_));
        return at_ = end, cell;
    }
    std::string quoted() {
        std::string cell;
        for (;;) {
            const auto end = rest_.find('"', at_);
            if (end == std::string_view::npos) return refuse("a quote that is never closed"), cell;
            cell += rest_.substr(at_, end - at_);
            at_ = end + 1;
            if (!take('"')) return cell;
            cell += '"';
        }
    }
    bool sound(std::string& cell) {
        if (cell.size() > kLongestCell) return refuse("a cell of more than 64 KiB"), false;
        if (!is_utf8(cell)) return refuse("not UTF-8; save the file as \"CSV UTF-8\""), false;
        const auto control = [](unsigned char c) { return c < 0x20 && c != '\t' && c != '\r' && c != '\n'; };
        if (std::any_of(cell.begin(), cell.end(), control)) return refuse("a control character"), false;
        if (cell.starts_with('\'') && looks_guarded_or_live(cell)) cell.erase(0, 1);
        return true;
    }

    std::string_view rest_;
    std::size_t at_ = 0;
    CsvFault place_;
    std::optional<CsvFault> fault_;
};

std::optional<CsvFault> header_fault(const std::vector<std::string>& header) {
    std::set<std::string_view> seen;
    for (std::size_t i = 0; i < header.size(); ++i) {
        if (header[i].empty()) return CsvFault{1, i + 1, "a column without a name"};
        if (!seen.insert(header[i]).second) return CsvFault{1, i + 1, "the column's name stands in another column too"};
    }
    return std::nullopt;
}

}  // namespace

std::string in_a_line(const CsvFault& fault) {
    return "row " + std::to_string(fault.row) + ", column " + std::to_string(fault.column) + ": " + fault.what;
}

Result<CsvTable, CsvFault> read_csv(std::string_view bytes) {
    if (bytes.starts_with(kByteOrderMark)) bytes.remove_prefix(kByteOrderMark.size());
    Reading reading(bytes);
    CsvTable table;
    for (std::string& name : table.header = reading.row(1)) name = std::string(trim(name));
    if (reading.fault()) return Failure{*reading.fault()};
    if (auto fault = header_fault(table.header)) return Failure{*fault};
    for (std::size_t number = 2; !reading.at_end(); ++number) {
        CsvRow row{number, reading.row(number), {}};
        if (reading.fault()) return Failure{*reading.fault()};
        if (number > kMostRows) return Failure{CsvFault{number, 1, "more than 1,000,000 rows; divide the file"}};
        if (row.cells.size() == 1 && row.cells[0].empty()) continue;
        if (row.cells.size() != table.header.size())
            row.fault = std::to_string(row.cells.size()) + " cells where the header has " +
                        std::to_string(table.header.size()) + " columns";
        table.rows.push_back(std::move(row));
    }
    return table;
}

void write_csv_row(std::string& out, std::span<const std::string> cells) {
    for (std::size_t i = 0; i < cells.size(); ++i) {
        if (i != 0) out += ',';
        const std::string cell = looks_guarded_or_live(cells[i]) ? "'" + cells[i] : cells[i];
        if (cell.find_first_of(",\"\r\n") == std::string::npos) {
            out += cell;
            continue;
        }
        out += '"';
        for (const char c : cell) out.append(c == '"' ? 2 : 1, c);
        out += '"';
    }
    out += "\r\n";
}

}  // namespace ehcflow::interchange
