// ehcflow close-month: a month's figures, closed in the ledger by somebody who answers for them.
#include <iostream>

#include "interchange/calendar.h"
#include "interchange/snapshot.h"
#include "service/app/month_keeping.h"
#include "storage/data_folder.h"
#include "tools/ehcflow/calendar_file.h"
#include "tools/ehcflow/subcommands.h"

namespace ehcflow {
namespace {

struct Options {
    std::string data = "var", month, by, why, bank_holidays;
};

Exit close(const Options& options) {
    const auto month = interchange::parse_month(options.month);
    if (!month) throw UsageError("--month " + options.month + ": give a month, as YYYY-MM");
    const auto by = storage::RecorderId::parse(options.by);
    if (!by) throw UsageError("--by " + options.by + ": give the account of whoever answers for the figures");
    const storage::DataFolder folder(options.data, storage::DataFolder::Must::BeThere);
    const workflow::Calendar calendar = calendar_at(options.bank_holidays);
    auto ledger = storage::Ledger::open(folder.path() / "ledger");
    const auto closed = service::close_month({ledger, calendar, london_date(system_now())}, {*month, *by, options.why});
    if (!closed) {
        complain(options.month + ": " + closed.error().detail);
        return Exit::No;
    }
    std::cout << options.month << " is closed with " << closed->figures.size() << " measures, as known on "
              << to_iso(closed->frozen_on) << "\n";
    return Exit::Done;
}

}  // namespace

void add_close_month(CLI::App& program, Action& chosen) {
    auto options = std::make_shared<Options>();
    auto* command =
        program.add_subcommand("close-month", "Close a month's figures in the ledger: later corrections restate them");
    command->add_option("--data", options->data, "the service's data folder; the service is stopped (default: var)");
    command->add_option("--month", options->month, "the month, YYYY-MM, which is over")->required();
    command->add_option("--by", options->by, "the account of whoever answers for the figures")->required();
    command->add_option("--why", options->why, "what they want said of it");
    command->add_option("--bank-holidays", options->bank_holidays, "as the service's setting of that name");
    command->callback([&chosen, options] { chosen = [options] { return close(*options); }; });
}

}  // namespace ehcflow
