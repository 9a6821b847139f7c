// The measures as a page shows them: each with its chart, its table, its definition and its cases. Pure; any thread.
#pragma once

#include <span>

#include "service/app/measured_cases.h"
#include "templates/engine/text_template.h"
#include "templates/engine/value.h"

namespace ehcflow::service {

// `months` are one after another; the last is the one that is told of. `names` are in the order of `unsure`.
templates::Value measures_values(std::span<const workflow::Snapshot> months, const MeasuredCases& cases,
                                 const Desk& desk, const templates::TextTemplate& chart);

}  // namespace ehcflow::service
