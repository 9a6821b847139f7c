#include "templates/engine/rich.h"

#include <algorithm>
#include <cmark.h>
#include <memory>
#include <span>
#include <vector>

#include "base/invariant.h"
#include "templates/engine/rich_table.h"

namespace ehcflow::templates {
namespace {

// How one kind of document writes what CommonMark means.
struct Marks {
    std::string_view strong_begin, strong_end;
    std::string_view emphasis_begin, emphasis_end;
    std::string_view link_begin, link_end;  // the address stands between link_begin and ">
    std::string_view bullets_begin, bullets_end;
    std::string_view numbers_begin, numbers_end;
    std::string_view item_begin, item_end;
    std::string_view line_break;
    std::string_view table_begin, table_end, header_begin, header_end, row_begin, row_end;
    std::string_view header_cell_begin, header_cell_end, cell_begin, cell_end;
    Context context;
};

constexpr Marks kOdf = {"<text:span text:style-name=\"Ehcflow_Strong\">",
                        "</text:span>",
                        "<text:span text:style-name=\"Ehcflow_Emphasis\">",
                        "</text:span>",
                        "<text:a xmlns:xlink=\"http://www.w3.org/1999/xlink\" xlink:type=\"simple\" xlink:href=\"",
                        "</text:a>",
                        "<text:list text:style-name=\"Ehcflow_Bullets\">",
                        "</text:list>",
                        "<text:list text:style-name=\"Ehcflow_Numbers\">",
                        "</text:list>",
                        "<text:list-item>",
                        "</text:list-item>",
                        "<text:line-break/>",
                        "<table:table xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\">",
                        "</table:table>",
                        "<table:table-header-rows>",
                        "</table:table-header-rows>",
                        "<table:table-row>",
                        "</table:table-row>",
                        "<table:table-cell table:style-name=\"Ehcflow_Cell\" office:value-type=\"string\">",
                        "</table:table-cell>",
                        "<table:table-cell table:style-name=\"Ehcflow_Cell\" office:value-type=\"string\">",
                        "</table:table-cell>",
                        Context::Paragraph};
constexpr Marks kHtml = {"<strong>", "</strong>", "<em>",   "</em>",      "<a href=\"",
                         "</a>",     "<ul>",      "</ul>",  "<ol>",       "</ol>",
                         "<li>",     "</li>",     "<br>\n", "<table>",    "</table>",
                         "<thead>",  "</thead>",  "<tr>",   "</tr>",      "<th scope=\"col\">",
                         "</th>",    "<td>",      "</td>",  Context::Html};

struct FreeNode {
    void operator()(cmark_node* node) const { cmark_node_free(node); }
};
struct FreeIterator {
    void operator()(cmark_iter* iterator) const { cmark_iter_free(iterator); }
};

std::string_view view(const char* text) { return text == nullptr ? std::string_view() : std::string_view(text); }

// A number, since cmark's enumeration has members that stand for ranges and are no kinds of their own.
int kind_of(cmark_node* node) { return cmark_node_get_type(node); }

using Parsed = std::unique_ptr<cmark_node, FreeNode>;
Parsed parsed(std::string_view commonmark) {
    return Parsed(cmark_parse_document(commonmark.data(), commonmark.size(), CMARK_OPT_DEFAULT));
}

// As cmark counts them: ended by a line feed, a carriage return, or both.
std::vector<std::string_view> lines_in(std::string_view text) {
    std::vector<std::string_view> lines;
    while (!text.empty()) {
        const auto end = std::min(text.find_first_of("\r\n"), text.size());
        lines.push_back(text.substr(0, end));
        text.remove_prefix(std::min(text.size(), end + (text.substr(end).starts_with("\r\n") ? 2 : 1)));
    }
    return lines;
}

class Writer {
public:
    Writer(std::string& out, const RichFrame& frame, const Marks& marks, std::span<const std::string_view> lines)
        : out_(out), frame_(frame), marks_(marks), lines_(lines) {}

    Result<void, std::string> write(cmark_node* root) {
        const std::unique_ptr<cmark_iter, FreeIterator> iterator(cmark_iter_new(root));
        for (auto event = cmark_iter_next(iterator.get()); event != CMARK_EVENT_DONE;
             event = cmark_iter_next(iterator.get())) {
            cmark_node* node = cmark_iter_get_node(iterator.get());
            if (event == CMARK_EVENT_ENTER && is_table(node)) {
                table(*read_table(lines_of(node)));
                cmark_iter_reset(iterator.get(), node, CMARK_EVENT_EXIT);
                continue;
            }
            if (event == CMARK_EVENT_ENTER)
                enter(node);
            else
                exit(node);
            if (depth_ > kDeepestRich)
                return Failure{"has lists or quotations more than " + std::to_string(kDeepestRich) + " deep"};
        }
        return {};
    }

private:
    std::span<const std::string_view> lines_of(cmark_node* node) const {
        const auto first = static_cast<std::size_t>(cmark_node_get_start_line(node));
        const auto last = static_cast<std::size_t>(cmark_node_get_end_line(node));
        if (first == 0 || last < first || last > lines_.size()) return {};
        return lines_.subspan(first - 1, last - first + 1);
    }

