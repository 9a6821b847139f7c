// A value's text as it is written into each place where it may land, so that it is read as text there and as nothing
// else. Pure. XML's own escaping is in xml.h.
#pragma once

#include <string>
#include <string_view>

namespace ehcflow::templates {

// Where a value lands decides how it is written: it can never be read as anything but text.
enum class Context {
    Paragraph,  // of an OpenDocument text: line breaks and tabs are elements
    Xml,        // elsewhere in XML, a title
    Html,       // between the tags of a page, or in a quoted attribute
    Url,        // at the start of an attribute that is an address: only harmless schemes
    UrlPart,    // further on in one: what would end its part is encoded
    Text,       // plain text, as it is
};

// The text must be XML text (is_xml_text), whatever the context: no document can hold control characters.
void append_text(std::string& out, std::string_view text, Context context);

// A page's address that leads nowhere dangerous: relative, or of the schemes http, https, mailto and tel.
bool is_harmless_address(std::string_view address);

}  // namespace ehcflow::templates
