#include "interchange/sheet.h"

#include "templates/engine/package.h"

namespace ehcflow::interchange {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
constexpr std::string_view kStartsFormula = "=+-@\t\r\n|";
// The same signs at full width, which some spreadsheets take for the plain ones.
constexpr std::string_view kWideSigns[] = {"\xEF\xBC\x9D", "\xEF\xBC\x8B", "\xEF\xBC\x8D", "\xEF\xBC\xA0"};

bool could_be_formula(std::string_view text) {
    if (!text.empty() && (text.front() == '\t' || text.front() == '\r' || text.front() == '\n')) return true;
    const auto first = text.find_first_not_of(' ');
    if (first == std::string_view::npos) return false;
    text.remove_prefix(first);
    if (kStartsFormula.find(text.front()) != std::string_view::npos) return true;
    for (const std::string_view sign : kWideSigns)
        if (text.starts_with(sign)) return true;
    return false;
}

std::string in_csv(const Cell& cell) {
    if (const auto* number = std::get_if<std::size_t>(&cell)) return std::to_string(*number);
    const std::string& text = std::get<std::string>(cell);
    std::string out = "\"";
    if (could_be_formula(text)) out += '\'';
    for (const char letter : text) {
        if (letter == '"') out += '"';
        out += letter;
    }
    return out + '"';
}

// XML has no place for control characters but these; elsewhere they would spoil the whole file.
std::string in_xml(std::string_view text) {
    std::string out;
    for (const char letter : text) {
        const auto code = static_cast<unsigned char>(letter);
        if (code < 0x20 && letter != '\t' && letter != '\n' && letter != '\r') continue;
        if (letter == '&')
            out += "&amp;";
        else if (letter == '<')
            out += "&lt;";
        else if (letter == '>')
            out += "&gt;";
        else if (letter == '"')
            out += "&quot;";
        else
            out += letter;
    }
    return out;
}

std::string in_sheet(const Cell& cell, std::string_view style) {
    if (const auto* number = std::get_if<std::size_t>(&cell)) return "<c><v>" + std::to_string(*number) + "</v></c>";
    return "<c t=\"inlineStr\"" + std::string(style) + "><is><t xml:space=\"preserve\">" +
           in_xml(std::get<std::string>(cell)) + "</t></is></c>";
}

std::string worksheet(const Sheet& sheet) {
    std::string xml =
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<worksheet "
        "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetViews><sheetView "
        "workbookViewId=\"0\"><pane ySplit=\"1\" topLeftCell=\"A2\" activePane=\"bottomLeft\" state=\"frozen\"/>"
        "</sheetView></sheetViews><sheetFormatPr defaultColWidth=\"22\" defaultRowHeight=\"15\"/><sheetData><row>";
    for (const std::string& head : sheet.heads) xml += in_sheet(head, " s=\"1\"");
    xml += "</row>";
    for (const auto& row : sheet.rows) {
        xml += "<row>";
        for (const Cell& cell : row) xml += in_sheet(cell, "");
        xml += "</row>";
    }
    return xml + "</sheetData></worksheet>";
}

constexpr std::string_view kContentTypes =
    R"(<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/></Types>)";
constexpr std::string_view kRelations =
    R"(<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>)";
constexpr std::string_view kWorkbookRelations =
    R"(<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>)";
constexpr std::string_view kStyles =
    R"(<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2"><xf fontId="0"/><xf fontId="1" applyFont="1"/></cellXfs></styleSheet>)";

std::string workbook(const std::string& name) {
    return "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<workbook "
           "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" "
           "xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheets><sheet name=\"" +
           in_xml(name) + "\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>";
}

}  // namespace

std::string write_csv(const Sheet& sheet) {
    std::string out(kByteOrderMark);
    const auto add_row = [&](const std::vector<Cell>& cells) {
        for (std::size_t i = 0; i < cells.size(); ++i) out.append(i == 0 ? "" : ",").append(in_csv(cells[i]));
        out += "\r\n";
    };
    add_row({sheet.heads.begin(), sheet.heads.end()});
    for (const auto& row : sheet.rows) add_row(row);
    return out;
}

std::string write_xlsx(const Sheet& sheet) {
    return templates::write_archive({{"[Content_Types].xml", std::string(kContentTypes)},
                                     {"_rels/.rels", std::string(kRelations)},
                                     {"xl/workbook.xml", workbook(sheet.name)},
                                     {"xl/_rels/workbook.xml.rels", std::string(kWorkbookRelations)},
                                     {"xl/styles.xml", std::string(kStyles)},
                                     {"xl/worksheets/sheet1.xml", worksheet(sheet)}});
}

}  // namespace ehcflow::interchange
