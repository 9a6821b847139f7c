// document_forms: the forms in which a stored letter can be had, all made from the bytes of its ODT, so that each says
// what was issued: ODT, PDF, plain text, a web page, large print.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "service/app/document_view.h"

namespace ehcflow::service {

struct FormRow {
    Form form;
    std::string_view name;  // in the address: ".../large-print"
    std::string_view media_type;
    std::string_view ending;  // of the file's name
    bool shown;               // in the browser, rather than saved
};
std::span<const FormRow> form_rows();

// Refused where the office cannot make large print in time. Throws std::runtime_error where what was stored is damaged.
Result<std::string, Refused> document_form(const Desk& desk, const storage::Document& document, Form form);

}  // namespace ehcflow::service
