// ehcflow graph: a lifecycle as Graphviz dot.
#include <iostream>

#include "tools/ehcflow/subcommands.h"
#include "workflow/lifecycle.h"

namespace ehcflow {

void add_graph(CLI::App& program, Action& chosen) {
    auto name = std::make_shared<std::string>();
    auto* command = program.add_subcommand("graph", "A lifecycle as Graphviz dot: assessment, plan or review");
    command->add_option("LIFECYCLE", *name, "assessment, plan or review")->required();
    command->callback([&chosen, name] {
        chosen = [name] {
            const auto lifecycle = workflow::lifecycle_named(*name);
            if (!lifecycle)
                throw UsageError("no lifecycle is called \"" + *name + "\"; there are assessment, plan and review");
            std::cout << workflow::to_dot(*lifecycle);
            return Exit::Done;
        };
    });
}

}  // namespace ehcflow
