#include "service/app/template_versions.h"

#include <algorithm>
#include <stdexcept>

#include "interchange/value.h"
#include "service/app/document_view.h"
#include "service/app/make_document.h"
#include "templates/engine/members.h"

namespace ehcflow::service {
namespace {

using templates::Value;

std::size_t count(const Value& of, std::string_view name) {
    const Value* value = of.find(name);
    return value == nullptr || value->number() == nullptr ? 0 : static_cast<std::size_t>(value->number()->value);
}

Findings findings_in(const Value& of) {
    const Value* list = of.find("findings");
    return list == nullptr ? Findings{} : findings_of(*list);
}

bool has_error(const Findings& findings) {
    return std::any_of(findings.begin(), findings.end(),
                       [](const Finding& one) { return one.severity == Severity::Error; });
}

std::vector<TriedLetter> letters_in(const Value& of) {
    std::vector<TriedLetter> letters;
    const Value* list = of.find("letters");
    if (list != nullptr && list->list() != nullptr)
        for (const Value& one : *list->list())
            letters.push_back({text_of(one, "family"), text_of(one, "about"), text_of(one, "to"), count(one, "pages"),
                               text_of(one, "way"), findings_in(one)});
    return letters;
}

// An event of the paper is of the version that it names; an upload is of the next.
void add(TemplateHistory& history, const storage::PaperEvent& event) {
    const auto body = interchange::read_value(event.body.reveal());
    const auto damaged = [&] {
        return std::runtime_error("template " + paper_of(history.notice).name + ", event " +
                                  std::to_string(event.sequence) + ": it cannot be read; run ehcflow verify");
    };
    if (!body) throw damaged();
    TemplateAct act{text_of(*body, "by"), event.recorded_at, text_of(*body, "why"),
                    Date::parse(text_of(*body, "from"))};
    history.sequence = event.sequence;
    if (event.kind == "uploaded") {
        if (!event.content) throw damaged();
        history.versions.push_back({static_cast<storage::Sequence>(history.versions.size() + 1),
                                    *event.content,
                                    std::move(act),
                                    findings_in(*body),
                                    {},
                                    {},
                                    {}});
        return;
    }
    const std::size_t number = count(*body, "version");
    if (number == 0 || number > history.versions.size()) throw damaged();
    TemplateVersion& version = history.versions[number - 1];
    if (event.kind == "tried")
        version.tried = TemplateTrial{std::move(act.by), act.at, letters_in(*body)};
    else if (event.kind == "approved" && act.from)
        version.approved = std::move(act);
    else if (event.kind == "withdrawn")
        version.withdrawn = std::move(act);
    else
        throw damaged();
}

std::string version_name(documents::Notice notice, storage::Sequence number) {
    return std::string(documents::notice_row(notice).name) + ".version-" + std::to_string(number);
}

}  // namespace

bool TemplateTrial::passed() const {
    return !letters.empty() &&
           std::none_of(letters.begin(), letters.end(), [](const TriedLetter& one) { return has_error(one.findings); });
}

std::string_view name_of(VersionState state) {
    constexpr std::string_view kNames[] = {"uploaded", "tried", "approved", "in-force", "superseded", "withdrawn"};
    return kNames[static_cast<std::size_t>(state)];
}

const TemplateVersion* TemplateHistory::version(storage::Sequence number) const {
    const bool is_there = number >= 1 && number <= static_cast<storage::Sequence>(versions.size());
    return is_there ? &versions[static_cast<std::size_t>(number - 1)] : nullptr;
}

// Of those approved for the day or an earlier one, that of the latest day; of two of one day, that approved last.
const TemplateVersion* TemplateHistory::in_force_on(Date day) const {
    const TemplateVersion* found = nullptr;
    const auto rank = [](const TemplateVersion& one) { return std::pair(*one.approved->from, one.approved->at); };
    for (const TemplateVersion& one : versions)
        if (one.approved && !one.withdrawn && *one.approved->from <= day && (!found || rank(*found) <= rank(one)))
            found = &one;
    return found;
}

VersionState TemplateHistory::state_of(const TemplateVersion& version, Date today) const {
    if (version.withdrawn) return VersionState::Withdrawn;
    if (!version.approved) return version.tried ? VersionState::Tried : VersionState::Uploaded;
    if (*version.approved->from > today) return VersionState::Approved;
    return in_force_on(today) == &version ? VersionState::InForce : VersionState::Superseded;
}

storage::PaperName paper_of(documents::Notice notice) {
    return {"letter-template", std::string(documents::notice_row(notice).name)};
}

TemplateHistory template_history(const storage::Ledger& ledger, documents::Notice notice) {
    TemplateHistory history{notice, 0, {}};
    for (const storage::PaperEvent& event : ledger.paper_events(paper_of(notice))) add(history, event);
    return history;
}

Result<std::shared_ptr<const ShelvedTemplate>, Refused> bound_version(const Desk& desk, documents::Notice notice,
                                                                      const TemplateVersion& version) {
    const auto bytes = desk.ledger.bytes(version.file);
    if (!bytes) throw std::runtime_error("a version of a template is gone; run ehcflow verify");
    auto bound = desk.templates.bind(version_name(notice, version.number), *bytes);
    if (!bound) return Failure{cannot_prepare(std::move(bound).error())};
    return std::move(bound).value();
}

Result<std::shared_ptr<const ShelvedTemplate>, Refused> template_for(const Desk& desk,
                                                                     const documents::NoticeRow& notice, Date sent_on) {
    const TemplateHistory history = template_history(desk.ledger, notice.notice);
    if (const TemplateVersion* own = history.in_force_on(sent_on)) return bound_version(desk, notice.notice, *own);
    // Lent, as the shelf outlives the call.
    return std::shared_ptr<const ShelvedTemplate>(std::shared_ptr<void>(), &desk.templates.at(notice.template_path));
}

Findings unfit_versions(const Desk& desk, Date day) {
    Findings findings;
    for (const documents::NoticeRow& row : documents::notice_rows()) {
        const auto form = template_for(desk, row, day);
        if (form) continue;
        for (Finding finding : form.error().findings) {
            finding.place = "the version in force of " + std::string(row.name) + ": " + finding.place;
            findings.push_back(std::move(finding));
        }
    }
    return findings;
}

bool is_of_withdrawn_version(const Desk& desk, const storage::Document& document) {
    const auto notice = documents::notice_named(document.kind);
    if (!notice) return false;
    const TemplateHistory history = template_history(desk.ledger, *notice);
    return std::any_of(history.versions.begin(), history.versions.end(), [&](const TemplateVersion& one) {
        return one.withdrawn && version_name(*notice, one.number) == document.template_name.text();
    });
}

Value letters_value(const std::vector<TriedLetter>& letters) {
    Value::List list;
    for (const TriedLetter& one : letters) {
        Value value;
        value.set("family", one.family);
        value.set("about", one.about);
        value.set("to", one.to);
        value.set("pages", static_cast<int>(one.pages));
        value.set("way", one.way);
        value.set("findings", findings_value(one.findings));
        list.push_back(std::move(value));
    }
    return list;
}

}  // namespace ehcflow::service
