#include "documents/compose/plan_document.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/text.h"
#include "plans/checks.h"

namespace ehcflow::documents {
namespace {

using plans::Plan;
using plans::Section;
using plans::Stage;
using templates::Value;

struct StageWords {
    std::string_view title, lead, says, word;
};
StageWords words_of(Stage stage) {
    switch (stage) {
        case Stage::Draft:
            return {
                "Draft education, health and care plan", "This is a draft.",
                "Nothing in it is decided. Please tell us what is wrong or missing, and which school or college you "
                "would like.",
                "DRAFT"};
        case Stage::Final:
            return {"Education, health and care plan", "This plan is final.",
                    "The help in section F must be given by law, and so must that in section G.", "FINAL"};
        case Stage::Amended:
            return {
                "Amended education, health and care plan", "This plan has been changed.",
                "It takes the place of the plan before. The help in section F must be given by law, and so must that "
                "in section G.",
                "AMENDED"};
    }
    return {};
}

Value day(const std::optional<Date>& on) { return on ? Value(to_iso(*on)) : Value(); }

Value texts(const plans::Texts& from) {
    Value::List list;
    for (const auto& text : from) list.emplace_back(text);
    return list;
}

std::string joined(const plans::Numbers& numbers) { return join_with(numbers, " and "); }

std::string aims(const std::vector<plans::Aim>& from) {
    constexpr std::array kNames = {"work", "independent living", "good health", "taking part in the community"};
    std::vector<std::string> names;
    for (const auto aim : from) names.emplace_back(kNames[static_cast<std::size_t>(aim)]);
    return join_with(names, " and ");
}

template <class Row, class Write>
Value rows(const std::vector<Row>& from, Write write) {
    Value::List list;
    for (const auto& row : from) {
        Value value;
        write(value, row);
        list.push_back(std::move(value));
    }
    return list;
}

Value need_rows(const std::vector<plans::Need>& from) {
    return rows(from, [](Value& value, const plans::Need& row) {
        value.set("number", row.number);
        value.set("area", row.area);
        value.set("strengths", row.strengths);
        value.set("need", row.need);
        value.set("from", joined(row.from));
    });
}

Value provision_rows(const std::vector<plans::Provision>& from) {
    return rows(from, [](Value& value, const plans::Provision& row) {
        value.set("number", row.number);
        value.set("for_needs", joined(row.for_needs));
        value.set("for_outcomes", joined(row.for_outcomes));
        value.set("from", joined(row.from));
        value.set("what", row.what);
        value.set("who", row.who);
        value.set("qualification", row.qualification);
        value.set("how_often", row.how_often);
        value.set("how_long", row.how_long);
        value.set("prepares_for", aims(row.prepares_for));
    });
}

Value outcome_rows(const std::vector<plans::Outcome>& from) {
    return rows(from, [](Value& value, const plans::Outcome& row) {
        value.set("number", row.number);
        value.set("for_needs", joined(row.for_needs));
        value.set("outcome", row.outcome);
        value.set("by", day(row.by));
        value.set("how_we_will_know", row.how_we_will_know);
    });
}

// "B1 to B4" of four numbers one after the other; "F1.1" counts as a name.
plans::Numbers in_ranges(const plans::Numbers& numbers) {
    const auto counted = [](const std::string& number) {
        const auto digits = number.find_first_of("0123456789");
        const bool whole = digits != number.npos && number.size() - digits <= 4 &&
                           number.find_first_not_of("0123456789", digits) == number.npos;
        return whole ? std::pair(number.substr(0, digits), std::stoi(number.substr(digits))) : std::pair(number, 0);
    };
    plans::Numbers short_ones;
    for (std::size_t i = 0, end = 0; i < numbers.size(); i = end) {
        const auto first = counted(numbers[i]);
        for (end = i + 1; end < numbers.size(); ++end)
            if (counted(numbers[end]) != std::pair(first.first, first.second + static_cast<int>(end - i))) break;
        if (end - i < 3) end = i + 1;
        short_ones.push_back(end == i + 1 ? numbers[i] : numbers[i] + " to " + numbers[end - 1]);
    }
    return short_ones;
}

// The first sentence, or as much of it as fits a cell of a table that only shows the way.
std::string in_short(const std::string& text) {
    constexpr std::size_t kFits = 160;  // bytes
    const auto all = plans::sentences(text);
    std::string first(all.empty() ? std::string_view(text) : all.front().text);
    if (first.size() <= kFits) return first;
    return first.substr(0, first.find_last_of(' ', kFits)) + " …";
}

// "F1: what it is", of those rows that serve a need.
template <class Row>
Value serving(const std::vector<Row>& from, const std::string& need, std::string Row::*words) {
    Value::List lines;
    for (const auto& row : from)
        if (std::ranges::find(row.for_needs, need) != row.for_needs.end())
            lines.emplace_back(row.number + ": " + in_short(row.*words));
    if (lines.empty()) lines.emplace_back("None yet");
    return lines;
}

Value thread_of(const Plan& plan) {
    return rows(plan.needs, [&](Value& value, const plans::Need& need) {
        value.set("number", need.number);
        value.set("area", need.area);
        value.set("outcomes", serving(plan.outcomes, need.number, &plans::Outcome::outcome));
        value.set("provision", serving(plan.provision, need.number, &plans::Provision::what));
    });
}

// The rows that come from a piece of advice, or why it was not used.
std::string used_in(const Plan& plan, const plans::Advice& advice) {
    plans::Numbers numbers;
    const auto look = [&](const auto& row, std::string_view text) {
        const bool named = std::ranges::any_of(plans::sentences(text), [&](const plans::Sentence& sentence) {
            return std::ranges::find(sentence.sources, advice.number) != sentence.sources.end();
        });
        if (named || std::ranges::find(row.from, advice.number) != row.from.end()) numbers.push_back(row.number);
    };
    for (const auto& list : plans::need_lists(plan))
        for (const auto& row : list.rows) look(row, row.need);
    for (const auto& list : plans::provision_lists(plan))
        for (const auto& row : list.rows) look(row, row.what);
    if (!numbers.empty()) return joined(in_ranges(numbers));
    if (advice.adviser == plans::Adviser::Family) return "Section A";
    return advice.not_used_because.empty() ? std::string("No row names it") : advice.not_used_because;
}

Value stated(const Plan& plan) {
    struct Part {
        std::string_view name;
        Section section;
        std::string_view otherwise;
    };
    static constexpr std::array kParts = {Part{"c", Section::C, "No health needs are described."},
                                          Part{"d", Section::D, "No social care needs are described."},
                                          Part{"f", Section::F, "Nothing is described yet."},
                                          Part{"g", Section::G, "No health care is described."},
                                          Part{"h1", Section::H1, "There is none."},
                                          Part{"h2", Section::H2, "There is none."}};
    Value value;
    for (const auto& part : kParts) {
        std::string text(part.otherwise);
        for (const auto& row : plan.statements)
            if (row.section == part.section) text = row.text;
        value.set(part.name, text);
    }
    return value;
}

std::string several(std::size_t count, std::string_view one, std::string_view more) {
    return std::to_string(count) + " " + std::string(count == 1 ? one : more);
}

std::string summary_of(const Plan& plan) {
    const std::size_t needs = plan.needs.size() + plan.health_needs.size() + plan.social_care_needs.size();
    return "It describes " + several(needs, "need", "needs") + " and " +
           several(plan.outcomes.size(), "thing that we want to happen", "things that we want to happen") +
           ". Section F names " +
           several(plan.provision.size(), "kind of help that must be given", "kinds of help that must be given") +
           ". The table “How the parts of this plan fit together” shows which help is for which need. To read all of "
           "it "
           "aloud "
           "takes about " +
           several(static_cast<std::size_t>(length_of(plan).minutes_aloud()), "minute", "minutes") + ".";
}

std::string team_line(const Plan& plan) {
    std::string line;
    for (const auto& one : plan.my_team) {
        if (!line.empty()) line += "; ";
        line += one.name + " (" + one.role + ")";
    }
    return line.empty() ? line : line + ".";
}

}  // namespace

Value plan_child(const plans::Child& child) {
    Value value;
    const std::string name(called(child));
    value.set("name", name);
    value.set("full_name", child.first_name + " " + child.last_name);
    value.set("known_as_other", name != child.first_name);
    value.set("born", day(child.born));
    value.set("year_group", child.year_group);
    return value;
}

Value plan_part(const Plan& plan) {
    const StageWords words = words_of(plan.stage);
    Value value;
    value.set("title", words.title);
    value.set("stage_lead", words.lead);
    value.set("stage_says", words.says);
    value.set("stage_word", words.word);
    value.set("is_draft", plan.stage == Stage::Draft);
    value.set("version", plan.version);
    value.set("dated", day(plan.dated));
    value.set("reference", "");
    value.set("summary", summary_of(plan));
    value.set("what_matters_to_me", texts(plan.what_matters_to_me));
    value.set("how_best_to_help_me", texts(plan.how_best_to_help_me));
    value.set("team_line", team_line(plan));
    Value views;
    views.set("how_gathered", plan.views.how_gathered);
    views.set("dated", day(plan.views.dated));
    views.set("child", texts(plan.views.child));
    views.set("parents", texts(plan.views.parents));
    views.set("aspirations", texts(plan.views.aspirations));
    views.set("made_a_difference", rows(plan.views.made_a_difference, [](Value& one, const plans::Answered& row) {
                  one.set("said", row.said);
                  one.set("changed", row.changed);
              }));
    value.set("views", std::move(views));
    value.set("thread", thread_of(plan));
    value.set("needs", need_rows(plan.needs));
    value.set("health_needs", need_rows(plan.health_needs));
    value.set("social_care_needs", need_rows(plan.social_care_needs));
    value.set("outcomes", outcome_rows(plan.outcomes));
    value.set("provision", provision_rows(plan.provision));
    value.set("health_provision", provision_rows(plan.health_provision));
    value.set("social_provision_h1", provision_rows(plan.social_provision_h1));
    value.set("social_provision_h2", provision_rows(plan.social_provision_h2));
    value.set("social_provision", provision_rows(plan.social_provision));
    Value agreement;
    agreement.set("body", plan.health_agreement.body);
    agreement.set("agreed_on", day(plan.health_agreement.agreed_on));
    value.set("health_agreement", std::move(agreement));
    value.set("stated", stated(plan));
    value.set("hoped_for", texts(plan.hoped_for));
    Value placement;
    placement.set("name", plan.placement.name);
    placement.set("type", plan.placement.type);
    value.set("placement", std::move(placement));
    value.set("personal_budget", rows(plan.personal_budget, [](Value& one, const plans::Budget& row) {
                  one.set("what", row.what);
                  one.set("for_needs", joined(row.for_needs));
                  one.set("for_outcomes", joined(row.for_outcomes));
              }));
    value.set("advice", rows(plan.advice, [&](Value& one, const plans::Advice& row) {
                  one.set("number", row.number);
                  one.set("from", row.from);
                  one.set("role", row.role);
                  one.set("dated", day(row.dated));
                  one.set("used_in", used_in(plan, row));
              }));
    value.set("words_used", rows(plan.words_used, [](Value& one, const plans::Word& row) {
                  one.set("word", row.word);
                  one.set("means", row.means);
              }));
    Value page;
    page.set("about_me", texts(plan.my_page.about_me));
    page.set("what_i_want", texts(plan.my_page.what_i_want));
    page.set("what_will_happen", texts(plan.my_page.what_will_happen));
    page.set("if_it_is_not_right", texts(plan.my_page.if_it_is_not_right));
    value.set("my_page", std::move(page));
    return value;
}

Value compose_plan(const Plan& plan) {
    Value values;
    values.set("child", plan_child(plan.child));
    values.set("plan", plan_part(plan));
    return values;
}

}  // namespace ehcflow::documents
