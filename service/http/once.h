// once(): a write with an Idempotency-Key is done once, and answered the second time as it was the first.
#pragma once

#include <functional>

#include "service/http/exchange.h"
#include "service/http/service.h"

namespace ehcflow::service {

// What is to be kept beside a write of its reply; nothing where the request has no key.
using KeepReply = std::function<storage::Effects(const Reply&)>;

Reply once(const Service& service, const Request& request, const std::function<Reply(const KeepReply&)>& write);

}  // namespace ehcflow::service
