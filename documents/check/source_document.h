// What must hold of an open document before an office is let near it: that it is one, whole and of bearable size, and
// that it neither reaches for anything outside itself nor brings anything that runs. Pure; any thread.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "base/result.h"
#include "templates/engine/package.h"

namespace ehcflow::documents {

enum class DocumentForm { Package, FlatXml };  // .odt, .fodt

struct SourceLimits {
    std::size_t flat_bytes = std::size_t{64} << 20U;
    templates::Limits package;
};

// The form it is in; or one sentence that says what is wrong, without a word of the document's text.
Result<DocumentForm, std::string> check_source(std::string_view bytes, const SourceLimits& limits = {});

}  // namespace ehcflow::documents
