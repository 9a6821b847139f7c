#include "documents/render/pool_figures.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <initializer_list>

#include "documents/render/office_pool.h"

namespace ehcflow::documents {
namespace {

using Kind = PoolFigure::Kind;
using State = WorkerStats::State;

double seconds(std::chrono::milliseconds time) { return static_cast<double>(time.count()) / 1'000; }

double offices_that_are(const PoolStats& stats, std::initializer_list<State> states) {
    return static_cast<double>(
        std::count_if(stats.workers.begin(), stats.workers.end(), [&](const WorkerStats& worker) {
            return std::find(states.begin(), states.end(), worker.state) != states.end();
        }));
}

struct Row {
    const char* name;
    const char* meaning;
    Kind kind;
    double (*value)(const PoolStats&);
};

template <auto member>
double of(const PoolStats& stats) {
    return static_cast<double>(stats.*member);
}
template <RenderFault fault>
double failed(const PoolStats& stats) {
    return static_cast<double>(stats.failed(fault));
}

constexpr Row kRows[] = {
    {"workers", "offices that may render at once", Kind::Gauge, of<&PoolStats::at_once>},
    {"ready", "offices that render or wait for a document", Kind::Gauge,
     [](const PoolStats& stats) {
         return offices_that_are(stats, {State::Idle, State::Rendering});
     }},
    {"rendering", "offices that have a document in hand", Kind::Gauge,
     [](const PoolStats& stats) { return offices_that_are(stats, {State::Rendering}); }},
    {"spares_ready", "warmed offices that stand by", Kind::Gauge,
     [](const PoolStats& stats) { return offices_that_are(stats, {State::Spare}); }},
    {"confined", "1: offices run in the sandbox; 0: they do not", Kind::Gauge,
     [](const PoolStats& stats) { return stats.confined ? 1.0 : 0.0; }},
    {"waiting", "documents that wait for an office", Kind::Gauge, of<&PoolStats::waiting>},
    {"quarantined", "documents that are refused unseen", Kind::Gauge, of<&PoolStats::quarantined>},
    {"largest_bytes", "memory of the largest office after its last document", Kind::Gauge,
     [](const PoolStats& stats) {
         std::size_t largest = 0;
         for (const WorkerStats& worker : stats.workers) largest = std::max(largest, worker.resident_bytes);
         return static_cast<double>(largest);
     }},
    {"asked", "documents that were asked for", Kind::Counter, of<&PoolStats::asked>},
    {"rendered", "PDFs that were given", Kind::Counter, of<&PoolStats::rendered>},
    {"repaired", "PDFs in which something was put right", Kind::Counter, of<&PoolStats::repaired>},
    {"failed_bad_document", "answers: the document is at fault", Kind::Counter, failed<RenderFault::BadDocument>},
    {"failed_quarantined", "answers: it ended two offices", Kind::Counter, failed<RenderFault::Quarantined>},
    {"failed_timed_out", "answers: no PDF by the deadline", Kind::Counter, failed<RenderFault::TimedOut>},
    {"failed_busy", "answers: too many wait", Kind::Counter, failed<RenderFault::Busy>},
    {"failed_office", "answers: the office failed", Kind::Counter, failed<RenderFault::OfficeFailed>},
    {"failed_shutting_down", "answers: the program is ending", Kind::Counter, failed<RenderFault::ShuttingDown>},
    {"retried", "documents that were given a second office", Kind::Counter, of<&PoolStats::retried>},
    {"started", "offices that were started", Kind::Counter, of<&PoolStats::started>},
    {"failed_starts", "offices that did not start", Kind::Counter, of<&PoolStats::failed_starts>},
    {"recycled", "offices put to rest for age or size, or after a refusal", Kind::Counter, of<&PoolStats::recycled>},
    {"crashed", "offices that ended under a document", Kind::Counter, of<&PoolStats::crashed>},
    {"hung", "offices killed at a document's deadline", Kind::Counter, of<&PoolStats::hung>},
    {"stuck", "offices killed because they did no work", Kind::Counter, of<&PoolStats::stuck>},
    {"swollen", "offices killed because they took too much memory", Kind::Counter, of<&PoolStats::swollen>},
    {"spoiled", "offices killed because they made no whole PDF", Kind::Counter, of<&PoolStats::spoiled>},
    {"excused", "of these five, offices whose end something else explains", Kind::Counter, of<&PoolStats::excused>},
    {"died_idle", "offices that ended with nothing to do", Kind::Counter, of<&PoolStats::died_idle>},
    {"wait_seconds", "time that documents waited for an office, together", Kind::Counter,
     [](const PoolStats& stats) { return seconds(stats.waited); }},
    {"render_seconds", "time that offices took for what they rendered, together", Kind::Counter,
     [](const PoolStats& stats) { return seconds(stats.working); }},
    {"check_seconds", "time that checks and repairs took, together", Kind::Counter,
     [](const PoolStats& stats) { return seconds(stats.checking); }},
};

}  // namespace

std::vector<PoolFigure> figures(const PoolStats& stats) {
    std::vector<PoolFigure> made;
    for (const Row& row : kRows) made.push_back({row.name, row.meaning, row.kind, row.value(stats)});
    return made;
}

std::string digits_of(const PoolFigure& figure) {
    std::array<char, 400> digits{};  // as many as a double can have without an exponent
    const auto end =
        std::to_chars(digits.data(), digits.data() + digits.size(), figure.value, std::chars_format::fixed);
    return {digits.data(), end.ptr};
}

std::string metrics_text(const std::vector<PoolFigure>& figures, std::string_view prefix) {
    std::string text;
    for (const PoolFigure& figure : figures) {
        const bool counter = figure.kind == Kind::Counter;
        const std::string name = std::string(prefix) + figure.name + (counter ? "_total" : "");
        text += "# HELP " + name + " " + std::string(figure.meaning) + "\n# TYPE " + name +
                (counter ? " counter\n" : " gauge\n") + name + " " + digits_of(figure) + "\n";
    }
    return text;
}

}  // namespace ehcflow::documents
