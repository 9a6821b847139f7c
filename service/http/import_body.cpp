#include "service/http/import_body.h"

#include "base/id.h"
#include "interchange/value.h"
#include "templates/engine/members.h"

namespace ehcflow::service {
namespace {

using interchange::SourceFile;
using interchange::SourceRow;
using templates::Value;
using Was = interchange::Verdict::Was;

Value count(std::size_t number) { return Value(static_cast<int>(number)); }

Value file_value(const SourceFile& file, RowsTold told) {
    std::size_t taken = 0;
    std::size_t there = 0;
    Value::List refused;
    Value::List held_back;
    for (const SourceRow& row : file.rows) {
        if (row.verdict.was == Was::Taken) ++taken;
        if (row.verdict.was == Was::There) ++there;
        if (row.verdict.was != Was::Refused && row.verdict.was != Was::HeldBack) continue;
        Value one;
        one.set("row", count(row.number));
        one.set("reason", row.verdict.reason);
        (row.verdict.was == Was::Refused ? refused : held_back).push_back(std::move(one));
    }
    Value value;
    value.set("name", file.name);
    value.set("kind", interchange::import_kind(file.kind).name);
    value.set("rows", count(file.rows.size()));
    value.set("taken", count(taken));
    value.set("recorded_already", count(there));
    if (told == RowsTold::Whole && (!refused.empty() || !held_back.empty()))
        value.set("refused_csv", interchange::write_refused(file));
    value.set("refused", std::move(refused));
    value.set("held_back", std::move(held_back));
    return value;
}

}  // namespace

Result<interchange::Mapping, std::string> import_mapping(const Value& mapping) {
    auto read = interchange::read_mapping(interchange::write_value(mapping));
    if (read && read->encoding != interchange::Encoding::Utf8)
        return Failure{std::string("\"encoding\" is utf-8 here, as all JSON is")};
    return read;
}

Result<std::vector<ImportSource>, std::string> import_sources(const Value& files) {
    if (files.list() == nullptr || files.list()->empty())
        return Failure{std::string("\"files\" is a list of at least one file.")};
    std::vector<ImportSource> sources;
    for (const Value& file : *files.list()) {
        const auto kind = interchange::kind_of_file(text_of(file, "kind"));
        const Value* text = file.find("text");
        const bool whole =
            file.object() != nullptr && file.object()->size() == 3 && text != nullptr && text->text() != nullptr;
        if (!kind || !whole || !is_id(text_of(file, "name")))
            return Failure{std::string(
                "A file has \"name\" (a plain file name), \"kind\" (children, plans, placements, reviews or "
                "contacts) and \"text\", and nothing else.")};
        for (const ImportSource& other : sources)
            if (other.name == text_of(file, "name")) return Failure{std::string("Two files have the same name.")};
        sources.push_back({text_of(file, "name"), *kind, *text->text()});
    }
    return sources;
}

Value report_value(const ImportReport& report, ImportMode mode, RowsTold told) {
    Value::List files;
    for (const SourceFile& file : report.files) files.push_back(file_value(file, told));
    Value value;
    value.set("dry_run", mode == ImportMode::Dry);
    value.set("new_children", count(report.new_children));
    value.set("added_to", count(report.added_to));
    value.set("events", count(report.events));
    value.set("files", std::move(files));
    return value;
}

}  // namespace ehcflow::service
