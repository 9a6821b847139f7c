#include "templates/engine/annotate.h"

#include <cctype>
#include <map>
#include <memory>
#include <vector>

#include "templates/engine/document.h"
#include "templates/engine/heal.h"
#include "templates/engine/styles.h"

namespace ehcflow::templates {
namespace {

// The findings that are about one place.
using Due = std::vector<const Finding*>;

std::unique_ptr<Node> element(std::string name) {
    auto node = std::make_unique<Node>();
    node->name = std::move(name);
    return node;
}

void add_text(Node& parent, std::string name, std::string text) {
    auto node = element(std::move(name));
    node->children.push_back(std::make_unique<Node>());
    node->children.back()->text = std::move(text);
    parent.children.push_back(std::move(node));
}

// `elsewhere`: the comment stands beside something other than what it is about, and says first where that is.
std::unique_ptr<Node> comment(const Finding& finding, bool elsewhere) {
    auto node = element("office:annotation");
    node->attributes = {{"xmlns:dc", "http://purl.org/dc/elements/1.1/"}};
    add_text(*node, "dc:creator", finding.severity == Severity::Error ? "Check: error" : "Check: warning");
    if (elsewhere && !finding.place.empty()) {
        std::string where = finding.place + ":";
        where.front() = static_cast<char>(std::toupper(static_cast<unsigned char>(where.front())));
        add_text(*node, "text:p", std::move(where));
    }
    add_text(*node, "text:p", finding.what);
    add_text(*node, "text:p", finding.mend);
    return node;
}

// The first paragraph of the text whose pages have each page style.
std::map<std::string, const Node*> first_paragraphs(const Document& document, const Node& text) {
    const Styles styles(document);
    std::map<std::string, std::string> next;
    for (const Document::Item& item : document.items)
        if (item.root)
            each_element(*item.root, [&](const Node& node) {
                const std::string* name = node.attribute("style:name");
                const std::string* after = node.attribute("style:next-style-name");
                if (node.name == "style:master-page" && name != nullptr && after != nullptr) next[*name] = *after;
            });
    std::map<std::string, const Node*> first;
    const auto note = [&](std::string page, const Node& paragraph) {
        while (!page.empty() && first.emplace(page, &paragraph).second) page = next[page];
    };
    each_element(text, [&](const Node& node) {
        if (!is_paragraph(node)) return;
        const std::string* style = node.attribute("text:style-name");
        const std::string* page = style == nullptr ? nullptr : styles.master_page(*style);
        if (page != nullptr)
            note(*page, node);
        else if (first.empty())
            note("Standard", node);  // what the office gives a text that names none
    });
    return first;
}

// Puts each comment at the beginning of the paragraph that it is about. A comment cannot stand in a frame or a note: it
// is put at the paragraph that holds the frame. What is no paragraph (a row, an item) has its comment in the next one.
class Annotator {
public:
    Annotator(const Document& document, const Node& text, const Findings& findings) {
        for (const Finding& finding : findings)
            (finding.element == 0 ? elsewhere_ : at_[finding.element]).push_back(&finding);
        look_at_page_parts(document, first_paragraphs(document, text));
    }

    void annotate(Node& text) {
        visit(text);
        for (auto& [number, findings] : at_) elsewhere_.insert(elsewhere_.end(), findings.begin(), findings.end());
        if (here_.empty() && elsewhere_.empty()) return;
        if (last_ == nullptr) {
            text.children.push_back(element("text:p"));
            last_ = text.children.back().get();
        }
        put(*last_);
    }

private:
    // What is about a header or a footer goes to the first paragraph of its pages.
    void look_at_page_parts(const Document& document, const std::map<std::string, const Node*>& first) {
        for (const Document::Item& item : document.items)
            if (item.root)
                each_element(*item.root, [&](const Node& node) {
                    const std::string* name = node.attribute("style:name");
                    if (node.name != "style:master-page" || name == nullptr) return;
                    const auto page = first.find(*name);
                    Due& due = page == first.end() ? elsewhere_ : of_pages_[page->second];
                    each_element(node, [&](const Node& inner) { take(inner, due); });
                });
    }

    void take(const Node& node, Due& due) {
        const auto found = at_.find(node.number);
        if (found == at_.end() || node.number == 0) return;
        due.insert(due.end(), found->second.begin(), found->second.end());
        at_.erase(found);
    }

    void visit(Node& node) {
        if (node.is_text() || node.name == "text:tracked-changes") return;
        if (!is_paragraph(node)) {
            take(node, here_);
            for (auto& child : node.children) visit(*child);
            return;
        }
        last_ = &node;
        each_element(node, [&](const Node& inner) {
            take(inner, here_);
            if (const auto page = of_pages_.find(&inner); page != of_pages_.end())
                elsewhere_.insert(elsewhere_.end(), page->second.begin(), page->second.end());
        });
        put(node);
    }

    // Each comment is about the whole paragraph, so that the office shows how far it reaches.
    void put(Node& paragraph) {
        std::vector<std::unique_ptr<Node>> begins, ends;
        const auto add = [&](const Finding& finding, bool elsewhere) {
            const std::string name = "check-" + std::to_string(++count_);
            begins.push_back(comment(finding, elsewhere));
            begins.back()->attributes.emplace_back("office:name", name);
            ends.push_back(element("office:annotation-end"));
            ends.back()->attributes.emplace_back("office:name", name);
        };
        for (const Finding* finding : elsewhere_) add(*finding, true);
        for (const Finding* finding : here_) add(*finding, false);
        elsewhere_.clear();
        here_.clear();
        auto& children = paragraph.children;
        children.insert(children.begin(), std::make_move_iterator(begins.begin()),
                        std::make_move_iterator(begins.end()));
        children.insert(children.end(), std::make_move_iterator(ends.begin()), std::make_move_iterator(ends.end()));
    }

    std::map<std::size_t, Due> at_;        // by the number of the element, until its place is met
    std::map<const Node*, Due> of_pages_;  // by the first paragraph of the pages
    Due here_, elsewhere_;                 // for the next paragraph: about it; about something else
    Node* last_ = nullptr;
    std::size_t count_ = 0;
};

Node* body_text(Document& document) {
    for (const Document::Item& item : document.items) {
        if (!item.root) continue;
        for (auto& body : item.root->children)
            if (body->name == "office:body")
                for (auto& text : body->children)
                    if (text->name == "office:text") return text.get();
    }
    return nullptr;
}

}  // namespace

Result<std::string, Findings> annotate(std::string_view bytes, const Findings& findings, const Limits& limits) {
    auto document = open_document(bytes, limits);
    if (!document) return Failure{std::move(document).error()};
    Node* text = body_text(*document);
    if (text == nullptr)
        return Failure{Findings{{"not-a-template", Severity::Error, "the file", "It holds no text.",
                                 "Save the document again with a word processor."}}};
    Annotator(*document, *text, findings).annotate(*text);
    return as_package(*document);
}

}  // namespace ehcflow::templates
