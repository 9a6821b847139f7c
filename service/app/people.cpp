#include "service/app/people.h"

#include <algorithm>
#include <set>
#include <stdexcept>

#include "interchange/disclosure.h"
#include "interchange/value.h"
#include "service/app/recording.h"

namespace ehcflow::service {
namespace {

using storage::PartChange;
using storage::Participant;
using storage::PartyChange;
using templates::Member;
using templates::Value;

struct Role {
    std::string_view member;  // of the record, and the name of the role
    std::string_view kind;    // of who may take it
    bool many;
    bool shared;  // with other cases, as a matter of course
};
constexpr Role kRoles[] = {{"child", "child", false, false},           {"family", "person", true, false},
                           {"representatives", "person", true, false}, {"professionals", "person", true, false},
                           {"setting", "place", false, true},          {"officer", "person", false, true}};

// What is so of somebody in this case alone; all else is so of the person.
constexpr std::string_view kOfThePart[] = {"relation", "receives_notices", "parental_responsibility"};

enum class Shape : std::uint8_t { Text, Day, Flag, Form, Marks, Address, Consents };
struct Field {
    std::string_view name;
    Shape shape;
    std::string_view is;
};
constexpr Field kFields[] = {
    {"name", Shape::Text, "is text"},
    {"first_name", Shape::Text, "is text"},
    {"last_name", Shape::Text, "is text"},
    {"salutation", Shape::Text, "is text"},
    {"phone", Shape::Text, "is text"},
    {"email", Shape::Text, "is text"},
    {"born", Shape::Day, "is a day that exists, written YYYY-MM-DD"},
    {"email_consent", Shape::Day, "is a day that exists, written YYYY-MM-DD"},
    {"receives_notices", Shape::Flag, "is true or false"},
    {"parental_responsibility", Shape::Flag, "is true or false"},
    {"preferred_form", Shape::Form, "is one of standard, large-print, easy-read, braille, audio, translation"},
    {"do_not_disclose", Shape::Marks, "is true, false or a list of the names of fields"},
    {"address", Shape::Address, "has \"lines\", a list of text, and \"postcode\", text"},
    {"consents", Shape::Consents, "is a list of objects with \"to\" and \"given_on\", and perhaps \"withdrawn_on\""},
};

bool is_text(const Value* value) { return value != nullptr && value->text() != nullptr; }
bool is_day(const Value* value) { return is_text(value) && Date::parse(*value->text()).has_value(); }
bool is_texts(const Value* value) {
    return value != nullptr && value->list() != nullptr &&
           std::all_of(value->list()->begin(), value->list()->end(), [](const Value& one) { return is_text(&one); });
}
bool is_consent(const Value& value) {
    const Value* withdrawn = value.find("withdrawn_on");
    return is_text(value.find("to")) && is_day(value.find("given_on")) && (withdrawn == nullptr || is_day(withdrawn));
}

bool has_shape(const Value& value, Shape shape) {
    static const std::set<std::string_view> kForms = {"standard", "large-print", "easy-read",
                                                      "braille",  "audio",       "translation"};
    switch (shape) {
        case Shape::Text:
            return is_text(&value);
        case Shape::Day:
            return is_day(&value);
        case Shape::Flag:
            return value.truth() != nullptr;
        case Shape::Form:
            return is_text(&value) && kForms.contains(*value.text());
        case Shape::Marks:
            return value.truth() != nullptr || is_texts(&value);
        case Shape::Address:
            return is_texts(value.find("lines")) && is_text(value.find("postcode"));
        case Shape::Consents:
            return value.list() != nullptr && std::all_of(value.list()->begin(), value.list()->end(), is_consent);
    }
    return false;
}

std::optional<Refused> fault_of(const Value& about, const std::string& where) {
    if (about.object() == nullptr) return malformed("\"" + where + "\" is an object.");
    for (const Field& field : kFields)
        if (const Value* value = about.find(field.name); value != nullptr && !has_shape(*value, field.shape))
            return malformed("\"" + where + "." + std::string(field.name) + "\" " + std::string(field.is) + ".");
    return std::nullopt;
}

const Role* role_named(std::string_view name) {
    const auto* role =
        std::find_if(std::begin(kRoles), std::end(kRoles), [&](const Role& one) { return one.member == name; });
    return role == std::end(kRoles) ? nullptr : role;
}

Value read(const storage::Body& body) {
    auto value = interchange::read_value(body.reveal());
    if (!value) throw std::runtime_error("what is known of a person cannot be read; run ehcflow verify");
    return std::move(value).value();
}

storage::Body written(const Value& value) { return storage::Body(interchange::write_value(value)); }

std::string name_in(const std::optional<storage::Body>& about) {
    if (!about) return {};
    const Value value = read(*about);
    const Value* name = value.find("name");
    return is_text(name) ? *name->text() : std::string();
}

Value empty_object() { return Value(Value::Object{}); }

// Takes a record apart, entry by entry, beside the people that the case has now.
class Taking {
public:
    Taking(SharedParties& shared, const storage::Ledger& ledger, const storage::CaseHistory& now)
        : shared_(shared), ledger_(ledger), now_(now) {}

