// OfficePool: renders with LibreOffice processes that it spawns, seals off, watches, replaces and, when they hang,
// kills. A bad document harms nobody but itself. docs/rendering.md tells the whole story.
//
// Every member may be called from any thread.
#pragma once

#include <array>
#include <chrono>
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
    // Spare: warm, and waiting for its turn, since as many as may are at work.
    enum class State { Starting, Spare, Idle, Rendering, BackingOff };
    State state = State::Starting;
    int process = 0;                 // soffice.bin, 0 where there is none
    std::uint64_t documents = 0;     // by this office
    std::size_t resident_bytes = 0;  // after its last document
};

// Counters go on for as long as the pool lives; `waiting`, `quarantined` and `workers` are of this moment.
struct PoolStats {
    bool confined = false;  // offices run in the sandbox
    unsigned at_once = 0;   // offices that may render at once
    std::size_t waiting = 0;
    std::size_t quarantined = 0;  // documents that are refused unseen
    std::uint64_t asked = 0;      // all calls of render(): those rendered, those that failed and those in hand
    std::uint64_t rendered = 0;
    std::uint64_t repaired = 0;                           // PDFs in which something was put right
    std::array<std::uint64_t, kRenderFaults> failures{};  // by RenderFault
    std::uint64_t retried = 0;                            // documents that were given a second office
    std::uint64_t started = 0;                            // offices
    std::uint64_t crashed = 0;                            // offices that ended under a document
    std::uint64_t hung = 0;                               // ... were killed at its deadline
    std::uint64_t stuck = 0;                              // ... did no work any more and were killed
    std::uint64_t swollen = 0;                            // ... took too much memory and were killed
    std::uint64_t spoiled = 0;                            // ... made something that is no whole PDF and were killed
    std::uint64_t excused = 0;                            // of these, those that something else explains
    std::uint64_t recycled = 0;   // offices that were put to rest for their age or size, or after a refusal
    std::uint64_t died_idle = 0;  // offices that ended while they had nothing to do
    std::uint64_t failed_starts = 0;
    std::string last_start_failure;
    std::chrono::milliseconds waited{0};    // by documents that were then given to an office, all together
    std::chrono::milliseconds working{0};   // of all offices together, on documents that they rendered
    std::chrono::milliseconds checking{0};  // and for the checks and repairs of their PDFs
    std::vector<WorkerStats> workers;       // those at work and the spares

    std::uint64_t failed(RenderFault fault) const { return failures[static_cast<std::size_t>(fault)]; }
};

std::string_view name(WorkerStats::State state);  // "starting", "spare", "idle", "rendering", "backing-off"

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
