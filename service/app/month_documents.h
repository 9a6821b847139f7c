// month_documents: the month's four documents (statement of action, progress statement, dashboard, committee report),
// made in one way for the service and for the command.
#pragma once

#include <chrono>
#include <vector>

#include "documents/compose/progress.h"
#include "service/app/make_document.h"
#include "service/app/recording.h"

namespace ehcflow::service {

struct MonthDocuments {
    templates::Value values;  // all four are filled with
    std::vector<Made> made;   // in the order of kProgressDocuments
};

// What they are made with.
struct Press {
    const TemplateShelf& templates;
    documents::Renderer* renderer = nullptr;  // none: no PDF is made
    std::chrono::milliseconds render_limit{30'000};
};

// All of them or none.
Result<MonthDocuments, Refused> make_month_documents(const Press& press, const documents::Progress& progress);

// From the ledger, and prepared in it; they are about many cases and are never issued. Refused where no plan of action
// is recorded.
Result<std::vector<DocumentView>, Refused> prepare_month_documents(const Desk& desk, std::chrono::year_month month,
                                                                   documents::Copy copy,
                                                                   const Keep<std::vector<DocumentView>>& keep);

}  // namespace ehcflow::service
