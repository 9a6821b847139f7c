// Service: everything that the handlers of requests share. Made once and lent to the router, which gives each request a
// copy in which the desk records as whoever asks; the parts may be used from any thread.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "documents/render/pool_figures.h"
#include "service/app/desk.h"
#include "service/http/accounts.h"
#include "service/http/page_set.h"
#include "service/http/throttle.h"
#include "storage/access_log.h"

namespace ehcflow::service {

using Log = std::function<void(const std::string& line)>;  // never a name, a token or a text of a case

// What the office pool is doing, as /health and /metrics tell it.
struct OfficeState {
    bool ready = false;     // a document can be rendered
    bool confined = false;  // in the sandbox
    std::vector<documents::PoolFigure> figures{};
};

struct Service {
    Desk desk;
    storage::AccessLog& access;
    const Accounts& accounts;
    const PageSet& pages;
    std::function<OfficeState()> office;
    Log log;
    std::shared_ptr<Throttle> checks = std::make_shared<Throttle>(10, 50);  // of papers, by anybody
};

}  // namespace ehcflow::service
