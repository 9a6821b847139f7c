// Renderer: an open document in, a tagged PDF out. OfficePool does it with LibreOffice; tests of other rooms may bring
// a renderer of their own.
#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/deadline.h"
#include "base/finding.h"
#include "base/instant.h"
#include "base/result.h"

namespace ehcflow::documents {

struct Odt {
    std::string bytes;   // an OpenDocument text: a package (.odt), or flat XML (.fodt), which is quicker to read
    bool draft = false;  // the PDF says across each page, and in its title, that it is one
    std::optional<Instant> dated{};  // the date that the PDF records; none: it has none, and two are the same bytes
    bool can_wait = false;           // nobody sits before it: all that cannot wait go first
};

struct Pdf {
    std::string bytes;
    std::size_t pages = 0;
    Findings findings;  // what check_pdf() holds against it: a reader with a screen reader would meet these
    std::vector<std::string> repairs;  // what was put right in it, a sentence each
};

enum class RenderFault {
    BadDocument,   // the document is at fault, and asking again is of no use
    Quarantined,   // this very document ended two offices; it is not tried again for a while
    TimedOut,      // no answer by the deadline; the office that had it was killed
    Busy,          // too many wait already: ask again after `retry_after`
    OfficeFailed,  // the office ended twice under it, or none can be started; ask again later
    ShuttingDown,  // the program is ending
};
inline constexpr std::size_t kRenderFaults = 6;

// Stable, kebab-case: "bad-document".
std::string_view code(RenderFault fault);

struct RenderError {
    RenderFault fault;
    std::string what;  // a sentence for the log and the officer; never a word of the document itself
    std::chrono::milliseconds retry_after{0};
};

class Renderer {
public:
    virtual ~Renderer() = default;
    // Waits until the PDF is there or the deadline has passed. Any thread, any number at once.
    virtual Result<Pdf, RenderError> render(const Odt& document, const Deadline& deadline) = 0;
};

}  // namespace ehcflow::documents
