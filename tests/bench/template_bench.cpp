// What filling costs, beside what cannot be saved: deflating the content.xml that comes out. Run it in the release
// preset; the ratios count, the times are those of one machine.
#include <benchmark/benchmark.h>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <malloc.h>
#include <string>

#include "interchange/value.h"
#include "templates/engine/check.h"
#include "templates/engine/template.h"

namespace ehcflow::templates {
namespace {

std::string file(const std::string& path) {
    std::ifstream in(std::filesystem::path(EHCFLOW_SOURCE_DIR) / path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

std::optional<std::string> block(const std::string& name) { return file("templates/blocks/" + name + ".fodt"); }

const Template& letter() {
    static const Template kLetter =
        Template::parse(file("templates/letters/will_assess.fodt"), block, {}, file("templates/house/style.fodt"))
            .value();
    return kLetter;
}

const Value& letter_data() {
    static const Value kData = interchange::read_value(file("tools/demo/letters/will_assess.json")).value();
    return kData;
}

std::string content_of(const std::string& package) {
    std::vector<Entry> entries = read_package(package).value();
    for (Entry& entry : entries)
        if (entry.name == "content.xml") return std::move(entry.bytes);
    return {};
}

// A table as an officer draws it: a row with the markers above and below the row that is repeated.
const Template& table() {
    const auto row = [](const std::string& a, const std::string& b, const std::string& c) {
        std::string cells;
        for (const std::string& text : {a, b, c})
            cells += "<table:table-cell><text:p text:style-name=\"Cell\">" + text + "</text:p></table:table-cell>";
        return "<table:table-row>" + cells + "</table:table-row>";
    };
    static const Template kTable =
        Template::parse(
            R"(<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" )"
            R"(xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" )"
            R"(xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" office:version="1.3" )"
            R"(office:mimetype="application/vnd.oasis.opendocument.text"><office:body><office:text><table:table>)" +
                row("{{#each rows}}", "", "") + row("{{@number}}", "{{need}}", "{{on | date}}") +
                row("{{/each}}", "", "") + "</table:table></office:text></office:body></office:document>",
            {})
            .value();
    return kTable;
}

Value rows(std::int64_t count) {
    Value::List list;
    for (std::int64_t i = 0; i < count; ++i) {
        Value item;
        item.set("need", Value("Speech and language therapy, number " + std::to_string(i)));
        item.set("on", Value("2026-02-16"));
        list.push_back(std::move(item));
    }
    Value data;
    data.set("rows", Value(std::move(list)));
    return data;
}

void deflate_content_alone(benchmark::State& state) {
    const std::string content = content_of(letter().fill_package(letter_data()).value());
    for (auto _ : state) {
        state.PauseTiming();
        Entry entry{"content.xml", content};
        state.ResumeTiming();
        benchmark::DoNotOptimize(pack(std::move(entry)));
    }
    state.counters["bytes"] = static_cast<double>(content.size());
}

void letter_to_package(benchmark::State& state) {
    for (auto _ : state) benchmark::DoNotOptimize(letter().fill_package(letter_data()));
}

void letter_to_flat(benchmark::State& state) {
    for (auto _ : state) benchmark::DoNotOptimize(letter().fill_flat(letter_data()));
}

void letter_parsed(benchmark::State& state) {
    const std::string house = file("templates/house/style.fodt");
    const std::string bytes = file("templates/letters/will_assess.fodt");
    for (auto _ : state) benchmark::DoNotOptimize(Template::parse(bytes, block, {}, house));
}

void letter_checked(benchmark::State& state) {
    const std::string bytes = file("templates/letters/will_assess.fodt");
    for (auto _ : state) benchmark::DoNotOptimize(check(bytes, block));
}

void table_to_flat(benchmark::State& state) {
    const Value data = rows(state.range(0));
    std::size_t bytes = 0;
    for (auto _ : state) bytes = table().fill_flat(data).value().size();
    state.SetComplexityN(state.range(0));
    state.counters["bytes_a_row"] = static_cast<double>(bytes) / static_cast<double>(state.range(0));
}

std::size_t resident(const std::string& which) {  // "VmRSS:", "VmHWM:" (its peak), in bytes
    std::ifstream status("/proc/self/status");
    for (std::string word; status >> word;)
        if (word == which) {
            std::size_t kilobytes = 0;
            status >> kilobytes;
            return kilobytes * 1024;
        }
    return 0;
}

// What the process holds at most while it fills, beyond what it held before: the data is there already. One fill each.
template <class Fill>
void peak_of(benchmark::State& state, Fill fill) {
    const double size = static_cast<double>(table().fill_flat(rows(state.range(0))).value().size());
    const Value data = rows(state.range(0));
    for (auto _ : state) {
        ::malloc_trim(0);
        std::ofstream("/proc/self/clear_refs") << 5;  // the peak begins anew
        const std::size_t before = resident("VmRSS:");
        benchmark::DoNotOptimize(fill(data));
        const auto grown = static_cast<double>(resident("VmHWM:") - before);
        state.counters["MiB"] = grown / (1U << 20U);
        state.counters["times_its_size"] = grown / size;
    }
}

void table_memory_flat(benchmark::State& state) {
    peak_of(state, [](const Value& data) { return table().fill_flat(data); });
}

void table_memory_package(benchmark::State& state) {
    peak_of(state, [](const Value& data) { return table().fill_package(data); });
}

BENCHMARK(deflate_content_alone)->Unit(benchmark::kMicrosecond);
BENCHMARK(letter_to_package)->Unit(benchmark::kMicrosecond);
BENCHMARK(letter_to_flat)->Unit(benchmark::kMicrosecond);
BENCHMARK(letter_parsed)->Unit(benchmark::kMicrosecond);
BENCHMARK(letter_checked)->Unit(benchmark::kMicrosecond);
BENCHMARK(table_to_flat)
    ->RangeMultiplier(10)
    ->Range(100, 100'000)
    ->Unit(benchmark::kMillisecond)
    ->Complexity(benchmark::oN);
BENCHMARK(table_memory_flat)->RangeMultiplier(10)->Range(1'000, 100'000)->Iterations(1);
BENCHMARK(table_memory_package)->RangeMultiplier(10)->Range(1'000, 100'000)->Iterations(1);

}  // namespace
}  // namespace ehcflow::templates

BENCHMARK_MAIN();
