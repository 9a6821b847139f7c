// Each kind of row is described once, by a table of its fields, from which it is read and written.
#include "interchange/plan_json.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <span>
#include <tuple>
#include <type_traits>

#include "base/text.h"
#include "interchange/value.h"

namespace ehcflow::interchange {
namespace {

using plans::Adviser;
using plans::Aim;
using plans::Plan;
using plans::Section;
using plans::Stage;
using templates::Value;

template <class Enum>
struct Named {
    std::string_view name;
    Enum value;
};
constexpr std::array kStages = {Named<Stage>{"draft", Stage::Draft}, Named<Stage>{"final", Stage::Final},
                                Named<Stage>{"amended", Stage::Amended}};
constexpr std::array kAims = {Named<Aim>{"employment", Aim::Employment},
                              Named<Aim>{"independent-living", Aim::IndependentLiving},
                              Named<Aim>{"health", Aim::Health}, Named<Aim>{"community", Aim::Community}};
constexpr std::array kAdvisers = {
    Named<Adviser>{"other", Adviser::Other},           Named<Adviser>{"family", Adviser::Family},
    Named<Adviser>{"education", Adviser::Education},   Named<Adviser>{"health", Adviser::Health},
    Named<Adviser>{"psychology", Adviser::Psychology}, Named<Adviser>{"social-care", Adviser::SocialCare},
    Named<Adviser>{"adulthood", Adviser::Adulthood}};
constexpr std::array kSectionNames = {
    Named<Section>{"A", Section::A}, Named<Section>{"B", Section::B},   Named<Section>{"C", Section::C},
    Named<Section>{"D", Section::D}, Named<Section>{"E", Section::E},   Named<Section>{"F", Section::F},
    Named<Section>{"G", Section::G}, Named<Section>{"H1", Section::H1}, Named<Section>{"H2", Section::H2},
    Named<Section>{"H", Section::H}, Named<Section>{"I", Section::I},   Named<Section>{"J", Section::J},
    Named<Section>{"K", Section::K}};
constexpr std::span<const Named<Stage>> names(Stage) { return kStages; }
constexpr std::span<const Named<Aim>> names(Aim) { return kAims; }
constexpr std::span<const Named<Adviser>> names(Adviser) { return kAdvisers; }
constexpr std::span<const Named<Section>> names(Section) { return kSectionNames; }

// --- what each kind of row holds ---

enum class Presence : std::uint8_t { Must, May };

template <class Row, class Held>
struct Field {
    std::string_view name;
    Held Row::*held;
    Presence presence;
};
template <class Row, class Held>
constexpr Field<Row, Held> must(std::string_view name, Held Row::*held) {
    return {name, held, Presence::Must};
}
template <class Row, class Held>
constexpr Field<Row, Held> may(std::string_view name, Held Row::*held) {
    return {name, held, Presence::May};
}

using namespace plans;

template <class Row>
constexpr std::tuple<> kFields{};
template <>
constexpr std::tuple kFields<Child> = {must("first_name", &Child::first_name), must("last_name", &Child::last_name),
                                       may("known_as", &Child::known_as), may("born", &Child::born),
                                       may("year_group", &Child::year_group)};
template <>
constexpr std::tuple kFields<TeamMember> = {must("name", &TeamMember::name), must("role", &TeamMember::role)};
template <>
constexpr std::tuple kFields<Answered> = {must("said", &Answered::said), must("changed", &Answered::changed)};
template <>
constexpr std::tuple kFields<Views> = {may("how_gathered", &Views::how_gathered),
                                       may("dated", &Views::dated),
                                       may("child", &Views::child),
                                       may("parents", &Views::parents),
                                       may("aspirations", &Views::aspirations),
                                       may("made_a_difference", &Views::made_a_difference)};
template <>
constexpr std::tuple kFields<Need> = {must("number", &Need::number), may("area", &Need::area),
                                      may("strengths", &Need::strengths), must("need", &Need::need),
                                      may("from", &Need::from)};
template <>
constexpr std::tuple kFields<Outcome> = {must("number", &Outcome::number), may("for_needs", &Outcome::for_needs),
                                         must("outcome", &Outcome::outcome), may("by", &Outcome::by),
                                         may("how_we_will_know", &Outcome::how_we_will_know)};
template <>
constexpr std::tuple kFields<Provision> = {must("number", &Provision::number),
                                           may("for_needs", &Provision::for_needs),
                                           may("for_outcomes", &Provision::for_outcomes),
                                           must("what", &Provision::what),
                                           may("who", &Provision::who),
                                           may("qualification", &Provision::qualification),
                                           may("how_often", &Provision::how_often),
                                           may("how_long", &Provision::how_long),
                                           may("from", &Provision::from),
                                           may("prepares_for", &Provision::prepares_for),
                                           may("educates_or_trains", &Provision::educates_or_trains)};
template <>
constexpr std::tuple kFields<Agreement> = {may("body", &Agreement::body), may("agreed_on", &Agreement::agreed_on)};
template <>
constexpr std::tuple kFields<Statement> = {must("section", &Statement::section), must("text", &Statement::text)};
template <>
constexpr std::tuple kFields<Placement> = {may("name", &Placement::name), may("type", &Placement::type)};
template <>
constexpr std::tuple kFields<Budget> = {must("what", &Budget::what), may("direct_payment", &Budget::direct_payment),
                                        may("for_needs", &Budget::for_needs),
                                        may("for_outcomes", &Budget::for_outcomes)};
template <>
constexpr std::tuple kFields<Advice> = {must("number", &Advice::number),
                                        must("from", &Advice::from),
                                        may("role", &Advice::role),
                                        may("adviser", &Advice::adviser),
                                        may("dated", &Advice::dated),
                                        may("received", &Advice::received),
                                        may("not_used_because", &Advice::not_used_because)};
template <>
constexpr std::tuple kFields<Word> = {must("word", &Word::word), must("means", &Word::means)};
template <>
constexpr std::tuple kFields<MyPage> = {may("about_me", &MyPage::about_me), may("what_i_want", &MyPage::what_i_want),
                                        may("what_will_happen", &MyPage::what_will_happen),
                                        may("if_it_is_not_right", &MyPage::if_it_is_not_right)};
template <>
constexpr std::tuple kFields<Override> = {must("check", &Override::check), must("by", &Override::by),
                                          must("reason", &Override::reason)};
template <>
constexpr std::tuple kFields<Written> = {may("by", &Written::by), may("why", &Written::why)};
template <>
constexpr std::tuple kFields<Judgement> = {
    must("criterion", &Judgement::criterion), must("score", &Judgement::score), must("by", &Judgement::by),
    must("agency", &Judgement::agency),       may("why", &Judgement::why),      may("on", &Judgement::on),
    may("version", &Judgement::version)};
template <>
constexpr std::tuple kFields<Plan> = {may("child", &Plan::child),
                                      may("stage", &Plan::stage),
                                      may("version", &Plan::version),
                                      may("dated", &Plan::dated),
                                      may("last_review", &Plan::last_review),
                                      may("what_matters_to_me", &Plan::what_matters_to_me),
                                      may("how_best_to_help_me", &Plan::how_best_to_help_me),
                                      may("my_team", &Plan::my_team),
                                      may("views", &Plan::views),
                                      may("needs", &Plan::needs),
                                      may("health_needs", &Plan::health_needs),
                                      may("social_care_needs", &Plan::social_care_needs),
                                      may("outcomes", &Plan::outcomes),
                                      may("provision", &Plan::provision),
                                      may("health_provision", &Plan::health_provision),
                                      may("health_agreement", &Plan::health_agreement),
                                      may("social_provision_h1", &Plan::social_provision_h1),
                                      may("social_provision_h2", &Plan::social_provision_h2),
                                      may("social_provision", &Plan::social_provision),
                                      may("statements", &Plan::statements),
                                      may("hoped_for", &Plan::hoped_for),
                                      may("placement", &Plan::placement),
                                      may("personal_budget", &Plan::personal_budget),
                                      may("advice", &Plan::advice),
                                      may("words_used", &Plan::words_used),
                                      may("my_page", &Plan::my_page),
                                      may("overrides", &Plan::overrides),
                                      may("change", &Plan::change)};

template <class Row>
concept IsRow = std::tuple_size_v<decltype(kFields<Row>)>
!= 0;

template <class Row, class Visit>
constexpr void for_each_field(Visit visit) {
    std::apply([&](const auto&... field) { (visit(field), ...); }, kFields<Row>);
}

// --- reading ---

class Reader {
public:
    Findings take() { return std::move(findings_); }

