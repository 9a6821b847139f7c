#include "service/app/template_keeping.h"

#include <algorithm>
#include <stdexcept>

#include "base/text.h"
#include "interchange/value.h"
#include "service/app/document_view.h"

namespace ehcflow::service {
namespace {

using templates::Value;

Refused unknown_version() { return {Reason::UnknownTemplate, "This notice's template has no version of this number."}; }

Refused not_ready(std::string code, std::string detail) {
    return {Reason::TemplateNotReady, std::move(detail), std::move(code)};
}

Value number(storage::Sequence of) { return templates::Number{static_cast<double>(of), std::to_string(of)}; }

bool says_who(const std::string& by) { return !trim(by).empty(); }

// A name is the same however it is spaced and capitalised.
std::string folded(std::string_view name) {
    std::string out;
    for (const char c : name) {
        if (c == ' ' && (out.empty() || out.back() == ' ')) continue;
        out += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    }
    if (out.ends_with(' ')) out.pop_back();
    return out;
}

// What the history will be once the event is in: read back from the very words that are recorded.
struct Step {
    std::string kind;
    storage::Sequence version;
    Value body;
    std::optional<std::string> content{};
};

Result<TemplateStep, Refused> record(const Desk& desk, const TemplateHistory& before, Step step, TemplateHistory after,
                                     const KeepStep& keep) {
    TemplateStep done{std::move(after), step.version};
    done.history.sequence = before.sequence + 1;
    const auto recorded = desk.ledger.record_paper(
        paper_of(before.notice), before.sequence,
        {step.kind, storage::Body(interchange::write_value(step.body)), std::move(step.content)}, desk.recorder,
        keep ? keep(done) : storage::Effects{});
    if (!recorded) return Failure{from_ledger(recorded.error())};
    return done;
}

TemplateVersion& version_in(TemplateHistory& history, storage::Sequence number) {
    return history.versions.at(static_cast<std::size_t>(number - 1));
}

}  // namespace

Proof proof_of(const Desk& desk) { return {desk.templates, desk.council, desk.calendar}; }

Result<TemplateStep, Refused> upload_template(const Desk& desk, documents::Notice notice, const TemplateUpload& upload,
                                              const KeepStep& keep) {
    if (!says_who(upload.by) || trim(upload.why).empty())
        return Failure{malformed("\"by\" says who uploads the template, and \"why\" what was changed in it.")};
    Findings findings = check_template(proof_of(desk), notice, upload.file);
    if (std::any_of(findings.begin(), findings.end(),
                    [](const Finding& one) { return one.severity == Severity::Error; })) {
        Refused refused{Reason::TemplateRefused,
                        "The template has errors, and was not kept. Mend each, then try again."};
        refused.findings = std::move(findings);
        return Failure{std::move(refused)};
    }
    const TemplateHistory before = template_history(desk.ledger, notice);
    const auto next = static_cast<storage::Sequence>(before.versions.size() + 1);
    Step step{"uploaded", next, {}, upload.file};
    step.body.set("by", upload.by);
    step.body.set("why", upload.why);
    step.body.set("findings", findings_value(findings));
    TemplateHistory after = before;
    after.versions.push_back(
        {next, storage::sha256(upload.file), {upload.by, desk.clock(), upload.why}, std::move(findings), {}, {}, {}});
    return record(desk, before, std::move(step), std::move(after), keep);
}

Result<TemplateStep, Refused> try_template(const Desk& desk, documents::Notice notice, storage::Sequence version,
                                           const std::string& by, const KeepStep& keep) {
    if (!says_who(by)) return Failure{malformed("\"by\" says who tries the template.")};
    const TemplateHistory before = template_history(desk.ledger, notice);
    const TemplateVersion* tried = before.version(version);
    if (tried == nullptr) return Failure{unknown_version()};
    const auto form = bound_version(desk, notice, *tried);
    if (!form) return Failure{form.error()};
    auto letters = try_letters(proof_of(desk), notice, **form, {desk.renderer, desk.render_limit});
    if (!letters) return Failure{std::move(letters).error()};
    Step step{"tried", version, {}};
    step.body.set("version", number(version));
    step.body.set("by", by);
    step.body.set("letters", letters_value(*letters));
    TemplateHistory after = before;
    version_in(after, version).tried = TemplateTrial{by, desk.clock(), std::move(letters).value()};
    return record(desk, before, std::move(step), std::move(after), keep);
}

Result<TemplateStep, Refused> approve_template(const Desk& desk, documents::Notice notice, storage::Sequence version,
                                               const std::string& by, Date from, const KeepStep& keep) {
    if (!says_who(by)) return Failure{malformed("\"by\" says who approves the template.")};
    if (from < desk.today()) return Failure{malformed("\"from\" is today or a later day.")};
    const TemplateHistory before = template_history(desk.ledger, notice);
    const TemplateVersion* found = before.version(version);
    if (found == nullptr) return Failure{unknown_version()};
    if (found->withdrawn) return Failure{not_ready("withdrawn", "The version was withdrawn. Upload it again.")};
    if (found->approved) return Failure{not_ready("approved-already", "The version was approved already.")};
    if (!found->tried || !found->tried->passed())
        return Failure{not_ready("not-tried",
                                 "The version is approved once its letters to all sample cases are sound. "
                                 "Try it, and mend what failed.")};
    if (!desk.uploader_may_approve && folded(found->uploaded.by) == folded(by))
        return Failure{not_ready("same-person", "Somebody other than who uploaded the version approves it.")};
    Step step{"approved", version, {}};
    step.body.set("version", number(version));
    step.body.set("by", by);
    step.body.set("from", to_iso(from));
    TemplateHistory after = before;
    version_in(after, version).approved = TemplateAct{by, desk.clock(), {}, from};
    return record(desk, before, std::move(step), std::move(after), keep);
}

Result<TemplateStep, Refused> withdraw_template(const Desk& desk, documents::Notice notice, storage::Sequence version,
                                                const std::string& by, const std::string& why, const KeepStep& keep) {
    if (!says_who(by) || trim(why).empty())
        return Failure{malformed("\"by\" says who withdraws the template, and \"why\" the reason.")};
    const TemplateHistory before = template_history(desk.ledger, notice);
    const TemplateVersion* found = before.version(version);
    if (found == nullptr) return Failure{unknown_version()};
    if (found->withdrawn) return Failure{not_ready("withdrawn", "The version was withdrawn already.")};
    Step step{"withdrawn", version, {}};
    step.body.set("version", number(version));
    step.body.set("by", by);
    step.body.set("why", why);
    TemplateHistory after = before;
    version_in(after, version).withdrawn = TemplateAct{by, desk.clock(), why};
    return record(desk, before, std::move(step), std::move(after), keep);
}

Result<std::string, Refused> template_file(const Desk& desk, documents::Notice notice, storage::Sequence version) {
    if (version == 0) return desk.templates.file(documents::notice_row(notice).template_path);
    const TemplateHistory history = template_history(desk.ledger, notice);
    const TemplateVersion* found = history.version(version);
    if (found == nullptr) return Failure{unknown_version()};
    auto bytes = desk.ledger.bytes(found->file);
    if (!bytes) throw std::runtime_error("a version of a template is gone; run ehcflow verify");
    return std::move(*bytes);
}

Result<std::shared_ptr<const ShelvedTemplate>, Refused> template_form(const Desk& desk, documents::Notice notice,
                                                                      storage::Sequence version) {
    const std::string_view path = documents::notice_row(notice).template_path;
    if (version == 0) return std::shared_ptr<const ShelvedTemplate>(std::shared_ptr<void>(), &desk.templates.at(path));
    const TemplateHistory history = template_history(desk.ledger, notice);
    const TemplateVersion* found = history.version(version);
    if (found == nullptr) return Failure{unknown_version()};
    return bound_version(desk, notice, *found);
}

}  // namespace ehcflow::service
