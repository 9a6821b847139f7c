// ehcflow measures: every measure's definition, for whoever challenges a figure.
#include <iostream>
#include <nlohmann/json.hpp>

#include "tools/ehcflow/subcommands.h"
#include "workflow/measures/suppression.h"
#include "workflow/measures/tally.h"
#include "workflow/measures/whereabouts.h"

namespace ehcflow {
namespace {

using workflow::Measure;

std::string names_of(const Measure& measure) {
    std::string names;
    for (const std::string_view name : measure.of) names.append(names.empty() ? "" : ", ").append(name);
    return names.empty() ? "every child who is known" : names;
}

void print_markdown() {
    std::cout
        << "# The measures\n\nMade by `ehcflow measures`. Each is a pair of questions asked of one duty, one event "
           "or one child: is it in the count, and is it a success? A figure is the list of the cases that both "
           "questions answer, and opens to them.\n\nBeside each figure stand the numbers that could flatter it, "
           "each opening to its cases too:\n\n";
    for (const workflow::Beside& beside : workflow::numbers_beside())
        std::cout << "* `" << beside.id << "`: " << beside.title << "\n";
    std::cout << "\nEach is also told by age on the day that counts:";
    for (const workflow::AgeBand& band : workflow::kAgeBands)
        std::cout << (&band == &workflow::kAgeBands.front() ? " " : ", ") << band.name;
    std::cout
        << ".\n\nWhereabouts are green where somebody other than the provider confirmed them within a term, taken as "
        << workflow::kTermMonths
        << " months with its holiday, and nothing makes them doubtful; amber within two terms, or within one on "
           "the provider's word alone; otherwise red.\n\nA rating is blue, green, amber or red by rule: at the "
           "target in this month and the two before; at the target; no more than "
        << workflow::kAmberPoints
        << " points below it, or at it in an earlier month only; anything else, a missing figure among it.\n\nIn "
           "public copies a breakdown with a number from 1 to "
        << workflow::kSmallestShown - 1 << " is withheld whole.\n";
    for (const Measure& measure : workflow::all_measures())
        std::cout << "\n## " << measure.id << "\n\n"
                  << measure.title << ".\n\n"
                  << measure.definition << "\n\n| | |\n|---|---|\n| counted | " << in_words(measure.counted)
                  << " |\n| of | " << names_of(measure) << " |\n| definition | " << in_words(measure.source)
                  << " |\n| in force from | " << to_iso(measure.in_force_from) << " |\n";
}

void print_json() {
    nlohmann::ordered_json rows = nlohmann::ordered_json::array();
    for (const Measure& measure : workflow::all_measures())
        rows.push_back({{"measure", measure.id},
                        {"title", measure.title},
                        {"definition", measure.definition},
                        {"counted", in_words(measure.counted)},
                        {"of", measure.of},
                        {"source", in_words(measure.source)},
                        {"in_force_from", to_iso(measure.in_force_from)}});
    std::cout << nlohmann::ordered_json{{"measures", rows}}.dump(2) << '\n';
}

}  // namespace

void add_measures(CLI::App& program, Action& chosen) {
    auto format = std::make_shared<std::string>("md");
    auto* command = program.add_subcommand("measures", "Every measure's definition, for whoever challenges a figure");
    command->add_option("--format", *format, "md or json")->check(CLI::IsMember({"md", "json"}));
    command->callback([&chosen, format] {
        chosen = [format] {
            *format == "md" ? print_markdown() : print_json();
            return Exit::Done;
        };
    });
}

}  // namespace ehcflow
