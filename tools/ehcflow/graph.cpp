// ehcflow graph: the lifecycles, drawn.
#include <array>
#include <iostream>
#include <string>

#include "tools/ehcflow/subcommands.h"
#include "workflow/drawing.h"

namespace ehcflow {
namespace {

using workflow::Lifecycle;

struct Format {
    std::string_view name;
    std::string (*draw)(Lifecycle);
};
constexpr std::array kFormats = {Format{"dot", workflow::to_dot}, Format{"mermaid", workflow::to_mermaid},
                                 Format{"md", workflow::to_markdown}};

constexpr std::string_view kPage =
    "# The lifecycles of a case\n\n"
    "Made by `ehcflow graph --format md`. Six lifecycles run beside each other in one child's case. A diagram shows "
    "what\n"
    "leads from one stage to another, but for the closing of a case, which is possible everywhere. The table below it "
    "has\n"
    "every event that the lifecycle takes, with its provision; of several rows the first that fits counts. An event "
    "that\n"
    "finds no row cannot have happened and is refused; one that came late, or with a step missing, has a row, and the "
    "breach\n"
    "shows in the duties.\n";

std::vector<Lifecycle> chosen_lifecycles(const std::string& name) {
    std::vector<Lifecycle> all;
    std::string known;
    for (std::size_t i = 0; i < workflow::kLifecycles; ++i) {
        all.push_back(static_cast<Lifecycle>(i));
        known.append(known.empty() ? "" : ", ").append(workflow::name_of(all.back()));
    }
    if (name.empty()) return all;
    const auto lifecycle = workflow::lifecycle_named(name);
    if (!lifecycle) throw UsageError("no lifecycle is called \"" + name + "\"; there are " + known);
    return {*lifecycle};
}

void draw(const std::string& lifecycle, const std::string& format) {
    const auto chosen = chosen_lifecycles(lifecycle);
    const auto* row = std::find_if(kFormats.begin(), kFormats.end(), [&](const Format& f) { return f.name == format; });
    const bool page = format == "md" && lifecycle.empty();
    if (page) std::cout << kPage;
    for (const Lifecycle one : chosen) std::cout << (page ? "\n" : "") << row->draw(one);
}

}  // namespace

void add_graph(CLI::App& program, Action& chosen) {
    struct Options {
        std::string lifecycle, format = "dot";
    };
    auto options = std::make_shared<Options>();
    auto* command = program.add_subcommand("graph", "A lifecycle, drawn: as Graphviz dot, Mermaid or Markdown");
    command->add_option("LIFECYCLE", options->lifecycle,
                        "assessment, plan, review, reassessment, appeal or transfer; all six where none is named");
    command->add_option("--format", options->format, "dot, mermaid, or md with every row and its provision")
        ->check(CLI::IsMember({"dot", "mermaid", "md"}));
    command->callback([&chosen, options] {
        chosen = [options] {
            draw(options->lifecycle, options->format);
            return Exit::Done;
        };
    });
}

}  // namespace ehcflow
