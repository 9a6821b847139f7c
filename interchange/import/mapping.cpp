#include "interchange/import/mapping.h"

#include <algorithm>
#include <vector>

#include "base/text.h"
#include "interchange/value.h"

namespace ehcflow::interchange {
namespace {

using templates::Value;

std::string quoted(std::string_view name) { return '"' + std::string(name) + '"'; }

std::string known(std::string_view word, std::vector<std::string_view> words) {
    std::string said = "known are ";
    for (std::size_t i = 0; i < words.size(); ++i) said.append(i == 0 ? "" : ", ").append(words[i]);
    if (const auto near = nearest(word, words)) said += "; did you mean " + quoted(*near) + "?";
    return said;
}

// Reads one mapping, and keeps the first thing that is wrong with it.
class MappingReader {
public:
    Result<Mapping, std::string> read(const Value& value) {
        for (const auto& [name, part] : members_of("the mapping", value)) {
            if (name == "encoding")
                read_encoding(part);
            else if (name == "days")
                read_days(part);
            else if (const auto kind = kind_of_file(name))
                read_file(import_kind(*kind), part);
            else
                fail(quoted(name) + " is not known; " +
                     known(name, {"encoding", "days", "children", "plans", "placements", "reviews", "contacts"}));
        }
        if (!fault_.empty()) return Failure{fault_};
        return std::move(mapping_);
    }

private:
    void fail(std::string fault) {
        if (fault_.empty()) fault_ = std::move(fault);
    }
    const Value::Object& members_of(std::string_view place, const Value& value) {
        static const Value::Object kNone;
        if (value.object() != nullptr) return *value.object();
        fail(std::string(place) + " is an object");
        return kNone;
    }
    std::string text_of(const std::string& place, const Value& value) {
        if (value.text() != nullptr) return *value.text();
        fail(place + " is a text");
        return {};
    }

    void read_encoding(const Value& value) {
        const std::string word = text_of("\"encoding\"", value);
        if (word == "windows-1252")
            mapping_.encoding = Encoding::Windows1252;
        else if (word != "utf-8")
            fail("\"encoding\" is utf-8 or windows-1252");
    }
    void read_days(const Value& value) {
        if (auto form = DayForm::parse(text_of("\"days\"", value)))
            mapping_.days = std::move(*form);
        else
            fail("\"days\" has a year (YYYY), a month (MM, M or MMM) and a day (DD or D), each once: \"DD/MM/YYYY\"");
    }
    const ImportField* field_of(const ImportKind& kind, const std::string& name) {
        if (const auto at = kind.find(name)) return &kind.fields[*at];
        std::vector<std::string_view> names;
        for (const ImportField& field : kind.fields) names.push_back(field.name);
        fail(std::string(kind.name) + " have no field " + quoted(name) + "; " + known(name, names));
        return nullptr;
    }
    void read_file(const ImportKind& kind, const Value& value) {
        FileMapping& file = mapping_.files[static_cast<std::size_t>(kind.kind)];
        const std::string place(kind.name);
        for (const auto& [name, part] : members_of(place, value)) {
            if (name == "columns")
                read_columns(kind, part, file);
            else if (name == "words")
                read_words(kind, part, file);
            else if (name == "ignore")
                read_ignored(place, part, file);
            else
                fail(place + ": " + quoted(name) + " is not known; " + known(name, {"columns", "words", "ignore"}));
        }
    }
    void read_columns(const ImportKind& kind, const Value& value, FileMapping& file) {
        std::set<std::string> taken;
        for (const auto& [name, part] : members_of("\"columns\"", value)) {
            if (field_of(kind, name) == nullptr) return;
            const std::string column(trim(text_of("the column of " + quoted(name), part)));
            if (column.empty()) fail("the column of " + quoted(name) + " has a name");
            if (!taken.insert(column).second) fail("the column " + quoted(column) + " is given to two fields");
            file.columns.emplace(name, column);
        }
    }
    void read_words(const ImportKind& kind, const Value& value, FileMapping& file) {
        for (const auto& [name, part] : members_of("\"words\"", value)) {
            const ImportField* field = field_of(kind, name);
            if (field == nullptr) return;
            const auto allowed = words_of(*field);
            for (const auto& [cell, meaning] : members_of("the words of " + quoted(name), part)) {
                const std::string word = text_of("what " + quoted(cell) + " means", meaning);
                if (!allowed.empty() && !word.empty() &&
                    std::find(allowed.begin(), allowed.end(), word) == allowed.end())
                    fail("the words of " + quoted(name) + ": " + quoted(word) + " is none; " +
                         known(word, {allowed.begin(), allowed.end()}));
                file.words[name].emplace(cell, word);
            }
        }
    }
    void read_ignored(const std::string& place, const Value& value, FileMapping& file) {
        if (value.list() == nullptr) return fail(place + ": \"ignore\" is a list of columns");
        for (const Value& column : *value.list()) file.ignored.insert(text_of("a column to ignore", column));
    }

    Mapping mapping_;
    std::string fault_;
};

}  // namespace

std::string FileMapping::column_of(std::string_view field) const {
    const auto named = columns.find(field);
    return named == columns.end() ? std::string(field) : named->second;
}

std::string FileMapping::meaning(std::string_view field, std::string cell) const {
    const auto of_field = words.find(field);
    if (of_field == words.end()) return cell;
    const auto word = of_field->second.find(cell);
    return word == of_field->second.end() ? cell : word->second;
}

Result<Mapping, std::string> read_mapping(std::string_view json) {
    const auto value = read_value(json);
    if (!value) return Failure{value.error()};
    return MappingReader().read(*value);
}

}  // namespace ehcflow::interchange
