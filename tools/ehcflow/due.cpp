// ehcflow due: every statutory duty of one case, or of one case a line.
#include <deque>
#include <iomanip>
#include <iostream>
#include <unistd.h>

#include "base/instant.h"
#include "base/text.h"
#include "interchange/faults.h"
#include "interchange/forecast.h"
#include "interchange/timeline.h"
#include "tools/ehcflow/calendar_file.h"
#include "tools/ehcflow/caseload_file.h"
#include "tools/ehcflow/line_batch.h"
#include "tools/ehcflow/line_reader.h"
#include "tools/ehcflow/subcommands.h"

namespace ehcflow {
namespace {

using workflow::Calendar;

struct Options {
    std::string timeline, batch, today, law_of, format = "json", holidays;
    bool faults = false, forecast = false;
};

Date day_of(const std::string& option, const std::string& text) {
    const auto day = Date::parse(text);
    if (!day) throw UsageError(option + " " + text + ": give a day that exists, as YYYY-MM-DD");
    return *day;
}

Date chosen_day(const std::string& text) { return text.empty() ? london_date(system_now()) : day_of("--today", text); }

workflow::RuleBook chosen_book(const std::string& law_of) {
    workflow::RuleBook book;
    if (!law_of.empty()) book.frozen_at = day_of("--law-of", law_of);
    return book;
}

// A table for a person at a terminal.
void print_table(const workflow::Answer& answer) {
    std::cout << "Today " << to_short(answer.today) << " · rule book " << answer.rulebook << " · calendar "
              << answer.calendar << "\n\n";
    std::cout << std::left << std::setw(20) << "duty" << std::setw(18) << "due" << std::setw(18) << "safe"
              << std::setw(10) << "status"
              << "provision\n";
    for (const workflow::Duty& duty : answer.duties)
        std::cout << std::setw(20) << duty.rule->id << std::setw(18) << (duty.due ? to_short(*duty.due) : "no date")
                  << std::setw(18) << (duty.safe ? to_short(*duty.safe) : "") << std::setw(10)
                  << workflow::name_of(duty.status) << duty.rule->cite << '\n';
    for (const std::string& warning : answer.warnings) std::cout << "\nWarning: " << warning << '\n';
}

std::string in_a_line(const std::string& file, const interchange::TimelineError& error) {
    std::string line = file + ": ";
    if (error.event) line += "event " + std::to_string(*error.event) + ": ";
    line += error.detail;
    if (!error.cite.empty()) line += " (" + error.cite + ")";
    if (!error.permitted.empty()) line += "; permitted: " + join_with(error.permitted, " and ");
    return line;
}

// Exit::No where something is at fault, so that a script can tell.
Exit faults(const Options& options, std::string_view text, const Calendar& calendar, Date today) {
    const auto found = interchange::faults_of(text, calendar, today, chosen_book(options.law_of));
    invariant(found.ok(), "a timeline that was answered is answered again");
    if (options.format == "json") {
        std::cout << interchange::write_faults(*found, today) << '\n';
    } else {
        for (const workflow::Fault& fault : *found) {
            std::cout << "* " << fault.what << " (" << fault.cite << ")\n";
            if (!fault.effect.empty()) std::cout << "  " << fault.effect << '\n';
        }
        if (found->empty()) std::cout << "Nothing likely to be found at fault.\n";
    }
    return found->empty() ? Exit::Done : Exit::No;
}

Exit one(const Options& options) {
    const Calendar calendar = calendar_at(options.holidays);
    const Date today = chosen_day(options.today);
    const std::string text = read_input(options.timeline);
    const auto timeline = interchange::read_timeline(text);
    if (!timeline) throw UsageError(in_a_line(options.timeline, timeline.error()));
    const auto answer = workflow::due(*timeline, calendar, today, chosen_book(options.law_of));
    if (!answer) {
        complain(in_a_line(options.timeline, interchange::as_error(answer.error())));
        return Exit::No;
    }
    if (options.faults) return faults(options, text, calendar, today);
    if (options.format == "json")
        std::cout << interchange::write_answer(*answer, calendar) << '\n';
    else
        print_table(*answer);
    return Exit::Done;
}

// The answers to a whole caseload, held at once: its pace is that of all of it.
struct Caseload {
    std::deque<workflow::Timeline> timelines;  // the answers point into them
    std::deque<workflow::Answer> answers;
    std::vector<std::string> names;  // "line 7", of each answer
};

// Adds the case of one line, or says why it cannot be.
std::optional<interchange::TimelineError> add_case(Caseload& load, std::string_view line, std::string name,
                                                   const Calendar& calendar, Date today,
                                                   const workflow::RuleBook& book) {
    auto timeline = interchange::read_timeline(line);
    if (!timeline) return timeline.error();
    load.timelines.push_back(std::move(timeline).value());
    auto answer = workflow::due(load.timelines.back(), calendar, today, book);
    if (!answer) return interchange::as_error(answer.error());
    load.answers.push_back(std::move(answer).value());
    load.names.push_back(std::move(name));
    return std::nullopt;
}

Exit forecast(const Options& options) {
    const Calendar calendar = calendar_at(options.holidays);
    const Date today = chosen_day(options.today);
    const workflow::RuleBook book = chosen_book(options.law_of);
    Caseload load;
    Exit exit = Exit::Done;
    std::size_t number = 0;
    LineReader reader(opened(options.batch), interchange::kLargestTimeline);
    for (LineBlock block; reader.next(block);)
        for (const std::string_view line : block.lines) {
            std::string name = "line " + std::to_string(++number);
            if (const auto wrong = add_case(load, line, name, calendar, today, book)) {
                complain(name + ": left out: " + in_a_line(options.batch, *wrong));
                exit = Exit::No;
            }
        }
    std::vector<const workflow::Answer*> caseload;
    for (const workflow::Answer& answer : load.answers) caseload.push_back(&answer);
    std::cout << interchange::write_forecast(workflow::forecast(caseload, today), today, [&](std::size_t at) {
        return load.names[at];
    }) << '\n';
    return exit;
}

Exit batch(const Options& options) {
    const Calendar calendar = calendar_at(options.holidays);
    const Date today = chosen_day(options.today);
    const workflow::RuleBook book = chosen_book(options.law_of);
    const int in = opened(options.batch);
    const bool all_answered =
        answer_lines(in, STDOUT_FILENO, interchange::kLargestTimeline, [&](std::string& out, std::string_view line) {
            return interchange::append_reply(out, line, calendar, today, book);
        });
    return all_answered ? Exit::Done : Exit::No;
}

}  // namespace

void add_due(CLI::App& program, Action& chosen) {
    auto options = std::make_shared<Options>();
    auto* command = program.add_subcommand("due", "Every statutory duty of one case, with its dates and reasons");
    auto* timeline =
        command->add_option("TIMELINE", options->timeline, "the case's timeline, a JSON file; - for standard input");
    command
        ->add_option("--batch", options->batch,
                     "one timeline a line in, one answer a line out, in order; - for standard input")
        ->excludes(timeline);
    command->add_option("--today", options->today,
                        "the day to answer for, YYYY-MM-DD (default: today in London); nothing is changed");
    command->add_option("--format", options->format, "json or table")->check(CLI::IsMember({"json", "table"}));
    command->add_option("--bank-holidays", options->holidays, "a bank-holidays.json to merge into the calendar");
    command->add_option("--law-of", options->law_of,
                        "hold every event to the law of this day, YYYY-MM-DD, instead of that of its own day");
    auto* check = command->add_flag("--faults", options->faults,
                                    "what an investigator would likely find at fault in the case, in plain words");
    auto* ahead = command->add_flag("--forecast", options->forecast,
                                    "with --batch: what will be breached in 14, 28 and 56 days at the present pace");
    check->needs(timeline);
    ahead->excludes(timeline);
    command->callback([&chosen, options] {
        if (options->timeline.empty() == options->batch.empty())
            throw CLI::ValidationError("due", "name a TIMELINE, or --batch FILE");
        chosen = [options] {
            if (options->batch.empty()) return one(*options);
            return options->forecast ? forecast(*options) : batch(*options);
        };
    });
}

}  // namespace ehcflow
