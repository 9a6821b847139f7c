// Every error of the API, as application/problem+json. The one place where a reason becomes a status.
#pragma once

#include <string>

#include "service/app/refused.h"
#include "service/http/exchange.h"

namespace ehcflow::service {

Reply problem(const Refused& refused, const std::string& correlation);
Reply problem(int status, std::string_view code, std::string_view detail);
// Says nothing but the number to look for in the log.
Reply broken(int status, const std::string& correlation);

}  // namespace ehcflow::service
