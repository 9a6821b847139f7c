// The facts of a case that outlast a stage (CaseState), and what makes each true or untrue. Pure; any thread.
#pragma once

#include "workflow/lifecycle.h"

namespace ehcflow::workflow {

void note_facts(CaseState& state, const Event& event);

}  // namespace ehcflow::workflow
