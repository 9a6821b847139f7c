// The page of a bundle that people read: its index with days in words, what each event says as a list, and the record
// line by line. Pure; any thread.
#pragma once

#include <string>

#include "base/date.h"
#include "templates/engine/text_template.h"
#include "templates/engine/value.h"

namespace ehcflow::service {

// Each text of a record with its place: "Child, first name".
templates::Value::List record_rows(const templates::Value& record);

struct BundlePage {
    const templates::TextTemplate& form;  // templates/bundle/index.html
    Date made_on;
    const templates::Value::List &record, &duties;  // rows
};
// Throws std::logic_error where the form asks for what no index has.
std::string bundle_page(const templates::Value& index, const BundlePage& page);

}  // namespace ehcflow::service