    std::optional<Refused> entry(const Role& role, const std::string& name, const Value& given);
    storage::People finish() &&;

private:
    // Who the entry is about, where it does not say so by number: added to what changes, unless nothing of them does.
    storage::PartyId person_of(const Role& role, const Participant* there, const Value& about);
    storage::Sequence last_revision(const std::string& name) const {
        const auto revisions = ledger_.part_revisions(now_.id, name);
        return revisions.empty() ? 0 : revisions.back().revision;
    }

    SharedParties& shared_;
    const storage::Ledger& ledger_;
    const storage::CaseHistory& now_;
    storage::People people_;
    std::set<std::string> names_;
};

std::optional<Refused> Taking::entry(const Role& role, const std::string& name, const Value& given) {
    const std::string where = std::string(role.member) + (role.many ? "[" + name + "]" : "");
    if (auto fault = fault_of(given, where)) return fault;
    if (!names_.insert(name).second) return malformed("Two people of the record have the id \"" + name + "\".");
    Value about = empty_object(), part = empty_object();
    std::optional<storage::PartyId> known;
    for (const Member& member : *given.object()) {
        if (role.many && member.name == "id") continue;
        if (member.name == "person") {
            if (member.value.text() != nullptr) known = storage::PartyId::parse(*member.value.text());
            if (!known) return malformed("\"" + where + ".person\" is the number of somebody who is known.");
            continue;
        }
        const bool of_part =
            std::find(std::begin(kOfThePart), std::end(kOfThePart), member.name) != std::end(kOfThePart);
        (of_part ? part : about).set(member.name, member.value);
    }
    if (known && !about.object()->empty())
        return malformed("\"" + where +
                         "\" names somebody who is known: change what is known of them, not of the part.");
    const auto there = std::find_if(now_.people.begin(), now_.people.end(),
                                    [&](const Participant& one) { return one.part.name == name; });
    const bool is_there = there != now_.people.end() && there->part.role == role.member;
    if (!known) known = person_of(role, is_there ? &*there : nullptr, about);
    PartChange change{name, there != now_.people.end() ? there->part.revision : last_revision(name),
                      std::string(role.member), known, written(part)};
    if (!is_there || there->part.party != change.party || there->part.part != change.part)
        people_.parts.push_back(std::move(change));
    return std::nullopt;
}

storage::PartyId Taking::person_of(const Role& role, const Participant* there, const Value& about) {
    const storage::Body body = written(about);
    if (there != nullptr && there->party.about == body) return there->party.id;
    const std::string member(role.member);
    if (role.shared) {
        if (const auto same = shared_.known(member, body)) return *same;
        // Another name is another place or officer, and changes nothing of the one that was there.
        if (there != nullptr && name_in(there->party.about) != name_in(body)) there = nullptr;
    }
    PartyChange change{there != nullptr ? there->party.id : storage::new_party_id(),
                       there != nullptr ? there->party.version : 0, std::string(role.kind), body};
    if (role.shared) shared_.made(member, body, change.id);
    people_.parties.push_back(change);
    return change.id;
}

storage::People Taking::finish() && {
    for (const Participant& one : now_.people)
        if (!names_.contains(one.part.name))
            people_.parts.push_back(
                {one.part.name, one.part.revision, one.part.role, std::nullopt, written(empty_object())});
    return std::move(people_);
}

}  // namespace

std::optional<storage::PartyId> SharedParties::known(const std::string& role, const storage::Body& about) {
    const auto [place, is_new] = seen_.try_emplace({role, about.reveal()});
    if (is_new) place->second = ledger_.party_in_role(role, about);
    return place->second;
}

void SharedParties::made(const std::string& role, const storage::Body& about, const storage::PartyId& id) {
    seen_.insert_or_assign({role, about.reveal()}, id);
}

Result<TakenApart, Refused> take_apart(SharedParties& shared, const storage::Ledger& ledger,
                                       const storage::CaseHistory& now, const Value& record) {
    Taking taking(shared, ledger, now);
    Value rest = empty_object();
    for (const Member& member : *record.object()) {
        const Role* role = role_named(member.name);
        if (role == nullptr) {
            rest.set(member.name, member.value);
            continue;
        }
        if (!role->many) {
            if (auto fault = taking.entry(*role, member.name, member.value)) return Failure{std::move(*fault)};
            rest.set(member.name, empty_object());
            continue;
        }
        if (member.value.list() == nullptr) return Failure{malformed("\"" + member.name + "\" is a list.")};
        for (const Value& one : *member.value.list()) {
            const Value* id = one.find("id");
            if (!is_text(id) || !is_id(*id->text()) || role_named(*id->text()) != nullptr)
                return Failure{
                    malformed("Each of \"" + member.name + "\" has an \"id\", a word of its own in the record.")};
            if (auto fault = taking.entry(*role, *id->text(), one)) return Failure{std::move(*fault)};
        }
        rest.set(member.name, Value(Value::List{}));
    }
    return TakenApart{std::move(rest), std::move(taking).finish()};
}

Value put_together(const storage::CaseHistory& history) {
    Value record = history.record ? read(*history.record) : Value();
    for (const Participant& one : history.people) {
        const Role* role = role_named(one.part.role);
        if (role == nullptr || !one.party.about) continue;
        Value entry = empty_object();
        if (role->many) entry.set("id", one.part.name);
        for (const std::optional<storage::Body>* body : {&one.party.about, &one.part.part}) {
            if (!*body) continue;
            const Value value = read(**body);
            if (value.object() == nullptr) continue;
            for (const Member& member : *value.object()) entry.set(member.name, member.value);
        }
        if (!role->many) {
            record.set(role->member, std::move(entry));
            continue;
        }
        const Value* list = record.find(role->member);
        Value all = list != nullptr && list->list() != nullptr ? *list : Value(Value::List{});
        all.list()->push_back(std::move(entry));
        record.set(role->member, std::move(all));
    }
    return record;
}

Result<storage::Sequence, Refused> record_person(const Desk& desk, const PersonGiven& given,
                                                 const storage::Effects& effects) {
    if (std::none_of(std::begin(kRoles), std::end(kRoles), [&](const Role& role) { return role.kind == given.kind; }))
        return Failure{malformed("\"kind\" is child, person or place.")};
    if (auto fault = fault_of(given.about, "about")) return Failure{std::move(*fault)};
    const auto done = desk.ledger.change_people(
        std::nullopt, {{{given.id, given.expected, given.kind, written(given.about)}}, {}}, desk.recorder, effects);
    if (!done) return Failure{from_ledger(done.error())};
    return given.expected + 1;
}

Result<storage::Sequence, Refused> record_part(const Desk& desk, const CaseId& id, const PartGiven& given,
                                               const storage::Effects& effects) {
    const Role* role = role_named(given.role);
    if (role == nullptr)
        return Failure{malformed("\"role\" is child, family, representatives, professionals, setting or officer.")};
    if (!role->many && given.name != given.role)
        return Failure{malformed("There is one \"" + given.role + "\" in a case: its name is its role.")};
    if (role->many && role_named(given.name) != nullptr)
        return Failure{malformed("\"" + given.name + "\" is a role of its own, not somebody's name in the case.")};
    if (auto fault = fault_of(given.part, "part")) return Failure{std::move(*fault)};
    if (given.party) {
        const auto versions = desk.ledger.party_versions(*given.party);
        if (!versions.empty() && versions.back().kind != role->kind)
            return Failure{malformed("A " + versions.back().kind + " cannot be \"" + given.role + "\".")};
    }
    const PartChange change{given.name, given.expected, given.role, given.party, written(given.part)};
    const auto done = desk.ledger.change_people(id, {{}, {change}}, desk.recorder, effects);
    if (!done) return Failure{from_ledger(done.error())};
    return given.expected + 1;
}

Value as_disclosed(const Value& about) {
    if (about.object() == nullptr) return about;
    static const std::set<std::string_view> kAlwaysTold = {"id", "name", "first_name", "last_name", "relation"};
    const bool whole = interchange::is_marked_as_a_whole(about);
    Value told = empty_object();
    Value::List withheld;
    for (const Member& member : *about.object()) {
        if (member.name == "do_not_disclose") continue;
        if (interchange::is_marked(about, member.name) && !(whole && kAlwaysTold.contains(member.name)))
            withheld.emplace_back(member.name);
        else
            told.set(member.name, member.value);
    }
    if (!withheld.empty()) told.set("withheld", std::move(withheld));
    return told;
}

}  // namespace ehcflow::service
