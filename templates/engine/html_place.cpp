#include "templates/engine/html_place.h"

#include <algorithm>
#include <cctype>

namespace ehcflow::templates {
namespace {

constexpr std::string_view kAddresses[] = {"action", "background", "cite",   "data", "formaction",
                                           "href",   "manifest",   "poster", "src",  "xlink:href"};

char lowered(char c) { return static_cast<char>(std::tolower(static_cast<unsigned char>(c))); }
bool is_letter(char c) { return std::isalpha(static_cast<unsigned char>(c)) != 0; }
bool is_space(char c) { return std::isspace(static_cast<unsigned char>(c)) != 0; }

bool is_address(std::string_view attribute) {
    return std::find(std::begin(kAddresses), std::end(kAddresses), attribute) != std::end(kAddresses);
}
// What these hold is a program, a style sheet, a page or a list of addresses: no escaping makes a value safe in them.
bool takes_no_value(std::string_view attribute) {
    return attribute.starts_with("on") || attribute == "style" || attribute == "srcdoc" || attribute == "srcset" ||
           attribute == "ping";
}

std::size_t find_end_tag(std::string_view text, std::string_view element) {
    for (std::size_t at = text.find("</"); at != std::string_view::npos; at = text.find("</", at + 2)) {
        const auto name = text.substr(at + 2, element.size());
        if (std::equal(name.begin(), name.end(), element.begin(), element.end(),
                       [](char a, char b) { return lowered(a) == b; }))
            return at;
    }
    return std::string_view::npos;
}

}  // namespace

void HtmlPlace::pass(std::string_view literal) {
    for (std::size_t at = 0; at < literal.size();) {
        const auto rest = literal.substr(at);
        switch (where_) {
            case Where::Between:
                at += pass_between(rest);
                break;
            case Where::Comment: {
                const auto end = rest.find("-->");
                at = end == std::string_view::npos ? literal.size() : at + end + 3;
                if (end != std::string_view::npos) where_ = Where::Between;
                break;
            }
            case Where::Raw:
                at += pass_raw(rest);
                break;
            case Where::Quoted:
                if (rest[0] == quote_)
                    end_attribute();
                else
                    value_begun_ = true;
                ++at;
                break;
            case Where::Element:
            case Where::InTag:
            case Where::Unquoted:
                pass_in_tag(rest[0]);
                ++at;
                break;
        }
    }
}

std::size_t HtmlPlace::pass_between(std::string_view rest) {
    const auto open = rest.find('<');
    if (open == std::string_view::npos) return rest.size();
    const auto after = rest.substr(open + 1);
    if (after.starts_with("!--")) {
        where_ = Where::Comment;
        return open + 4;
    }
    // A bracket before a tag of ours opens an element whose name cannot be known.
    if (!after.empty() && !is_letter(after[0]) && after[0] != '/' && after[0] != '!') return open + 1;
    where_ = Where::Element;
    element_.clear();
    return open + 1;
}

std::size_t HtmlPlace::pass_raw(std::string_view rest) {
    const auto end = find_end_tag(rest, element_);
    if (end == std::string_view::npos) return rest.size();
    where_ = Where::Element;
    element_.clear();
    return end + 1;
}

void HtmlPlace::pass_in_tag(char c) {
    if (at_edge_ && !is_space(c) && c != '>' && c != '/') unclear_ = true;
    at_edge_ = false;
    if (c == '>') return end_tag();
    if (is_space(c)) {
        if (where_ == Where::Element) where_ = Where::InTag;
        if (where_ == Where::Unquoted) end_attribute();
        name_open_ = false;
    } else if (where_ == Where::Element && (c != '/' || element_.empty())) {
        element_ += lowered(c);
    } else if (where_ == Where::Element) {
        where_ = Where::InTag;  // the stroke of <script/>, which opens a script all the same
    } else if (where_ == Where::InTag && c == '=') {
        after_equals_ = true;
    } else if (where_ == Where::InTag && after_equals_) {
        const bool quoted = c == '"' || c == '\'';
        where_ = quoted ? Where::Quoted : Where::Unquoted;
        quote_ = c;
        value_begun_ = false;
    } else if (where_ == Where::InTag) {
        if (!name_open_) attribute_.clear();
        name_open_ = true;
        attribute_ += lowered(c);
    }
}

void HtmlPlace::end_attribute() {
    where_ = Where::InTag;
    attribute_.clear();
    name_open_ = after_equals_ = value_begun_ = false;
}

void HtmlPlace::end_tag() {
    end_attribute();
    const bool raw = element_ == "script" || element_ == "style";
    where_ = raw ? Where::Raw : Where::Between;
    if (!raw) element_.clear();
}

void HtmlPlace::pass_value() {
    if (where_ == Where::Quoted) value_begun_ = true;
}

std::optional<Context> HtmlPlace::context() const {
    if (where_ == Where::Between) return Context::Html;
    if (where_ != Where::Quoted || takes_no_value(attribute_)) return std::nullopt;
    if (!is_address(attribute_)) return Context::Html;
    return value_begun_ ? Context::UrlPart : Context::Url;
}

std::string_view HtmlPlace::name() const {
    switch (where_) {
        case Where::Between:
            return "between tags";
        case Where::Element:
        case Where::InTag:
            return "inside a tag, outside a quoted attribute";
        case Where::Quoted:
            return "in an attribute that takes no values";
        case Where::Unquoted:
            return "in an attribute without quotes";
        case Where::Raw:
            return "inside a script or a style";
        case Where::Comment:
            return "inside a comment";
    }
    return {};
}

void HtmlPlace::pass_block_edge() {
    if (where_ == Where::Element || (where_ == Where::InTag && name_open_)) at_edge_ = true;
    if (where_ != Where::Element && where_ != Where::InTag) return;
    where_ = Where::InTag;
    if (!after_equals_) attribute_.clear();
    name_open_ = false;
}

void HtmlPlace::go_on_from(const HtmlPlace& begin, NameCut cut) {
    *this = begin;
    at_edge_ = at_edge_ || cut == NameCut::Yes;
}

bool HtmlPlace::is_same_as(const HtmlPlace& other) const {
    return where_ == other.where_ && element_ == other.element_ && attribute_ == other.attribute_ &&
           quote_ == other.quote_ && after_equals_ == other.after_equals_ && value_begun_ == other.value_begun_;
}

}  // namespace ehcflow::templates
