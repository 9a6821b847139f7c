// ehcflow export: one case as a bundle in the order of its days.
#include "tools/ehcflow/subcommands.h"

namespace ehcflow {
void add_export(CLI::App&, Action&) {}
}  // namespace ehcflow