    bool is_table(cmark_node* node) const {
        return frame_.may_hold_tables && kind_of(node) == CMARK_NODE_PARAGRAPH &&
               kind_of(cmark_node_parent(node)) == CMARK_NODE_DOCUMENT && read_table(lines_of(node)).has_value();
    }

    void table(const RichTable& table) {
        out_ += marks_.table_begin;
        if (marks_.context == Context::Paragraph)
            out_ +=
                "<table:table-column table:number-columns-repeated=\"" + std::to_string(table.rows[0].size()) + "\"/>";
        for (std::size_t i = 0; i < table.rows.size(); ++i) {
            if (i == 0) out_ += marks_.header_begin;
            out_ += marks_.row_begin;
            for (const std::string& cell : table.rows[i]) {
                out_ += i == 0 ? marks_.header_cell_begin : marks_.cell_begin;
                inside_cell(cell, i == 0);
                out_ += i == 0 ? marks_.header_cell_end : marks_.cell_end;
            }
            out_ += marks_.row_end;
            if (i == 0) out_ += marks_.header_end;
        }
        out_ += marks_.table_end;
    }

    // The words of one line, with what stands out in them; a cell holds no list and no table of its own.
    void inside_cell(const std::string& cell, bool is_header) {
        out_ += frame_.begin;
        if (is_header) out_ += marks_.strong_begin;
        const auto root = parsed(cell);
        const std::unique_ptr<cmark_iter, FreeIterator> iterator(cmark_iter_new(root.get()));
        for (auto event = cmark_iter_next(iterator.get()); event != CMARK_EVENT_DONE;
             event = cmark_iter_next(iterator.get())) {
            cmark_node* node = cmark_iter_get_node(iterator.get());
            if (!is_inline(node)) continue;
            if (event == CMARK_EVENT_ENTER)
                enter(node);
            else
                exit(node);
        }
        if (is_header) out_ += marks_.strong_end;
        out_ += frame_.end;
    }

    static bool is_inline(cmark_node* node) {
        const int kind = kind_of(node);
        return kind >= CMARK_NODE_FIRST_INLINE && kind <= CMARK_NODE_LAST_INLINE;
    }

    void enter(cmark_node* node) {
        switch (kind_of(node)) {
            case CMARK_NODE_BLOCK_QUOTE:
                ++depth_;
                break;
            case CMARK_NODE_LIST:
                ++depth_;
                begin_list(node);
                break;
            case CMARK_NODE_ITEM:
                out_ += marks_.item_begin;
                break;
            case CMARK_NODE_PARAGRAPH:
                out_ += frame_.begin;
                break;
            case CMARK_NODE_HEADING:  // the document's own headings are the template's; this is a line that stands out
                out_.append(frame_.begin).append(marks_.strong_begin);
                break;
            case CMARK_NODE_CODE_BLOCK:
            case CMARK_NODE_HTML_BLOCK:
                out_ += frame_.begin;
                lines(view(cmark_node_get_literal(node)));
                out_ += frame_.end;
                break;
            case CMARK_NODE_STRONG:
                out_ += marks_.strong_begin;
                break;
            case CMARK_NODE_EMPH:
                out_ += marks_.emphasis_begin;
                break;
            case CMARK_NODE_LINK:
                begin_link(node);
                break;
            case CMARK_NODE_TEXT:
            case CMARK_NODE_CODE:
            case CMARK_NODE_HTML_INLINE:
                append_text(out_, view(cmark_node_get_literal(node)), marks_.context);
                break;
            case CMARK_NODE_SOFTBREAK:
                out_ += ' ';
                break;
            case CMARK_NODE_LINEBREAK:
                out_ += marks_.line_break;
                break;
            default:
                break;
        }
    }

    void exit(cmark_node* node) {
        switch (kind_of(node)) {
            case CMARK_NODE_BLOCK_QUOTE:
                --depth_;
                break;
            case CMARK_NODE_LIST:
                --depth_;
                out_ += is_numbered(node) ? marks_.numbers_end : marks_.bullets_end;
                break;
            case CMARK_NODE_ITEM:
                out_ += marks_.item_end;
                break;
            case CMARK_NODE_PARAGRAPH:
                out_ += frame_.end;
                break;
            case CMARK_NODE_HEADING:
                out_.append(marks_.strong_end).append(frame_.end);
                break;
            case CMARK_NODE_STRONG:
                out_ += marks_.strong_end;
                break;
            case CMARK_NODE_EMPH:
                out_ += marks_.emphasis_end;
                break;
            case CMARK_NODE_LINK:
                if (is_harmless_address(view(cmark_node_get_url(node)))) out_ += marks_.link_end;
                break;
            default:
                break;
        }
    }

