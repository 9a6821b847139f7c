// ehcflow measures: every measure's definition, and the figures of a caseload with the cases behind each, for whoever
// challenges a figure.
#include <iostream>
#include <nlohmann/json.hpp>

#include "base/instant.h"
#include "interchange/calendar.h"
#include "interchange/snapshot.h"
#include "tools/ehcflow/caseload_file.h"
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

struct Options {
    std::string format = "md", cases, month, today;
    unsigned months = 1;
};

// A line a month, the last one the month that was asked for.
Exit print_figures(const Options& options) {
    const auto month = interchange::parse_month(options.month);
    if (!month) throw UsageError("--month " + options.month + ": give a month, as YYYY-MM");
    const auto today = options.today.empty() ? std::optional(london_date(system_now())) : Date::parse(options.today);
    if (!today) throw UsageError("--today " + options.today + ": give a day that exists, as YYYY-MM-DD");
    const workflow::Calendar& calendar = interchange::built_in_calendar();
    const CaseloadFile file = read_caseload(options.cases, calendar, *today);
    std::vector<std::chrono::year_month> months;
    for (unsigned back = options.months; back > 0; --back) months.push_back(*month - std::chrono::months(back - 1));
    for (const auto& one : workflow::snapshots(file.cases.children, file.cases.references, months, *today, calendar))
        std::cout << interchange::write_snapshot(one) << '\n';
    return file.left_out == 0 ? Exit::Done : Exit::No;
}

}  // namespace

void add_measures(CLI::App& program, Action& chosen) {
    auto options = std::make_shared<Options>();
    auto* command = program.add_subcommand(
        "measures", "Every measure's definition; or, with --cases, its figures and the cases behind each");
    command->add_option("--format", options->format, "the definitions as md or json")
        ->check(CLI::IsMember({"md", "json"}));
    auto* cases = command->add_option("--cases", options->cases, "a caseload, one case a line; - for standard input");
    auto* month = command->add_option("--month", options->month, "the month of the figures, YYYY-MM")->needs(cases);
    cases->needs(month);
    command->add_option("--months", options->months, "so many months, that one the last")
        ->needs(cases)
        ->check(CLI::Range(1, 240));
    command
        ->add_option("--today", options->today, "the day on which it is counted, YYYY-MM-DD (default: today in London)")
        ->needs(cases);
    command->callback([&chosen, options] {
        chosen = [options] {
            if (!options->cases.empty()) return print_figures(*options);
            options->format == "md" ? print_markdown() : print_json();
            return Exit::Done;
        };
    });
}

}  // namespace ehcflow
