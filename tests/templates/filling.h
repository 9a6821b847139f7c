// What tests of templates are written with: a flat document around a body, data from JSON, and what stands in the text
// of the filled document.
#pragma once

#include <gtest/gtest.h>
#include <string>
#include <string_view>

#include "interchange/value.h"
#include "templates/engine/template.h"

namespace ehcflow::templates::filling {

inline std::string flat(std::string_view body) {
    return R"(<?xml version="1.0" encoding="UTF-8"?><office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" )"
           R"(xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" )"
           R"(xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" )"
           R"(xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" )"
           R"(xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/" )"
           R"(office:version="1.3" office:mimetype="application/vnd.oasis.opendocument.text"><office:body><office:text>)" +
           std::string(body) + "</office:text></office:body></office:document>";
}

inline std::string p(std::string_view text) { return "<text:p>" + std::string(text) + "</text:p>"; }

inline Result<Template, Findings> parsed(std::string_view body, const BlockLoader& blocks = {}) {
    return Template::parse(flat(body), blocks);
}

inline Value data(std::string_view json) {
    auto value = interchange::read_value(json);
    EXPECT_TRUE(value.ok()) << (value.ok() ? "" : value.error());
    return std::move(value).value();
}

// What stands in the text of the filled document; or the code of the first finding, in brackets.
inline std::string filled(std::string_view body, std::string_view json, const BlockLoader& blocks = {}) {
    const auto form = parsed(body, blocks);
    if (!form) return "[" + form.error().front().code + "]";
    const auto out = form->fill_flat(data(json));
    if (!out) return "[" + out.error().front().code + "]";
    const auto from = out->find("<office:text>") + 13;
    return out->substr(from, out->rfind("</office:text>") - from);
}

inline std::string row(std::string_view a, std::string_view b) {
    return "<table:table-row><table:table-cell>" + p(a) + "</table:table-cell><table:table-cell>" + p(b) +
           "</table:table-cell></table:table-row>";
}

inline std::string item(std::string_view text) { return "<text:list-item>" + p(text) + "</text:list-item>"; }

}  // namespace ehcflow::templates::filling