    template <class Row>
    requires IsRow<Row>
    void read(const Value& from, const std::string& place, Row& row) {
        if (from.object() == nullptr) return wrong(place, "an object");
        for (const templates::Member& member : *from.object()) refuse_unknown<Row>(member.name, place);
        for_each_field<Row>([&](const auto& field) {
            const std::string here = place.empty() ? std::string(field.name) : place + "." + std::string(field.name);
            const Value* value = from.find(field.name);
            if (value != nullptr && !value->is_null())
                read(*value, here, row.*field.held);
            else if (field.presence == Presence::Must)
                add("missing-value", here, "It is not there.", "Enter it.");
        });
    }
    template <class Item>
    void read(const Value& from, const std::string& place, std::vector<Item>& list) {
        if (from.list() == nullptr) return wrong(place, "a list");
        if (from.list()->size() > kMostRows)
            return add("too-many-rows", place, "A list holds at most " + std::to_string(kMostRows) + " rows.",
                       "Take some out.");
        list.reserve(from.list()->size());
        for (const Value& item : *from.list()) {
            const std::string here = place + "[" + std::to_string(list.size()) + "]";
            read(item, here, list.emplace_back());
        }
    }
    void read(const Value& from, const std::string& place, std::string& text) {
        if (from.text() == nullptr) return wrong(place, "text");
        if (from.text()->size() > kLongestText)
            return add("too-long", place, "A text has at most " + std::to_string(kLongestText) + " bytes.",
                       "Shorten it, or cut it into several rows.");
        if (std::ranges::any_of(*from.text(), is_control))
            return add("unprintable", place, "It has a control character.", "Take it out.");
        text = *from.text();
    }
    void read(const Value& from, const std::string& place, std::optional<Date>& day) {
        day = from.text() == nullptr ? std::nullopt : Date::parse(*from.text());
        if (!day) wrong(place, "a day that exists, as YYYY-MM-DD");
    }
    void read(const Value& from, const std::string& place, bool& truth) {
        if (from.truth() == nullptr) return wrong(place, "true or false");
        truth = *from.truth();
    }
    void read(const Value& from, const std::string& place, int& number) {
        constexpr double kMost = 100'000;
        const auto* given = from.number();
        if (given == nullptr || given->value < 0 || given->value > kMost || std::floor(given->value) != given->value)
            return wrong(place, "a whole number from 0 to 100000");
        number = static_cast<int>(given->value);
    }
    template <class Enum>
    requires std::is_enum_v<Enum>
    void read(const Value& from, const std::string& place, Enum& value) {
        std::vector<std::string> known;
        for (const auto& named : names(Enum{})) {
            if (from.text() != nullptr && *from.text() == named.name) return void(value = named.value);
            known.emplace_back(named.name);
        }
        wrong(place, join_with(known, " or "));
    }

private:
    static bool is_control(char c) {
        return (static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\t') || c == '\x7f';
    }
    void add(std::string code, const std::string& place, std::string what, std::string mend) {
        findings_.push_back(
            {std::move(code), Severity::Error, place.empty() ? "the plan" : place, std::move(what), std::move(mend)});
    }
    void wrong(const std::string& place, const std::string& wanted) {
        add("wrong-type", place, "It is not of the right kind.", "Give " + wanted + ".");
    }
    template <class Row>
    void refuse_unknown(std::string_view name, const std::string& place) {
        std::vector<std::string_view> known;
        for_each_field<Row>([&](const auto& field) { known.push_back(field.name); });
        if (std::ranges::find(known, name) != known.end()) return;
        const auto meant = nearest(name, known);
        constexpr std::size_t kShown = 40;
        add("unknown-field", (place.empty() ? "" : place + ".") + std::string(name.substr(0, kShown)),
            "No plan has such a member.",
            meant ? "Did you mean \"" + std::string(*meant) + "\"? docs/plans.md lists them."
                  : "Take it out; docs/plans.md lists the members.");
    }

    Findings findings_;
};

// --- writing ---

template <class Row>
requires IsRow<Row> Value written(const Row& row);
Value written(const std::string& text) { return text; }
Value written(bool truth) { return truth; }
Value written(int number) { return number; }
Value written(const std::optional<Date>& day) { return day ? Value(to_iso(*day)) : Value(); }
template <class Enum>
requires std::is_enum_v<Enum> Value written(Enum value) {
    return std::ranges::find(names(value), value, &Named<Enum>::value)->name;
}
template <class Item>
Value written(const std::vector<Item>& list) {
    Value::List values;
    values.reserve(list.size());
    for (const Item& item : list) values.push_back(written(item));
    return values;
}
template <class Row>
requires IsRow<Row> Value written(const Row& row) {
    Value value(Value::Object{});
    static const Row kEmpty{};
    for_each_field<Row>([&](const auto& field) {
        const auto& held = row.*field.held;
        if (field.presence == Presence::Must || !(held == kEmpty.*field.held)) value.set(field.name, written(held));
    });
    return value;
}

Result<Value, Findings> bounded(std::string_view json) {
    const auto unreadable = [](std::string what) {
        return Failure{Findings{
            {"not-json", Severity::Error, "the plan", std::move(what), "Give it as JSON, as docs/plans.md has it."}}};
    };
    if (json.size() > kLargestPlan) return unreadable("It is larger than 4 MiB.");
    auto value = read_value(json);
    if (!value) return unreadable("It is " + value.error() + ".");
    return std::move(value).value();
}

}  // namespace

Result<Plan, Findings> plan_of(const Value& value) {
    Plan plan;
    Reader reader;
    reader.read(value, "", plan);
    Findings findings = reader.take();
    if (!findings.empty()) return Failure{std::move(findings)};
    return plan;
}

Result<Plan, Findings> read_plan(std::string_view json) {
    const auto value = bounded(json);
    if (!value) return Failure{value.error()};
    return plan_of(*value);
}

Result<std::vector<Judgement>, Findings> read_judgements(std::string_view json) {
    const auto value = bounded(json);
    if (!value) return Failure{value.error()};
    return judgements_of(*value);
}

Result<std::vector<Judgement>, Findings> judgements_of(const Value& value) {
    std::vector<Judgement> judgements;
    Reader reader;
    reader.read(value, "", judgements);
    Findings findings = reader.take();
    if (!findings.empty()) return Failure{std::move(findings)};
    return judgements;
}

Value judgements_value(const std::vector<Judgement>& judgements) { return written(judgements); }
Value plan_value(const Plan& plan) { return written(plan); }
std::string write_plan(const Plan& plan) { return write_value(plan_value(plan)); }

}  // namespace ehcflow::interchange
