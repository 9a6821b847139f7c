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

struct Making {
    FileKind kind = FileKind::Odt;
    Mode mode = Mode::Final;
    bool draft = false;    // a PDF says across each page that it is one
    unsigned offices = 1;  // how many are started for PDF
};

// Why there is no document: what is to be printed, one complaint a line, and the exit code that it comes to.
struct NoDocument {
    Exit exit;
    std::string complaints;
};

class DocumentMaker {
public:
    // Throws UsageError where the template cannot make this kind.
    DocumentMaker(templates::Template form, Making making);

    Result<std::string, NoDocument> make(std::string_view json) const;

    // The same in two steps: the filled template, which tells all that the document will be made of, and the document.
    Result<std::string, NoDocument> fill(std::string_view json) const;
    Result<std::string, NoDocument> finish(std::string filled) const;

private:
    Result<std::string, Findings> fill(const templates::Value& data) const;

    templates::Template form_;
    Making making_;
    std::unique_ptr<documents::Renderer> offices_;  // for PDF
};

}  // namespace ehcflow
