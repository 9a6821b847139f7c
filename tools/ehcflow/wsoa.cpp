// ehcflow wsoa: a month's statement of action, progress statement, dashboard and committee report, with their figures
// as tables, all from the same snapshot.
#include <filesystem>
#include <iostream>

#include "base/instant.h"
#include "documents/compose/progress.h"
#include "documents/render/office_pool.h"
#include "interchange/action_plan.h"
#include "interchange/calendar.h"
#include "interchange/measure_sheets.h"
#include "interchange/snapshot.h"
#include "interchange/value.h"
#include "service/app/action_plan_keeping.h"
#include "service/app/month_documents.h"
#include "service/app/month_keeping.h"
#include "tools/ehcflow/caseload_file.h"
#include "tools/ehcflow/subcommands.h"
#include "tools/ehcflow/template_file.h"

namespace ehcflow {
namespace {

namespace fs = std::filesystem;
using documents::Copy;
using interchange::Sheet;
using workflow::Snapshot;

constexpr std::chrono::minutes kLongestRender{2};
constexpr const char *kCasesHere = "cases.ndjson", *kDataHere = "var";

struct Options {
    std::string month, output, data, cases, plan, council, snapshots, templates, today, copy = "public";
    bool no_pdf = false;
};

fs::path shipped(const std::string& given, const char* name) {
    return given.empty() ? shared_folder() / "templates" / name : fs::path(given);
}

template <class T>
T read_or_complain(const fs::path& file, Result<T, std::string> read) {
    if (!read) throw UsageError(file.string() + ": " + read.error());
    return std::move(read).value();
}

// The months that were closed into a folder, each a file that is never written again.
std::optional<Snapshot> closed_in(const std::string& folder, std::chrono::year_month month) {
    const fs::path path = fs::path(folder) / (interchange::to_iso(month) + ".json");
    if (folder.empty() || !fs::exists(path)) return std::nullopt;
    Snapshot closed =
        read_or_complain(path, interchange::read_snapshot(read_input(path, interchange::kLargestSnapshot)));
    if (closed.month != month) throw UsageError(path.string() + ": is of another month");
    return closed;
}

// Only the month that is asked for: to close an earlier one now would freeze what was corrected since.
void close_into(const std::string& folder, const Snapshot& month, Date today) {
    if (folder.empty()) return;
    fs::create_directories(folder);
    const fs::path path = fs::path(folder) / (interchange::to_iso(month.month) + ".json");
    if (!fs::exists(path) && workflow::end_of(month.month) < today)
        write_output(path, interchange::write_snapshot(month) + "\n");
}

// What is told of, wherever it was kept.
struct Story {
    workflow::ActionPlan plan;
    templates::Value council;
    documents::MonthsTold told;
    std::vector<std::vector<interchange::Cell>> whereabouts;  // rows of the named list
    bool whole = true;                                        // no case was left out
    std::optional<std::string> closed{};                      // by whom the month was closed, where it was
};

template <class NameOf>
std::vector<std::vector<interchange::Cell>> whereabouts_of(std::span<const workflow::Child> children,
                                                           std::span<const std::string> references,
                                                           NameOf name_of_child, Date day) {
    std::vector<std::vector<interchange::Cell>> rows;
    for (const workflow::Unsure& one : workflow::unsure(children, day, interchange::built_in_calendar())) {
        std::string reasons;
        for (const workflow::Doubt doubt : one.doubts)
            reasons.append(reasons.empty() ? "" : "; ").append(in_words(doubt));
        rows.push_back({references[one.child], name_of_child(one.child), std::string(name_of(one.rating)),
                        std::string(in_words(one.known)), one.confirmed ? to_iso(*one.confirmed) : std::string("never"),
                        std::move(reasons)});
    }
    return rows;
}

void write_sheet(const fs::path& folder, const std::string& name, const Sheet& sheet) {
    write_output(folder / (name + ".csv"), interchange::write_csv(sheet));
    write_output(folder / (name + ".xlsx"), interchange::write_xlsx(sheet));
}

// From a file of cases, with what stands beside it in files.
Story story_of_file(const Options& options, std::chrono::year_month month, Date today) {
    const fs::path plan_file = shipped(options.plan, "house/action_plan.json");
    const fs::path council_file = shipped(options.council, "house/council.json");
    auto plan = read_or_complain(plan_file, interchange::read_action_plan(read_input(plan_file)));
    auto council = read_or_complain(council_file, interchange::read_value(read_input(council_file)));
    const workflow::Calendar& calendar = interchange::built_in_calendar();
    const CaseloadFile file = read_caseload(options.cases, calendar, today);
    const auto& [children, references] = std::tie(file.cases.children, file.cases.references);
    auto known = workflow::snapshots(children, references, documents::months_up_to(month), today, calendar);
    close_into(options.snapshots, known.back(), today);
    auto told = documents::tell_months(
        std::move(known), [&](auto one) { return closed_in(options.snapshots, one); }, children, references);
    auto whereabouts = whereabouts_of(
        children, references, [&](std::size_t at) { return file.cases.names[at].reveal(); }, workflow::end_of(month));
    const auto closed = closed_in(options.snapshots, month) ? std::optional(std::string()) : std::nullopt;
    return {std::move(plan), std::move(council), std::move(told), std::move(whereabouts), file.left_out == 0, closed};
}

std::string child_of(const templates::Value& record) {
    std::string name;
    if (const templates::Value* child = record.find("child"))
        for (const char* part : {"first_name", "last_name"})
            if (const templates::Value* given = child->find(part); given != nullptr && given->text() != nullptr)
                name.append(name.empty() ? "" : " ").append(*given->text());
    return name;
}

// From a service's data folder, which may be in use.
Story story_of_data(const Options& options, std::chrono::year_month month, Date today) {
    const fs::path data = options.data;
    const auto ledger = storage::Ledger::open(data / "ledger", {.access = storage::Ledger::Access::ReadOnly});
    const workflow::Calendar& calendar = interchange::built_in_calendar();
    const fs::path own = data / "council.json";
    const fs::path council_file =
        options.council.empty() && fs::exists(own) ? own : shipped(options.council, "house/council.json");
    auto council = read_or_complain(council_file, interchange::read_value(read_input(council_file)));
    workflow::ActionPlan plan;
    if (options.plan.empty()) {
        auto kept = service::plan_of_month(ledger, month);
        if (!kept) throw UsageError(data.string() + ": " + kept.error().detail + " Or name a file with --plan.");
        plan = std::move(kept->plan);
    } else {
        plan = read_or_complain(options.plan, interchange::read_action_plan(read_input(options.plan)));
    }
    const service::MeasuredCases cases = service::measured_cases(ledger, calendar, today);
    auto told = service::told_months(ledger, calendar, cases, month, documents::kMonthsOfProgress, today);
    auto whereabouts = whereabouts_of(
        cases.children, cases.references, [&](std::size_t at) { return child_of(cases.views[at].record); },
        workflow::end_of(month));
    return {std::move(plan),
            std::move(council),
            std::move(told),
            std::move(whereabouts),
            true,
            service::closed_by(ledger, month)};
}

service::TemplateShelf shelf_of(const Options& options) {
    const fs::path folder = options.templates.empty() ? shared_folder() / "templates" : fs::path(options.templates);
    auto shelf = service::TemplateShelf::read(
        folder, options.data.empty() ? folder / "house" : fs::path(options.data) / "house");
    if (shelf) return std::move(shelf).value();
    std::cerr << in_lines(shelf.error());
    throw UsageError(folder.string() + ": the templates have errors");
}

// Whether every document was made that all readers can use; what was wrong with one is said.
bool write_documents(const Options& options, const Story& story, Copy copy, Date today) {
    const service::TemplateShelf shelf = shelf_of(options);
    std::unique_ptr<documents::OfficePool> office;
    if (!options.no_pdf) office = std::make_unique<documents::OfficePool>(documents::OfficeSettings{});
    const auto made = service::make_month_documents(
        {shelf, office.get(), kLongestRender},
        {story.plan, story.told.months, story.told.restated, copy, story.council, today, story.closed});
    if (!made) {
        if (made.error().reason == service::Reason::OfficeUnavailable) throw std::runtime_error(made.error().detail);
        std::cerr << in_lines(made.error().findings);
        complain(made.error().detail);
        return false;
    }
    bool all = true;
    for (std::size_t at = 0; at < made->made.size(); ++at) {
        const service::Made& one = made->made[at];
        const fs::path out =
            fs::path(options.output) / (std::string(documents::kProgressDocuments[at].name) + "-" + options.month);
        write_output(out.string() + ".odt", one.odt);
        if (options.no_pdf) continue;
        write_output(out.string() + ".pdf", one.pdf);
        if (one.findings.empty()) continue;
        std::cerr << in_lines(one.findings);
        complain(out.string() + ".pdf: some readers cannot use it; mend the template");
        all = false;
    }
    return all;
}

// Where nothing is named: the file of cases that is here, or the folder where the other verbs look.
Options with_a_source(Options options) {
    if (!options.data.empty() || !options.cases.empty()) return options;
    const bool has_file = fs::exists(kCasesHere);
    (has_file ? options.cases : options.data) = has_file ? kCasesHere : kDataHere;
    return options;
}

Exit make(const Options& given) {
    const Options options = with_a_source(given);
    const auto month = interchange::parse_month(options.month);
    if (!month) throw UsageError("--month " + options.month + ": give a month, as YYYY-MM");
    const auto today = options.today.empty() ? std::optional(london_date(system_now())) : Date::parse(options.today);
    if (!today) throw UsageError("--today " + options.today + ": give a day that exists, as YYYY-MM-DD");
    const Copy copy = options.copy == "private" ? Copy::Private : Copy::Public;
    const Story story =
        options.data.empty() ? story_of_file(options, *month, *today) : story_of_data(options, *month, *today);
    const fs::path folder = options.output;
    fs::create_directories(folder);
    const bool made = write_documents(options, story, copy, *today);
    write_sheet(folder, "measures-" + options.month, interchange::figures_sheet(story.told.months, copy));
    if (copy == Copy::Private) {
        write_sheet(folder, "cases-" + options.month, interchange::cases_sheet(story.told.months.back()));
        write_sheet(folder, "whereabouts-" + options.month,
                    {"Whereabouts",
                     {"reference", "name", "colour", "known as", "last confirmed", "reasons"},
                     story.whereabouts});
    }
    return made && story.whole ? Exit::Done : Exit::No;
}

}  // namespace

void add_wsoa(CLI::App& program, Action& chosen) {
    auto options = std::make_shared<Options>();
    auto* command = program.add_subcommand(
        "wsoa", "A month's statement of action, progress statement, dashboard and committee report");
    command->add_option("--month", options->month, "the month, YYYY-MM")->required();
    command->add_option("-o,--output", options->output, "the folder for the documents and tables")->required();
    auto* data = command->add_option("--data", options->data,
                                     "the service's data folder: cases, plan of action, closed months and council "
                                     "(default: var, where no file of cases is)");
    command
        ->add_option("--cases", options->cases,
                     "a file of cases instead, one a line; - for standard input (default: cases.ndjson)")
        ->excludes(data);
    command->add_option("--plan", options->plan,
                        "the area's plan of action, a file (default: the ledger's; of a file of cases the sample's)");
    command->add_option("--council", options->council, "council.json (default: the data folder's, else the sample's)");
    auto* snapshots = command->add_option("--snapshots", options->snapshots,
                                          "the folder of closed months, for a file of cases; a month that is over is "
                                          "closed there, once, and later corrections "
                                          "show as restatements");
    snapshots->excludes(data);
    command->add_option("--templates", options->templates, "the folder of templates (default: those of the program)");
    command
        ->add_option("--copy", options->copy,
                     "public: small numbers are withheld; private: complete, with the cases and the names of those "
                     "whose whereabouts are not sure")
        ->check(CLI::IsMember({"public", "private"}));
    command->add_option("--today", options->today,
                        "the day on which it is made, YYYY-MM-DD (default: today in London)");
    command->add_flag("--no-pdf", options->no_pdf, "ODT and tables alone, without an office");
    command->callback([&chosen, options] { chosen = [options] { return make(*options); }; });
}

}  // namespace ehcflow
