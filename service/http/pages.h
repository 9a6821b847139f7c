// The handlers of the pages for people. They read and never write: a browser's cookie opens nothing else.
#pragma once

#include "service/http/router.h"

namespace ehcflow::service::pages {

Reply cases(const Service&, const Request&, const Captures&);
Reply one_case(const Service&, const Request&, const Captures&);
Reply measures(const Service& service, const Request& request, const Captures& captures);
Reply sign_in_form(const Service&, const Request&, const Captures&);
Reply sign_in(const Service&, const Request&, const Captures&);
Reply sign_out(const Service&, const Request&, const Captures&);
Reply check(const Service&, const Request&, const Captures&);
Reply check_number(const Service&, const Request&, const Captures&);
Reply styles(const Service&, const Request&, const Captures&);

Reply not_found(const Service&);
Reply broken(const Service&, const std::string& correlation);

std::optional<storage::RecorderId> signed_in(const Service& service, const Request& request);

}  // namespace ehcflow::service::pages
