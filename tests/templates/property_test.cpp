// What holds of every value, tried on random ones.
#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>
#include <string>

#include "templates/engine/heal.h"
#include "templates/engine/text_template.h"
#include "templates/engine/xml.h"
#include "tests/templates/filling.h"

namespace ehcflow::templates {
namespace {

using namespace filling;  // NOLINT(google-build-using-namespace): the words of these tests

void append_utf8(std::string& out, std::uint32_t c) {
    if (c < 0x80) {
        out += static_cast<char>(c);
    } else if (c < 0x800) {
        out += static_cast<char>(0xC0U | (c >> 6U));
        out += static_cast<char>(0x80U | (c & 0x3FU));
    } else if (c < 0x10000) {
        out += static_cast<char>(0xE0U | (c >> 12U));
        out += static_cast<char>(0x80U | ((c >> 6U) & 0x3FU));
        out += static_cast<char>(0x80U | (c & 0x3FU));
    } else {
        out += static_cast<char>(0xF0U | (c >> 18U));
        out += static_cast<char>(0x80U | ((c >> 12U) & 0x3FU));
        out += static_cast<char>(0x80U | ((c >> 6U) & 0x3FU));
        out += static_cast<char>(0x80U | (c & 0x3FU));
    }
}

// Any text that JSON can hold and a document too, with what is special to XML, to tags and to white space more often.
rc::Gen<std::string> any_text() {
    const auto special = rc::gen::elementOf(std::string("<>&\"'{}[]|#/\\ \n\t;=!-?%"));
    const auto character = rc::gen::weightedOneOf<std::uint32_t>(
        {{4, rc::gen::map(special, [](char c) { return static_cast<std::uint32_t>(c); })},
         {2, rc::gen::inRange<std::uint32_t>(0x20, 0x7F)},
         {1, rc::gen::inRange<std::uint32_t>(0xA0, 0xD800)},
         {1, rc::gen::inRange<std::uint32_t>(0xE000, 0xFFFE)},
         {1, rc::gen::inRange<std::uint32_t>(0x10000, 0x110000)}});
    return rc::gen::map(rc::gen::container<std::vector<std::uint32_t>>(character), [](const auto& characters) {
        std::string text;
        for (const std::uint32_t c : characters) append_utf8(text, c);
        return text;
    });
}

Value holding(const std::string& text) {
    Value value;
    value.set("x", Value(text));
    return value;
}

const Node* find(const Node& node, std::string_view name) {
    if (node.name == name) return &node;
    for (const auto& child : node.children)
        if (const Node* found = find(*child, name); found != nullptr) return found;
    return nullptr;
}

RC_GTEST_PROP(AnyText, ComesBackFromADocumentAsItWentIn, ()) {
    const std::string text = *any_text();
    static const Template kForm = parsed(p("{{x}}")).value();
    const auto out = kForm.fill_flat(holding(text));
    RC_ASSERT(out.ok());
    const auto tree = read_xml(*out);
    RC_ASSERT(tree.ok());
    const Node* paragraph = find(**tree, "text:p");
    RC_ASSERT(paragraph != nullptr);
    RC_ASSERT(visible_text(*paragraph) == text);
    const auto package = kForm.fill_package(holding(text));
    RC_ASSERT(package.ok());
    RC_ASSERT(read_package(*package).ok());
}

RC_GTEST_PROP(AnyText, IsNeverReadAsATag, ()) {
    const std::string text = *any_text();
    static const Template kForm = parsed(p("{{x}}")).value();
    const auto package = kForm.fill_package(holding(text));
    RC_ASSERT(package.ok());
    const std::vector<Entry> entries = read_package(*package).value();
    for (const Entry& entry : entries)
        if (entry.name == "content.xml") RC_ASSERT(read_xml(entry.bytes).ok());
}

RC_GTEST_PROP(AnyText, AsRichTextGivesASoundDocument, ()) {
    const std::string text = *any_text();
    static const Template kForm = parsed(p("{{x | rich}}")).value();
    const auto out = kForm.fill_flat(holding(text));
    if (out) RC_ASSERT(read_xml(*out).ok());
    if (!out) RC_ASSERT(out.error()[0].code == "bad-value");  // deeper than a letter can be
}

RC_GTEST_PROP(AnyText, GivesASoundPageWhereverItStands, ()) {
    const std::string text = *any_text();
    static const TextTemplate kForm =
        TextTemplate::parse("<r a=\"{{x}}\" b='{{x}}'>{{x}}</r>", TextKind::Html, {}).value();
    const auto out = kForm.fill(holding(text));
    RC_ASSERT(out.ok());
    const auto tree = read_xml(*out);  // what is sound HTML here is sound XML too
    RC_ASSERT(tree.ok());
    RC_ASSERT((*tree)->attributes.size() == 2U);
    RC_ASSERT((*tree)->children.size() == (text.empty() ? 0U : 1U));
    if (!text.empty()) RC_ASSERT((*tree)->children[0]->text == text);
}

RC_GTEST_PROP(AnyText, ComesBackFromJson, ()) {
    const Value value = holding(*any_text());
    RC_ASSERT(interchange::read_value(interchange::write_value(value)).value() == value);
}

RC_GTEST_PROP(AnyText, InATemplateIsLeftAlone, ()) {
    std::string text = *any_text();
    for (auto at = text.find("{{"); at != std::string::npos; at = text.find("{{")) text.erase(at, 1);
    std::string written;
    append_escaped(written, text);
    const auto form = parsed(p(written));
    RC_ASSERT(form.ok());
    const auto out = form->fill_flat(Value(Value::Object{}));
    RC_ASSERT(out.ok());
    RC_ASSERT(out->find(p(written)) != std::string::npos);
}

}  // namespace
}  // namespace ehcflow::templates
