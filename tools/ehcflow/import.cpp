// ehcflow import: takes in the caseload of another system from CSV files (docs/import.md).
#include <algorithm>
#include <iostream>
#include <set>
#include <sys/stat.h>

#include "base/text.h"
#include "interchange/calendar.h"
#include "service/app/import_caseload.h"
#include "storage/data_folder.h"
#include "tools/ehcflow/subcommands.h"

namespace ehcflow {
namespace {

namespace fs = std::filesystem;
using interchange::FileKind;
using interchange::SourceFile;
using interchange::SourceRow;
using Was = interchange::Verdict::Was;

constexpr std::size_t kShownReasons = 20;

struct Options {
    std::string data, mapping, refused;
    std::vector<std::string> files;
    bool dry_run = false;
};

struct GivenFile {
    FileKind kind;
    fs::path path;
};

// "reviews=caseload.csv", or a file whose name holds the word of one kind.
GivenFile given_file(const std::string& argument) {
    if (const auto sign = argument.find('='); sign != std::string::npos)
        if (const auto kind = interchange::kind_of_file(argument.substr(0, sign)))
            return {*kind, argument.substr(sign + 1)};
    const std::string name = fs::path(argument).filename();
    std::vector<FileKind> kinds;
    for (const interchange::ImportKind& kind : interchange::import_kinds())
        if (name.find(kind.name) != std::string::npos) kinds.push_back(kind.kind);
    if (kinds.size() == 1) return {kinds.front(), argument};
    throw UsageError(argument + ": say what its rows are: children=" + argument +
                     ", or plans=, placements=, reviews=, contacts=");
}

std::vector<GivenFile> given_files(const Options& options) {
    std::vector<GivenFile> files;
    std::set<fs::path> names;
    for (const std::string& argument : options.files) {
        files.push_back(given_file(argument));
        if (!names.insert(files.back().path.filename()).second)
            throw UsageError(argument + ": two files have this name; reports and records tell them apart by it");
    }
    return files;
}

// One file of refused rows a source: OUT.csv, or OUT.children.csv and so on where there are several sources.
fs::path refused_path(const Options& options, const std::vector<GivenFile>& given, std::size_t which) {
    const fs::path out = options.refused;
    if (given.size() == 1) return out;
    const std::string source = given[which].path.stem();
    const std::string kind(interchange::import_kind(given[which].kind).name);
    const std::string name = source.find(kind) == std::string::npos ? kind + "." + source : source;
    return out.parent_path() / (out.stem().string() + "." + name + ".csv");
}

void expect_no_overwriting(const Options& options, const std::vector<GivenFile>& given) {
    for (std::size_t i = 0; i < given.size(); ++i)
        for (const GivenFile& file : given)
            if (fs::weakly_canonical(refused_path(options, given, i)) == fs::weakly_canonical(file.path))
                throw UsageError(refused_path(options, given, i).string() +
                                 ": is read by this run; give --refused another name");
}

// Every file, also where nothing of it was refused: a list from an earlier run must not look like this one's.
void write_refused_rows(const Options& options, const std::vector<GivenFile>& given,
                        const service::ImportReport& report) {
    for (std::size_t i = 0; i < given.size(); ++i)
        write_output(refused_path(options, given, i), interchange::write_refused(report.files[i]));
}

bool is_out(const SourceRow& row) { return row.verdict.was == Was::Refused || row.verdict.was == Was::HeldBack; }

std::size_t count(const SourceFile& file, Was was) {
    return static_cast<std::size_t>(std::count_if(file.rows.begin(), file.rows.end(),
                                                  [&](const SourceRow& row) { return row.verdict.was == was; }));
}

// The same words in a dry run and in the run itself, but for the last line.
void print(const service::ImportReport& report, const Options& options) {
    std::size_t out = 0;
    for (const SourceFile& file : report.files) {
        std::cout << file.name << ": " << file.rows.size() << " rows: " << count(file, Was::Taken) << " taken, "
                  << count(file, Was::There) << " recorded already, " << count(file, Was::Refused) << " refused, "
                  << count(file, Was::HeldBack) << " held back with them\n";
        for (const SourceRow& row : file.rows)
            if (row.verdict.was == Was::Refused && ++out <= kShownReasons)
                std::cout << "  row " << row.number << ": " << row.verdict.reason << '\n';
    }
    if (out > kShownReasons)
        std::cout << "  and " << out - kShownReasons << " more"
                  << (options.refused.empty() ? "; --refused OUT.csv lists them all\n" : "\n");
    std::cout << report.new_children << " new children, " << report.added_to << " added to, " << report.events
              << (report.events == 1 ? " event: " : " events: ")
              << (options.dry_run ? "a dry run, nothing is recorded\n" : "recorded\n");
}

Exit import_files(const Options& options) {
    ::umask(0077);  // the rows that are written out again are about children
    const auto mapping = interchange::read_mapping(read_input(options.mapping));
    if (!mapping) throw UsageError(options.mapping + ": " + mapping.error());
    const std::vector<GivenFile> given = given_files(options);
    if (!options.refused.empty()) expect_no_overwriting(options, given);
    const auto mode = options.dry_run ? service::ImportMode::Dry : service::ImportMode::Record;
    service::ImportJob job{*mapping, {}, mode, london_date(system_now()), *storage::RecorderId::parse("import")};
    for (const GivenFile& file : given) job.sources.push_back({file.path.filename(), file.kind, read_input(file.path)});

    const fs::path folder = options.data;
    std::optional<storage::DataFolder> held;
    std::optional<storage::Ledger> ledger;
    if (!options.dry_run) {
        held.emplace(folder, storage::DataFolder::Must::BeMade);
        ledger = storage::Ledger::open(folder / "ledger");
    } else if (fs::exists(folder / "ledger" / "ledger.db")) {
        ledger = storage::Ledger::open(folder / "ledger", {.access = storage::Ledger::Access::ReadOnly});
    }
    const auto report =
        service::import_caseload(ledger ? &*ledger : nullptr, interchange::built_in_calendar(), std::move(job));
    if (!report) {
        std::string lines;
        for (const std::string& fault : report.error()) lines.append(lines.empty() ? "" : "\n").append(fault);
        throw UsageError(lines + "\nnothing was recorded");
    }
    if (!options.refused.empty()) write_refused_rows(options, given, *report);
    print(*report, options);
    const bool all = std::none_of(report->files.begin(), report->files.end(), [](const SourceFile& file) {
        return std::any_of(file.rows.begin(), file.rows.end(), is_out);
    });
    return all ? Exit::Done : Exit::No;
}

}  // namespace

void add_import(CLI::App& program, Action& chosen) {
    auto options = std::make_shared<Options>();
    auto* command = program.add_subcommand("import", "Take in another system's caseload from CSV files");
    command->add_option("DATA", options->data, "the service's data folder; no service may be using it")->required();
    command
        ->add_option("FILES", options->files,
                     "CSV files with children, plans, placements, reviews or contacts in their names; or KIND=FILE")
        ->required();
    command->add_option("--mapping", options->mapping, "how the files are to be read (docs/import.md)")->required();
    command->add_option("--refused", options->refused, "where to put the rows that were not taken, with the reason");
    command->add_flag("--dry-run", options->dry_run, "say what would be taken and refused; record nothing");
    command->footer(
        "A child comes in whole or not at all. Running it again adds nothing twice. Exit code 1 says that "
        "rows were refused.");
    command->callback([&chosen, options] { chosen = [options] { return import_files(*options); }; });
}

}  // namespace ehcflow
