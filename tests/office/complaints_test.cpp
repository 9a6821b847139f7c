// Three of the ten complaints that users of other document engines make: those about the office and its PDF. The other
// seven are in tests/templates/complaints_test.cpp.
#include <chrono>
#include <csignal>
#include <gtest/gtest.h>
#include <thread>

#include "documents/render/office_pool.h"
#include "tests/office/documents.h"

namespace ehcflow::documents {
namespace {

using namespace std::chrono_literals;
using office_tests::letter;

Deadline soon() { return Deadline::in(20s); }

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

// One office is always young: with two, each replaced after every third letter, no letter is refused or lost.
TEST(Complaint8, RecyclingBlocksALiveRequest) {
    OfficeSettings settings;
    settings.workers = 2;
    settings.recycle_after_documents = 3;
    OfficePool pool(settings);
    for (int i = 0; i < 12; ++i) ASSERT_TRUE(pool.render({letter()}, soon()).ok()) << i;
    EXPECT_GE(pool.stats().recycled, 2U);
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
