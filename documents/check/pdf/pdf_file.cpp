#include "documents/check/pdf/pdf_file.h"

#include <algorithm>
#include <array>
#include <qpdf/QPDFPageObjectHelper.hh>

#include "documents/check/pdf/open_pdf.h"

namespace ehcflow::documents {

PdfObject inside(PdfObject dictionary, const std::string& key) {
    return dictionary.isDictionary() ? dictionary.getKey(key) : PdfObject::newNull();
}

std::string words(PdfObject value) { return value.isString() ? value.getUTF8Value() : std::string{}; }

std::string name_of(PdfObject value) { return value.isName() ? value.getName().substr(1) : std::string{}; }

std::string data_of(PdfObject stream) {
    if (!stream.isStream()) return {};
    const auto data = stream.getStreamData(qpdf_dl_generalized);
    return {reinterpret_cast<const char*>(data->getBuffer()), data->getSize()};
}

std::vector<PdfObject> listed(PdfObject value) {
    if (value.isArray()) return value.getArrayAsVector();
    return value.isNull() ? std::vector<PdfObject>{} : std::vector<PdfObject>{value};
}

double number_in(PdfObject value) { return value.isNumber() ? value.getNumericValue() : 0; }

std::string drawn_by(PdfObject page) {
    std::string drawn;
    for (PdfObject part : listed(page.getKey("/Contents"))) drawn += data_of(part) + "\n";
    return drawn;
}

namespace {

constexpr int kDeepest = 200;  // elements inside each other; more would be a maze made on purpose
constexpr std::size_t kMostElements = 2'000'000;

bool is_true(PdfObject value) { return value.isBool() && value.getBoolValue(); }

bool has_font_file(PdfObject descriptor) {
    return descriptor.hasKey("/FontFile") || descriptor.hasKey("/FontFile2") || descriptor.hasKey("/FontFile3");
}

void read_font(PdfObject font, PdfFacts& facts) {
    const std::string subtype = name_of(font.getKey("/Subtype"));
    const std::string name = font.getKey("/BaseFont").isName() ? name_of(font.getKey("/BaseFont")) : "without a name";
    const bool is_descendant = subtype.starts_with("CIDFont");
    if (!is_descendant && !font.getKey("/ToUnicode").isStream()) facts.fonts_without_characters.push_back(name);
    // A composite font's descriptor stands with its descendant; a Type 3 font is its own drawing.
    if (subtype == "Type0" || subtype == "Type3") return;
    PdfObject descriptor = font.getKey("/FontDescriptor");
    if (!descriptor.isDictionary() || !has_font_file(descriptor)) facts.fonts_not_embedded.push_back(name);
}

bool acts(PdfObject object) {
    if (!object.isDictionary()) return false;
    static constexpr std::array kActions = {"JavaScript", "Launch",    "SubmitForm", "ImportData",
                                            "GoToR",      "Rendition", "Movie",      "Sound"};
    const std::string kind = name_of(object.getKey("/S"));
    const bool bad_action =
        std::any_of(kActions.begin(), kActions.end(), [&](const char* action) { return kind == action; });
    return bad_action || object.hasKey("/JS") || object.hasKey("/AA") || object.hasKey("/EmbeddedFiles") ||
           object.hasKey("/XFA");
}

}  // namespace

OpenPdf::OpenPdf(std::string_view bytes) {
    pdf_.setSuppressWarnings(true);
    pdf_.setAttemptRecovery(false);
    pdf_.processMemoryFile("document.pdf", bytes.data(), bytes.size());
    structure_ = pdf_.getRoot().getKey("/StructTreeRoot");
    for (PdfObject page : pdf_.getAllPages()) {
        pages_.push_back(page);
        page_numbers_[page.getObjGen()] = pages_.size();
    }
}

void OpenPdf::count_element(int depth) {
    if (depth > kDeepest || ++elements_ > kMostElements)
        throw std::runtime_error("its structure is deeper or larger than any document's");
}

OpenPdf::Drawn& OpenPdf::drawn_on(PdfObject page) {
    const auto [at, is_new] = drawn_.try_emplace(page.getObjGen());
    Drawn& drawn = at->second;
    if (!is_new) return drawn;
    drawn.stream = drawn_by(page);
    drawn.read = read_content(drawn.stream);
    return drawn;
}

PdfPage OpenPdf::read_page(PdfObject page) {
    PdfPage made;
    made.tabs_by_structure = name_of(page.getKey("/Tabs")) == "S";
    for (PdfObject annotation : listed(page.getKey("/Annots"))) {
        if (!annotation.isDictionary()) continue;
        if (!annotation.hasKey("/StructParent")) ++made.loose_annotations;
        if (words(annotation.getKey("/Contents")).empty()) ++made.silent_annotations;
    }
    const ReadContent& read = drawn_on(page).read;
    made.content_known = read.known;
    made.bare_artifacts = read.content.bare_artifacts.size();
    made.loose_texts = read.content.loose_texts;
    made.marks = read.content.marks;
    PdfObject fonts = inside(QPDFPageObjectHelper(page).getAttribute("/Resources", false), "/Font");
    for (const std::string& name : read.content.fonts)
        if (!inside(fonts, name).isDictionary()) ++made.missing_fonts;
    return made;
}

const std::string& OpenPdf::standard_type(const std::string& own_type) {
    const auto [at, is_new] = standard_types_.try_emplace(own_type, own_type);
    if (!is_new) return at->second;
    PdfObject roles = inside(structure_, "/RoleMap");
    for (int turns = 0; turns < 8; ++turns) {
        const std::string mapped = name_of(inside(roles, "/" + at->second));
        if (mapped.empty()) break;
        at->second = mapped;
    }
    return at->second;
}

PdfElement OpenPdf::read_element(PdfObject element, int depth) {
    count_element(depth);
    PdfElement made;
    made.own_type = name_of(inside(element, "/S"));
    made.type = standard_type(made.own_type);
    if (PdfObject on = inside(element, "/Pg"); on.isIndirect())
        if (const auto page = page_numbers_.find(on.getObjGen()); page != page_numbers_.end()) made.page = page->second;
    made.has_alternative = !words(inside(element, "/Alt")).empty() || !words(inside(element, "/ActualText")).empty();
    made.id = words(inside(element, "/ID"));
    for (PdfObject attributes : listed(inside(element, "/A"))) {
        if (const auto scope = name_of(inside(attributes, "/Scope")); !scope.empty()) made.scope = scope;
        if (const auto how = name_of(inside(attributes, "/ListNumbering")); !how.empty()) made.list_numbering = how;
    }
    for (PdfObject child : listed(inside(element, "/K")))
        if (child.isDictionary() && child.hasKey("/S")) made.children.push_back(read_element(child, depth + 1));
    return made;
}

PdfFacts OpenPdf::facts() {
    PdfFacts facts;
    PdfObject catalog = pdf_.getRoot();
    const std::string xmp = data_of(catalog.getKey("/Metadata"));
    facts.pages = pages_.size();
    facts.tagged = structure_.isDictionary() && is_true(inside(catalog.getKey("/MarkInfo"), "/Marked"));
    facts.shows_title = is_true(inside(catalog.getKey("/ViewerPreferences"), "/DisplayDocTitle"));
    facts.marked_pdf_ua = says_pdf_ua(xmp);
    facts.marked_pdf_a = says_pdf_a(xmp);
    facts.has_bookmarks = inside(catalog.getKey("/Outlines"), "/First").isDictionary();
    facts.title = words(inside(pdf_.getTrailer().getKey("/Info"), "/Title"));
    facts.language = words(catalog.getKey("/Lang"));
    // Not getAllObjects, which looks for references to nothing all over again; the writer does that.
    for (const auto& [id, where] : pdf_.getXRefTable()) {
        PdfObject object = pdf_.getObjectByObjGen(id);
        facts.acts = facts.acts || acts(object);
        if (object.isDictionaryOfType("/Font")) read_font(object, facts);
    }
    for (const PdfObject& page : pages_) facts.each_page.push_back(read_page(page));
    elements_ = 0;
    facts.structure = read_element(structure_, 0);
    return facts;
}

namespace {

std::string unreadable(const std::exception& why) { return std::string("it is not a whole PDF: ") + why.what(); }

}  // namespace

Result<PdfFacts, std::string> read_pdf(std::string_view bytes) {
    try {
        return OpenPdf(bytes).facts();
    } catch (const std::exception& why) {
        return Failure{unreadable(why)};
    }
}

Result<PdfDrawings, std::string> read_drawings(std::string_view bytes) {
    try {
        return OpenPdf(bytes).drawings();
    } catch (const std::exception& why) {
        return Failure{unreadable(why)};
    }
}

Result<FinishedPdf, std::string> finish_pdf(std::string_view bytes, const PdfFinish& wishes) {
    try {
        OpenPdf pdf(bytes);
        FinishedPdf finished;
        finished.repairs = pdf.repair(wishes.draft);
        PdfFacts before = pdf.facts();
        if (wishes.draft && !before.title.empty()) before.title = "DRAFT: " + before.title;
        pdf.set_metadata(
            {before.title, before.language, {}, {}, wishes.dated, before.marked_pdf_ua, before.marked_pdf_a});
        finished.bytes = pdf.write();
        finished.facts = std::move(before);
        return finished;
    } catch (const std::exception& why) {
        return Failure{unreadable(why)};
    }
}

}  // namespace ehcflow::documents
