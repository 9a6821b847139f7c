#include "documents/compose/compose.h"

#include <algorithm>
#include <utility>

#include "documents/compose/check_mark.h"
#include "documents/compose/concealment.h"
#include "documents/compose/foresight.h"
#include "documents/compose/placement_grounds.h"
#include "documents/compose/plan_changes.h"
#include "documents/compose/plan_document.h"
#include "documents/compose/requirements.h"
#include "interchange/plan_json.h"
#include "templates/engine/members.h"
#include "workflow/phase.h"

namespace ehcflow::documents {
namespace {

using templates::Value;

bool flag(const Value& from, std::string_view name) { return part(from, name).is_true(); }

std::string capitalised(std::string text) {
    if (!text.empty() && text[0] >= 'a' && text[0] <= 'z') text[0] = static_cast<char>(text[0] - 'a' + 'A');
    return text;
}

std::string possessive(const std::string& name) { return name + (name.ends_with('s') ? "’" : "’s"); }

// A telephone number or a postcode must not be cut in two at the end of a line.
std::string unbroken(std::string_view text) {
    std::string kept;
    for (const char c : text) kept += c == ' ' ? std::string("\u00a0") : std::string(1, c);
    return kept;
}

// An address as lines for an envelope and as one line for a sentence. The postcode is the last line of either.
void add_address(Value& holder) {
    const Value& address = part(holder, "address");
    if (address.is_null()) return;
    Value::List lines = list_of(part(address, "lines"));
    std::string line;
    for (const Value& next : lines)
        if (next.text() != nullptr) line += *next.text() + ", ";
    line += unbroken(text_of(address, "postcode"));
    lines.push_back(text_of(address, "postcode"));
    holder.set("address_lines", std::move(lines));
    holder.set("address_line", std::move(line));
}

void keep_together(Value& value) {
    if (Value::Object* members = value.object())
        for (templates::Member& member : *members) {
            if (member.name == "phone" && member.value.text() != nullptr)
                member.value = Value(unbroken(*member.value.text()));
            keep_together(member.value);
        }
}

Value council_values(const Value& settings) {
    Value council = settings;
    add_address(council);
    for (const std::string_view name : {"mediation_adviser", "tribunal"}) {
        Value with_address = part(council, name);
        add_address(with_address);
        council.set(name, std::move(with_address));
    }
    keep_together(council);
    return council;
}

// Where in the record those stand to whom a notice goes.
std::string_view people_of(const NoticeRow& notice) {
    switch (notice.addressed) {
        case Addressee::Family:
            return "family";
        case Addressee::Adviser:
            return "advisers";
        case Addressee::Setting:
            return "consulted";
    }
    return {};
}

const Value* person(const NoticeRow& notice, const Value& record, std::string_view id) {
    for (const Value& candidate : list_of(part(record, people_of(notice))))
        if (text_of(candidate, "id") == id) return &candidate;
    return nullptr;
}

bool is_young_person(const Value& someone) { return text_of(someone, "relation") == "young person"; }

// Only what the templates print: a letter never holds a value that is not meant for its reader.
Value child_values(const Value& record, Date sent_on) {
    const Value& from = part(record, "child");
    const std::string known_as = text_of(from, "known_as");
    const std::string name = known_as.empty() ? text_of(from, "first_name") : known_as;
    Value child;
    child.set("name", name);
    child.set("full_name", text_of(from, "first_name") + " " + text_of(from, "last_name"));
    child.set("known_as_other", name != text_of(from, "first_name"));
    child.set("born", text_of(from, "born"));
    child.set("year_group", text_of(from, "year_group"));
    const auto born = Date::parse(text_of(from, "born"));
    child.set("adulthood", born.has_value() && sent_on >= workflow::year_9_begins(*born));
    Value home = from;
    add_address(home);
    child.set("address_line", text_of(home, "address_line"));
    return child;
}

// How a letter speaks of the child: by name to a parent, as "you" to the young person.
Value about_values(const std::string& name, const Value& recipient) {
    const bool to_them = is_young_person(recipient);
    const std::string whose = to_them ? "your" : possessive(name);
    Value about;
    about.set("name", to_them ? "you" : name);
    about.set("possessive", whose);
    about.set("Possessive", capitalised(whose));
    return about;
}

Value recipient_values(const Value& someone) {
    Value recipient;
    Value addressed = someone;
    add_address(addressed);
    recipient.set("name", text_of(someone, "name"));
    recipient.set("salutation", text_of(someone, "salutation"));
    recipient.set("address_lines", part(addressed, "address_lines"));
    for (const std::string_view name : {"role", "setting", "language"})
        if (const std::string text = text_of(someone, name); !text.empty()) recipient.set(name, text);
    // The bodies of section 31 have six weeks by law (reg 8); others are asked for the same.
    recipient.set("bound", text_of(someone, "body") == "partner" ||
                               (text_of(someone, "body").empty() && text_of(someone, "from") == "health"));
    return recipient;
}

// The plan of a record. A draft's is read and must be one (docs/plans.md).
Result<std::optional<plans::Plan>, Findings> plan_of(const NoticeRow& notice, const Value& record) {
    if (notice.notice != Notice::DraftPlan) return std::optional<plans::Plan>();
    auto plan = interchange::plan_of(part(record, "plan"));
    if (plan) return std::optional(std::move(plan).value());
    for (Finding& finding : plan.error()) finding.place = "plan." + finding.place;
    return Failure{std::move(plan).error()};
}

// Why a school that was asked for is not named, each ground in the words of the Act.
void add_grounds(Value& content) {
    Value::List refused = list_of(part(content, "refused"));
    for (Value& place : refused) {
        Value::List words;
        for (const Value& ground : list_of(part(place, "grounds")))
            if (const PlacementGround* row = ground.text() ? placement_ground(*ground.text()) : nullptr)
                words.emplace_back(row->words);
        place.set("grounds", std::move(words));
    }
    content.set("refused", std::move(refused));
}

// What the plan now says, for a paper on which its progress is written down.
void add_review_papers(const Value& record, Value& values) {
    values.set("outcomes", part(part(record, "plan"), "outcomes"));
    values.set("provision", part(part(record, "plan"), "provision"));
    Value meeting;
    for (const std::string_view name : {"at", "place"})
        meeting.set(name, text_of(part(record, "review_meeting"), name));
    values.set("review_meeting", std::move(meeting));
}

void add_content(const NoticeRow& notice, const Value& record, const std::optional<plans::Plan>& plan, Value& values) {
    if (plan) {
        values.set("plan", plan_part(*plan));
        return;
    }
    if (notice.notice == Notice::ReviewPapers) add_review_papers(record, values);
    if (notice.content.empty()) return;
    Value content = part(record, notice.content);
    if (notice.notice == Notice::FinalPlan || notice.notice == Notice::AmendedPlan) add_grounds(content);
    values.set(notice.content, std::move(content));
}

Value::List enclosures_of(const NoticeRow& notice, const Value& record) {
    Value::List enclosed;
    for (const EnclosureRow& row : enclosure_rows()) {
        if (row.notice != notice.notice) continue;
        if (!row.words.empty()) enclosed.emplace_back(row.words);
        if (row.listed_in.empty()) continue;
        for (const Value& one : list_of(part(part(record, notice.content), row.listed_in)))
            if (one.text() != nullptr) enclosed.push_back(one);
    }
    return enclosed;
}

// Who else is told, by name.
Value::List copies_of(const NoticeRow& notice, const std::string& setting, const Value& council) {
    Value::List copies;
    if (notice.copied_to != CopiedTo::Nobody && !setting.empty()) copies.emplace_back(setting);
    if (notice.copied_to == CopiedTo::SettingAndBoard)
        copies.emplace_back(text_of(part(council, "health_board"), "name"));
    return copies;
}

std::string against(const NoticeRow& notice, const std::string& whose) {
    std::string text(notice.appeal_against);
    constexpr std::string_view kMark = "{possessive}";
    if (const std::size_t at = text.find(kMark); at != std::string::npos) text.replace(at, kMark.size(), whose);
    return text;
}

// An envelope's window holds seven lines: the name, up to five of the address, the postcode.
void check_recipient(const NoticeRow& notice, const Value* recipient, Findings& findings) {
    const std::string list(people_of(notice));
    const auto add = [&findings](std::string code, std::string place, std::string what, std::string mend) {
        findings.push_back({std::move(code), Severity::Error, std::move(place), std::move(what), std::move(mend)});
    };
    if (recipient == nullptr)
        return add("unknown-recipient", "recipient", "Nobody in the record's " + list + " has this id.",
                   "Name a person of the record by their id.");
    const bool family = notice.addressed == Addressee::Family;
    if (family && !flag(*recipient, "receives_notices"))
        add("not-a-recipient", list, "This person is not one to whom notices go.",
            "Choose another recipient, or mark the person as receiving notices.");
    const Value& address = part(*recipient, "address");
    const std::size_t lines = list_of(part(address, "lines")).size();
    if (lines < 1 || lines > 5 || text_of(address, "postcode").empty())
        add("bad-address", list + "[].address", "An address needs one to five lines and a postcode.",
            "Complete the recipient's address in the record.");
    const auto languages = note_languages();
    if (notice.notice == Notice::CoveringNote &&
        std::find(languages.begin(), languages.end(), text_of(*recipient, "language")) == languages.end())
        add("no-note-in-language", list + "[].language", "The covering note is not worded in this person's language.",
            "Send the letter without it, and offer an interpreter; or have the note translated and approved.");
    std::vector<std::string_view> names = {"name", "salutation"};
    if (notice.addressed == Addressee::Adviser) names.insert(names.end(), {"role", "from"});
    if (notice.addressed == Addressee::Setting) names.emplace_back("setting");
    for (const std::string_view name : names)
        if (text_of(*recipient, name).empty())
            add("missing-value", list + "[]." + std::string(name), "The recipient has none.",
                "Enter it in the record.");
}

}  // namespace

std::vector<std::string> recipients(const NoticeRow& notice, const Value& record) {
    std::vector<std::string> ids;
    for (const Value& someone : list_of(part(record, people_of(notice))))
        if (notice.addressed != Addressee::Family || flag(someone, "receives_notices"))
            ids.push_back(text_of(someone, "id"));
    return ids;
}

Step step_of(const CaseFile& file, const Sending& sending) {
    static const Value kNobody;
    const NoticeRow& notice = notice_row(sending.notice);
    const Value* recipient = person(notice, file.record, sending.recipient);
    return {notice, sending.sent_on, sending.route, recipient == nullptr ? kNobody : *recipient,
            part(file.record, notice.content)};
}

Result<Composed, Findings> compose(const CaseFile& file, const Sending& sending) {
    const NoticeRow& notice = notice_row(sending.notice);
    Findings findings = missing_for(sending.notice, file.record, file.council, file.plan_before);
    const Value* recipient = person(notice, file.record, sending.recipient);
    check_recipient(notice, recipient, findings);
    auto foresight = foresee(step_of(file, sending), file.timeline, file.calendar);
    auto plan = plan_of(notice, file.record);
    const auto marks = marks_against(file.record, sending.recipient);
    auto changes = tells_changes(sending.notice) ? changes_told(sending.notice, file.record, file.plan_before, marks)
                                                 : Result<Value, Findings>(Value());
    if (!changes) findings.insert(findings.end(), changes.error().begin(), changes.error().end());
    if (!plan) findings.insert(findings.end(), plan.error().begin(), plan.error().end());
    if (!foresight) findings.insert(findings.end(), foresight.error().begin(), foresight.error().end());
    if (!findings.empty()) return Failure{std::move(findings)};

    Value values = std::move(foresight->values);
    Value reference;
    reference.set("reference", text_of(file.record, "reference"));
    values.set("case", std::move(reference));
    values.set("sent_on", to_iso(sending.sent_on));
    values.set("council", council_values(file.council));
    Value officer = part(file.record, "officer");
    keep_together(officer);
    values.set("officer", std::move(officer));
    values.set("recipient", recipient_values(*recipient));

    Value child = child_values(file.record, sending.sent_on);
    Value about = about_values(text_of(child, "name"), *recipient);
    if (!notice.appeal_against.empty()) {
        Value appeal = part(values, "appeal");
        appeal.set("against", against(notice, text_of(about, "possessive")));
        values.set("appeal", std::move(appeal));
    }
    values.set("about", std::move(about));
    values.set("child", std::move(child));

    const std::string setting = text_of(part(file.record, "setting"), "name");
    values.set("setting_name", setting.empty() ? "Not at a school or college now" : setting);
    values.set("copies", copies_of(notice, setting, file.council));
    values.set("enclosures", enclosures_of(notice, file.record));
    add_content(notice, file.record, *plan, values);
    if (const std::string at = text_of(file.council, "check_address"); !at.empty() && !sending.number.empty())
        values.set("check", check_values(sending.number, at));
    if (tells_changes(sending.notice)) values.set("changes", std::move(changes).value());
    conceal(values, marks);
    return Composed{&notice, std::move(values), std::move(foresight->events)};
}

}  // namespace ehcflow::documents
