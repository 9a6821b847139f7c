// ehcflow rebuild: works out anew, from the ledger alone, everything that pages read.
#include <iostream>

#include "service/app/project.h"
#include "storage/data_folder.h"
#include "tools/ehcflow/calendar_file.h"
#include "tools/ehcflow/subcommands.h"

namespace ehcflow {
namespace {

struct Options {
    std::string data, bank_holidays;
};

Exit rebuild(const Options& options) {
    const storage::DataFolder folder(options.data, storage::DataFolder::Must::BeThere);
    const workflow::Calendar calendar = calendar_at(options.bank_holidays);
    auto ledger = storage::Ledger::open(folder.path() / "ledger");
    const storage::Rebuilt rebuilt = service::rebuild(ledger, calendar, london_date(system_now()));
    std::cout << rebuilt.cases << " cases and " << rebuilt.documents << " documents worked out from the ledger, "
              << rebuilt.differed << " of them other than they were kept\n";
    return Exit::Done;
}

}  // namespace

void add_rebuild(CLI::App& program, Action& chosen) {
    auto options = std::make_shared<Options>();
    auto* command = program.add_subcommand("rebuild", "Work out anew what pages read, from the ledger alone");
    command->add_option("DATA", options->data, "the service's data folder")->required();
    command->add_option("--bank-holidays", options->bank_holidays, "as the service's setting of that name");
    command->callback([&chosen, options] { chosen = [options] { return rebuild(*options); }; });
}

}  // namespace ehcflow
