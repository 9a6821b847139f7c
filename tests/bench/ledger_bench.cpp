// The ledger's speed, as ratios to the bare C API of SQLite in one interleaved run, and as it is with a million events.
//   ledger_bench appends [ROUNDS [US]]  one client and sixteen, beside one row a transaction by the bare API; with US
//                                     each flush of either side takes at least so many microseconds, as on a slower
//                                     disk
//   ledger_bench large [FOLDER]       1,000,000 events of 10,000 cases: open, history, lists, size
#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <functional>
#include <sqlite3.h>
#include <string>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <thread>
#include <unistd.h>
#include <vector>

#include "storage/ledger.h"

namespace {

namespace fs = std::filesystem;
using namespace ehcflow;
using namespace ehcflow::storage;
using Clock = std::chrono::steady_clock;

std::atomic<Clock::duration> slowest_flush = Clock::duration::zero();  // a flush takes at least so long

constexpr auto kRound = std::chrono::milliseconds(700);
const std::string kBody(250, 'x');

RecorderId officer() { return *RecorderId::parse("officer-1"); }
CaseId id_of(int i) { return *CaseId::parse("EHC-" + std::to_string(100000 + i)); }
NewEvent event() { return {"advice-received", Date(2026, 1, 12), Body(kBody)}; }

Effects effects_of(const CaseId& id, Sequence sequence, int spread = 0) {
    Effects effects;
    effects.now = CaseNow{id, sequence, 0, "plan: maintained", Date(2026, 1, 12), Date(2299, 1, 1), {}, 0, {}};
    effects.now->duties.push_back({"ar-next", "authority", Date(2026, 2, 1) + std::chrono::days(spread % 400),
                                   Date(2026, 2, 1), "review-decided", Date(2026, 1, 12)});
    effects.now->placements.push_back(
        {"attends", "School " + std::to_string(spread % 200), "primary", Date(2024, 9, 3), {}});
    return effects;
}

double seconds_since(Clock::time_point begun) { return std::chrono::duration<double>(Clock::now() - begun).count(); }

// So many a second, in a round.
double rate(const std::function<void()>& one) {
    const auto begun = Clock::now();
    int done = 0;
    for (; Clock::now() - begun < kRound; ++done) one();
    return done / seconds_since(begun);
}

struct Bare {
    explicit Bare(const fs::path& file) {
        sqlite3_open(file.c_str(), &connection);
        run("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE events (position INTEGER PRIMARY KEY, "
            "case_id TEXT, "
            "sequence INTEGER, kind TEXT, happened_on TEXT, recorded_at TEXT, recorder TEXT, body TEXT)");
        sqlite3_prepare_v2(connection, "INSERT INTO events VALUES (NULL, ?1, ?2, ?3, ?4, ?5, ?6, ?7)", -1, &insert,
                           nullptr);
    }
    ~Bare() {
        sqlite3_finalize(insert);
        sqlite3_close(connection);
    }
    void run(const char* sql) const {
        if (sqlite3_exec(connection, sql, nullptr, nullptr, nullptr) != SQLITE_OK) std::abort();
    }
    void add() {
        run("BEGIN IMMEDIATE");
        sqlite3_bind_text(insert, 1, "EHC-100001", -1, SQLITE_STATIC);
        sqlite3_bind_int64(insert, 2, ++sequence);
        sqlite3_bind_text(insert, 3, "advice-received", -1, SQLITE_STATIC);
        sqlite3_bind_text(insert, 4, "2026-01-12", -1, SQLITE_STATIC);
        sqlite3_bind_text(insert, 5, "2026-01-12T09:00:00.000Z", -1, SQLITE_STATIC);
        sqlite3_bind_text(insert, 6, "officer-1", -1, SQLITE_STATIC);
        sqlite3_bind_text(insert, 7, kBody.c_str(), -1, SQLITE_STATIC);
        if (sqlite3_step(insert) != SQLITE_DONE) std::abort();
        sqlite3_reset(insert);
        run("COMMIT");
    }
    sqlite3* connection = nullptr;
    sqlite3_stmt* insert = nullptr;
    sqlite3_int64 sequence = 0;
};

double sixteen(Ledger& ledger, std::vector<Sequence>& at) {
    std::atomic<int> done = 0;
    const auto begun = Clock::now();
    {
        std::vector<std::jthread> clients;
        for (int client = 0; client < 16; ++client)
            clients.emplace_back([&, client] {
                Sequence& sequence = at[static_cast<std::size_t>(client)];
                while (Clock::now() - begun < kRound) {
                    sequence = *ledger.append(id_of(client), sequence, {event()}, officer(),
                                              effects_of(id_of(client), sequence + 1));
                    ++done;
                }
            });
    }
    return done / seconds_since(begun);
}

double median(std::vector<double> values) {
    std::sort(values.begin(), values.end());
    return values[values.size() / 2];
}

void appends(const fs::path& folder, int rounds) {
    Ledger ledger = Ledger::open(folder / "ledger");
    Bare bare(folder / "bare.db");
    std::vector<Sequence> at(16, 0);
    for (int i = 0; i <= 16; ++i) (void)ledger.open_case(id_of(i), {Body("{}"), {}}, officer());
    Sequence mine = 0;
    std::vector<double> one_ratio, many_ratio;
    for (int round = 0; round < rounds; ++round) {
        const double raw = rate([&] { bare.add(); });
        const double one = rate(
            [&] { mine = *ledger.append(id_of(16), mine, {event()}, officer(), effects_of(id_of(16), mine + 1)); });
        const double many = sixteen(ledger, at);
        std::printf("bare %7.0f/s   one client %7.0f/s (%.2f)   sixteen %7.0f/s (%.2f)\n", raw, one, one / raw, many,
                    many / raw);
        one_ratio.push_back(one / raw);
        many_ratio.push_back(many / raw);
    }
    std::printf("median: one client %.2f (goal 0.7), sixteen %.2f (goal 5)\n", median(one_ratio), median(many_ratio));
}

void time(const char* what, int times, const std::function<void(int)>& once) {
    std::vector<double> took;
    for (int i = 0; i < times; ++i) {
        const auto begun = Clock::now();
        once(i);
        took.push_back(seconds_since(begun) * 1000);
    }
    std::sort(took.begin(), took.end());
    std::printf("%-44s median %7.2f ms   worst of %d %7.2f ms\n", what, took[took.size() / 2], times, took.back());
}

void large(const fs::path& folder) {
    constexpr int kCases = 10'000, kEvents = 100;
    const fs::path file = folder / "ledger";
    if (!fs::exists(file)) {
        const auto begun = Clock::now();
        Ledger ledger = Ledger::open(file);
        std::atomic<int> next = 0;
        std::vector<std::jthread> writers;
        for (int writer = 0; writer < 16; ++writer)
            writers.emplace_back([&] {
                for (int i = next++; i < kCases; i = next++) {
                    const PartyId child = new_party_id();
                    NewCase given{Body("{}"),
                                  {},
                                  {{{child, 0, "child", Body(R"({"first_name":"A","last_name":"B"})")}},
                                   {{"child", 0, "child", child, Body("{}")}}}};
                    given.events.assign(kEvents, event());
                    (void)ledger.open_case(id_of(i), given, officer(), effects_of(id_of(i), kEvents, i));
                }
            });
        writers.clear();
        std::printf("made in %.1f s\n", seconds_since(begun));
    }
    time("open", 5, [&](int) { (void)Ledger::open(file); });
    const Ledger ledger = Ledger::open(file);
    std::printf("%.0f bytes an event, all told\n",
                static_cast<double>(fs::file_size(file / "ledger.db")) / (double(kCases) * kEvents));
    time("a case's history, 100 events", 200, [&](int i) { (void)ledger.read_case(id_of((i * 7919) % kCases)); });
    time("a page of the list of cases, with its counts", 50, [&](int i) {
        (void)ledger.count_cases(Date(2026, 6, 1), Date(2026, 6, 15));
        (void)ledger.case_lines({i * 100, 100}, true);
    });
    time("the last page of it", 50, [&](int) { (void)ledger.case_lines({kCases - 100, 100}, true); });
    time("all 10,000 lines of it", 20, [&](int) { (void)ledger.case_lines(); });
    time("1,000 duties by day", 50, [&](int) { (void)ledger.duty_lines({}, Date(2026, 12, 31), {0, 1000}); });
    time("1,000 placements by setting", 50, [&](int) { (void)ledger.placement_lines({}, {0, 1000}); });
    time("which rows are stale", 50, [&](int) { (void)ledger.stale(Date(2026, 6, 1)); });
}

}  // namespace

// In the place of the C library's, for SQLite's log as for the file: the disk's own flush, then the rest of the time
// asleep, as a disk's wait is.
extern "C" int fdatasync(int file) {
    const auto until = std::chrono::steady_clock::now() + slowest_flush.load();
    const long done = syscall(SYS_fdatasync, file);
    std::this_thread::sleep_until(until);
    return static_cast<int>(done);
}

int main(int argc, char** argv) {
    const std::string what = argc > 1 ? argv[1] : "";
    std::string form = (fs::temp_directory_path() / "ehcflow-bench-XXXXXX").string();
    if (mkdtemp(form.data()) == nullptr) return 3;
    prctl(PR_SET_TIMERSLACK, 1UL);  // asleep to the microsecond
    if (argc > 3) slowest_flush = std::chrono::microseconds(std::atoi(argv[3]));
    if (what == "appends") appends(form, argc > 2 ? std::atoi(argv[2]) : 7);
    if (what == "large") large(argc > 2 ? fs::path(argv[2]) : fs::path(form));
    fs::remove_all(form);
    return what == "appends" || what == "large" ? 0 : 2;
}
