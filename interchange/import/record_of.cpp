#include "interchange/import/record_of.h"

#include <algorithm>
#include <array>

#include "interchange/value.h"

namespace ehcflow::interchange {
namespace {

using templates::Value;

constexpr std::string_view kAddressLines[] = {"address_1", "address_2", "address_3", "address_4", "address_5"};

// The fields of one row, put into an object under the names of the record where there is something to put.
class Row {
public:
    Row(const SourceFile& file, const SourceRow& row) : file_(file), row_(row) {}

    const std::string& operator[](std::string_view field) const { return file_.value(row_, field); }
    void put(Value& into, std::string_view name, std::string_view field) const {
        if (const std::string& text = (*this)[field]; !text.empty()) into.set(name, text);
    }
    void put_truth(Value& into, std::string_view name, std::string_view field) const {
        if (const std::string& text = (*this)[field]; !text.empty()) into.set(name, text == "yes");
    }
    void put_number(Value& into, std::string_view name, std::string_view field) const {
        if (const std::string& text = (*this)[field]; !text.empty()) into.set(name, std::stoi(text));
    }
    void put_address(Value& into) const {
        Value::List lines;
        for (const std::string_view field : kAddressLines)
            if (const std::string& line = (*this)[field]; !line.empty()) lines.emplace_back(line);
        if (lines.empty() && (*this)["postcode"].empty()) return;
        Value address;
        address.set("lines", std::move(lines));
        address.set("postcode", (*this)["postcode"]);
        into.set("address", std::move(address));
    }

private:
    const SourceFile& file_;
    const SourceRow& row_;
};

Value pronouns(const std::string& subject) {
    struct Set {
        std::string_view subject, object, possessive;
    };
    constexpr Set kSets[] = {{"she", "her", "her"}, {"he", "him", "his"}, {"they", "them", "their"}};
    Value value;
    for (const Set& set : kSets) {
        if (set.subject != subject) continue;
        value.set("subject", set.subject);
        value.set("object", set.object);
        value.set("possessive", set.possessive);
    }
    return value;
}

// As a timeline has it: what the law asks of a setting, without its address.
Value timeline_setting(const Row& row) {
    Value setting;
    row.put(setting, "name", "setting_name");
    row.put(setting, "phase", "setting_phase");
    row.put_number(setting, "lowest_age", "setting_lowest_age");
    row.put_number(setting, "highest_age", "setting_highest_age");
    row.put_truth(setting, "must_run_reviews", "setting_must_run_reviews");
    return setting;
}

}  // namespace

Value child_record(const SourceFile& file, const SourceRow& source) {
    const Row row(file, source);
    Value child;
    for (const std::string_view name :
         {"first_name", "last_name", "known_as", "born", "year_group", "home_language", "upn", "uln", "nhs_number"})
        row.put(child, name, name);
    if (!row["pronouns"].empty()) child.set("pronouns", pronouns(row["pronouns"]));
    row.put_address(child);
    Value officer;
    for (const std::string_view name : {"name", "role", "phone", "hours", "email"})
        row.put(officer, name, "officer_" + std::string(name));
    Value record;
    record.set("reference", row["reference"]);
    record.set("child", std::move(child));
    record.set("family", Value::List{});
    if (!officer.is_null()) record.set("officer", std::move(officer));
    return record;
}

Value contact_person(const SourceFile& file, const SourceRow& source) {
    const Row row(file, source);
    Value person;
    person.set("id", row["contact"]);
    for (const std::string_view name : {"name", "salutation", "relation"}) row.put(person, name, name);
    row.put_truth(person, "receives_notices", "receives_notices");
    row.put_address(person);
    for (const std::string_view name : {"phone", "email", "email_consent"}) row.put(person, name, name);
    row.put_truth(person, "do_not_disclose", "do_not_disclose");
    return person;
}

Value setting_of(const SourceFile& file, const SourceRow& source) {
    const Row row(file, source);
    Value setting;
    for (const std::string_view name : {"name", "kind", "head", "email", "urn", "ukprn"})
        row.put(setting, name, "setting_" + std::string(name));
    row.put_address(setting);
    return setting;
}

std::vector<RowEvent> events_of(const SourceFile& file, const SourceRow& source) {
    const Row row(file, source);
    std::vector<RowEvent> events;
    for (const Step& step : steps()) {
        if (step.file != file.kind || row[step.day].empty()) continue;
        Value event;
        event.set("kind", workflow::name_of(step.kind));
        event.set("on", row[step.day]);
        for (const Detail& detail : step.details) {
            if (detail.to == "setting")
                event.set("setting", timeline_setting(row));
            else
                row.put(event, detail.to, detail.from);
        }
        if (!step.basis.empty()) event.set("basis", step.basis);
        event.set("by", "import");
        event.set("note", "Imported from " + file.name + ", row " + std::to_string(source.number));
        events.push_back({row[step.day], std::move(event)});
    }
    return events;
}

std::string essence_of(const Value& event) {
    if (event.object() == nullptr) return {};
    Value::Object kept;
    for (const templates::Member& member : *event.object())
        if (member.name != "by" && member.name != "note") kept.push_back(member);
    std::sort(kept.begin(), kept.end(), [](const auto& a, const auto& b) { return a.name < b.name; });
    return write_value(kept);
}

}  // namespace ehcflow::interchange
