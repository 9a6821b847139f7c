// ehcflow plan: what a plan lacks before it may be issued.
#include <iostream>

#include "interchange/plan_findings.h"
#include "interchange/plan_json.h"
#include "interchange/value.h"
#include "tools/ehcflow/subcommands.h"
#include "tools/ehcflow/template_file.h"

namespace ehcflow {
namespace {

struct Options {
    std::string plan_file, format = "text";
};

plans::Plan plan_in(const std::string& file) {
    auto plan = interchange::read_plan(read_input(file, interchange::kLargestPlan));
    if (plan) return std::move(plan).value();
    std::cerr << in_lines(plan.error());
    throw UsageError(file + ": it is no plan as docs/plans.md has it");
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

}  // namespace

void add_plan(CLI::App& program, Action& chosen) {
    auto* command = program.add_subcommand("plan", "Check a plan");
    command->require_subcommand(1);
    auto options = std::make_shared<Options>();
    auto* verb = command->add_subcommand("check", "What a plan lacks before it may be issued, each with its place");
    verb->add_option("PLAN", options->plan_file, "a plan, a JSON file (docs/plans.md); - for standard input")
        ->required();
    verb->add_option("--format", options->format, "json or text")->check(CLI::IsMember({"json", "text"}));
    verb->callback([&chosen, options] { chosen = [options] { return check(*options); }; });
}

}  // namespace ehcflow
