// OfficeLink: one conversation with one running office, and all that is asked of it. The only room that includes UNO;
// no UNO type is seen outside.
//
// A UNO call has no time limit of its own. Whoever holds a link must be ready to kill the office: the blocked call then
// throws OfficeLost within milliseconds. A link is used by one thread at a time.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <stdexcept>
#include <string>

#include "base/result.h"

namespace ehcflow::documents {

// The office went away in the middle, or is in a state of which nothing is known. It must be replaced.
struct OfficeLost : std::runtime_error {
    using std::runtime_error::runtime_error;
};

// Our own side of the bridge: the type and service registries. One for each pool; must outlive its links.
class UnoRuntime {
public:
    // `program` is LibreOffice's folder of programs. Throws OfficeLost where its registries cannot be read.
    explicit UnoRuntime(const std::filesystem::path& program);
    ~UnoRuntime();
    UnoRuntime(const UnoRuntime&) = delete;
    UnoRuntime& operator=(const UnoRuntime&) = delete;

private:
    friend class OfficeLink;
    struct Parts;
    std::unique_ptr<Parts> parts_;
};

enum class SourceForm { Package, FlatXml };  // .odt, .fodt

enum class PdfKind {
    Accessible,         // tagged, PDF/UA-1
    AccessibleArchive,  // the same and PDF/A-2b; about a fifth larger
};

struct Refusal {
    std::string what;            // a sentence
    bool while_storing = false;  // the document had been read: the office may be at fault, and short of something
};

class OfficeLink {
public:
    // Waits until the office listens on its socket, then makes the one frame that all documents are loaded into: a new
    // frame each time costs a third more, and so does a frame with a layout manager. Throws OfficeLost.
    // As soon as `give_up` says so it no longer waits.
    OfficeLink(const UnoRuntime& runtime, const std::filesystem::path& socket, const std::function<bool()>& give_up);
    ~OfficeLink();
    OfficeLink(const OfficeLink&) = delete;
    OfficeLink& operator=(const OfficeLink&) = delete;

    // Both URLs are file: URLs as the office sees them: a link to elsewhere is only refused in a document that was
    // loaded from a file. The failure says in a sentence what the office refused. Throws OfficeLost.
    Result<void, Refusal> convert(const std::string& source_url, SourceForm form, const std::string& target_url,
                                  PdfKind kind);

    // A value of the office's configuration as text ("true", "3"), empty where there is none. Throws OfficeLost.
    std::string setting(const std::string& path, const std::string& property);

private:
    struct Parts;
    std::unique_ptr<Parts> parts_;
};

}  // namespace ehcflow::documents
