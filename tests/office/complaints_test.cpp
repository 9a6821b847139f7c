// Three of the ten complaints that users of other document engines make: those about the office and its PDF. The other
// seven are in tests/templates/complaints_test.cpp.
#include <chrono>
#include <csignal>
#include <gtest/gtest.h>
#include <thread>

#include "documents/render/office_pool.h"
#include "tests/office/asking.h"
#include "tests/office/documents.h"
#include "tests/office/fake_office.h"

namespace ehcflow::documents {
namespace {

using namespace std::chrono_literals;
using office_tests::letter;
using office_tests::soon;

int idle_office(const OfficePool& pool) {
    for (const Deadline end = soon(); !end.passed(); std::this_thread::sleep_for(5ms))
        for (const WorkerStats& worker : pool.stats().workers)
            if (worker.state == WorkerStats::State::Idle && worker.process != 0) return worker.process;
    return 0;
}

TEST(Complaint7, AnOfficeThatHangsOrDiesBlocksTheServer) {
    OfficeSettings settings;
    settings.workers = 1;
    OfficePool pool(settings);
    const int hung = idle_office(pool);
    ASSERT_NE(hung, 0);
    ASSERT_EQ(::kill(hung, SIGSTOP), 0);
    const auto no_answer = pool.render({letter()}, Deadline::in(1s));
    ASSERT_FALSE(no_answer.ok());
    EXPECT_EQ(no_answer.error().fault, RenderFault::TimedOut);
    ASSERT_TRUE(pool.render({letter()}, soon()).ok());
    const int dead = idle_office(pool);
    ASSERT_NE(dead, 0);
    ASSERT_EQ(::kill(dead, SIGKILL), 0);
    EXPECT_TRUE(pool.render({letter()}, soon()).ok());
}

int spares(const OfficePool& pool) {
    int found = 0;
    for (const WorkerStats& worker : pool.stats().workers)
        if (worker.state == WorkerStats::State::Spare) ++found;
    return found;
}

// That many offices have ever started, and one of them waits for its turn.
bool has_spare(const OfficePool& pool, unsigned started) {
    for (const Deadline end = soon(); !end.passed(); std::this_thread::sleep_for(5ms))
        if (pool.stats().started == started && spares(pool) == 1) return true;
    return false;
}

// The new office's start is held up for as long as the test likes: a letter that waited for it would never be made. It
// is, by the spare; and once the new one is let go, it is the next spare.
TEST(Complaint8, RecyclingBlocksALiveRequest) {
    static office_tests::FakeOffice office("");  // UNO reads its registries once in the life of a program
    OfficeSettings settings;
    settings.workers = 1;
    settings.program = office.program();
    settings.recycle_after_documents = 2;
    OfficePool pool(settings);
    for (unsigned replaced = 0; replaced < 3; ++replaced) {
        ASSERT_TRUE(has_spare(pool, 2 * replaced + 2)) << replaced;
        office.have("held");
        for (unsigned letters = 0; letters < 2; ++letters) ASSERT_TRUE(pool.render({letter()}, soon()).ok());
        ASSERT_TRUE(pool.render({letter("The next caller's.")}, soon()).ok()) << "waited for the new office";
        const PoolStats now = pool.stats();
        EXPECT_EQ(now.recycled, 2 * replaced + 1);
        EXPECT_EQ(now.started, 2 * replaced + 2) << "the new office was not held up, so this shows nothing";
        EXPECT_EQ(spares(pool), 0);
        office.have("");
        ASSERT_TRUE(has_spare(pool, 2 * replaced + 3)) << "the new office was let go";
        ASSERT_TRUE(pool.render({letter()}, soon()).ok());  // the second letter of what was the spare
    }
    EXPECT_EQ(
        pool.stats().retried + pool.stats().failed(RenderFault::TimedOut) + pool.stats().failed(RenderFault::Busy), 0U);
}

TEST(Complaint9, AccessibilityIsQuietlyOff) {
    OfficeSettings settings;
    settings.workers = 1;
    OfficePool pool(settings);
    const auto pdf = pool.render({letter()}, soon());
    ASSERT_TRUE(pdf.ok());
    EXPECT_TRUE(pdf->findings.empty());
    // A document that a screen reader could not say the name of: it is said, and not passed over.
    std::string untitled = letter();
    untitled.replace(untitled.find("<dc:title>Decision</dc:title>"), 29, "");
    const auto poor = pool.render({untitled}, soon());
    EXPECT_TRUE(!poor.ok() || !poor->findings.empty());
}

}  // namespace
}  // namespace ehcflow::documents
