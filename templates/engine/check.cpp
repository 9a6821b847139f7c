#include "templates/engine/check.h"

#include <algorithm>
#include <map>
#include <set>

#include "base/text.h"
#include "templates/engine/document.h"
#include "templates/engine/heal.h"
#include "templates/engine/template.h"

namespace ehcflow::templates {
namespace {

// The values that a path such as "plan.needs[].need" leads to; and where it leads to none, the name that was meant.
struct Reached {
    bool any = false;
    std::string meant;
};

void reach(const Value& value, std::string_view path, const std::string& written, Reached& reached) {
    if (path.empty()) {
        reached.any = true;
        return;
    }
    if (path.starts_with("[]")) {
        path.remove_prefix(path.starts_with("[].") ? 3 : 2);
        if (value.list() == nullptr || value.list()->empty()) reached.any = true;  // nothing to know it by
        if (value.list() != nullptr)
            for (const Value& item : *value.list()) reach(item, path, written + "[]", reached);
        return;
    }
    const std::size_t end = std::min(path.find_first_of(".["), path.size());
    const std::string name(path.substr(0, end));
    const std::string so_far = written + (written.empty() ? "" : ".") + name;
    const std::string_view rest = path.substr(end < path.size() && path[end] == '.' ? end + 1 : end);
    if (const Value* next = value.find(name); next != nullptr) return reach(*next, rest, so_far, reached);
    if (value.object() == nullptr) return;
    std::vector<std::string_view> names;
    for (const Member& member : *value.object()) names.push_back(member.name);
    if (const auto near = nearest(name, names))
        reached.meant = written + (written.empty() ? "" : ".") + std::string(*near) + std::string(path.substr(end));
}

// Names that the data does not know, wherever they stand: also in what is optional, in a condition, and in a part of
// the letter that this data does not ask for, where filling would never say so.
void compare(std::span<const FieldUse> uses, const Value& data, Findings& findings) {
    std::set<std::string> said;
    for (const FieldUse& use : uses) {
        Reached reached;
        reach(data, use.path, "", reached);
        if (reached.any || reached.meant.empty() || !said.insert(use.path).second) continue;
        findings.push_back({"unknown-field", Severity::Error, use.place,
                            "\"" + use.path + "\" is not a name in the data.",
                            "Did you mean \"" + reached.meant + "\"?", use.element});
    }
}

void try_with(const Template& form, const Value& data, Findings& findings) {
    for (Finding& finding : form.preview_package(data).findings) {
        const auto said = std::any_of(findings.begin(), findings.end(), [&](const Finding& one) {
            return one.code == "unknown-field" && finding.code == "missing-data" && one.place == finding.place;
        });
        if (!said) findings.push_back(std::move(finding));
    }
}

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

std::unique_ptr<Node> comment(const Finding& finding) {
    auto node = element("office:annotation");
    node->attributes = {{"xmlns:dc", "http://purl.org/dc/elements/1.1/"}};
    add_text(*node, "dc:creator", finding.severity == Severity::Error ? "Check: error" : "Check: warning");
    if (finding.element == 0) add_text(*node, "text:p", "About " + finding.place + ":");
    add_text(*node, "text:p", finding.what);
    add_text(*node, "text:p", finding.mend);
    return node;
}

// Puts each comment at the beginning of the paragraph that it is about. A comment cannot stand in a frame or a note: it
// is put at the paragraph that holds the frame. What is no paragraph (a row, an item) has its comment in the next one.
class Annotator {
public:
    explicit Annotator(const Findings& findings) {
        for (const Finding& finding : findings) {
            if (finding.element == 0)
                due_.push_back(&finding);
            else
                waiting_.emplace(finding.element, &finding);
        }
    }

    void annotate(Node& text) {
        visit(text);
        for (const auto& [number, finding] : waiting_) due_.push_back(finding);
        if (due_.empty()) return;
        if (last_ == nullptr) {
            text.children.push_back(element("text:p"));
            last_ = text.children.back().get();
        }
        put(*last_);
    }

private:
    void collect(const Node& node) {
        each_element(node, [&](const Node& inner) {
            const auto [from, to] = waiting_.equal_range(inner.number);
            for (auto one = from; one != to; ++one) due_.push_back(one->second);
            waiting_.erase(from, to);
        });
    }

    void visit(Node& node) {
        if (node.is_text() || node.name == "text:tracked-changes") return;
        if (is_paragraph(node)) {
            last_ = &node;
            collect(node);
            return put(node);
        }
        const auto [from, to] = waiting_.equal_range(node.number);
        for (auto one = from; one != to; ++one) due_.push_back(one->second);
        waiting_.erase(from, to);
        for (auto& child : node.children) visit(*child);
    }

    // Each comment is about the whole paragraph, so that the office shows how far it reaches.
    void put(Node& paragraph) {
        std::vector<std::unique_ptr<Node>> begins, ends;
        for (const Finding* finding : due_) {
            const std::string name = "check-" + std::to_string(++count_);
            begins.push_back(comment(*finding));
            begins.back()->attributes.emplace_back("office:name", name);
            ends.push_back(element("office:annotation-end"));
            ends.back()->attributes.emplace_back("office:name", name);
        }
        due_.clear();
        auto& children = paragraph.children;
        children.insert(children.begin(), std::make_move_iterator(begins.begin()),
                        std::make_move_iterator(begins.end()));
        children.insert(children.end(), std::make_move_iterator(ends.begin()), std::make_move_iterator(ends.end()));
    }

    std::multimap<std::size_t, const Finding*> waiting_;
    std::vector<const Finding*> due_;
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

Findings check(std::string_view bytes, const BlockLoader& blocks, const CheckSettings& settings) {
    const auto document = open_document(bytes, settings.limits);
    if (!document) return document.error();
    Findings findings;
    std::vector<FieldUse> uses;
    const auto form = Template::parse(bytes, blocks, settings.limits, settings.house, uses);
    if (!form) findings = form.error();
    if (settings.data != nullptr) compare(uses, *settings.data, findings);
    if (form && settings.data != nullptr) try_with(*form, *settings.data, findings);
    for (Finding& finding : lint(*document, settings.fonts)) findings.push_back(std::move(finding));
    std::stable_sort(findings.begin(), findings.end(), [](const Finding& a, const Finding& b) {
        return std::pair(a.severity, a.element) < std::pair(b.severity, b.element);
    });
    return findings;
}

Result<std::string, Findings> annotate(std::string_view bytes, const Findings& findings, const Limits& limits) {
    auto document = open_document(bytes, limits);
    if (!document) return Failure{std::move(document).error()};
    Node* text = body_text(*document);
    if (text == nullptr)
        return Failure{Findings{{"not-a-template", Severity::Error, "the file", "It holds no text.",
                                 "Save the document again with a word processor."}}};
    Annotator(findings).annotate(*text);
    return as_package(*document);
}

}  // namespace ehcflow::templates
