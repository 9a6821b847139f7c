// The measures as tables for other programs: every measure of some months, and the cases behind one month. Pure; any
// thread.
#pragma once

#include <span>

#include "interchange/sheet.h"
#include "workflow/measures/disclosure.h"

namespace ehcflow::interchange {

// A row a measure and month; in a public copy what may not be told is "not shown".
Sheet figures_sheet(std::span<const workflow::Snapshot> months, workflow::Copy copy);

// A row a case and what it is in a figure. For those who may see the cases.
Sheet cases_sheet(const workflow::Snapshot& month);

}  // namespace ehcflow::interchange
