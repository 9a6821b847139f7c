// Ids: distinct types, so that a case's id cannot be handed over where a document's is wanted.
//
// An id is 1 to 64 characters of A-Z a-z 0-9 . _ - and starts with a letter or a digit: safe in a URL, a file name and
// a log line. It never holds personal data: a case's id is a reference number, never a name.
#pragma once

#include <compare>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace ehcflow {

bool is_id(std::string_view text);

template <class Tag>
class Id {
public:
    static std::optional<Id> parse(std::string_view text) {
        if (!is_id(text)) return std::nullopt;
        return Id(std::string(text));
    }
    const std::string& text() const { return text_; }
    friend auto operator<=>(const Id&, const Id&) = default;

private:
    explicit Id(std::string text) : text_(std::move(text)) {}

    std::string text_;
};

using CaseId = Id<struct CaseTag>;
using DocumentId = Id<struct DocumentTag>;
using TemplateName = Id<struct TemplateTag>;

}  // namespace ehcflow
