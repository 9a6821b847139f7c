// What one case costs: the duties alone (its timeline already read), and reading and writing beside them. Run it in the
// release preset. The duties of a long case should cost what its events do, each the same however many came before:
// the last lines give the order of growth that was found.
#include <array>
#include <benchmark/benchmark.h>
#include <string>

#include "interchange/calendar.h"
#include "interchange/timeline.h"

namespace ehcflow {
namespace {

constexpr Date kToday{2026, 3, 1};

struct Step {
    int days_later;
    const char* rest;  // of the event, after its day
};

constexpr std::array<Step, 8> kOpening = {{{0, R"("kind":"request-received","from":"parent")"},
                                           {10, R"("kind":"family-consulted")"},
                                           {20, R"("kind":"assessment-agreed")"},
                                           {1, R"("kind":"advice-requested","ref":"a","from":"education")"},
                                           {1, R"("kind":"advice-requested","ref":"b","from":"health")"},
                                           {30, R"("kind":"advice-received","ref":"a")"},
                                           {10, R"("kind":"draft-sent","route":"first-class")"},
                                           {40, R"("kind":"plan-finalised")"}}};
constexpr std::array<Step, 6> kReview = {{{9, R"("kind":"review-papers-circulated")"},
                                          {15, R"("kind":"review-meeting-held")"},
                                          {9, R"("kind":"review-report-sent")"},
                                          {9, R"("kind":"review-decided","outcome":"amend")"},
                                          {9, R"("kind":"amendment-proposed","basis":"review")"},
                                          {30, R"("kind":"plan-amended")"}}};

// A life of so many events: an assessment, a plan, and reviews without end.
std::string case_of(std::size_t events) {
    std::string json = R"({"child":{"born":"2014-05-03"},"events":[)";
    Date day(2014, 10, 1);
    for (std::size_t i = 0; i < events; ++i) {
        const Step& step = i < kOpening.size() ? kOpening[i] : kReview[(i - kOpening.size()) % kReview.size()];
        day += std::chrono::days(step.days_later);
        json.append(i > 0 ? "," : "").append(R"({"on":")").append(to_iso(day)).append("\",").append(step.rest) += '}';
    }
    return json + "]}";
}

void per_second(benchmark::State& state, const char* what, std::size_t each_time) {
    state.counters[what] =
        benchmark::Counter(static_cast<double>(each_time), benchmark::Counter::kIsIterationInvariantRate);
}

void duties(benchmark::State& state) {
    const auto events = static_cast<std::size_t>(state.range(0));
    const auto timeline = interchange::read_timeline(case_of(events)).value();
    std::size_t found = 0;
    for (auto _ : state) {
        const auto answer = workflow::due(timeline, interchange::built_in_calendar(), kToday);
        found = answer.value().duties.size();
    }
    per_second(state, "duties", found);
    state.SetComplexityN(state.range(0));
}

void reading(benchmark::State& state) {
    const std::string json = case_of(static_cast<std::size_t>(state.range(0)));
    for (auto _ : state) benchmark::DoNotOptimize(interchange::read_timeline(json));
    per_second(state, "bytes", json.size());
    state.SetComplexityN(state.range(0));
}

void writing(benchmark::State& state) {
    const auto timeline = interchange::read_timeline(case_of(static_cast<std::size_t>(state.range(0)))).value();
    const auto answer = workflow::due(timeline, interchange::built_in_calendar(), kToday).value();
    std::size_t bytes = 0;
    for (auto _ : state) bytes = interchange::write_answer(answer, interchange::built_in_calendar()).size();
    per_second(state, "bytes", bytes);
    state.SetComplexityN(state.range(0));
}

void lengths(benchmark::internal::Benchmark* one) {
    one->Arg(10)->Arg(30)->Arg(100)->Arg(300)->Arg(1000)->Unit(benchmark::kMicrosecond)->Complexity();
}

BENCHMARK(duties)->Apply(lengths);
BENCHMARK(reading)->Apply(lengths);
BENCHMARK(writing)->Apply(lengths);

}  // namespace
}  // namespace ehcflow

BENCHMARK_MAIN();
