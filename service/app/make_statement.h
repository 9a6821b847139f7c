// make_statement: the monthly progress statement over all cases, as a document that is prepared and never issued.
#pragma once

#include <chrono>

#include "service/app/make_document.h"
#include "service/app/recording.h"

namespace ehcflow::service {

Result<DocumentView, Refused> make_statement(const Desk& desk, std::chrono::year_month month,
                                             const Keep<DocumentView>& keep);

}  // namespace ehcflow::service
