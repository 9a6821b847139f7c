#include "tests/fuzz/targets.h"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>

#include "documents/check/pdf/page_content.h"
#include "documents/check/pdf/page_drawing.h"
#include "interchange/calendar.h"
#include "interchange/import/caseload.h"
#include "interchange/timeline.h"
#include "interchange/value.h"
#include "storage/digest.h"
#include "storage/packed_files.h"
#include "storage/sealed_file.h"
#include "storage/storage_error.h"
#include "templates/engine/annotate.h"
#include "templates/engine/check.h"
#include "templates/engine/syntax.h"
#include "templates/engine/template.h"
#include "templates/engine/text_template.h"
#include "templates/engine/xml.h"

namespace ehcflow::fuzz {
namespace {

using namespace templates;  // NOLINT(google-build-using-namespace): the whole of this file is about them

Limits small() {
    Limits limits;
    limits.package_bytes = 1U << 20U;
    limits.unpacked_bytes = 4U << 20U;
    limits.entries = 100;
    return limits;
}

std::optional<std::string> no_block(const std::string& name) {
    if (name == "itself") return "{{> itself}}";
    return std::nullopt;
}

std::string flat(std::string_view body) {
    return "<office:document xmlns:office=\"o\" xmlns:text=\"t\" xmlns:table=\"b\" xmlns:draw=\"d\" "
           "office:version=\"1.3\" "
           "office:mimetype=\"application/vnd.oasis.opendocument.text\"><office:body><office:text>" +
           std::string(body) + "</office:text></office:body></office:document>";
}

Value some_data() {
    static const Value kData =
        interchange::read_value(R"({"a":"x","b":{"c":[1,2,{"d":"2026-02-16"}]},"e":[],"f":true,"g":null,"h":"**h**"})")
            .value();
    return kData;
}

// What was made must be readable: flat as XML, a package as a package and a template again.
void must_be_sound(const Template& form, const Value& data) {
    if (form.is_flat())
        if (const auto out = form.fill_flat(data)) must(read_xml(*out).ok());
    const Filled preview = form.preview_package(data);
    must(preview.bytes.size() > (std::size_t{1} << 20U) || read_package(preview.bytes).ok());
}

}  // namespace

void package(const std::uint8_t* data, std::size_t size) {
    const auto bytes = text_of(data, size);
    (void)read_package(bytes, small());
    if (const auto form = Template::parse(bytes, no_block, small())) must_be_sound(*form, some_data());
}

void xml(const std::uint8_t* data, std::size_t size) {
    const auto bytes = text_of(data, size);
    if (const auto root = read_xml(bytes)) {
        std::string written;
        append_xml(written, **root);
        must(read_xml(written).ok());
    }
    CheckSettings settings;
    settings.limits = small();
    const Findings findings = check(bytes, no_block, settings);
    if (const auto copy = annotate(bytes, findings, small())) must(read_package(*copy).ok());
    if (const auto form = Template::parse(bytes, no_block, small())) must_be_sound(*form, some_data());
    // The same as a shared block, and as a house style.
    const auto as_block = [&](const std::string& name) -> std::optional<std::string> {
        return name == "b" ? std::optional(std::string(bytes)) : std::nullopt;
    };
    if (const auto form = Template::parse(flat("<text:p>{{> b}}</text:p>"), as_block, small()))
        must_be_sound(*form, some_data());
    if (const auto form = Template::parse(flat("<text:p>{{a}}</text:p>"), no_block, small(), bytes))
        must_be_sound(*form, some_data());
}

void syntax(const std::uint8_t* data, std::size_t size) {
    const auto text = text_of(data, size);
    (void)read_tag(text);
    for (const TextKind kind : {TextKind::Html, TextKind::Plain})
        if (const auto form = TextTemplate::parse(text, kind, no_block)) (void)form->fill(some_data());
}

// The body of a template up to the first zero byte, and the data as JSON after it.
void fill(const std::uint8_t* data, std::size_t size) {
    const auto text = text_of(data, size);
    const auto end = std::min(text.find('\0'), text.size());
    const auto value = interchange::read_value(end < text.size() ? text.substr(end + 1) : "{}");
    if (!value) return;
    if (const auto form = Template::parse(flat(text.substr(0, end)), no_block, small())) must_be_sound(*form, *value);
}

void timeline(const std::uint8_t* data, std::size_t size) {
    const auto text = text_of(data, size);
    const auto& calendar = interchange::built_in_calendar();
    const Date today(2026, 3, 1);
    std::string reply, again;
    const bool answered = interchange::append_reply(reply, text, calendar, today);
    must(interchange::read_value(reply).ok());
    must(reply.find('\n') == std::string::npos);  // one line a case, whatever is in it
    must(interchange::append_reply(again, text, calendar, today) == answered && again == reply);

    const auto read = interchange::read_timeline(text);
    if (!read) {
        must(!answered && !read.error().code.empty() && !read.error().detail.empty());
        return;
    }
    // Corrections are applied by now, and their changes are not kept.
    std::string rewritten = R"({"child":{"born":")" + to_iso(read->born.value_or(today)) + R"("},"events":[)";
    for (const workflow::Event& event : read->events)
        if (event.kind != workflow::Kind::Correction)
            rewritten.append(rewritten.back() == '[' ? "" : ",").append(interchange::write_event(event));
    must(interchange::read_timeline(rewritten + "]}").ok());
}

void caseload(const std::uint8_t* data, std::size_t size) {
    using namespace interchange;  // NOLINT(google-build-using-namespace)
    const Date today(2026, 3, 1);
    std::string_view rest = text_of(data, size);
    const auto next = [&] {
        const auto end = std::min(rest.find('\0'), rest.size());
        const std::string_view part = rest.substr(0, end);
        rest.remove_prefix(std::min(end + 1, rest.size()));
        return part;
    };
    const auto mapping = read_mapping(next());
    const Mapping how = mapping ? *mapping : Mapping();
    std::vector<SourceFile> files;
    for (const ImportKind& kind : import_kinds())
        if (auto read = read_source(std::string(kind.name) + ".csv", kind.kind, std::string(next()), how, today))
            files.push_back(std::move(read).value());
        else
            must(!read.error().empty());
    const ImportedCaseload taken = admit(
        std::move(files), {}, [](const std::string&) { return std::nullopt; }, built_in_calendar(), today);
    for (const SourceFile& file : taken.files) {
        std::size_t out = 0;
        for (const SourceRow& row : file.rows) {
            const bool is_out = row.verdict.was == Verdict::Was::Refused || row.verdict.was == Verdict::Was::HeldBack;
            must(is_out != row.verdict.reason.empty());
            out += is_out ? 1U : 0U;
        }
        // What was refused can be fed back as it is, and says the same.
        const auto again = read_source(file.name, file.kind, write_refused(file), how, today);
        must(again.ok() && again->header == file.header && again->rows.size() == out);
    }
    for (const Admission& child : taken.admissions)
        must(child.is_new && child_of(child.reference, child.record).has_value());
}

namespace {

namespace fs = std::filesystem;

class OwnFolder {
public:
    OwnFolder() : path_(fs::temp_directory_path() / ("ehcflow-fuzz-" + storage::random_token().substr(0, 16))) {
        fs::create_directories(path_ / "out");
    }
    ~OwnFolder() { fs::remove_all(path_); }
    OwnFolder(const OwnFolder&) = delete;
    OwnFolder& operator=(const OwnFolder&) = delete;
    fs::path operator/(const char* name) const { return path_ / name; }

private:
    const fs::path path_;
};

std::string bytes_of(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

// Done, or refused with a sentence: nothing else may come of it.
template <class Work>
bool done(const Work& work) {
    try {
        work();
        return true;
    } catch (const storage::StorageError& error) {
        must(!std::string(error.what()).empty());
        return false;
    }
}

}  // namespace

void page(const std::uint8_t* data, std::size_t size) {
    using namespace documents;  // NOLINT(google-build-using-namespace)
    auto font = std::make_shared<PageFont>();
    for (std::size_t code = 0; code < font->texts.size(); ++code) {
        font->texts[code] = std::string(1, static_cast<char>(' ' + code % 95));
        font->advances[code] = static_cast<double>(code * 4);
    }
    auto form = std::make_shared<DrawnForm>();
    form->box = {0, 0, 30, 30};
    form->drawing = {"0 0 9 9 re f BT /F1 9 Tf (in it)Tj ET", {{"/F1", font}}, {}};
    const DrawnPage given{{0, 0, 595, 842},
                          {std::string(text_of(data, size)), {{"/F1", font}}, {{"/Im1", nullptr}, {"/Fm1", form}}}};
    const ReadContent read = read_content(given.drawing.content);
    if (read.known) {
        const std::string named = name_artifacts(given.drawing.content, read.content, 842);
        const ReadContent again = read_content(named);
        must(again.known && again.content.bare_artifacts.empty());
        must(again.content.pieces.size() == read.content.pieces.size());
    }
    const auto printed = print_page(given);
    if (!printed) return must(!printed.error().empty());
    for (const PrintedWord& word : printed->words)
        must(!word.text.empty() && word.box.left <= word.box.right && word.box.top <= word.box.bottom);
    must(printed->ink.size() == 210 * 297 || printed->ink.size() == 210 * 298);
    (void)PrintedPdf{"", {*printed, *printed}}.running_text();
}

void backup(const std::uint8_t* data, std::size_t size) {
    constexpr std::string_view kParts[] = {"ledger.db", "access.db", "anchors"};
    const OwnFolder folder;
    std::ofstream(folder / "given", std::ios::binary) << text_of(data, size);
    if (done([&] { storage::unpack(folder / "given", folder / "out", kParts); })) {
        // What was unpacked is all that was given: packed again in the same order it is the same bytes.
        std::vector<std::string> names;
        for (const auto& entry : fs::directory_iterator(folder / "out")) names.push_back(entry.path().filename());
        std::sort(names.begin(), names.end());
        bool same = false;
        do {
            storage::pack(folder / "out", names, folder / "again");
            same = same || bytes_of(folder / "again") == text_of(data, size);
        } while (!same && std::next_permutation(names.begin(), names.end()));
        must(same);
    }
    // Anything sealed is opened again; anything else is no sealed file, or none of this key.
    std::ofstream(folder / "key") << std::string(64, 'a') << "\n";
    const auto key = storage::SealKey::from(folder / "key");
    if (done([&] { storage::unseal(folder / "given", folder / "opened", key); }))
        must(fs::file_size(folder / "opened") < size);
    storage::seal(folder / "given", folder / "sealed", key);
    storage::unseal(folder / "sealed", folder / "whole", key);
    must(bytes_of(folder / "whole") == text_of(data, size));
    must(!fs::exists(folder / "opened.part"));
}

}  // namespace ehcflow::fuzz
