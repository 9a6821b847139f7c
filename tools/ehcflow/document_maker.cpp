#include "tools/ehcflow/document_maker.h"

#include "documents/render/office_pool.h"
#include "interchange/value.h"
#include "tools/ehcflow/template_file.h"

namespace ehcflow {
namespace {

constexpr std::chrono::minutes kLongestRender{2};

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

}  // namespace

DocumentMaker::DocumentMaker(templates::Template form, FileKind kind, unsigned offices, Mode mode)
    : form_(std::move(form)), kind_(kind), mode_(mode) {
    if (kind == FileKind::FlatOdt && !form_.is_flat())
        throw UsageError("an .odt template makes .odt and .pdf; only a flat template makes .fodt");
    if (kind != FileKind::Pdf) return;
    documents::OfficeSettings settings;
    settings.workers = offices;
    offices_ = std::make_unique<documents::OfficePool>(settings);
}

Result<std::string, NoDocument> DocumentMaker::make(std::string_view json) const {
    const auto data = interchange::read_value(json);
    if (!data) return Failure{NoDocument{Exit::BadInput, "the data: " + data.error() + "\n"}};
    auto filled = fill(*data);
    if (!filled) return Failure{NoDocument{Exit::No, in_lines(filled.error())}};
    return kind_ == FileKind::Pdf ? to_pdf(std::move(filled).value()) : std::move(filled).value();
}

Result<std::string, Findings> DocumentMaker::fill(const templates::Value& data) const {
    // Flat XML is what an office reads fastest.
    const bool flat = kind_ == FileKind::FlatOdt || (kind_ == FileKind::Pdf && form_.is_flat());
    if (mode_ == Mode::Final) return flat ? form_.fill_flat(data) : form_.fill_package(data);
    return (flat ? form_.preview_flat(data) : form_.preview_package(data)).bytes;
}

Result<std::string, NoDocument> DocumentMaker::to_pdf(std::string document) const {
    auto pdf = offices_->render({std::move(document)}, Deadline::in(kLongestRender));
    if (!pdf) return Failure{NoDocument{exit_for(pdf.error().fault), pdf.error().what + "\n"}};
    return std::move(pdf->bytes);
}

}  // namespace ehcflow
