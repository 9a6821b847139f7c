// TemplateShelf: every template that the service fills, read and checked when it starts, so that a broken or missing
// one is found then and not when a letter is due. Immutable once made; any thread.
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <string_view>

#include "base/finding.h"
#include "base/result.h"
#include "documents/check/approved_passages.h"
#include "storage/digest.h"
#include "templates/engine/edition.h"
#include "templates/engine/text_template.h"

namespace ehcflow::service {

struct ShelvedTemplate {
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
    // The passages of the law, as they are approved.
    const documents::ApprovedBlocks& approved() const { return *approved_; }

private:
    TemplateShelf() = default;

    std::map<std::string, ShelvedTemplate, std::less<>> forms_;
    std::map<std::string, templates::TextTemplate, std::less<>> charts_;
    std::shared_ptr<const documents::ApprovedBlocks> approved_;
};

}  // namespace ehcflow::service
