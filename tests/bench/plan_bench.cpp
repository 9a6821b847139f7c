// What an officer waits for while a plan is written: its checks, the changes against the version before, and the filled
// document, for a plan of 10, 20, 40 and 80 pages. Run it in the release preset. "per_row" is nearly the same in each
// line where the cost grows with the length and no faster; the times are those of one machine.
#include <benchmark/benchmark.h>

#include "documents/compose/plan_changes.h"
#include "documents/compose/plan_document.h"
#include "plans/changes.h"
#include "plans/checks.h"
#include "templates/engine/template.h"
#include "tests/plans/long_plan.h"

namespace ehcflow::plans {
namespace {

std::string file(const std::string& path) {
    std::ostringstream text;
    text << std::ifstream(EHCFLOW_SOURCE_DIR "/" + path, std::ios::binary).rdbuf();
    return text.str();
}

templates::Template form_of(std::string_view path) {
    const auto block = [](const std::string& name) -> std::optional<std::string> {
        return file("templates/blocks/" + name + ".fodt");
    };
    return templates::Template::parse(file("templates/" + std::string(path)), block, {},
                                      file("templates/house/style.fodt"))
        .value();
}

int times_of(const benchmark::State& state) { return static_cast<int>(state.range(0)) * kFortyPages / 40; }

void count_rows(benchmark::State& state, const Plan& plan) {
    state.counters["per_row"] =
        benchmark::Counter(static_cast<double>(plan.provision.size()),
                           benchmark::Counter::kIsIterationInvariantRate | benchmark::Counter::kInvert);
}

void read(benchmark::State& state) {
    const Plan plan = long_plan(times_of(state));
    const std::string json = interchange::write_plan(plan);
    for (auto _ : state) benchmark::DoNotOptimize(interchange::read_plan(json));
    count_rows(state, plan);
}

void checks(benchmark::State& state) {
    const Plan plan = long_plan(times_of(state));
    for (auto _ : state) benchmark::DoNotOptimize(check(plan));
    count_rows(state, plan);
}

void difference(benchmark::State& state) {
    const Plan before = long_plan(times_of(state)), after = amended(before);
    for (auto _ : state) benchmark::DoNotOptimize(changes(before, after));
    count_rows(state, before);
}

void fill(benchmark::State& state) {
    static const templates::Template kForm = form_of(documents::kPlanTemplate);
    const Plan plan = long_plan(times_of(state));
    for (auto _ : state) benchmark::DoNotOptimize(kForm.fill_flat(documents::compose_plan(plan)));
    count_rows(state, plan);
}

void fill_changes(benchmark::State& state) {
    static const templates::Template kForm = form_of(documents::kPlanChangesTemplate);
    const Plan before = long_plan(times_of(state)), after = amended(before);
    for (auto _ : state) benchmark::DoNotOptimize(kForm.fill_flat(documents::compose_changes(before, after)));
    count_rows(state, before);
}

#define FOR_EACH_LENGTH(measured) BENCHMARK(measured)->Arg(10)->Arg(20)->Arg(40)->Arg(80)->Unit(benchmark::kMicrosecond)
FOR_EACH_LENGTH(read);
FOR_EACH_LENGTH(checks);
FOR_EACH_LENGTH(difference);
FOR_EACH_LENGTH(fill);
FOR_EACH_LENGTH(fill_changes);

}  // namespace
}  // namespace ehcflow::plans

BENCHMARK_MAIN();
