// A caseload as it comes over HTTP, and what became of it (docs/api.md). Pure; any thread.
#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "service/app/import_caseload.h"
#include "templates/engine/value.h"

namespace ehcflow::service {

Result<interchange::Mapping, std::string> import_mapping(const templates::Value& mapping);
Result<std::vector<ImportSource>, std::string> import_sources(const templates::Value& files);
templates::Value report_value(const ImportReport& report, ImportMode mode);

}  // namespace ehcflow::service
