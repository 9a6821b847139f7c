// What the pages are filled with. Pure; any thread.
#pragma once

#include <span>
#include <vector>

#include "service/app/case_view.h"
#include "service/app/document_view.h"

namespace ehcflow::service {

void add_layout(templates::Value& values, const Desk& desk);
templates::Value cases_values(const std::vector<CaseView>& views, const Desk& desk, Date today);
templates::Value case_values(const CaseView& view, std::span<const DocumentView> documents, const Desk& desk);

}  // namespace ehcflow::service
