#include "tests/storage/killing.h"

#include <array>
#include <gtest/gtest.h>
#include <random>
#include <signal.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

#include "storage/ledger.h"

namespace ehcflow::storage {
namespace {

constexpr int kWriters = 4;

CaseId id_of(int writer) { return *CaseId::parse("SC-000" + std::to_string(writer)); }
RecorderId officer() { return *RecorderId::parse("officer-1"); }

NewEvent event(Sequence sequence) {
    return {"request-received", *Date::parse("2026-01-12"), Body("event " + std::to_string(sequence))};
}

// A stand-in for the law: what is owed says which event it follows.
CaseNow stands(int writer, Sequence sequence) {
    CaseNow now{id_of(writer),
                sequence,
                0,
                "stage " + std::to_string(sequence),
                Date(2026, 1, 12),
                Date(2026, 8, 31),
                {},
                0,
                {}};
    now.duties.push_back({"rule", "authority", Date(2026, 2, 1) + std::chrono::days(sequence % 300), std::nullopt,
                          "request-received", Date(2026, 1, 12)});
    return now;
}

Effects effects_of(int writer, Sequence sequence) {
    Effects effects;
    effects.now = stands(writer, sequence);
    effects.jobs.push_back(
        {*JobId::parse("J-" + std::to_string(writer) + "-" + std::to_string(sequence)), "render", id_of(writer), "{}"});
    return effects;
}

[[noreturn]] void write_for_ever(const std::filesystem::path& folder, int tell) {
    Ledger ledger = Ledger::open(folder);
    std::vector<std::jthread> writers;
    for (int writer = 0; writer < kWriters; ++writer)
        writers.emplace_back([&ledger, writer, tell] {
            for (Sequence at = ledger.read_case(id_of(writer))->sequence();; ++at) {
                const auto done =
                    ledger.append(id_of(writer), at, {event(at + 1)}, officer(), effects_of(writer, at + 1));
                const std::array<Sequence, 2> told{writer, at + 1};
                if (!done || write(tell, told.data(), sizeof told) != sizeof told) _exit(1);
            }
        });
    writers.clear();
    _exit(0);
}

void check(const std::filesystem::path& folder, const std::array<Sequence, kWriters>& acknowledged) {
    const Ledger ledger = Ledger::open(folder);
    const auto verified = ledger.verify();
    ASSERT_FALSE(verified.fault.has_value()) << verified.fault->place << ": " << verified.fault->what;
    const auto now = ledger.all_now();
    ASSERT_EQ(now.size(), static_cast<std::size_t>(kWriters));
    std::size_t events = 0;
    for (int writer = 0; writer < kWriters; ++writer) {
        const auto history = ledger.read_case(id_of(writer));
        ASSERT_GE(history->sequence(), acknowledged[static_cast<std::size_t>(writer)]);
        for (const RecordedEvent& each : history->events)
            ASSERT_EQ(each.body->reveal(), "event " + std::to_string(each.sequence));
        const CaseNow expected = stands(writer, history->sequence());
        const CaseNow& kept = now[static_cast<std::size_t>(writer)];
        ASSERT_EQ(kept.sequence, expected.sequence);
        ASSERT_EQ(kept.stage, expected.stage);
        ASSERT_EQ(kept.duties, expected.duties);
        ASSERT_TRUE(
            ledger.job(*JobId::parse("J-" + std::to_string(writer) + "-" + std::to_string(history->sequence()))));
        ASSERT_FALSE(
            ledger.job(*JobId::parse("J-" + std::to_string(writer) + "-" + std::to_string(history->sequence() + 1))));
        events += history->events.size();
    }
    ASSERT_EQ(static_cast<std::int64_t>(events), verified.events);
    ASSERT_TRUE(ledger.stale(Date(2026, 1, 12)).empty());
}

}  // namespace

void kill_writers(const std::filesystem::path& folder, int rounds) {
    {
        Ledger ledger = Ledger::open(folder);
        for (int writer = 0; writer < kWriters; ++writer)
            ASSERT_TRUE(
                ledger.open_case(id_of(writer), {Body("{}"), {event(1)}}, officer(), effects_of(writer, 1)).ok());
    }
    std::array<Sequence, kWriters> acknowledged{};
    std::mt19937 dice(20261124);
    for (int round = 0; round < rounds; ++round) {
        std::array<int, 2> ends{};
        ASSERT_EQ(pipe(ends.data()), 0);
        const pid_t child = fork();
        ASSERT_GE(child, 0);
        if (child == 0) write_for_ever(folder, ends[1]);
        close(ends[1]);
        std::array<Sequence, 2> told{};
        const auto listen = [&] {
            if (read(ends[0], told.data(), sizeof told) != sizeof told) return false;
            acknowledged[static_cast<std::size_t>(told[0])] = told[1];
            return true;
        };
        const int heard = static_cast<int>(dice() % 30);
        for (int n = 0; n < heard && listen(); ++n) continue;
        usleep(static_cast<useconds_t>(dice() % 20'000));
        kill(child, SIGKILL);
        waitpid(child, nullptr, 0);
        while (listen()) continue;
        close(ends[0]);
        check(folder, acknowledged);
        if (::testing::Test::HasFatalFailure()) return;
    }
}

}  // namespace ehcflow::storage
