// ehcflow retention: what has been kept long enough on a day, and with --apply lets it go and certifies it.
#include "service/app/retention.h"

#include <iostream>

#include "interchange/value.h"
#include "storage/access_log.h"
#include "storage/data_folder.h"
#include "storage/sealed_file.h"
#include "tools/ehcflow/subcommands.h"

namespace ehcflow {
namespace {

namespace fs = std::filesystem;
using service::retention_rule;

struct Options {
    std::string data = "var", on, approved_by, backups;
    bool apply = false;
};

Date day_of(const Options& options) {
    const auto day = Date::parse(options.on);
    if (!day) throw UsageError("--on " + options.on + ": give a day that exists, as YYYY-MM-DD");
    if (options.apply && *day > london_date(system_now()))
        throw UsageError("--on " + options.on + ": what is not due yet cannot go; look ahead without --apply");
    return *day;
}

// The first instant that is still kept.
Instant kept_from(std::string_view rule, Date on) {
    Date day = on;
    while (service::due_to_go(retention_rule(rule), day) > on) day -= std::chrono::days(1);
    return Instant(std::chrono::sys_days(day.sys_days()));
}

void let_cases_go(storage::Ledger& ledger, const Options& options, Date on) {
    for (const service::DueCase& due : service::due_cases(ledger, on)) {
        if (!options.apply || due.held) {
            std::cerr << due.id.text() << " is due since " << to_iso(due.since) << " (" << due.rule->id
                      << (due.held ? "), kept by a legal hold\n" : ")\n");
            continue;
        }
        const auto gone = service::dispose(ledger, due.id, *storage::RecorderId::parse(options.approved_by),
                                           *storage::RecorderId::parse("retention"), on);
        if (gone)
            std::cout << interchange::write_value(service::certificate_value(*gone)) << "\n";
        else
            complain(due.id.text() + ": " + gone.error().detail);
    }
}

void let_backups_go(const Options& options, Date on) {
    for (const auto& file : fs::directory_iterator(options.backups)) {
        if (!file.is_regular_file() || !storage::is_sealed(file.path())) continue;  // not ours to remove
        const auto age = fs::file_time_type::clock::now() - file.last_write_time();
        const Date made = london_date(system_now() - std::chrono::duration_cast<Instant::duration>(age));
        if (service::due_to_go(retention_rule("backup"), made) > on) continue;
        std::cerr << file.path().string() << ": a backup of " << to_iso(made)
                  << (options.apply ? " is removed\n" : " is due\n");
        if (options.apply) fs::remove(file.path());
    }
}

Exit retention(const Options& options) {
    const Date on = day_of(options);
    if (options.apply && !storage::RecorderId::parse(options.approved_by))
        throw UsageError("--apply needs --approved-by: the account of whoever approved it");
    const fs::path data = options.data;
    std::optional<storage::DataFolder> folder;
    if (options.apply) folder.emplace(data, storage::DataFolder::Must::BeThere);
    using Access = storage::Ledger::Access;
    auto ledger = storage::Ledger::open(data / "ledger", {.access = options.apply ? Access::Write : Access::ReadOnly});
    let_cases_go(ledger, options, on);
    if (!options.backups.empty()) let_backups_go(options, on);
    if (!options.apply) return Exit::Done;
    const storage::Cleared cleared = ledger.clear(kept_from("reply", on), kept_from("job", on));
    std::cerr << cleared.replies << " kept replies, " << cleared.jobs << " done jobs, " << cleared.batches
              << " batches";
    if (fs::exists(data / "access")) {
        storage::AccessLog access(data / "access");
        std::cerr << ", " << access.clear(kept_from("access-log", on)) << " looks";
    }
    std::cerr << " were cleared\n";
    return Exit::Done;
}

}  // namespace

void add_retention(CLI::App& program, Action& chosen) {
    auto options = std::make_shared<Options>();
    auto* command = program.add_subcommand("retention", "What has been kept long enough; with --apply, let it go");
    command->add_option("--data", options->data, "the service's data folder (default: var)");
    command->add_option("--on", options->on, "the day, YYYY-MM-DD")->required();
    command->add_flag("--apply", options->apply,
                      "erase, and print a disposal certificate a line; the service is stopped");
    command->add_option("--approved-by", options->approved_by, "the account of whoever approved it");
    command->add_option("--backups", options->backups, "a folder of encrypted backups, which expire too");
    command->callback([&chosen, options] { chosen = [options] { return retention(*options); }; });
}

}  // namespace ehcflow
