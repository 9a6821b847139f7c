// TemplateShelf: every template that came with the program, read and checked when the service starts, so that a broken
// or missing one is found then and not when a letter is due; and the passages, the house style and the sample cases
// that an officer's own version of one is bound to and tried on. Immutable once made; any thread.
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <string_view>

#include "base/finding.h"
#include "base/result.h"
#include "documents/check/approved_passages.h"
#include "service/app/sample_cases.h"
#include "storage/digest.h"
#include "templates/engine/edition.h"
#include "templates/engine/text_template.h"

namespace ehcflow::service {

struct ShelvedTemplate {
    std::string name;  // as the ledger has it: "letters.will_assess.fodt"
    templates::Edition edition;
    storage::Digest hash;  // of the edition's bytes
};

class TemplateShelf {
public:
    // `folder` has letters/, plans/, statements/, blocks/ and house/style.fodt; `house` is the council's own folder,
    // whose style.fodt and letterhead.fodt take the place of those, where there are any. Every finding at once, each
    // with its file.
    static Result<TemplateShelf, Findings> read(const std::filesystem::path& folder,
                                                const std::filesystem::path& house);

    // By the path that the table of notices gives: "letters/will_assess.fodt". Only those that were asked for there.
    const ShelvedTemplate& at(std::string_view path) const;
    // By its path: "charts/measure.svg".
    const templates::TextTemplate& chart(std::string_view path) const;
    // The file as it came with the program.
    const std::string& file(std::string_view path) const;
    // An officer's own version, bound to the passages and the style that are here. Those of the same bytes are read
    // once.
    Result<std::shared_ptr<const ShelvedTemplate>, Findings> bind(const std::string& name,
                                                                  const std::string& bytes) const;
    const templates::BlockLoader& blocks() const { return blocks_; }
    const std::string& style() const { return style_; }
    const SampleCases& samples() const { return samples_; }
    // The passages of the law, as they are approved.
    const documents::ApprovedBlocks& approved() const { return *approved_; }

private:
    TemplateShelf() = default;

    struct Bound;  // versions that were bound so far

    std::map<std::string, ShelvedTemplate, std::less<>> forms_;
    std::map<std::string, std::string, std::less<>> files_;
    templates::BlockLoader blocks_;
    std::string style_;
    SampleCases samples_;
    std::shared_ptr<Bound> bound_;
    std::map<std::string, templates::TextTemplate, std::less<>> charts_;
    std::shared_ptr<const documents::ApprovedBlocks> approved_;
};

}  // namespace ehcflow::service
