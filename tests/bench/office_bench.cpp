// What the pool is worth, as ratios. Medians of ROUNDS rounds (default 7). Prints a table; docs/rendering.md has one.
#include <algorithm>
#include <atomic>
#include <chrono>
#include <csignal>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "documents/render/office_pool.h"
#include "documents/render/office_worker.h"
#include "tests/bench/comparison.h"
#include "tests/bench/stock_office.h"
#include "tests/office/documents.h"

namespace ehcflow::documents {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;
using office_bench::compare;
using office_bench::milliseconds_of;

const std::string& letter() {
    static const std::string kLetter = office_tests::rich(false);
    return kLetter;
}

class Bench {
public:
    explicit Bench(int rounds) : rounds_(rounds) {
        std::string form = "/dev/shm/ehcflow-bench-XXXXXX";
        root_ = ::mkdtemp(form.data());
        runtime_ = std::make_unique<UnoRuntime>(settings_.program);
        seed_ = std::make_unique<OfficeSeed>(make_seed(settings_, root_ / "seed"));
    }
    ~Bench() { fs::remove_all(root_); }
    Bench(const Bench&) = delete;
    Bench& operator=(const Bench&) = delete;

    void letter_against_stock();
    void start_against_stock();
    void two_against_one();
    void old_against_fresh(const std::vector<int>& ages);  // of documents, in order
    void pool_against_bare_worker();

private:
    std::unique_ptr<OfficeWorker> worker(const OfficeSeed& seed) {
        const std::string life = std::to_string(++lives_);
        return std::make_unique<OfficeWorker>(settings_, *runtime_, seed,
                                              OfficeWorker::Place{root_ / ("worker-" + life), "bench-" + life});
    }
    static double letters(OfficeWorker& office, int count) {
        return milliseconds_of([&] {
                   for (int i = 0; i < count; ++i)
                       if (office.render(letter(), SourceForm::FlatXml, Deadline::in(60s)).outcome != Outcome::Rendered)
                           throw std::runtime_error("no letter");
               }) /
               count;
    }
    static double through(OfficePool& pool, int callers, int count) {
        std::atomic<int> left = count;
        return milliseconds_of([&] {
                   std::vector<std::thread> threads;
                   for (int i = 0; i < callers; ++i)
                       threads.emplace_back([&] {
                           while (left-- > 0) (void)pool.render({letter()}, Deadline::in(60s));
                       });
                   for (std::thread& thread : threads) thread.join();
               }) /
               count;
    }

    const int rounds_;
    OfficeSettings settings_;
    fs::path root_;
    std::unique_ptr<UnoRuntime> runtime_;
    std::unique_ptr<OfficeSeed> seed_;
    int lives_ = 0;
};

// Frame, memory and form of the document together: as it is installed against as we run it.
void Bench::letter_against_stock() {
    office_bench::StockOffice stock(settings_.program, root_ / "stock-office", seed_->home);
    const std::string odt = stock.as_odt(letter());
    auto ours = worker(*seed_);
    letters(*ours, 30);
    const auto theirs = [&](int count) {
        return milliseconds_of([&] {
                   for (int i = 0; i < count; ++i)
                       if (!stock.to_pdf(odt).starts_with("%PDF")) throw std::runtime_error("no letter");
               }) /
               count;
    };
    theirs(30);
    compare(
        {"a letter by our worker / the stock way", 0.75, false}, rounds_, [&] { return letters(*ours, 40); },
        [&] { return theirs(40); });
}

// The stock start: the same, but without the line that spares the office its test of the graphics.
void Bench::start_against_stock() {
    OfficeSeed stock = *seed_;
    stock.home = root_ / "stock";
    fs::copy(seed_->home, stock.home, fs::copy_options::recursive | fs::copy_options::skip_symlinks);
    std::erase_if(stock.lines, [](const ProfileLine& line) { return line.property == "ooSetupLastVersion"; });
    write_profile(stock.home, stock.lines);
    const auto restart = [&](const OfficeSeed& seed) {
        auto office = worker(seed);
        const int pid = office->office_pid();
        return milliseconds_of([&] {
            ::kill(pid, SIGKILL);
            office.reset();
            office = worker(seed);
        });
    };
    compare(
        {"kill -9 to a worker that has drawn a page / stock start", 0.25, false}, rounds_,
        [&] { return restart(*seed_); }, [&] { return restart(stock); });
}

void Bench::two_against_one() {
    OfficeSettings one = settings_, two = settings_;
    one.workers = 1;
    two.workers = 2;
    one.spares = two.spares = 0;
    OfficePool single(one), both(two);
    through(single, 4, 40);
    through(both, 4, 40);
    compare(
        {"letters a second: two workers / one", 1.75, true}, rounds_, [&] { return 1'000 / through(both, 4, 80); },
        [&] { return 1'000 / through(single, 4, 80); });
}

void Bench::pool_against_bare_worker() {
    auto bare = worker(*seed_);
    OfficeSettings one = settings_;
    one.workers = 1;
    one.spares = 0;
    OfficePool pool(one);
    letters(*bare, 30);
    through(pool, 2, 30);
    compare(
        {"letters a second: pool with checks and repairs / bare worker", 0.85, true}, rounds_,
        [&] { return 1'000 / through(pool, 2, 60); }, [&] { return 1'000 / letters(*bare, 60); });
}

void Bench::old_against_fresh(const std::vector<int>& ages) {
    auto aged = worker(*seed_);
    constexpr int kYoung = 20;
    letters(*aged, kYoung);
    const auto young_bytes = static_cast<double>(aged->resident_bytes());
    int made = kYoung;
    for (const int age : ages) {
        letters(*aged, age - made);
        auto fresh = worker(*seed_);
        letters(*fresh, kYoung);
        const auto old_bytes = static_cast<double>(aged->resident_bytes());
        const std::string after = "after " + std::to_string(age) + " letters";
        office_bench::print({"memory " + after + " / after 20", 1.6, false}, old_bytes / young_bytes, old_bytes / 1e6,
                            young_bytes / 1e6);
        compare(
            {"a letter by a worker " + after + " / by a fresh one", 1.1, false}, rounds_,
            [&] { return letters(*aged, kYoung); }, [&] { return letters(*fresh, kYoung); });
        made = age + rounds_ * kYoung;
    }
}

}  // namespace
}  // namespace ehcflow::documents

// ROUNDS, and which of the comparisons: all of them where none is named.
int main(int count, char** words) {
    const int rounds = count > 1 ? std::max(1, std::atoi(words[1])) : 7;
    const std::string only = count > 2 ? words[2] : "";
    ehcflow::documents::Bench bench(rounds);
    const auto wanted = [&](const char* name) { return only.empty() || only == name; };
    if (wanted("letter")) bench.letter_against_stock();
    if (wanted("start")) bench.start_against_stock();
    if (wanted("pool")) bench.pool_against_bare_worker();
    if (wanted("two")) bench.two_against_one();
    if (wanted("age")) bench.old_against_fresh({1'000, 2'000});
}
