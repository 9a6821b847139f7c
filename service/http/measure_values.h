// The measures as a page shows them: each with its chart, its table, its definition and its cases. Pure; any thread.
#pragma once

#include <optional>

#include "service/app/month_keeping.h"
#include "templates/engine/text_template.h"
#include "templates/engine/value.h"

namespace ehcflow::service {

struct MonthShown {
    documents::MonthsTold told;         // the last of its months is the one that is told of
    std::optional<ClosedMonth> closed;  // that one, where it was closed
};
templates::Value measures_values(const MonthShown& shown, const MeasuredCases& cases, const Desk& desk,
                                 const templates::TextTemplate& chart);

// The cases that make a figure another than it was closed with, each with what changed and why.
templates::Value::List restated_cases(const workflow::Restatement& restatement);

}  // namespace ehcflow::service
