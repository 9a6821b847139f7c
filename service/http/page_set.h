// PageSet: the pages and their styles, read and checked when the service starts. Immutable once made; any thread.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "base/finding.h"
#include "base/result.h"
#include "templates/engine/text_template.h"
#include "templates/engine/value.h"

namespace ehcflow::service {

class PageSet {
public:
    // `folder` holds layout.html and the pages,; `styles` is the style sheet's file.
    static Result<PageSet, Findings> read(const std::filesystem::path& folder, const std::filesystem::path& styles);

    // A page inside the layout. Values that do not fill it are our own mistake: throws std::logic_error.
    std::string fill(std::string_view page, const templates::Value& values) const;
    const std::string& styles() const { return styles_; }

private:
    PageSet() = default;

    std::map<std::string, templates::TextTemplate, std::less<>> pages_;
    std::string styles_;
};

}  // namespace ehcflow::service
