// The handlers of the JSON interface (docs/api.md): each reads a body, calls one use case and says its answer.
#pragma once

#include "service/http/router.h"

namespace ehcflow::service::api {

Reply health(const Service&, const Request&, const Captures&);
Reply list(const Service&, const Request&, const Captures&);
Reply read(const Service&, const Request&, const Captures&);
Reply record(const Service&, const Request&, const Captures&);
Reply append(const Service&, const Request&, const Captures&);
Reply duties(const Service&, const Request&, const Captures&);
Reply faults(const Service&, const Request&, const Captures&);
Reply forecast(const Service&, const Request&, const Captures&);
Reply record_keeping(const Service&, const Request&, const Captures&);
Reply prepare(const Service&, const Request&, const Captures&);
Reply document(const Service&, const Request&, const Captures&);
Reply odt(const Service&, const Request&, const Captures&);
Reply pdf(const Service&, const Request&, const Captures&);
Reply plain_text(const Service&, const Request&, const Captures&);
Reply web_page(const Service&, const Request&, const Captures&);
Reply large_print(const Service&, const Request&, const Captures&);
Reply large_print_odt(const Service&, const Request&, const Captures&);
Reply issue(const Service&, const Request&, const Captures&);
Reply statement(const Service&, const Request&, const Captures&);

}  // namespace ehcflow::service::api
