#include "service/http/page_set.h"

#include <fstream>
#include <iterator>
#include <optional>
#include <stdexcept>

#include "base/invariant.h"

namespace ehcflow::service {
namespace {

constexpr std::string_view kPages[] = {"cases", "case", "measures", "sign_in", "message", "check"};

std::optional<std::string> whole_file(const std::filesystem::path& path) {
    std::ifstream in(path, std::ios::binary);
    if (!in || std::filesystem::is_directory(path)) return std::nullopt;
    return std::string(std::istreambuf_iterator<char>(in), {});
}

Finding missing(const std::filesystem::path& path, std::string mend) {
    return {"missing-page", Severity::Error, path.string(), "It cannot be read.", std::move(mend)};
}

}  // namespace

Result<PageSet, Findings> PageSet::read(const std::filesystem::path& folder, const std::filesystem::path& styles) {
    PageSet set;
    Findings findings;
    const auto sheet = whole_file(styles);
    if (sheet)
        set.styles_ = *sheet;
    else
        findings.push_back(missing(styles, "Build the styles with tools/start."));
    const auto layout = whole_file(folder / "layout.html");
    if (!layout) {
        findings.push_back(missing(folder / "layout.html", "Put the page back, or name the right folder."));
        return Failure{std::move(findings)};
    }
    for (const std::string_view page : kPages) {
        const std::filesystem::path file = folder / (std::string(page) + ".html");
        // The layout includes "content": here that is the page.
        const auto blocks = [&](const std::string& name) {
            return whole_file(name == "content" ? file : folder / "blocks" / (name + ".html"));
        };
        auto form = templates::TextTemplate::parse(*layout, templates::TextKind::Html, blocks);
        if (form) {
            set.pages_.emplace(page, std::move(form).value());
            continue;
        }
        for (Finding finding : form.error()) {
            finding.place = file.string() + ", " + finding.place;
            findings.push_back(std::move(finding));
        }
    }
    if (!findings.empty()) return Failure{std::move(findings)};
    return set;
}

std::string PageSet::fill(std::string_view page, const templates::Value& values) const {
    const auto form = pages_.find(page);
    invariant(form != pages_.end(), "PageSet: a page that is not there");
    auto html = form->second.fill(values);
    if (html) return std::move(html).value();
    const Finding& first = html.error().front();
    throw std::logic_error("page " + std::string(page) + ": " + first.code + " at " + first.place);
}

}  // namespace ehcflow::service