    static bool is_numbered(cmark_node* list) { return cmark_node_get_list_type(list) == CMARK_ORDERED_LIST; }

    void begin_list(cmark_node* list) { out_ += is_numbered(list) ? marks_.numbers_begin : marks_.bullets_begin; }

    // An address that a page may not lead to leaves its words, without a link.
    void begin_link(cmark_node* link) {
        const auto address = view(cmark_node_get_url(link));
        if (!is_harmless_address(address)) return;
        out_ += marks_.link_begin;
        append_text(out_, address, Context::Html);
        out_ += "\">";
    }

    void lines(std::string_view text) {
        while (text.ends_with('\n')) text.remove_suffix(1);
        for (std::size_t at = 0; at <= text.size();) {
            const auto end = std::min(text.find('\n', at), text.size());
            if (at > 0) out_ += marks_.line_break;
            append_text(out_, text.substr(at, end - at), marks_.context);
            at = end + 1;
        }
    }

    std::string& out_;
    const RichFrame& frame_;
    const Marks& marks_;
    std::span<const std::string_view> lines_;
    int depth_ = 0;
};

std::string list_level(int level, std::string_view kind, std::string_view mark) {
    const std::string at = std::to_string(6 * level) + "mm";
    std::string xml = "<text:list-level-style-" + std::string(kind) + " text:level=\"" + std::to_string(level) + "\" ";
    xml.append(mark).append(
        "><style:list-level-properties text:list-level-position-and-space-mode=\"label-alignment\">");
    xml += "<style:list-level-label-alignment text:label-followed-by=\"listtab\" text:list-tab-stop-position=\"" + at +
           "\" fo:text-indent=\"-6mm\" fo:margin-left=\"" + at + "\"/></style:list-level-properties>";
    return xml + "</text:list-level-style-" + std::string(kind) + ">";
}

std::string list_style(std::string_view name, std::string_view kind, std::string_view mark) {
    std::string xml = "<text:list-style style:name=\"" + std::string(name) + "\">";
    for (int level = 1; level <= kDeepestRich; ++level) xml += list_level(level, kind, mark);
    return xml + "</text:list-style>";
}

}  // namespace

Result<void, std::string> append_rich(std::string& out, std::string_view commonmark, const RichFrame& frame,
                                      Context context) {
    const auto root = parsed(commonmark);
    const auto lines = lines_in(commonmark);
    return Writer(out, frame, context == Context::Html ? kHtml : kOdf, lines).write(root.get());
}

void add_rich_styles(Node& root) {
    static constexpr std::string_view kTextStyles =
        "<style:style style:name=\"Ehcflow_Strong\" style:family=\"text\">"
        "<style:text-properties fo:font-weight=\"bold\"/></style:style>"
        "<style:style style:name=\"Ehcflow_Emphasis\" style:family=\"text\">"
        "<style:text-properties fo:font-style=\"italic\"/></style:style>"
        "<style:style style:name=\"Ehcflow_Cell\" style:family=\"table-cell\">"
        "<style:table-cell-properties fo:padding=\"1mm\" fo:border=\"0.5pt solid #808080\"/></style:style>";
    auto styles = read_xml(
        "<office:automatic-styles xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" "
        "xmlns:style=\"urn:oasis:names:tc:opendocument:xmlns:style:1.0\" "
        "xmlns:fo=\"urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0\" "
        "xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\">" +
        std::string(kTextStyles) + list_style("Ehcflow_Bullets", "bullet", "text:bullet-char=\"•\"") +
        list_style("Ehcflow_Numbers", "number", "style:num-format=\"1\" style:num-suffix=\".\"") +
        "</office:automatic-styles>");
    invariant(styles.ok(), "the styles of rich text are XML");
    const auto is_named = [](std::string_view name) {
        return [name](const std::unique_ptr<Node>& node) { return node->name == name; };
    };
    auto& children = root.children;
    auto place = std::find_if(children.begin(), children.end(), is_named("office:automatic-styles"));
    if (place == children.end()) {
        place = std::find_if(children.begin(), children.end(), is_named("office:master-styles"));
        if (place == children.end()) place = std::find_if(children.begin(), children.end(), is_named("office:body"));
        place = children.insert(place, std::move(*styles));
        return;
    }
    // Each style says its own namespaces, since the element into which it moves may not.
    for (auto& style : (*styles)->children) {
        style->attributes.insert(style->attributes.end(), (*styles)->attributes.begin(), (*styles)->attributes.end());
        (*place)->children.push_back(std::move(style));
    }
}

}  // namespace ehcflow::templates
