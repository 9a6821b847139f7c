#include "tools/ehcflow/document_maker.h"

#include <algorithm>
#include <chrono>
#include <thread>

#include "documents/render/office_pool.h"
#include "interchange/value.h"
#include "tools/ehcflow/template_file.h"

namespace ehcflow {
namespace {

constexpr std::chrono::minutes kLongestRender{2};

constexpr int kTries = 4;
constexpr std::chrono::milliseconds kShortest{250}, kLongest{5'000};  // between them

Exit exit_for(documents::RenderFault fault) {
    switch (fault) {
        case documents::RenderFault::BadDocument:
        case documents::RenderFault::Quarantined:
            return Exit::No;
        case documents::RenderFault::TimedOut:
        case documents::RenderFault::Busy:
        case documents::RenderFault::OfficeFailed:
        case documents::RenderFault::ShuttingDown:
            return Exit::Broken;
    }
    return Exit::Broken;
}

// Not the document's doing: a while later it may be made.
bool may_pass(documents::RenderFault fault) {
    return fault == documents::RenderFault::Busy || fault == documents::RenderFault::OfficeFailed;
}

}  // namespace

DocumentMaker::DocumentMaker(templates::Template form, Making making) : form_(std::move(form)), making_(making) {
    if (making.kind == FileKind::FlatOdt && !form_.is_flat())
        throw UsageError("an .odt template makes .odt and .pdf; only a flat template makes .fodt");
    if (making.draft && making.kind != FileKind::Pdf) throw UsageError("--draft marks a PDF; name a .pdf, or --as pdf");
    if (making.kind != FileKind::Pdf) return;
    documents::OfficeSettings settings;
    settings.workers = making.offices;
    offices_ = std::make_unique<documents::OfficePool>(settings);
}

Result<std::string, NoDocument> DocumentMaker::make(std::string_view json) const {
    auto filled = fill(json);
    return filled ? finish(std::move(filled).value()) : std::move(filled);
}

Result<std::string, NoDocument> DocumentMaker::fill(std::string_view json) const {
    const auto data = interchange::read_value(json);
    if (!data) return Failure{NoDocument{Exit::BadInput, "the data: " + data.error() + "\n"}};
    auto filled = fill(*data);
    if (!filled) return Failure{NoDocument{Exit::No, in_lines(filled.error())}};
    return std::move(filled).value();
}

Result<std::string, Findings> DocumentMaker::fill(const templates::Value& data) const {
    // Flat XML is what an office reads fastest.
    const bool flat = making_.kind == FileKind::FlatOdt || (making_.kind == FileKind::Pdf && form_.is_flat());
    if (making_.mode == Mode::Final) return flat ? form_.fill_flat(data) : form_.fill_package(data);
    return (flat ? form_.preview_flat(data) : form_.preview_package(data)).bytes;
}

Result<std::string, NoDocument> DocumentMaker::finish(std::string filled) const {
    if (making_.kind != FileKind::Pdf) return filled;
    const documents::Odt document{std::move(filled), making_.draft};
    for (int tries = 1;; ++tries) {
        auto pdf = offices_->render(document, Deadline::in(kLongestRender));
        if (pdf) return std::move(pdf->bytes);
        const documents::RenderError& why = pdf.error();
        if (tries == kTries || !may_pass(why.fault)) return Failure{NoDocument{exit_for(why.fault), why.what + "\n"}};
        std::this_thread::sleep_for(std::clamp<std::chrono::milliseconds>(why.retry_after, kShortest, kLongest));
    }
}

}  // namespace ehcflow
