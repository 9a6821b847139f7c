#include "service/app/template_trial.h"

#include <algorithm>

#include "documents/compose/check_mark.h"
#include "service/app/prepare_document.h"
#include "templates/engine/annotate.h"
#include "templates/engine/check.h"

namespace ehcflow::service {
namespace {

using templates::Value;

constexpr std::string_view kSampleNumber = "K7QF-3M9D-XT2P", kSampleAddress = "https://council.example/check";

documents::CaseFile file_of(const Proof& proof, const SampleLetter& sample) {
    return {*sample.record, proof.council, sample.timeline, proof.calendar};
}

std::string place_of(const SampleLetter& sample, const std::string& place) {
    return "in the letter to the sample \"" + sample.family + "\": " + place;
}

bool has_error(const Findings& findings) {
    return std::any_of(findings.begin(), findings.end(),
                       [](const Finding& one) { return one.severity == Severity::Error; });
}

// The words of a template that has errors, as far as it can be read, with marks where it cannot be filled.
std::string words_so_far(const Proof& proof, const std::string& bytes, const Value& values) {
    const auto reading = templates::Template::read(bytes, proof.templates.blocks(), {}, proof.templates.style());
    if (!reading) return {};
    const bool is_flat = reading->form.is_flat();
    const templates::Filled filled =
        is_flat ? reading->form.preview_flat(values) : reading->form.preview_package(values);
    return documents::text_of_flat(documents::xml_of(filled.bytes));
}

// Its words without white space of any kind, tags and all.
std::string tags_of(const std::string& bytes) {
    std::string kept;
    const std::string text = documents::text_of_flat(documents::xml_of(bytes));
    for (std::size_t at = 0; at < text.size(); ++at)
        if (text.compare(at, 2, "\u00a0") == 0)
            ++at;
        else if (text[at] != ' ' && text[at] != '\n')
            kept += text[at];
    return kept;
}

// The block whose passage the finding is about.
const documents::BlockRow* block_of(documents::Notice notice, const Finding& finding) {
    if (finding.code != "mandatory-text-missing") return nullptr;
    for (const documents::Block block : documents::notice_row(notice).blocks) {
        const documents::BlockRow& row = documents::block_row(block);
        if (finding.place.starts_with('"' + std::string(row.title) + '"')) return &row;
    }
    return nullptr;
}

// As an officer mends a template: a passage that the law requires comes back by its block.
Finding of_template(documents::Notice notice, const SampleLetter& sample, Finding finding) {
    if (const documents::BlockRow* block = block_of(notice, finding))
        finding.mend = "Put {{> " + std::string(block->name) + "}} back, alone in its paragraph.";
    finding.place = place_of(sample, finding.place);
    return finding;
}

// A passage of the law that is not there is said together with all else that is wrong. What stands behind a block that
// is not closed cannot be read: its own tag is believed.
void add_missing_passages(const Proof& proof, documents::Notice notice, const std::string& bytes, Findings& findings) {
    const std::vector<SampleLetter>& samples = proof.templates.samples().of(notice);
    if (samples.empty()) return;
    const auto composed = documents::compose(file_of(proof, samples.front()), samples.front().sending);
    if (!composed) return;
    const auto required =
        proof.templates.approved().passages(*composed->notice, samples.front().sending.sent_on, composed->values);
    const std::string words = words_so_far(proof, bytes, composed->values);
    if (!required || words.empty()) return;
    const std::string tags = tags_of(bytes);
    for (Finding& finding : documents::check_notice_content(words, *required)) {
        const documents::BlockRow* block = block_of(notice, finding);
        if (block != nullptr && tags.find("{{>" + std::string(block->name) + "}}") != std::string::npos) continue;
        findings.push_back(of_template(notice, samples.front(), std::move(finding)));
    }
}

// What letters to the samples would lack, each thing once however many families would.
void add_words(const Proof& proof, documents::Notice notice, const std::string& bytes, Findings& findings) {
    // Not kept on the shelf: it may never be used.
    auto edition = templates::bind_edition(bytes, proof.templates.blocks(), proof.templates.style());
    if (!edition) {
        findings.insert(findings.end(), edition.error().begin(), edition.error().end());
        return;
    }
    const ShelvedTemplate form{std::string(documents::notice_row(notice).name), std::move(edition).value(), {}};
    const std::size_t before = findings.size();
    for (const SampleLetter& sample : proof.templates.samples().of(notice)) {
        const auto letter = write_letter(proof.templates, file_of(proof, sample), sample.sending, form, {});
        for (Finding finding : letter ? letter->findings : letter.error().findings) {
            const auto said =
                std::any_of(findings.begin() + static_cast<std::ptrdiff_t>(before), findings.end(),
                            [&](const Finding& one) { return one.code == finding.code && one.what == finding.what; });
            if (!said) findings.push_back(of_template(notice, sample, std::move(finding)));
        }
    }
}

}  // namespace

Findings check_template(const Proof& proof, documents::Notice notice, const std::string& bytes) {
    std::vector<Value> values;
    Findings findings;
    for (const SampleLetter& sample : proof.templates.samples().of(notice)) {
        auto composed = documents::compose(file_of(proof, sample), sample.sending);
        if (!composed) continue;
        // Whether a letter has the number by which it is checked is for the council's settings to say, not for its
        // kind.
        composed->values.set("check", documents::check_values(kSampleNumber, kSampleAddress));
        values.push_back(std::move(composed->values));
    }
    if (values.empty())
        findings.push_back({"no-sample", Severity::Error, "the sample cases",
                            "There is none that this notice can be tried on.",
                            "Add a moment at which it goes to templates/samples/cases.json."});
    templates::CheckSettings settings;
    settings.samples = values;
    settings.house = proof.templates.style();
    for (Finding& finding : templates::check(bytes, proof.templates.blocks(), settings))
        findings.push_back(std::move(finding));
    if (has_error(findings))
        add_missing_passages(proof, notice, bytes, findings);
    else
        add_words(proof, notice, bytes, findings);
    std::stable_sort(findings.begin(), findings.end(),
                     [](const Finding& a, const Finding& b) { return a.severity < b.severity; });
    return findings;
}

Result<std::string, Refused> annotated_copy(const std::string& bytes, const Findings& findings) {
    auto copy = templates::annotate(bytes, findings);
    if (copy) return std::move(copy).value();
    Refused refused{Reason::TemplateRefused, "The file cannot be opened, so that no comments can be written into it."};
    refused.findings = findings;
    return Failure{std::move(refused)};
}

Result<std::vector<TriedLetter>, Refused> try_letters(const Proof& proof, documents::Notice notice,
                                                      const ShelvedTemplate& form, const Rendering& rendering,
                                                      const ShowLetter& show) {
    std::vector<TriedLetter> tried;
    for (const SampleLetter& sample : proof.templates.samples().of(notice)) {
        TriedLetter one{sample.family, sample.about, sample.sending.recipient, 0, {}, {}};
        const documents::CaseFile file = file_of(proof, sample);
        auto letter = write_letter(proof.templates, file, sample.sending, form, {});
        if (letter) {
            const auto way = press_letter(rendering.renderer, rendering.limit, file, sample.sending, form, *letter);
            if (!way && way.error().reason == Reason::OfficeUnavailable) return Failure{way.error()};
            one.pages = letter->made.pages;
            one.way = way ? *way : std::string();
            one.findings = way ? std::move(letter->findings) : way.error().findings;
        } else {
            one.findings = letter.error().findings;
        }
        if (show) show(one, letter ? letter->made.pdf : std::string());
        tried.push_back(std::move(one));
    }
    return tried;
}

Result<std::string, Refused> sample_letter(const Proof& proof, documents::Notice notice, const std::string& family,
                                           const ShelvedTemplate& form, const Rendering& rendering) {
    const SampleLetter* sample = proof.templates.samples().of(notice, family);
    if (sample == nullptr) return Failure{Refused{Reason::UnknownTemplate, "No sample case has this name."}};
    const documents::CaseFile file = file_of(proof, *sample);
    auto letter = write_letter(proof.templates, file, sample->sending, form, {});
    if (!letter) return Failure{std::move(letter).error()};
    auto rendered = render_document(rendering.renderer, rendering.limit, form, letter->made);
    if (!rendered) return Failure{std::move(rendered).error()};
    return std::move(letter->made.pdf);
}

}  // namespace ehcflow::service
