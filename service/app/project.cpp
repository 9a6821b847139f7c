#include "service/app/project.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <set>

#include "interchange/value.h"
#include "workflow/owed.h"

namespace ehcflow::service {
namespace {

using storage::Placed;
using workflow::Event;
using workflow::Kind;
using workflow::Setting;

void end(std::vector<Placed>& placements, std::string_view source, const std::string& setting, Date day) {
    const auto fits = [&](const Placed& one) {
        return one.source == source && !one.until && (setting.empty() || one.setting == setting);
    };
    const auto open = std::find_if(placements.rbegin(), placements.rend(), fits);
    if (open != placements.rend()) open->until = day;
}

std::vector<Placed> placements_of(const workflow::Timeline& timeline) {
    std::vector<Placed> placements;
    for (const Event& event : timeline.events) {
        const auto* setting = event.find<Setting>("setting");
        if (event.kind == Kind::PlacementStarted && setting != nullptr)
            placements.push_back({"attends", setting->name, std::string(setting->phase), event.on, std::nullopt});
        if (event.kind == Kind::PlacementEnded)
            end(placements, "attends", setting == nullptr ? std::string() : setting->name, event.on);
        const auto* named = event.find<workflow::Placement>("placement");
        if (named == nullptr) continue;
        end(placements, "named", {}, event.on);
        placements.push_back({"named", named->setting ? named->setting->name : named->type,
                              named->setting ? std::string(named->setting->phase) : std::string(), event.on,
                              std::nullopt});
    }
    return placements;
}

// The running program's own bytes: no list of what may have changed between two of them is as sure.
std::string stamp_of(const workflow::Calendar& calendar) {
    constexpr const char* kProgram = "/proc/self/exe";
    std::string whole(std::filesystem::file_size(kProgram), '\0');  // and read in one go: it may be large
    std::ifstream(kProgram, std::ios::binary).read(whole.data(), static_cast<std::streamsize>(whole.size()));
    whole.append(calendar.edition());
    for (const Date day : calendar.holidays()) whole.append(to_iso(day));
    return storage::sha256(whole).hex();
}

}  // namespace

storage::CaseNow project(const CaseView& view) {
    storage::CaseNow now{view.id(),
                         view.sequence(),
                         view.history.record_as_of,
                         workflow::stage_in_words(view.answer.state),
                         view.answer.today,
                         workflow::owed_through(view.answer),
                         {},
                         {},
                         placements_of(view.timeline)};
    const workflow::Duty* next = workflow::next_duty(view.answer);
    for (const workflow::Duty* duty : workflow::owed(view.answer)) {
        if (duty == next) now.next = now.duties.size();
        now.duties.push_back({std::string(duty->rule->id), std::string(workflow::name_of(duty->rule->who)), duty->due,
                              duty->safe, std::string(workflow::name_of(duty->trigger->kind)), duty->trigger->on});
    }
    return now;
}

void refresh(storage::Ledger& ledger, const workflow::Calendar& calendar, Date today) {
    std::vector<storage::CaseNow> cases;
    for (const CaseId& id : ledger.stale(today))
        if (auto history = ledger.read_case(id); history && !history->erased)
            cases.push_back(project(work_out(calendar, std::move(*history), today)));
    ledger.refresh(cases);
}

storage::Rebuilt rebuild(storage::Ledger& ledger, const workflow::Calendar& calendar, Date today) {
    std::vector<storage::CaseNow> cases;
    std::set<CaseId> erased;
    ledger.for_each_case([&](const storage::CaseHistory& history) {
        if (history.erased)
            erased.insert(history.id);
        else
            cases.push_back(project(work_out(calendar, history, today)));
    });
    std::vector<storage::DocumentNow> documents;
    for (storage::Document& document : ledger.all_documents())
        if (!document.of_case || !erased.contains(*document.of_case))
            documents.push_back(document_now(work_out(ledger, std::move(document))));
    return ledger.rebuild(cases, documents, stamp_of(calendar), today);
}

void bring_up_to_date(storage::Ledger& ledger, const workflow::Calendar& calendar, Date today) {
    if (ledger.made_by() == stamp_of(calendar))
        refresh(ledger, calendar, today);
    else
        rebuild(ledger, calendar, today);
}

}  // namespace ehcflow::service
