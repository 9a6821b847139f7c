// Desk: what every use case is given to work with. Made once by whoever starts the service and lent to each call; the
// parts are owned elsewhere, outlive it and may be used from any thread.
#pragma once

#include <chrono>
#include <memory>

#include "base/instant.h"
#include "documents/render/renderer.h"
#include "service/app/child_names.h"
#include "service/app/template_shelf.h"
#include "storage/ledger.h"
#include "templates/engine/value.h"
#include "workflow/calendar.h"

namespace ehcflow::service {

struct Mailing;  // service/app/mailing.h

inline storage::RecorderId token_holder() { return *storage::RecorderId::parse("token-holder"); }

struct Desk {
    storage::Ledger& ledger;
    documents::Renderer& renderer;
    const TemplateShelf& templates;
    const templates::Value& council;  // the council's settings (docs/case-record.md)
    const workflow::Calendar& calendar;
    Clock clock;
    std::chrono::milliseconds render_limit{30'000};  // for one PDF
    bool uploader_may_approve = false;               // a template's version
    const Mailing* mailing = nullptr;                // nothing: no mail leaves, and none is asked for
    storage::RecorderId recorder = token_holder();   // whose doing it is
    std::shared_ptr<ChildNames> children = std::make_shared<ChildNames>();

    Date today() const { return london_date(clock()); }
};

}  // namespace ehcflow::service
