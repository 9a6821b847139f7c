// ehcflow verify: reads the whole ledger and says whether anything was altered, removed or put in another order.
#include <iostream>

#include "storage/anchors.h"
#include "tools/ehcflow/subcommands.h"

namespace ehcflow {
namespace {

struct Options {
    std::string data = "var", head, anchors;
};

Exit verify(const Options& options) {
    const auto ledger = storage::Ledger::open(std::filesystem::path(options.data) / "ledger",
                                              {.access = storage::Ledger::Access::ReadOnly});
    const storage::Verification found = ledger.verify();
    if (found.fault) {
        complain(found.fault->place + ": " + found.fault->what + "; keep the file as evidence and restore a backup");
        return Exit::No;
    }
    std::cout << found.entries << " entries verified: " << found.cases << " cases, " << found.events << " events, "
              << found.documents << " documents, " << found.erased << " texts erased by rule\n"
              << "head " << found.head.hex() << "\n";
    const std::filesystem::path anchors = options.anchors.empty() ? std::filesystem::path(options.data) / "anchors"
                                                                  : std::filesystem::path(options.anchors);
    if (!options.anchors.empty() && !std::filesystem::exists(anchors))
        throw UsageError(anchors.string() + ": there is no such file");
    const auto checked = storage::check_anchors(ledger, anchors);
    if (checked.fault) {
        complain(anchors.string() + ": " + *checked.fault + "; keep both files as evidence and restore a backup");
        return Exit::No;
    }
    std::cout << checked.anchors << " anchors hold\n";
    if (!options.head.empty() && !ledger.had_head(options.head)) {
        complain("no entry has the hash " + options.head + ": the ledger was cut off, or is another one");
        return Exit::No;
    }
    return Exit::Done;
}

}  // namespace

void add_verify(CLI::App& program, Action& chosen) {
    auto options = std::make_shared<Options>();
    auto* command =
        program.add_subcommand("verify", "Read the whole ledger and name the first entry that was tampered with");
    command->add_option("--data", options->data, "the service's data folder (default: var)");
    command->add_option("--anchors", options->anchors,
                        "heads that the service wrote down (default: anchors in the data folder)");
    command->add_option("--had", options->head, "a head noted down earlier, that must still be in the chain");
    command->callback([&chosen, options] { chosen = [options] { return verify(*options); }; });
}

}  // namespace ehcflow
