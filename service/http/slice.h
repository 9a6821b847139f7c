// Which part of a long list a request asks for: "limit" and "after" of its query. Pure; any thread.
#pragma once

#include <optional>

#include "service/http/exchange.h"
#include "storage/now.h"

namespace ehcflow::service::api {

std::optional<storage::Slice> slice_of(const Request& request);  // nothing where one cannot be asked for
Reply bad_slice(const Request& request);

}  // namespace ehcflow::service::api
