// ehcflow wsoa: a month's statement of action, progress statement, dashboard and committee report, with their figures
// as tables, all from the same snapshot.
#include <filesystem>
#include <iostream>

#include "base/instant.h"
#include "documents/compose/progress.h"
#include "documents/render/office_pool.h"
#include "interchange/action_plan.h"
#include "interchange/calendar.h"
#include "interchange/sheet.h"
#include "interchange/snapshot.h"
#include "interchange/value.h"
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

struct Options {
    std::string month, output, cases = "cases.ndjson", plan, council, snapshots, templates, today, copy = "public";
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

templates::TextTemplate chart_of(const fs::path& file) {
    auto chart =
        templates::TextTemplate::parse(read_input(file), templates::TextKind::Html, blocks_beside(file, ".svg"));
    if (chart) return std::move(chart).value();
    std::cerr << in_lines(chart.error());
    throw UsageError(file.string() + ": the chart's template has errors");
}

// The months that are told of: each that was closed as it was closed, the others as they are known now. A month that is
// over and was not closed yet is closed now, and its file is never written again.
class History {
public:
    History(const Options& options, std::vector<Snapshot> known, const CaseloadFile& file, Date today)
        : months_(std::move(known)) {
        const std::string& folder = options.snapshots;
        if (folder.empty()) return;
        fs::create_directories(folder);
        for (Snapshot& month : months_) {
            const fs::path path = fs::path(folder) / (interchange::to_iso(month.month) + ".json");
            if (!fs::exists(path)) {
                // Only the month that is asked for: to close an earlier one now would freeze what was corrected since.
                if (&month == &months_.back() && workflow::end_of(month.month) < today)
                    write_output(path, interchange::write_snapshot(month) + "\n");
                continue;
            }
            Snapshot closed =
                read_or_complain(path, interchange::read_snapshot(read_input(path, interchange::kLargestSnapshot)));
            if (closed.month != month.month) throw UsageError(path.string() + ": is of another month");
            for (auto& one : workflow::restatements(closed, month, file.cases.children, file.cases.references))
                restated_.push_back({month.month, std::move(one)});
            month = std::move(closed);
        }
    }
    const std::vector<Snapshot>& months() const { return months_; }
    const std::vector<documents::Restated>& restated() const { return restated_; }

private:
    std::vector<Snapshot> months_;
    std::vector<documents::Restated> restated_;
};

Sheet sheet_of_figures(const History& history, Copy copy) {
    Sheet sheet{"Measures", {"month", "measure", "title", "count", "successes"}, {}};
    for (const auto& beside : workflow::numbers_beside()) sheet.heads.emplace_back(beside.id);
    for (const Snapshot& month : history.months()) {
        const auto shown = workflow::disclose(month);
        for (std::size_t i = 0; i < month.figures.size(); ++i) {
            const workflow::FrozenFigure& figure = month.figures[i];
            const auto* measure = workflow::measure_named(figure.measure);
            std::vector<interchange::Cell> row = {interchange::to_iso(month.month), figure.measure,
                                                  std::string(measure == nullptr ? "" : measure->title)};
            const bool withheld = copy == Copy::Public && shown[i].withheld;
            for (const std::size_t number : {figure.count(), figure.successes.size()})
                row.push_back(withheld ? interchange::Cell("not shown") : interchange::Cell(number));
            for (const auto& cases : figure.beside)
                row.push_back(copy == Copy::Public ? interchange::Cell(workflow::disclose_number(cases.size()))
                                                   : interchange::Cell(cases.size()));
            sheet.rows.push_back(std::move(row));
        }
    }
    return sheet;
}

Sheet sheet_of_cases(const Snapshot& month) {
    Sheet sheet{"Cases", {"month", "measure", "reference", "is"}, {}};
    const auto add = [&](const std::string& measure, const workflow::References& cases, std::string_view what) {
        for (const std::string& reference : cases)
            sheet.rows.push_back({interchange::to_iso(month.month), measure, reference, std::string(what)});
    };
    for (const workflow::FrozenFigure& figure : month.figures) {
        add(figure.measure, figure.successes, "a success");
        add(figure.measure, figure.failures, "not a success");
        for (std::size_t i = 0; i < figure.beside.size(); ++i)
            add(figure.measure, figure.beside[i], workflow::numbers_beside()[i].title);
    }
    return sheet;
}

Sheet sheet_of_whereabouts(const CaseloadFile& file, Date day, const workflow::Calendar& calendar) {
    Sheet sheet{"Whereabouts", {"reference", "name", "colour", "known as", "last confirmed", "reasons"}, {}};
    for (const workflow::Unsure& one : workflow::unsure(file.cases.children, day, calendar)) {
        std::string reasons;
        for (const workflow::Doubt doubt : one.doubts)
            reasons.append(reasons.empty() ? "" : "; ").append(in_words(doubt));
        sheet.rows.push_back({file.cases.references[one.child], file.cases.names[one.child].reveal(),
                              std::string(name_of(one.rating)), std::string(in_words(one.known)),
                              one.confirmed ? to_iso(*one.confirmed) : std::string("never"), std::move(reasons)});
    }
    return sheet;
}

void write_sheet(const fs::path& folder, const std::string& name, const Sheet& sheet) {
    write_output(folder / (name + ".csv"), interchange::write_csv(sheet));
    write_output(folder / (name + ".xlsx"), interchange::write_xlsx(sheet));
}

// Whether every document was made; what was wrong with one is said.
bool write_documents(const Options& options, const fs::path& templates_folder, const templates::Value& values) {
    std::unique_ptr<documents::OfficePool> office;
    if (!options.no_pdf) office = std::make_unique<documents::OfficePool>(documents::OfficeSettings{});
    bool all = true;
    for (const documents::ProgressDocument& document : documents::kProgressDocuments) {
        const fs::path file = templates_folder / document.template_path;
        const fs::path out = fs::path(options.output) / (std::string(document.name) + "-" + options.month);
        const auto form = templates::Template::parse(read_input(file), blocks_beside(file));
        const auto odt = form ? form->fill_package(values) : Result<std::string, Findings>(Failure{form.error()});
        if (!odt) {
            std::cerr << in_lines(odt.error());
            complain(file.string() + ": no document was made of it");
            all = false;
            continue;
        }
        write_output(out.string() + ".odt", *odt);
        if (office == nullptr) continue;
        const auto flat = form->fill_flat(values);
        const auto pdf = office->render({*flat}, Deadline::in(kLongestRender));
        if (!pdf) throw std::runtime_error(file.string() + ": " + pdf.error().what);
        if (!pdf->findings.empty()) {
            std::cerr << in_lines(pdf->findings);
            complain(out.string() + ".pdf: some readers cannot use it; mend the template");
            all = false;
        }
        write_output(out.string() + ".pdf", pdf->bytes);
    }
    return all;
}

Exit make(const Options& options) {
    const auto month = interchange::parse_month(options.month);
    if (!month) throw UsageError("--month " + options.month + ": give a month, as YYYY-MM");
    const auto today = options.today.empty() ? std::optional(london_date(system_now())) : Date::parse(options.today);
    if (!today) throw UsageError("--today " + options.today + ": give a day that exists, as YYYY-MM-DD");
    const Copy copy = options.copy == "private" ? Copy::Private : Copy::Public;
    const fs::path folder = options.output;
    const fs::path forms = shipped(options.templates, ".");
    const fs::path plan_file = shipped(options.plan, "house/action_plan.json");
    const fs::path council_file = shipped(options.council, "house/council.json");
    const auto plan = read_or_complain(plan_file, interchange::read_action_plan(read_input(plan_file)));
    const auto council = read_or_complain(council_file, interchange::read_value(read_input(council_file)));
    const workflow::Calendar& calendar = interchange::built_in_calendar();
    const CaseloadFile file = read_caseload(options.cases, calendar, *today);

    std::vector<std::chrono::year_month> months;
    for (int back = documents::kMonthsOfProgress - 1; back >= 0; --back)
        months.push_back(*month - std::chrono::months(back));
    const History history(options,
                          workflow::snapshots(file.cases.children, file.cases.references, months, *today, calendar),
                          file, *today);

    const templates::TextTemplate measure = chart_of(forms / documents::kMeasureChart);
    const templates::TextTemplate spark = chart_of(forms / documents::kSparkChart);
    const auto values = documents::compose_progress({plan, history.months(), history.restated(), copy, council, *today},
                                                    {measure, spark});
    if (!values) {
        std::cerr << in_lines(values.error());
        return Exit::No;
    }
    fs::create_directories(folder);
    const bool made = write_documents(options, forms, *values);
    write_sheet(folder, "measures-" + options.month, sheet_of_figures(history, copy));
    if (copy == Copy::Private) {
        write_sheet(folder, "cases-" + options.month, sheet_of_cases(history.months().back()));
        write_sheet(folder, "whereabouts-" + options.month,
                    sheet_of_whereabouts(file, workflow::end_of(*month), calendar));
    }
    return made && file.left_out == 0 ? Exit::Done : Exit::No;
}

}  // namespace

void add_wsoa(CLI::App& program, Action& chosen) {
    auto options = std::make_shared<Options>();
    auto* command = program.add_subcommand(
        "wsoa", "A month's statement of action, progress statement, dashboard and committee report");
    command->add_option("--month", options->month, "the month, YYYY-MM")->required();
    command->add_option("-o,--output", options->output, "the folder for the documents and tables")->required();
    command->add_option("--cases", options->cases,
                        "the caseload, one case a line; - for standard input (default: cases.ndjson)");
    command->add_option("--plan", options->plan, "the area's plan of action (default: the sample's)");
    command->add_option("--council", options->council, "council.json (default: the sample's)");
    command->add_option(
        "--snapshots", options->snapshots,
        "the folder of closed months; a month that is over is closed there, once, and later corrections "
        "show as restatements");
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
