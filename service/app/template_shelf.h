// TemplateShelf: every template that the service fills, read and checked when it starts, so that a broken or missing
// one is found then and not when a letter is due. Immutable once made; any thread.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <string_view>

#include "base/finding.h"
#include "base/result.h"
#include "storage/digest.h"
#include "templates/engine/template.h"

namespace ehcflow::service {

struct ShelvedTemplate {
    templates::Template form;
    std::string source;    // all that it was made of, with the blocks it shows and its style, as JSON
    storage::Digest hash;  // of the source
};

// The template that a source was made of; findings where it can no longer be read.
Result<templates::Template, Findings> template_of(std::string_view source);

class TemplateShelf {
public:
    // `folder` has letters/, plans/, statements/, blocks/ and house/style.fodt; `house` is the council's own folder,
    // whose style.fodt and letterhead.fodt take the place of those, where there are any. Every finding at once, each
    // with its file.
    static Result<TemplateShelf, Findings> read(const std::filesystem::path& folder,
                                                const std::filesystem::path& house);

    // By the path that the table of notices gives: "letters/will_assess.fodt". Only those that were asked for there.
    const ShelvedTemplate& at(std::string_view path) const;
    const templates::BlockLoader& blocks() const { return blocks_; }

private:
    TemplateShelf() = default;

    std::map<std::string, ShelvedTemplate, std::less<>> forms_;
    templates::BlockLoader blocks_;
};

}  // namespace ehcflow::service
