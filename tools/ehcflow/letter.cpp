// ehcflow letter: one letter of a case, composed, checked and made in the form that the file's name says.
#include <iostream>

#include "base/instant.h"
#include "documents/check/approved_passages.h"
#include "documents/check/letter_checks.h"
#include "documents/check/pdf/page_layout.h"
#include "documents/check/pdf/printed_page.h"
#include "documents/compose/letter_forms.h"
#include "documents/render/office_pool.h"
#include "interchange/calendar.h"
#include "interchange/timeline.h"
#include "interchange/value.h"
#include "tools/ehcflow/subcommands.h"
#include "tools/ehcflow/template_file.h"

namespace ehcflow {
namespace {

using templates::Value;

constexpr std::chrono::minutes kLongestRender{2};

struct Options {
    std::string kind, case_file, council, to, on, route, number, output;
    bool large_print = false;
};

Value read_json(const std::string& file) {
    auto value = interchange::read_value(read_input(file));
    if (!value) throw UsageError(file + ": " + value.error());
    return std::move(value).value();
}

const Value& member(const Value& of, std::string_view name, const std::string& file) {
    const Value* found = of.find(name);
    if (found == nullptr) throw UsageError(file + ": \"" + std::string(name) + "\" is missing");
    return *found;
}

std::string pdf_of(std::string document, Findings& findings, bool is_letter) {
    documents::OfficeSettings settings;
    settings.workers = 1;
    documents::OfficePool offices(settings);
    auto pdf = offices.render({std::move(document)}, Deadline::in(kLongestRender));
    if (!pdf) throw std::runtime_error(pdf.error().what);
    const auto printed = documents::read_printed(pdf->bytes);
    if (!printed) throw std::runtime_error(printed.error());
    if (is_letter) {
        const Findings layout = documents::check_layout(*printed, pdf->bytes.size());
        std::cerr << "goes by " << documents::name_of(documents::way_for(layout)) << ", " << pdf->pages << " pages\n";
        findings.insert(findings.end(), layout.begin(), layout.end());
    }
    return std::move(pdf->bytes);
}

template <class T>
T must(Result<T, std::string> made) {
    if (!made) throw std::runtime_error(made.error());
    return std::move(made).value();
}

std::string in_form(const Options& options, std::string odt, Findings& findings, bool is_letter) {
    const std::string ending = std::filesystem::path(options.output).extension().string();
    if (options.large_print) odt = must(documents::large_print(odt));
    if (ending == ".odt") return odt;
    if (ending == ".pdf") return pdf_of(std::move(odt), findings, is_letter && !options.large_print);
    if (ending == ".txt") return documents::plain_text(must(documents::read_pieces(odt)));
    if (ending == ".html") return documents::web_page(must(documents::read_pieces(odt)));
    throw UsageError("-o " + options.output + ": name a file that ends in .pdf, .odt, .txt or .html");
}

Exit say(const Findings& findings) {
    std::cerr << in_lines(findings);
    return documents::all_overridden(findings, {}) ? Exit::Done : Exit::No;
}

Exit letter(const Options& options) {
    const auto notice = documents::notice_named(options.kind);
    if (!notice) {
        std::string known;
        for (const documents::NoticeRow& row : documents::notice_rows()) known.append(" ").append(row.name);
        throw UsageError(options.kind + ": there is no such letter. Known are:" + known);
    }
    const auto on = Date::parse(options.on);
    if (!on) throw UsageError("--on " + options.on + ": give a day that exists, as YYYY-MM-DD");
    const std::filesystem::path templates = shared_folder() / "templates";
    const Value whole = read_json(options.case_file);
    const Value council =
        read_json(options.council.empty() ? (templates / "house" / "council.json").string() : options.council);
    const Value& record = member(whole, "record", options.case_file);
    const auto timeline =
        interchange::read_timeline(interchange::write_value(member(whole, "timeline", options.case_file)));
    if (!timeline) throw UsageError(options.case_file + ": " + timeline.error().detail);

    const documents::CaseFile file{record, council, *timeline, interchange::built_in_calendar(),
                                   whole.find("plan_before")};
    const documents::Sending sending{*notice, options.to, *on, options.route, options.number};
    const auto composed = documents::compose(file, sending);
    if (!composed) return say(composed.error());
    const std::filesystem::path path = templates / composed->notice->template_path;
    const templates::BlockLoader blocks = blocks_beside(path);
    const auto form = templates::Template::parse(read_input(path), blocks, {}, house_beside(path, ""));
    if (!form) return say(form.error());
    const auto flat = form->fill_flat(composed->values);
    auto odt = form->fill_package(composed->values);
    if (!flat || !odt) return say(flat ? odt.error() : flat.error());
    const auto required = documents::approved_passages(*composed->notice, *on, composed->values, blocks);
    if (!required) return say(required.error());

    const documents::LetterPieces pieces = must(documents::read_pieces(*flat));
    const std::string text = documents::text_of_flat(*flat), snapshot = interchange::write_value(composed->values);
    const documents::Output outputs[] = {{"the words", text}, {"the file", *flat}, {"the values", snapshot}};
    Findings findings = documents::check_letter({file, sending, *composed, pieces, text, *required, outputs, {}});
    const bool is_letter = composed->notice->template_path.starts_with("letters/");
    const std::string made = in_form(options, std::move(odt).value(), findings, is_letter);
    const Exit exit = say(findings);
    if (exit == Exit::Done)
        write_output(options.output, made);
    else
        complain("the letter may not go; nothing was written");
    return exit;
}

}  // namespace

void add_letter(CLI::App& program, Action& chosen) {
    auto options = std::make_shared<Options>();
    auto* command = program.add_subcommand("letter", "Make a letter of a case, checked, in one of its forms");
    command->add_option("KIND", options->kind, "refuse-assess, advice-request, ... (docs/documents.md)")->required();
    command
        ->add_option("CASE", options->case_file,
                     "the case: { \"timeline\": ..., \"record\": ..., \"plan_before\": ... }")
        ->required();
    command->add_option("--to", options->to, "the id of the person who gets it")->required();
    command->add_option("--on", options->on, "the day on which it goes")->required();
    command->add_option("--route", options->route, "hand, email, first-class or second-class");
    command->add_option("--number", options->number, "the number by which a paper is checked, printed on it");
    command->add_option("--council", options->council, "the council's settings");
    command->add_option("-o,--output", options->output, "a file that ends in .pdf, .odt, .txt or .html")->required();
    command->add_flag("--large-print", options->large_print, "18 point");
    command->callback([options, &chosen] { chosen = [options] { return letter(*options); }; });
}

}  // namespace ehcflow
