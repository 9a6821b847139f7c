// OfficePool: renders with LibreOffice processes that it spawns, seals off, watches, replaces and, when they hang,
// kills. A bad document harms nobody but itself. docs/rendering.md tells the whole story.
//
// Every member may be called from any thread.
#pragma once

#include <cstdint>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include "documents/render/office_settings.h"
#include "documents/render/renderer.h"

namespace ehcflow::documents {

// Offices cannot be run here at all: says what is missing and what to do.
struct OfficeUnavailable : std::runtime_error {
    using std::runtime_error::runtime_error;
};

struct WorkerStats {
    enum class State { Starting, Idle, Rendering, BackingOff };
    State state = State::Starting;
    int process = 0;                 // soffice.bin, 0 where there is none
    std::uint64_t documents = 0;     // by this office
    std::size_t resident_bytes = 0;  // after its last document
};

struct PoolStats {
    bool confined = false;  // offices run in the sandbox
    std::size_t waiting = 0;
    std::uint64_t rendered = 0;
    std::uint64_t refused_documents = 0;  // bad or quarantined
    std::uint64_t refused_busy = 0;
    std::uint64_t timed_out = 0;
    std::uint64_t crashed = 0;  // offices that ended under a document
    std::uint64_t recycled = 0;
    std::uint64_t failed_starts = 0;
    std::string last_start_failure;
    std::vector<WorkerStats> workers;
};

std::string_view name(WorkerStats::State state);  // "starting", "idle", "rendering", "backing-off"

class OfficePool final : public Renderer {
public:
    // Clears what a killed pool left behind, makes a profile and starts the workers; the first documents may be asked
    // for at once. Throws OfficeUnavailable.
    explicit OfficePool(OfficeSettings settings = {});
    // shut_down().
    ~OfficePool() override;

    Result<Pdf, RenderError> render(const Odt& document, const Deadline& deadline) override;

    PoolStats stats() const;

    // Refuses new documents and those that wait, lets those in hand go on for `drain`, then kills. Afterwards there is
    // no process, socket or file of the pool. May be called twice.
    void shut_down();

private:
    struct Parts;
    std::unique_ptr<Parts> parts_;
};

}  // namespace ehcflow::documents
