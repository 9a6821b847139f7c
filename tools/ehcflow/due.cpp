// ehcflow due: every statutory duty of one case, or of one case a line.
#include <fcntl.h>
#include <filesystem>
#include <iomanip>
#include <iostream>
#include <unistd.h>

#include "base/instant.h"
#include "base/text.h"
#include "interchange/calendar.h"
#include "interchange/timeline.h"
#include "tools/ehcflow/line_batch.h"
#include "tools/ehcflow/subcommands.h"

namespace ehcflow {
namespace {

using workflow::Calendar;

struct Options {
    std::string timeline, batch, today, format = "json", holidays;
};

Date chosen_day(const std::string& text) {
    if (text.empty()) return london_date(system_now());
    const auto day = Date::parse(text);
    if (!day) throw UsageError("--today " + text + ": give a day that exists, as YYYY-MM-DD");
    return *day;
}

Calendar chosen_calendar(const std::string& holidays) {
    if (holidays.empty()) return interchange::built_in_calendar();
    auto merged = interchange::merged_calendar(read_input(holidays));
    if (!merged) throw UsageError(holidays + ": " + merged.error());
    return std::move(merged).value();
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

Exit one(const Options& options) {
    const Calendar calendar = chosen_calendar(options.holidays);
    const Date today = chosen_day(options.today);
    const auto timeline = interchange::read_timeline(read_input(options.timeline));
    if (!timeline) throw UsageError(in_a_line(options.timeline, timeline.error()));
    const auto answer = workflow::due(*timeline, calendar, today);
    if (!answer) {
        complain(in_a_line(options.timeline, interchange::as_error(answer.error())));
        return Exit::No;
    }
    if (options.format == "json")
        std::cout << interchange::write_answer(*answer, calendar) << '\n';
    else
        print_table(*answer);
    return Exit::Done;
}

Exit batch(const Options& options) {
    const Calendar calendar = chosen_calendar(options.holidays);
    const Date today = chosen_day(options.today);
    const int in = options.batch == "-" ? STDIN_FILENO : ::open(options.batch.c_str(), O_RDONLY | O_CLOEXEC);
    if (in < 0 || std::filesystem::is_directory(options.batch))
        throw UsageError(options.batch + ": cannot be read; name a file, and check its permissions");
    const bool all_answered = answer_lines(
        in, STDOUT_FILENO, interchange::kLargestTimeline,
        [&](std::string& out, std::string_view line) { return interchange::append_reply(out, line, calendar, today); });
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
    command->callback([&chosen, options] {
        if (options->timeline.empty() == options->batch.empty())
            throw CLI::ValidationError("due", "name a TIMELINE, or --batch FILE");
        chosen = [options] { return options->batch.empty() ? one(*options) : batch(*options); };
    });
}

}  // namespace ehcflow
