#include "templates/engine/escape.h"

#include <algorithm>
#include <cctype>

#include "templates/engine/xml.h"

namespace ehcflow::templates {
namespace {

// A line break and a tab are elements, and so is every space that XML would fold away.
void append_paragraph_text(std::string& out, std::string_view text) {
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (c == '\n')
            out += "<text:line-break/>";
        else if (c == '\t')
            out += "<text:tab/>";
        else if (c == ' ' && (i == 0 || i + 1 == text.size() || text[i - 1] == ' ' || text[i - 1] == '\n'))
            out += "<text:s/>";
        else if (c != '\r')
            append_escaped(out, text.substr(i, 1));
    }
}

void append_html(std::string& out, std::string_view text) {
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '\'')
            out += "&#39;";
        else
            append_escaped(out, text.substr(i, 1));
    }
}

void append_url_part(std::string& out, std::string_view text) {
    constexpr std::string_view kHex = "0123456789ABCDEF";
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (std::isalnum(byte) || c == '-' || c == '.' || c == '_' || c == '~') {
            out += c;
        } else {
            out += '%';
            out += kHex[byte >> 4U];
            out += kHex[byte & 15U];
        }
    }
}

}  // namespace

void append_text(std::string& out, std::string_view text, Context context) {
    switch (context) {
        case Context::Paragraph:
            return append_paragraph_text(out, text);
        case Context::Xml:
            return append_escaped(out, text);
        case Context::Html:
        case Context::Url:
            return append_html(out, text);
        case Context::UrlPart:
            return append_url_part(out, text);
        case Context::Text:
            out += text;
            return;
    }
}

bool is_harmless_address(std::string_view address) {
    // Browsers skip leading blanks and drop tabs and line ends inside, so none is let through.
    if (std::any_of(address.begin(), address.end(), [](char c) { return static_cast<unsigned char>(c) <= ' '; }))
        return false;
    const auto colon = address.find_first_of(":/?#");
    if (colon == std::string_view::npos || address[colon] != ':') return true;
    std::string scheme(address.substr(0, colon));
    for (char& c : scheme) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    return scheme == "http" || scheme == "https" || scheme == "mailto" || scheme == "tel";
}

}  // namespace ehcflow::templates
