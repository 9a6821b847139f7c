// ehcflow export: one case as a bundle in the order of its days (docs/export.md).
#include <iostream>
#include <sys/stat.h>
#include <unistd.h>

#include "interchange/calendar.h"
#include "service/app/export_case.h"
#include "templates/engine/package.h"
#include "tools/ehcflow/subcommands.h"

namespace ehcflow {
namespace {

namespace fs = std::filesystem;

constexpr char kExported[] = "export";  // what was looked at: all of it

struct Options {
    std::string data, reference, out, reader;
};

templates::TextTemplate index_template() {
    const fs::path file = shared_folder() / "templates/bundle/index.html";
    auto read = templates::TextTemplate::parse(read_input(file), templates::TextKind::Html,
                                               [](const std::string&) { return std::nullopt; });
    if (read) return std::move(read).value();
    throw std::runtime_error(file.string() + ": " + read.error().front().what);
}

// A folder that is gone again unless it was kept: half a bundle is never seen.
class PartFolder {
public:
    explicit PartFolder(fs::path path) : path_(std::move(path)) { fs::create_directories(path_); }
    ~PartFolder() {
        std::error_code ignored;
        fs::remove_all(path_, ignored);
    }
    PartFolder(const PartFolder&) = delete;
    PartFolder& operator=(const PartFolder&) = delete;

    const fs::path& path() const { return path_; }
    void keep_as(const fs::path& name) const { fs::rename(path_, name); }

private:
    const fs::path path_;
};

void write_folder(const fs::path& out, const service::Bundle& bundle) {
    fs::path beside = out;
    beside += ".part-" + std::to_string(::getpid());
    const PartFolder part(beside);
    for (const service::BundleFile& file : bundle.files) {
        fs::create_directories((part.path() / file.name).parent_path());
        write_output(part.path() / file.name, file.bytes);
    }
    part.keep_as(out);
}

void write_zip(const fs::path& out, service::Bundle& bundle) {
    const std::string folder = out.stem().string() + "/";
    std::vector<templates::Entry> entries;
    for (service::BundleFile& file : bundle.files) entries.push_back({folder + file.name, std::move(file.bytes)});
    write_output(out, templates::write_archive(std::move(entries)));
}

Exit export_bundle(const Options& options) {
    ::umask(0077);  // what is written out is about a child
    const auto id = CaseId::parse(options.reference);
    if (!id) throw UsageError("the case's reference is 1 to 64 of A-Z a-z 0-9 . _ - and begins with a letter or digit");
    fs::path out = options.out;
    if (!out.has_filename()) out = out.parent_path();  // "bundle/"
    if (fs::exists(out)) throw UsageError(out.string() + ": is there already; name a folder or a .zip that is not");
    const auto ledger =
        storage::Ledger::open(fs::path(options.data) / "ledger", {.access = storage::Ledger::Access::ReadOnly});
    const templates::TextTemplate index = index_template();
    const workflow::Calendar calendar = interchange::built_in_calendar();
    service::ExportJob job{calendar, index, system_now()};
    if (!options.reader.empty()) job.reader = options.reader;
    const fs::path looks = fs::path(options.data) / "access/access.db";
    if (fs::exists(looks)) job.looked = storage::AccessLog::all_looks(looks, *id);
    auto bundle = service::export_case(ledger, *id, job);
    if (!bundle) {
        complain(bundle.error().detail);
        return Exit::No;
    }
    // A look like any other: what cannot be noted is not written out.
    storage::AccessLog(fs::path(options.data) / "access")
        .note(*id, *storage::RecorderId::parse("export"), kExported, system_now());
    const std::size_t files = bundle->files.size();
    if (out.extension() == ".zip")
        write_zip(out, *bundle);
    else
        write_folder(out, *bundle);
    std::cout << bundle->events << " events, " << bundle->documents << " documents, " << files << " files in "
              << out.string() << "\n";
    if (job.reader)
        std::cout << bundle->left_out
                  << " places left out, listed in index.html; read what was written freely before it goes\n";
    return Exit::Done;
}

}  // namespace

void add_export(CLI::App& program, Action& chosen) {
    auto options = std::make_shared<Options>();
    auto* command = program.add_subcommand("export", "One case as a bundle in the order of its days");
    command->add_option("DATA", options->data, "the service's data folder; the service may be running")->required();
    command->add_option("CASE", options->reference, "the case's reference")->required();
    command->add_option("-o,--out", options->out, "a folder or a .zip that is not there yet")->required();
    command->add_option("--for", options->reader,
                        "somebody of the family, by their id in the record: what they may not see is left out");
    command->callback([&chosen, options] { chosen = [options] { return export_bundle(*options); }; });
}

}  // namespace ehcflow
