#include "documents/compose/compose.h"

#include <algorithm>
#include <utility>

#include "documents/compose/foresight.h"
#include "documents/compose/plan_document.h"
#include "documents/compose/requirements.h"
#include "interchange/plan_json.h"

namespace ehcflow::documents {
namespace {

using templates::Value;

std::string text_of(const Value& from, std::string_view name) {
    const Value* value = from.find(name);
    return value != nullptr && value->text() != nullptr ? *value->text() : std::string();
}

const Value& part(const Value& from, std::string_view name) {
    static const Value kNothing;
    const Value* value = from.find(name);
    return value == nullptr ? kNothing : *value;
}

const Value::List& list_of(const Value& value) {
    static const Value::List kNone;
    return value.list() == nullptr ? kNone : *value.list();
}

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

const Value* person(const Value& record, std::string_view id) {
    for (const Value& candidate : list_of(part(record, "family")))
        if (text_of(candidate, "id") == id) return &candidate;
    return nullptr;
}

bool is_young_person(const Value& someone) { return text_of(someone, "relation") == "young person"; }

// Whether the child's address is that of somebody, other than the recipient, whose particulars must not be told.
bool address_is_protected(const Value& record, const Value& recipient) {
    const std::string home = text_of(part(part(record, "child"), "address"), "postcode");
    for (const Value& other : list_of(part(record, "family")))
        if (flag(other, "do_not_disclose") && text_of(other, "id") != text_of(recipient, "id") &&
            text_of(part(other, "address"), "postcode") == home)
            return true;
    return false;
}

// Only what the templates print: a letter never holds a value that is not meant for its reader.
Value child_values(const Value& record, const Value& recipient) {
    const Value& from = part(record, "child");
    const std::string known_as = text_of(from, "known_as");
    const std::string name = known_as.empty() ? text_of(from, "first_name") : known_as;
    Value child;
    child.set("name", name);
    child.set("full_name", text_of(from, "first_name") + " " + text_of(from, "last_name"));
    child.set("known_as_other", name != text_of(from, "first_name"));
    child.set("born", text_of(from, "born"));
    child.set("year_group", text_of(from, "year_group"));
    Value home = from;
    add_address(home);
    child.set("address_line",
              address_is_protected(record, recipient) ? "Not shown in this copy" : text_of(home, "address_line"));
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

void add_content(const NoticeRow& notice, const Value& record, const std::optional<plans::Plan>& plan, Value& values) {
    if (plan)
        values.set("plan", plan_part(*plan));
    else if (!notice.content.empty())
        values.set(notice.content, part(record, notice.content));
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
void check_recipient(const Value* recipient, const Sending& sending, Findings& findings) {
    const auto add = [&findings](std::string code, std::string place, std::string what, std::string mend) {
        findings.push_back({std::move(code), Severity::Error, std::move(place), std::move(what), std::move(mend)});
    };
    if (recipient == nullptr)
        return add("unknown-recipient", "recipient", "Nobody in the record's family has this id.",
                   "Name a person of the record by their id.");
    if (!flag(*recipient, "receives_notices"))
        add("not-a-recipient", "family", "This person is not one to whom notices go.",
            "Choose another recipient, or mark the person as receiving notices.");
    const Value& address = part(*recipient, "address");
    const std::size_t lines = list_of(part(address, "lines")).size();
    if (lines < 1 || lines > 5 || text_of(address, "postcode").empty())
        add("bad-address", "family[].address", "An address needs one to five lines and a postcode.",
            "Complete the recipient's address in the record.");
    for (const std::string_view name : {"name", "salutation"})
        if (text_of(*recipient, name).empty())
            add("missing-value", "family[]." + std::string(name), "The recipient has none.", "Enter it in the record.");
    if (sending.route == "email" && text_of(*recipient, "email_consent").empty())
        add("no-email-consent", "family[].email_consent",
            "This person has not agreed in writing to receive notices by e-mail (Education Act 1996 s.572).",
            "Send it by post or by hand, or record the day on which they agreed.");
}

}  // namespace

std::vector<std::string> recipients(const Value& record) {
    std::vector<std::string> ids;
    for (const Value& someone : list_of(part(record, "family")))
        if (flag(someone, "receives_notices")) ids.push_back(text_of(someone, "id"));
    return ids;
}

Result<Composed, Findings> compose(const CaseFile& file, const Sending& sending) {
    const NoticeRow& notice = notice_row(sending.notice);
    Findings findings = missing_for(sending.notice, file.record, file.council);
    const Value* recipient = person(file.record, sending.recipient);
    check_recipient(recipient, sending, findings);
    auto foresight = foresee(notice, file.timeline, file.calendar, sending.sent_on, sending.route);
    auto plan = plan_of(notice, file.record);
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

    Value child = child_values(file.record, *recipient);
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
    add_content(notice, file.record, *plan, values);
    return Composed{&notice, std::move(values), std::move(foresight->event), std::move(foresight->also)};
}

}  // namespace ehcflow::documents
