// ehcflow rules: the rule book in force on a day, for a lawyer to read and sign.
#include <iostream>
#include <nlohmann/json.hpp>

#include "base/instant.h"
#include "base/text.h"
#include "tools/ehcflow/subcommands.h"
#include "workflow/rule.h"

namespace ehcflow {
namespace {

using workflow::Count;
using workflow::Rule;

std::string limit_of(const Rule& rule) {
    const std::string period = workflow::in_words(rule.period);
    switch (rule.count) {
        case Count::Undated:
            return "no number of days";
        case Count::Within:
            return "within " + period + ", the first day not counted";
        case Count::Beginning:
            return "in the " + period + " beginning with the day";
        case Count::Window:
            return "at least " + period + " beginning with the day";
        case Count::Ahead:
            return "at least " + period + " before the day";
        case Count::Appeal:
            return "within " + period + " of the notice or 1 month of the certificate, moved by rule 12";
        case Count::Contact:
            return "within " + period + ", the first day not counted";
        case Count::Tribunal:
            return "within " + period + " as the Tribunal counts them";
        case Count::MoveDay:
            return "on the day of the move, or in the " + period + " beginning with knowing of it";
        case Count::AfterTransfer:
            return "in the later of 12 months beginning with the last review and " + period +
                   " beginning with the transfer";
        case Count::Fixed:
            return "before the day that the phase sets";
    }
    return {};
}

std::string kinds_of(std::span<const workflow::Happening> happenings) {
    std::string text;
    for (const auto& happening : happenings) {
        if (!text.empty()) text += ", ";
        text += workflow::name_of(happening.kind);
        if (!happening.field.empty()) text.append(" (").append(happening.word).append(")");
    }
    return text.empty() ? "nothing" : text;
}

std::string beginning_of(const Rule& rule) {
    if (rule.starts == workflow::Starts::Inspection) return "an inspection report received";
    if (rule.starts == workflow::Starts::WithPhase) return "1 September of the school year before the move";
    return kinds_of(rule.triggers);
}

std::string exceptions_of(const Rule& rule) {
    struct Words {
        workflow::Ground ground;
        std::string_view text;
    };
    constexpr Words kWords[] = {
        {workflow::Ground::ClosedSchool, "closed school"},
        {workflow::Ground::ClosedEarlyYears, "closed early years provider"},
        {workflow::Ground::Personal, "personal circumstances"},
        {workflow::Ground::Absent, "absence of 4 weeks"},
        {workflow::Ground::ShortlyAbsent, "absence of 2 weeks"},
        {workflow::Ground::MissedAppointment, "missed appointment"},
        {workflow::Ground::Incompatible, "incompatible with the adviser's other duties"},
    };
    std::vector<std::string> grounds;
    for (const Words& words : kWords)
        if ((rule.grounds & static_cast<workflow::Grounds>(words.ground)) != 0) grounds.emplace_back(words.text);
    const std::string text = grounds.empty() ? "none" : join_with(grounds, " and ");
    return rule.relaxed_2020 ? text + "; what fell due from 1 May to 25 September 2020" : text;
}

void print_markdown(Date on) {
    const workflow::RuleBook book;
    std::cout << "# The rule book\n\nMade by `ehcflow rules`. Edition: " << workflow::rulebook_on(on)
              << ". Each row is one time limit or duty, with the provision it rests on.\n";
    for (const Rule* rule : book.rules) {
        if (!book.applies(*rule, on)) continue;
        std::cout << "\n## " << rule->id << "\n\n"
                  << rule->sense << "\n\n| | |\n|---|---|\n| provision | " << rule->cite << " |\n| limit | "
                  << limit_of(*rule) << " |\n| begins with | " << beginning_of(*rule) << " |\n| met by | "
                  << kinds_of(rule->met_by) << " |\n| no longer arises after | " << kinds_of(rule->voided_by)
                  << " |\n| passed over or cut short by | " << kinds_of(rule->cut_by) << " |\n| lateness excused by | "
                  << exceptions_of(*rule) << " |\n| in force from | " << to_iso(rule->in_force_from) << " |\n";
    }
}

void print_json(Date on) {
    const workflow::RuleBook book;
    nlohmann::ordered_json rows = nlohmann::ordered_json::array();
    for (const Rule* rule : book.rules) {
        if (!book.applies(*rule, on)) continue;
        rows.push_back({{"rule", rule->id},
                        {"sense", rule->sense},
                        {"cite", rule->cite},
                        {"limit", limit_of(*rule)},
                        {"begins_with", beginning_of(*rule)},
                        {"met_by", kinds_of(rule->met_by)},
                        {"exceptions", exceptions_of(*rule)},
                        {"in_force_from", to_iso(rule->in_force_from)}});
    }
    std::cout << nlohmann::ordered_json{{"rulebook", workflow::rulebook_on(on)}, {"rules", rows}}.dump(2) << '\n';
}

}  // namespace

void add_rules(CLI::App& program, Action& chosen) {
    struct Options {
        std::string on, format = "md";
    };
    auto options = std::make_shared<Options>();
    auto* command = program.add_subcommand("rules", "The rule book in force on a day, for a lawyer to read and sign");
    command->add_option("--on", options->on, "the day, YYYY-MM-DD (default: today in London)");
    command->add_option("--format", options->format, "md or json")->check(CLI::IsMember({"md", "json"}));
    command->callback([&chosen, options] {
        chosen = [options] {
            const auto on = options->on.empty() ? std::optional(london_date(system_now())) : Date::parse(options->on);
            if (!on) throw UsageError("--on " + options->on + ": give a day that exists, as YYYY-MM-DD");
            options->format == "md" ? print_markdown(*on) : print_json(*on);
            return Exit::Done;
        };
    });
}

}  // namespace ehcflow
