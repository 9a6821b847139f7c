#include "templates/engine/limits.h"

#include <algorithm>
#include <charconv>
#include <limits>
#include <optional>
#include <vector>

#include "base/text.h"

namespace ehcflow::templates {
namespace {

constexpr std::size_t kKiB = std::size_t{1} << 10U, kMiB = kKiB << 10U, kGiB = kMiB << 10U;

// Depths are bounded by the stack, since the tree is walked by functions that call themselves; sizes by the 2 GiB of
// one entry of a package.
constexpr LimitRow kLimits[] = {
    {"file-size", &Limits::package_bytes, LimitUnit::Bytes, 1 * kGiB, "the template's file"},
    {"unpacked-size", &Limits::unpacked_bytes, LimitUnit::Bytes, 2 * kGiB - 1, "the template, unpacked"},
    {"entries", &Limits::entries, LimitUnit::Count, 65'535, "files in the template's package"},
    {"ratio", &Limits::ratio, LimitUnit::Count, 1'100, "unpacked to packed, of one file in it"},
    {"depth", &Limits::xml_depth, LimitUnit::Count, 1'000, "elements in one another"},
    {"nesting", &Limits::nesting, LimitUnit::Count, 500, "each and if in one another"},
    {"shared-depth", &Limits::shared_depth, LimitUnit::Count, 50, "shared blocks in one another"},
    {"shared-blocks", &Limits::shared_blocks, LimitUnit::Count, 100'000, "shared blocks in one template"},
    {"repetitions", &Limits::repetitions, LimitUnit::Count, 100'000'000, "items of all lists in one document"},
    {"document-size", &Limits::document_bytes, LimitUnit::Bytes, 2 * kGiB - 1, "the document that is made"},
};

struct UnitRow {
    std::string_view name;
    std::size_t bytes;
};
constexpr UnitRow kUnits[] = {{"GiB", kGiB}, {"MiB", kMiB}, {"KiB", kKiB}};

std::optional<std::size_t> amount_of(std::string_view text, LimitUnit unit) {
    std::size_t factor = 1;
    for (const UnitRow& row : kUnits)
        if (unit == LimitUnit::Bytes && text.ends_with(row.name)) {
            factor = row.bytes;
            text.remove_suffix(row.name.size());
            break;
        }
    text = trim(text);
    std::size_t amount = 0;
    const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), amount);
    const bool is_number = !text.empty() && fault == std::errc() && end == text.data() + text.size();
    if (!is_number || amount == 0 || amount > std::numeric_limits<std::size_t>::max() / factor) return std::nullopt;
    return amount * factor;
}

std::string unknown(std::string_view name) {
    std::vector<std::string_view> names;
    std::string known;
    for (const LimitRow& row : kLimits) {
        names.push_back(row.name);
        known.append(known.empty() ? "" : ", ").append(row.name);
    }
    const auto near = nearest(std::string(name), names);
    return "\"" + std::string(name) + "\" is no limit" +
           (near ? "; did you mean \"" + std::string(*near) + "\"?" : ".") + " There are " + known;
}

}  // namespace

std::span<const LimitRow> limit_rows() { return kLimits; }

std::string in_words(std::size_t amount, LimitUnit unit) {
    if (unit == LimitUnit::Bytes)
        for (const UnitRow& row : kUnits)
            if (amount >= row.bytes && amount % row.bytes == 0)
                return std::to_string(amount / row.bytes) + " " + std::string(row.name);
    return std::to_string(amount) + (unit == LimitUnit::Bytes ? " bytes" : "");
}

Result<void, std::string> set_limit(Limits& limits, std::string_view setting) {
    const std::size_t equals = setting.find('=');
    if (equals == std::string_view::npos) return Failure{std::string("write NAME=AMOUNT, such as repetitions=50000")};
    const std::string_view name = setting.substr(0, equals);
    const auto row =
        std::find_if(std::begin(kLimits), std::end(kLimits), [&](const LimitRow& one) { return one.name == name; });
    if (row == std::end(kLimits)) return Failure{unknown(name)};
    const auto amount = amount_of(setting.substr(equals + 1), row->unit);
    if (!amount || *amount > row->most)
        return Failure{std::string(name) + " is " + (row->unit == LimitUnit::Bytes ? "a size" : "a whole number") +
                       " from 1 to " + in_words(row->most, row->unit)};
    limits.*row->member = *amount;
    return {};
}

}  // namespace ehcflow::templates
