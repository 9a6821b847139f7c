#include "templates/engine/xml.h"

#include <algorithm>
#include <libxml/parser.h>
#include <libxml/xmlreader.h>
#include <limits>
#include <new>

#include "base/text.h"

namespace ehcflow::templates {
namespace {

std::string_view view(const xmlChar* text) {
    return text == nullptr ? std::string_view() : std::string_view(reinterpret_cast<const char*>(text));
}

struct CloseReader {
    void operator()(xmlTextReader* reader) const { xmlFreeTextReader(reader); }
};
using Reader = std::unique_ptr<xmlTextReader, CloseReader>;

// The first fault that libxml2 met, said in a sentence. Its own words go nowhere else.
struct Fault {
    std::string text;
    bool no_memory = false;
};
void note_fault(void* to, xmlErrorPtr error) {
    auto& fault = *static_cast<Fault*>(to);
    if (error->code == XML_ERR_NO_MEMORY) fault.no_memory = true;
    if (fault.text.empty()) fault.text = "line " + std::to_string(error->line) + ": not well-formed XML";
}

// Some faults, a lack of memory among them, are told to the thread's own listener and not to the reader's.
class Listening {
public:
    explicit Listening(Fault& fault) : before_(xmlStructuredError), context_(xmlStructuredErrorContext) {
        xmlSetStructuredErrorFunc(&fault, note_fault);
    }
    Listening(const Listening&) = delete;
    Listening& operator=(const Listening&) = delete;
    ~Listening() { xmlSetStructuredErrorFunc(context_, before_); }

private:
    xmlStructuredErrorFunc before_;
    void* context_;
};

// Every element and attribute has a name; none is what libxml2 gives for a name that it had no memory to join.
std::string_view name_at(xmlTextReader* reader) {
    const xmlChar* name = xmlTextReaderConstName(reader);
    if (name == nullptr) throw std::bad_alloc();
    return view(name);
}

void read_attributes(xmlTextReader* reader, Node& node) {
    while (xmlTextReaderMoveToNextAttribute(reader) == 1)
        node.attributes.emplace_back(name_at(reader), view(xmlTextReaderConstValue(reader)));
    xmlTextReaderMoveToElement(reader);
}

Failure<std::string> refuse(xmlTextReader* reader, std::string_view why) {
    return Failure{"line " + std::to_string(xmlTextReaderGetParserLineNumber(reader)) + ": " + std::string(why)};
}

}  // namespace

const std::string* Node::attribute(std::string_view attribute_name) const {
    const auto found = std::find_if(attributes.begin(), attributes.end(),
                                    [&](const auto& one) { return one.first == attribute_name; });
    return found == attributes.end() ? nullptr : &found->second;
}

Result<std::unique_ptr<Node>, std::string> read_xml(std::string_view bytes, std::size_t deepest, std::size_t first) {
    if (bytes.size() > static_cast<std::size_t>(std::numeric_limits<int>::max()))
        return Failure{std::string("too large to be read")};
    if (bytes.empty()) return Failure{std::string("nothing to read")};
    // libxml2 sets itself up at its first use, which two threads must not have at once.
    static const bool kSetUp = (xmlInitParser(), true);
    static_cast<void>(kSetUp);
    Fault fault;
    const Listening listening(fault);
    const Reader reader(xmlReaderForMemory(bytes.data(), static_cast<int>(bytes.size()), nullptr, nullptr,
                                           XML_PARSE_NONET | XML_PARSE_NOCDATA | XML_PARSE_HUGE));
    if (!reader) throw std::bad_alloc();
    xmlTextReaderSetStructuredErrorHandler(reader.get(), note_fault, &fault);

    Node top;
    std::vector<Node*> open = {&top};
    int more = 0;
    std::size_t number = first;
    while ((more = xmlTextReaderRead(reader.get())) == 1) {
        switch (xmlTextReaderNodeType(reader.get())) {
            case XML_READER_TYPE_ELEMENT: {
                if (open.size() > deepest)
                    return refuse(reader.get(), "nested more deeply than " + std::to_string(deepest) + " elements");
                auto node = std::make_unique<Node>();
                node->number = number++;
                node->name = name_at(reader.get());
                const bool empty = xmlTextReaderIsEmptyElement(reader.get()) == 1;
                read_attributes(reader.get(), *node);
                open.back()->children.push_back(std::move(node));
                if (!empty) open.push_back(open.back()->children.back().get());
                break;
            }
            case XML_READER_TYPE_END_ELEMENT:
                open.pop_back();
                break;
            case XML_READER_TYPE_TEXT:
            case XML_READER_TYPE_CDATA:
            case XML_READER_TYPE_WHITESPACE:
            case XML_READER_TYPE_SIGNIFICANT_WHITESPACE: {
                auto& siblings = open.back()->children;
                if (siblings.empty() || !siblings.back()->is_text()) siblings.push_back(std::make_unique<Node>());
                siblings.back()->text += view(xmlTextReaderConstValue(reader.get()));
                break;
            }
            case XML_READER_TYPE_DOCUMENT_TYPE:
                return refuse(reader.get(), "a DOCTYPE is not allowed");
            case XML_READER_TYPE_ENTITY_REFERENCE:
                return refuse(reader.get(), "an entity of the document's own is not allowed");
            default:
                break;  // comments and processing instructions say nothing to a reader of the document
        }
    }
    // libxml2 goes on after some allocations that failed, and has lost a namespace or a name by then.
    if (fault.no_memory) throw std::bad_alloc();
    if (more != 0) return Failure{fault.text.empty() ? std::string("not well-formed XML") : fault.text};
    const auto root =
        std::find_if(top.children.begin(), top.children.end(), [](const auto& node) { return !node->is_text(); });
    if (root == top.children.end()) return Failure{std::string("no element in it")};
    return std::move(*root);
}

void append_escaped(std::string& out, std::string_view text) {
    for (const char c : text) {
        switch (c) {
            case '&':
                out += "&amp;";
                break;
            case '<':
                out += "&lt;";
                break;
            case '>':
                out += "&gt;";
                break;
            case '"':
                out += "&quot;";
                break;
            case '\r':
                out += "&#13;";
                break;
            default:
                out += c;
        }
    }
}

void append_start_tag(std::string& out, const Node& element) {
    out.append("<").append(element.name);
    for (const auto& [name, value] : element.attributes) {
        out.append(" ").append(name).append("=\"");
        append_escaped(out, value);
        out += '"';
    }
    out += '>';
}

void append_end_tag(std::string& out, const Node& element) { out.append("</").append(element.name).append(">"); }

void append_xml(std::string& out, const Node& node) {
    if (node.is_text()) return append_escaped(out, node.text);
    append_start_tag(out, node);
    for (const auto& child : node.children) append_xml(out, *child);
    append_end_tag(out, node);
}

bool is_xml_text(std::string_view utf8) {
    if (!is_utf8(utf8)) return false;
    for (std::size_t i = 0; i < utf8.size(); ++i) {
        const auto c = static_cast<unsigned char>(utf8[i]);
        if (c < 0x20 && c != '\t' && c != '\n' && c != '\r') return false;
        const bool non_character =
            c == 0xEF && utf8.substr(i, 3) >= "\xEF\xBF\xBE" && utf8.substr(i, 3) <= "\xEF\xBF\xBF";
        if (non_character) return false;
    }
    return true;
}

}  // namespace ehcflow::templates
