// What the pages are filled with. Pure; any thread.
#pragma once

#include <span>
#include <vector>

#include "service/app/case_view.h"
#include "service/app/document_view.h"

namespace ehcflow::service {

void add_layout(templates::Value& values, const Desk& desk);
inline constexpr std::int64_t kCasesOnAPage = 100;
struct CasesPage {
    std::int64_t number;  // from 1
    storage::CaseCounts counts;
    std::vector<storage::CaseLine> lines;
};
templates::Value cases_values(const CasesPage& page, const Desk& desk, Date today);
templates::Value case_values(const CaseView& view, std::span<const storage::DocumentLine> documents, const Desk& desk);

}  // namespace ehcflow::service
