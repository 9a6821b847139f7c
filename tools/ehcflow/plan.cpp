// ehcflow plan: what a plan lacks, its documents, what changed in it, and its grade.
#include <fstream>
#include <iomanip>
#include <iostream>
#include <iterator>

#include "documents/compose/letter_forms.h"
#include "documents/compose/plan_changes.h"
#include "documents/compose/plan_document.h"
#include "interchange/plan_findings.h"
#include "interchange/plan_json.h"
#include "interchange/value.h"
#include "tools/ehcflow/document_maker.h"
#include "tools/ehcflow/subcommands.h"
#include "tools/ehcflow/template_file.h"

namespace ehcflow {
namespace {

namespace fs = std::filesystem;

struct Options {
    std::string plan_file, other_file, output, form = "plan", format = "text";
    bool large_print = false;
};

plans::Plan plan_in(const std::string& file) {
    auto plan = interchange::read_plan(read_input(file, interchange::kLargestPlan));
    if (plan) return std::move(plan).value();
    std::cerr << in_lines(plan.error());
    throw UsageError(file + ": it is no plan as docs/plans.md has it");
}

template <class T>
T must(Result<T, std::string> made) {
    if (!made) throw std::runtime_error(made.error());
    return std::move(made).value();
}

void print_text(const plans::Plan& plan, const std::vector<plans::Remark>& remarks) {
    for (const auto& remark : remarks) {
        std::cout << name_of(remark.check->weight) << ' ' << remark.check->id << ", " << remark.spot.place << ": "
                  << remark.spot.what << ". " << remark.check->mend;
        if (!remark.check->cite.empty()) std::cout << " (" << remark.check->cite << ")";
        if (remark.overridden != nullptr) std::cout << " Overridden by " << remark.overridden->by << ".";
        std::cout << '\n';
    }
    if (remarks.empty()) std::cout << "No findings.\n";
    const plans::Length length = length_of(plan);
    std::cout << length.words << " words, " << length.minutes_aloud() << " minutes aloud, reading age "
              << static_cast<int>(length.reading_age() + 0.5) << ".\n";
}

Exit check(const Options& options) {
    const plans::Plan plan = plan_in(options.plan_file);
    const auto remarks = plans::check(plan);
    if (options.format == "json")
        std::cout << interchange::write_value(interchange::findings_value(plan, remarks)) << '\n';
    else
        print_text(plan, remarks);
    return remarks.empty() ? Exit::Done : Exit::No;
}

Exit grade(const Options& options) {
    const plans::Plan plan = plan_in(options.plan_file);
    std::vector<plans::Judgement> judgements;
    if (!options.other_file.empty()) {
        auto read = interchange::read_judgements(read_input(options.other_file, interchange::kLargestPlan));
        if (!read) {
            std::cerr << in_lines(read.error());
            throw UsageError(options.other_file + ": these are no judgements as docs/plans.md has them");
        }
        judgements = std::move(read).value();
    }
    const auto audit = plans::audit(plans::check(plan), judgements);
    if (options.format == "json")
        std::cout << interchange::write_value(interchange::audit_value(audit)) << '\n';
    else {
        for (const auto& one : audit.sections) {
            std::cout << std::left << std::setw(4) << name_of(one.section) << std::setw(22)
                      << plans::grade_name(static_cast<int>(one.score + 0.5)) << std::fixed << std::setprecision(1)
                      << one.score << "  " << one.findings << (one.findings == 1 ? " finding" : " findings");
            for (const auto& criterion : one.open) std::cout << "; to be agreed: " << criterion;
            std::cout << '\n';
        }
        std::cout << "All " << audit.grade() << ' ' << audit.score
                  << (audit.moderated ? ", moderated\n" : ", not moderated\n");
    }
    return Exit::Done;
}

// One document, and every form of it made from that.
Exit write(const Options& options, std::string_view document, const templates::Value& values) {
    const std::string ending = fs::path(options.output).extension().string();
    if (ending != ".odt" && ending != ".pdf" && ending != ".html" && ending != ".txt")
        throw UsageError("-o " + options.output + ": name a file that ends in .odt, .pdf, .html or .txt");
    const fs::path file = shared_folder() / "templates" / document;
    auto form = templates::Template::parse(read_input(file), blocks_beside(file), {}, house_beside(file, ""));
    auto odt = form ? form->fill_package(values) : Result<std::string, Findings>(Failure{form.error()});
    if (!odt) {
        std::cerr << in_lines(odt.error());
        return Exit::No;
    }
    if (options.large_print) odt = must(documents::large_print(*odt));
    if (ending == ".odt") return write_output(options.output, *odt), Exit::Done;
    if (ending == ".pdf") {
        const DocumentMaker maker(std::move(form).value(), {FileKind::Pdf, Mode::Final, false, 1});
        const auto made = maker.finish(std::move(odt).value());
        if (made) return write_output(options.output, *made), Exit::Done;
        std::cerr << made.error().complaints;
        return made.error().exit;
    }
    const auto pieces = must(documents::read_pieces(*odt));
    write_output(options.output, ending == ".html" ? documents::web_page(pieces) : documents::plain_text(pieces));
    return Exit::Done;
}

Exit write_plan(const Options& options) {
    const plans::Plan plan = plan_in(options.plan_file);
    return write(options, options.form == "my-page" ? documents::kMyPageTemplate : documents::kPlanTemplate,
                 documents::compose_plan(plan));
}

Exit write_changes(const Options& options) {
    const plans::Plan before = plan_in(options.plan_file), after = plan_in(options.other_file);
    return write(options, documents::kPlanChangesTemplate, documents::compose_changes(before, after));
}

using Declare = void (*)(CLI::App& verb, Options& options);

void add_verb(CLI::App& command, Action& chosen, const char* name, const char* what, Declare declare,
              Exit (*run)(const Options&)) {
    auto options = std::make_shared<Options>();
    auto* verb = command.add_subcommand(name, what);
    declare(*verb, *options);
    verb->callback([&chosen, options, run] { chosen = [options, run] { return run(*options); }; });
}

void declare_plan(CLI::App& verb, Options& options) {
    verb.add_option("PLAN", options.plan_file, "a plan, a JSON file (docs/plans.md); - for standard input")->required();
}

void declare_format(CLI::App& verb, Options& options) {
    verb.add_option("--format", options.format, "json or text")->check(CLI::IsMember({"json", "text"}));
}

void declare_output(CLI::App& verb, Options& options, const std::vector<std::string>& forms) {
    verb.add_option("-o", options.output, "the file to write: .odt, .pdf, .html or .txt")->required();
    verb.add_flag("--large-print", options.large_print, "18 points and more, on pages across");
    if (!forms.empty())
        verb.add_option("--form", options.form, "the plan, or the child's own page")->check(CLI::IsMember(forms));
}

}  // namespace

void add_plan(CLI::App& program, Action& chosen) {
    auto* command = program.add_subcommand("plan", "Check a plan, write it, compare two versions, or grade it");
    command->require_subcommand(1);
    add_verb(
        *command, chosen, "check", "What a plan lacks before it may be issued, each with its place",
        [](CLI::App& verb, Options& options) { declare_plan(verb, options), declare_format(verb, options); }, check);
    add_verb(
        *command, chosen, "write", "The plan as a document or a page",
        [](CLI::App& verb, Options& options) {
            declare_plan(verb, options);
            declare_output(verb, options, {"plan", "my-page"});
        },
        write_plan);
    add_verb(
        *command, chosen, "changes", "What would change from one version to another, word by word",
        [](CLI::App& verb, Options& options) {
            declare_plan(verb, options);
            verb.add_option("NEW", options.other_file, "the plan as it would be")->required();
            declare_output(verb, options, {});
        },
        write_changes);
    add_verb(
        *command, chosen, "audit", "The grade of each section, from the checks and from auditors' judgements",
        [](CLI::App& verb, Options& options) {
            declare_plan(verb, options);
            verb.add_option("JUDGEMENTS", options.other_file, "what auditors judged, a JSON file (docs/plans.md)");
            declare_format(verb, options);
        },
        grade);
}

}  // namespace ehcflow
