// ehcflow backup and restore: all that was recorded in one file, encrypted unless it is asked not to be.
#include "storage/backup.h"

#include <iostream>

#include "storage/data_folder.h"
#include "tools/ehcflow/subcommands.h"

namespace ehcflow {
namespace {

namespace fs = std::filesystem;

struct Options {
    std::string file, data = "var", key, anchors;
    bool plain = false;
};

void tell(const storage::BackupPoint& point) {
    std::cout << point.verified.entries << " entries verified: " << point.verified.cases << " cases, "
              << point.verified.events << " events, " << point.verified.documents << " documents; " << point.looks
              << " looks, " << point.anchors << " anchors\n"
              << "last entry " << (point.last_entry ? to_iso(*point.last_entry) : std::string("none")) << "\n"
              << "head " << point.verified.head.hex() << "\n";
}

Exit backup(const Options& options) {
    const fs::path data = options.data;
    const auto ledger = storage::Ledger::open(data / "ledger", {.access = storage::Ledger::Access::ReadOnly});
    std::optional<storage::SealKey> key;
    if (!options.plain) {
        const fs::path key_file = options.key.empty() ? data / "backup-key" : fs::path(options.key);
        if (!fs::exists(key_file))
            complain("made the key " + key_file.string() + ": keep a copy elsewhere, no backup opens without it");
        key = storage::SealKey::at(key_file);
    }
    if (!options.anchors.empty() && !fs::exists(options.anchors))
        throw UsageError(options.anchors + ": there is no such file");
    const fs::path anchors = options.anchors.empty() ? data / "anchors" : fs::path(options.anchors);
    tell(storage::make_backup(ledger, {data / "access/access.db", anchors}, options.file, key));
    return Exit::Done;
}

Exit restore(const Options& options) {
    std::optional<storage::SealKey> key;
    if (!options.key.empty()) key = storage::SealKey::from(options.key);
    const storage::DataFolder folder(options.data, storage::DataFolder::Must::BeMade);
    tell(storage::restore_backup(options.file, folder.path(), key));
    return Exit::Done;
}

}  // namespace

void add_backup(CLI::App& program, Action& chosen) {
    auto options = std::make_shared<Options>();
    auto* command = program.add_subcommand(
        "backup", "The ledger, who looked, and the anchors into one file, beside a running service");
    command->add_option("FILE", options->file, "the backup to make; must not be there yet")->required();
    command->add_option("--data", options->data, "the service's data folder (default: var)");
    command->add_option("--key", options->key,
                        "the key's file, made where there is none (default: backup-key in the data folder)");
    command->add_option("--anchors", options->anchors,
                        "heads that the service wrote down (default: anchors in the data folder)");
    command->add_flag("--plain", options->plain, "do not encrypt: only onto a disk that is itself encrypted");
    command->callback([&chosen, options] { chosen = [options] { return backup(*options); }; });
}

void add_restore(CLI::App& program, Action& chosen) {
    auto options = std::make_shared<Options>();
    options->data.clear();
    auto* command = program.add_subcommand("restore", "A backup into a data folder that holds nothing recorded yet");
    command->add_option("FILE", options->file, "the backup")->required();
    command->add_option("--data", options->data, "the data folder to restore into")->required();
    command->add_option("--key", options->key, "the file of the key that it was encrypted with");
    command->callback([&chosen, options] { chosen = [options] { return restore(*options); }; });
}

}  // namespace ehcflow
