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
// Refused rows are about children: they go to whoever sent them and are not kept with the reply, where only their
// numbers and reasons stand.
enum class RowsTold : std::uint8_t { Whole, Number };
templates::Value report_value(const ImportReport& report, ImportMode mode, RowsTold told);

}  // namespace ehcflow::service
