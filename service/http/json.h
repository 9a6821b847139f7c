// What the API answers with, as values (docs/api.md has the shapes). Pure; any thread.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "service/app/case_view.h"
#include "service/app/document_view.h"
#include "service/http/exchange.h"
#include "templates/engine/members.h"

namespace ehcflow::service {

using templates::whole_number;

Reply json_reply(int status, const templates::Value& value);

templates::Value text_list(std::span<const std::string> texts);
templates::Value text_list(std::span<const std::string_view> texts);
templates::Value duty_value(const storage::OwedDuty& duty, Date today, const workflow::Calendar& calendar);
templates::Value line_value(const storage::CaseLine& line, Date today, const workflow::Calendar& calendar);
templates::Value case_value(const CaseView& view);  // as a line of the list
templates::Value whole_case(const Desk& desk, const CaseView& view, std::span<const storage::DocumentLine> documents);
templates::Value document_value(const Desk& desk, const storage::DocumentLine& line);
templates::Value document_value(const Desk& desk, const DocumentView& view);
templates::Value documents_value(const Desk& desk, std::span<const DocumentView> views);

std::string document_address(const DocumentId& id);

}  // namespace ehcflow::service
