#include "service/app/template_shelf.h"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <memory>
#include <mutex>
#include <optional>
#include <set>

#include "base/id.h"
#include "base/invariant.h"
#include "documents/compose/notices.h"
#include "documents/compose/plan_changes.h"
#include "documents/compose/plan_document.h"
#include "documents/compose/progress.h"

namespace ehcflow::service {
namespace {

constexpr const char* kStyleFile = "style.fodt";

std::optional<std::string> whole_file(const std::filesystem::path& path) {
    std::ifstream in(path, std::ios::binary);
    if (!in || std::filesystem::is_directory(path)) return std::nullopt;
    return std::string(std::istreambuf_iterator<char>(in), {});
}

Finding missing(const std::filesystem::path& file) {
    return {"missing-template", Severity::Error, file.string(), "It cannot be read.",
            "Put the template back, or name the right folder."};
}

void add(Findings found, const std::filesystem::path& file, Findings& all) {
    for (Finding& finding : found) {
        finding.place = file.string() + ", " + finding.place;
        all.push_back(std::move(finding));
    }
}

// Blocks are read once: an edit while the service runs must not change a letter between its filling and its check.
templates::BlockLoader read_blocks(const std::filesystem::path& folder, const std::filesystem::path& house) {
    auto kept = std::make_shared<std::map<std::string, std::string>>();
    const auto keep = [&](std::string name, const std::filesystem::path& file) {
        if (auto bytes = whole_file(file)) kept->insert_or_assign(std::move(name), std::move(*bytes));
    };
    for (const documents::BlockRow& row : documents::block_rows())
        keep(std::string(row.name), folder / "blocks" / (std::string(row.name) + ".fodt"));
    for (const std::string_view name : documents::furniture()) {
        const std::string file = std::string(name) + ".fodt";
        keep(std::string(name), folder / "blocks" / file);
        keep(std::string(name), house / file);
    }
    for (const std::string_view name : {documents::kPlanSections, documents::kPlanChanges})
        keep(std::string(name), folder / "blocks" / (std::string(name) + ".fodt"));
    return [kept](const std::string& name) -> std::optional<std::string> {
        const auto block = kept->find(name);
        return block == kept->end() ? std::nullopt : std::optional(block->second);
    };
}

// "letters.will_assess.fodt" of "letters/will_assess.fodt".
std::string ledger_name(std::string_view path) {
    std::string name(path);
    std::replace(name.begin(), name.end(), '/', '.');
    return name;
}

constexpr std::size_t kMostBound = 64;  // then those that are out of use are let go

}  // namespace

struct TemplateShelf::Bound {
    std::mutex turn;
    std::map<std::string, std::shared_ptr<const ShelvedTemplate>> by_file;
};

Result<TemplateShelf, Findings> TemplateShelf::read(const std::filesystem::path& folder,
                                                    const std::filesystem::path& house) {
    TemplateShelf shelf;
    shelf.bound_ = std::make_shared<Bound>();
    shelf.blocks_ = read_blocks(folder, house);
    shelf.approved_ = std::make_shared<const documents::ApprovedBlocks>(shelf.blocks_);
    auto style = whole_file(house / kStyleFile);
    if (!style) style = whole_file(folder / "house" / kStyleFile);
    shelf.style_ = std::move(style).value_or("");
    Findings findings;
    auto samples = SampleCases::read(folder / "samples");
    if (samples)
        shelf.samples_ = std::move(samples).value();
    else
        findings.push_back(samples.error());
    std::set<std::string_view> wanted = {documents::kPlanTemplate, documents::kMyPageTemplate,
                                         documents::kPlanChangesTemplate};
    for (const documents::ProgressDocument& one : documents::kProgressDocuments) wanted.insert(one.template_path);
    for (const documents::NoticeRow& row : documents::notice_rows()) wanted.insert(row.template_path);
    for (const std::string_view path : wanted) {
        auto bytes = whole_file(folder / path);
        if (!bytes) {
            findings.push_back(missing(folder / path));
            continue;
        }
        auto edition = templates::bind_edition(*bytes, shelf.blocks_, shelf.style_);
        if (edition) {
            const storage::Digest hash = storage::sha256(edition->bytes);
            shelf.forms_.emplace(path, ShelvedTemplate{ledger_name(path), std::move(edition).value(), hash});
            shelf.files_.emplace(path, std::move(*bytes));
            continue;
        }
        add(std::move(edition).error(), folder / path, findings);
    }
    for (const std::string_view path : {documents::kMeasureChart, documents::kSparkChart}) {
        const auto bytes = whole_file(folder / path);
        if (!bytes) {
            findings.push_back(missing(folder / path));
            continue;
        }
        auto chart =
            templates::TextTemplate::parse(*bytes, templates::TextKind::Html, [](const auto&) { return std::nullopt; });
        if (chart)
            shelf.charts_.emplace(path, std::move(chart).value());
        else
            add(std::move(chart).error(), folder / path, findings);
    }
    if (!findings.empty()) return Failure{std::move(findings)};
    return shelf;
}

const ShelvedTemplate& TemplateShelf::at(std::string_view path) const {
    const auto form = forms_.find(path);
    invariant(form != forms_.end(), "TemplateShelf: a template that no table names");
    return form->second;
}

const std::string& TemplateShelf::file(std::string_view path) const {
    const auto bytes = files_.find(path);
    invariant(bytes != files_.end(), "TemplateShelf: a template that no table names");
    return bytes->second;
}

Result<std::shared_ptr<const ShelvedTemplate>, Findings> TemplateShelf::bind(const std::string& name,
                                                                             const std::string& bytes) const {
    const std::string key = name + " " + storage::sha256(bytes).hex();
    const std::lock_guard lock(bound_->turn);
    if (const auto there = bound_->by_file.find(key); there != bound_->by_file.end()) return there->second;
    auto edition = templates::bind_edition(bytes, blocks_, style_);
    if (!edition) return Failure{std::move(edition).error()};
    const storage::Digest hash = storage::sha256(edition->bytes);
    if (bound_->by_file.size() >= kMostBound) bound_->by_file.clear();
    return bound_->by_file
        .emplace(key, std::make_shared<const ShelvedTemplate>(ShelvedTemplate{name, std::move(edition).value(), hash}))
        .first->second;
}

const templates::TextTemplate& TemplateShelf::chart(std::string_view path) const {
    const auto form = charts_.find(path);
    invariant(form != charts_.end(), "TemplateShelf: a chart that is not there");
    return form->second;
}

}  // namespace ehcflow::service
