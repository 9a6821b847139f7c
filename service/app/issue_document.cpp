#include "service/app/issue_document.h"

#include <algorithm>

#include "documents/compose/notices.h"
#include "service/app/step_mail.h"

namespace ehcflow::service {
namespace {

std::optional<Refused> stops(const DocumentView& view, const Issuing& issuing) {
    if (!view.document.of_case)
        return Refused{Reason::NeverIssued, "A document about many cases is not issued in one of them."};
    if (view.document.issued) return Refused{Reason::AlreadyIssued, "The document was issued already."};
    if (issuing.sent_on != view.origin.sent_on)
        return Refused{Reason::OtherDay, "Its dates were counted from another day of sending, " +
                                             to_iso(view.origin.sent_on) + ". Prepare it again for the day it goes."};
    if (!may_be_issued(view)) {
        Refused unfit{Reason::Unfit, "The document has findings that stop it. Mend them, then prepare it again."};
        unfit.findings = view.origin.findings;
        return unfit;
    }
    return std::nullopt;
}

// Where the only thing that has happened since the document was made is the going of another letter of its notice.
bool went_with_another(const DocumentView& view, const CaseView& now) {
    const auto& events = view.origin.events;
    const auto recorded = static_cast<std::size_t>(now.sequence() - view.origin.sequence);
    if (events.empty() || now.sequence() <= view.origin.sequence || recorded != events.size()) return false;
    return std::equal(events.begin(), events.end(), now.history.events.end() - static_cast<std::ptrdiff_t>(recorded),
                      [](const std::string& event, const storage::RecordedEvent& one) {
                          return one.body && one.body->reveal() == event;
                      });
}

// Where all that has happened since are other letters of its kind, to others: each adviser has a request, each a duty.
bool only_its_like_since(const DocumentView& view, const CaseView& now) {
    const auto notice = documents::notice_named(view.document.kind);
    if (!notice || documents::notice_row(*notice).addressed == documents::Addressee::Family ||
        now.sequence() < view.origin.sequence)
        return false;
    const auto& records = documents::notice_row(*notice).records;
    const auto recorded = static_cast<std::ptrdiff_t>(now.sequence() - view.origin.sequence);
    return records &&
           std::all_of(now.history.events.end() - recorded, now.history.events.end(),
                       [&](const storage::RecordedEvent& one) { return one.kind == workflow::name_of(records->kind); });
}

}  // namespace

Result<Issued, Refused> issue_document(const Desk& desk, const DocumentId& id, const Issuing& issuing,
                                       const Keep<Issued>& keep) {
    auto view = view_document(desk, id);
    if (!view) return Failure{std::move(view).error()};
    if (auto why = stops(*view, issuing)) return Failure{std::move(*why)};
    const auto now = view_case(desk, *view->document.of_case, desk.today());
    if (!now) return Failure{now.error()};

    std::optional<CaseView> then;  // where its sending records something
    std::vector<std::string> bodies = view->origin.events;
    if (went_with_another(*view, *now)) {
        bodies.clear();
    } else if (now->sequence() != issuing.expected ||
               (now->sequence() != view->origin.sequence && !only_its_like_since(*view, *now))) {
        return Failure{from_ledger({storage::Conflict::Code::SequenceMoved, now->sequence()})};
    } else {
        auto foreseen = foresee(desk, now->history, now->record, bodies);
        if (!foreseen) return Failure{std::move(foreseen).error()};
        then = std::move(foreseen).value();
    }
    const auto events = new_events(bodies);
    const storage::Sequence after = now->sequence() + static_cast<storage::Sequence>(events.size());
    view->document.issued = storage::Issue{issuing.sent_on, desk.clock(), desk.recorder, after};
    Issued issued{std::move(view).value(), after};
    storage::Effects effects = effects_of(then ? *then : *now, issued, keep);
    if (then) add_step_mail(effects, desk, *then, events.size());
    const auto done =
        desk.ledger.issue_document(id, issuing.sent_on, now->sequence(), events, desk.recorder, effects);
    if (!done) return Failure{from_ledger(done.error())};
    return issued;
}

}  // namespace ehcflow::service
