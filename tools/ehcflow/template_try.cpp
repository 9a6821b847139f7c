// ehcflow template try, ehcflow template versions: a council's own version of a letter, tried on the sample cases
// before it is uploaded; and what a data folder has of them.
#include <iostream>
#include <nlohmann/json.hpp>

#include "documents/render/office_pool.h"
#include "interchange/calendar.h"
#include "interchange/value.h"
#include "service/app/template_trial.h"
#include "tools/ehcflow/subcommands.h"
#include "tools/ehcflow/template_file.h"

namespace ehcflow {
namespace {

using nlohmann::ordered_json;

constexpr std::chrono::minutes kLongestRender{2};

struct Options {
    std::string template_file, notice, folder, house, council, annotated, data, format = "text";
};

documents::Notice notice_of(const std::string& name) {
    if (const auto notice = documents::notice_named(name)) return *notice;
    std::string known;
    for (const documents::NoticeRow& row : documents::notice_rows()) known.append(" ").append(row.name);
    throw UsageError("--notice " + name + ": there is no such notice. Known are:" + known);
}

bool has_error(const Findings& findings) {
    return std::any_of(findings.begin(), findings.end(),
                       [](const Finding& one) { return one.severity == Severity::Error; });
}

service::TemplateShelf shelf_with(const std::string& house) {
    auto shelf = service::TemplateShelf::read(shared_folder() / "templates", house);
    if (shelf) return std::move(shelf).value();
    std::cerr << in_lines(shelf.error());
    throw std::runtime_error("the templates that came with the program cannot be used");
}

templates::Value council_in(const std::string& file) {
    const std::string path = file.empty() ? (shared_folder() / "templates/house/council.json").string() : file;
    auto value = interchange::read_value(read_input(path));
    if (!value || value->object() == nullptr)
        throw UsageError(path + ": " + (value ? std::string("not a JSON object") : value.error()));
    return std::move(value).value();
}

void print_letter(const service::TriedLetter& letter) {
    std::cout << letter.family << " (" << letter.about << "), to " << letter.to << ": ";
    if (letter.pages == 0) {
        std::cout << "could not be made\n";
    } else {
        std::cout << letter.pages << " pages";
        if (!letter.way.empty()) std::cout << ", goes by " << letter.way;
        std::cout << '\n';
    }
    std::cout << in_lines(letter.findings);
}

Exit try_it(const Options& options) {
    const documents::Notice notice = notice_of(options.notice);
    const std::string bytes = read_input(options.template_file);
    const service::TemplateShelf shelf = shelf_with(options.house);
    const templates::Value council = council_in(options.council);
    const service::Proof proof{shelf, council, interchange::built_in_calendar()};
    const Findings findings = service::check_template(proof, notice, bytes);
    std::cout << in_lines(findings);
    if (!options.annotated.empty()) {
        const auto copy = service::annotated_copy(bytes, findings);
        if (copy)
            write_output(options.annotated, *copy);
        else
            complain(options.annotated + ": no copy was written, since the template cannot be opened");
    }
    if (has_error(findings)) return Exit::No;
    const auto form = shelf.bind(std::string(documents::notice_row(notice).name), bytes);
    if (!form) throw std::logic_error("a template without errors is bound");
    if (!options.folder.empty()) std::filesystem::create_directories(options.folder);
    documents::OfficePool offices(documents::OfficeSettings{});
    bool all_sound = true;
    const auto letters = service::try_letters(
        proof, notice, **form, {offices, kLongestRender}, [&](const service::TriedLetter& one, const std::string& pdf) {
            print_letter(one);
            all_sound = all_sound && !has_error(one.findings);
            if (!options.folder.empty() && !pdf.empty())
                write_output(std::filesystem::path(options.folder) / (one.family + ".pdf"), pdf);
        });
    if (!letters) throw std::runtime_error(letters.error().detail);
    return all_sound ? Exit::Done : Exit::No;
}

ordered_json act_of(const std::optional<service::TemplateAct>& act) {
    if (!act) return nullptr;
    ordered_json value{{"by", act->by}, {"at", to_iso(act->at)}};
    if (!act->why.empty()) value["why"] = act->why;
    if (act->from) value["from"] = to_iso(*act->from);
    return value;
}

Exit versions(const Options& options) {
    if (!options.notice.empty()) notice_of(options.notice);
    const auto ledger = storage::Ledger::open(std::filesystem::path(options.data) / "ledger",
                                              {.access = storage::Ledger::Access::ReadOnly});
    const Date today = london_date(system_now());
    ordered_json list = ordered_json::array();
    for (const documents::NoticeRow& row : documents::notice_rows()) {
        if (!options.notice.empty() && row.name != options.notice) continue;
        const service::TemplateHistory history = service::template_history(ledger, row.notice);
        for (const service::TemplateVersion& one : history.versions)
            list.push_back({{"notice", row.name},
                            {"version", one.number},
                            {"state", service::name_of(history.state_of(one, today))},
                            {"sha256", one.file.hex()},
                            {"uploaded", act_of(one.uploaded)},
                            {"approved", act_of(one.approved)},
                            {"withdrawn", act_of(one.withdrawn)}});
    }
    if (options.format == "json") {
        std::cout << ordered_json{{"versions", list}}.dump(2) << '\n';
        return Exit::Done;
    }
    if (list.empty()) std::cout << "Every letter is made from the template that came with the program.\n";
    for (const ordered_json& one : list) {
        std::cout << one["notice"].get<std::string>() << " version " << one["version"] << ": "
                  << one["state"].get<std::string>() << ", uploaded by " << one["uploaded"]["by"].get<std::string>();
        if (!one["approved"].is_null())
            std::cout << ", approved by " << one["approved"]["by"].get<std::string>() << " from "
                      << one["approved"]["from"].get<std::string>();
        if (!one["withdrawn"].is_null()) std::cout << ", withdrawn by " << one["withdrawn"]["by"].get<std::string>();
        std::cout << '\n';
    }
    return Exit::Done;
}

}  // namespace

void add_template_versions(CLI::App& command, Action& chosen) {
    auto options = std::make_shared<Options>();
    auto* trial = command.add_subcommand("try", "Check a council's own version of a letter, and make sample letters");
    trial->add_option("TEMPLATE", options->template_file, "an .odt or .fodt template")->required();
    trial->add_option("--notice", options->notice, "whose template it is: refuse-assess, ... (docs/documents.md)")
        ->required();
    trial->add_option("-o,--output", options->folder, "a folder for the sample letters, as PDF");
    trial->add_option("--annotate", options->annotated, "a copy to write, .odt, with the findings as comments");
    trial->add_option("--house", options->house, "the council's folder with style.fodt and letterhead.fodt");
    trial->add_option("--council", options->council, "the council's settings, council.json");
    trial->callback([&chosen, options] { chosen = [options] { return try_it(*options); }; });

    auto listed = std::make_shared<Options>();
    auto* list = command.add_subcommand("versions", "The versions that a data folder has, and who approved them");
    list->add_option("--data", listed->data, "the service's data folder; it may be running")->required();
    list->add_option("--notice", listed->notice, "of this notice alone");
    list->add_option("--format", listed->format, "json or text")->check(CLI::IsMember({"json", "text"}));
    list->callback([&chosen, listed] { chosen = [listed] { return versions(*listed); }; });
}

}  // namespace ehcflow
