// One template, many documents: fills it with data as JSON and gives the bytes of a file. Any thread.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"
#include "documents/render/renderer.h"
#include "templates/engine/template.h"
#include "tools/ehcflow/command.h"

namespace ehcflow {

enum class FileKind { Odt, FlatOdt, Pdf };

// A preview is made of whatever data there is, with marks where some is missing.
enum class Mode { Final, Preview };

// Why there is no document: what is to be printed, one complaint a line, and the exit code that it comes to.
struct NoDocument {
    Exit exit;
    std::string complaints;
};

class DocumentMaker {
public:
    // Throws UsageError where the template cannot make this kind. `offices` is how many are started for PDF.
    DocumentMaker(templates::Template form, FileKind kind, unsigned offices, Mode mode = Mode::Final);

    Result<std::string, NoDocument> make(std::string_view json) const;

private:
    Result<std::string, Findings> fill(const templates::Value& data) const;
    Result<std::string, NoDocument> to_pdf(std::string document) const;

    templates::Template form_;
    FileKind kind_;
    Mode mode_;
    std::unique_ptr<documents::Renderer> offices_;  // for PDF
};

}  // namespace ehcflow
