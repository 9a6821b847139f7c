#include "documents/check/document_life.h"

#include <algorithm>
#include <fstream>
#include <gmock/gmock.h>
#include <iterator>

#include "interchange/calendar.h"

namespace ehcflow::documents {
namespace {

using enum LifeStage;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

Date day(const char* text) { return *Date::parse(text); }

// Monday 30 March 2026: Good Friday is 3 April, Easter Monday 6 April.
const Lived kApproved{LifeStep::Approve, *Date::parse("2026-03-30")};
const Lived kIssued{LifeStep::Issue, *Date::parse("2026-03-30")};
Lived sent(const char* on, const char* route) { return {LifeStep::Dispatch, day(on), route}; }

Life life(std::vector<Lived> lived, const char* today, bool fit = true) {
    return life_of(fit, lived, day(today), interchange::built_in_calendar());
}

TEST(DocumentLife, EachRowHasItsLawAndEachStepARow) {
    for (const LifeRow& row : life_rows()) {
        EXPECT_FALSE(row.cite.empty());
        EXPECT_FALSE(row.from.empty());
    }
    for (const StepRow& row : step_rows()) {
        EXPECT_EQ(step_recorded_as(row.recorded), row.step);
        EXPECT_TRUE(std::ranges::any_of(life_rows(), [&](const LifeRow& one) { return one.step == row.step; }));
    }
    EXPECT_FALSE(step_recorded_as("approve").has_value());
}

TEST(DocumentLife, GoesStepByStepAndInNoOtherOrder) {
    EXPECT_EQ(life({}, "2026-03-30", false).stage, Prepared);
    EXPECT_EQ(life({kApproved}, "2026-03-30", false).stage, Prepared) << "what does not fit is not approved";
    EXPECT_EQ(life({}, "2026-03-30").stage, Checked);
    EXPECT_EQ(life({kIssued}, "2026-03-30").stage, Checked) << "nobody approved it";
    EXPECT_EQ(life({kApproved}, "2026-03-30").stage, Approved);
    EXPECT_EQ(life({kApproved, kIssued}, "2026-03-30").stage, Issued);
    EXPECT_THAT(steps_from(Prepared), ElementsAre("discard"));
    EXPECT_THAT(steps_from(Checked), ElementsAre("approve", "discard"));
    EXPECT_THAT(steps_from(Approved), ElementsAre("discard", "issue"));
    EXPECT_THAT(steps_from(Issued), ElementsAre("dispatch", "withdraw"));
    EXPECT_THAT(steps_from(Dispatched), ElementsAre("receipt", "return", "withdraw"));
    EXPECT_THAT(steps_from(Served), ElementsAre("receipt", "return", "withdraw"));
    EXPECT_THAT(steps_from(Delivered), ElementsAre("withdraw"));
    EXPECT_THAT(steps_from(Returned), ElementsAre("dispatch", "withdraw"));
    EXPECT_THAT(steps_from(Discarded), IsEmpty());
    EXPECT_THAT(steps_from(Withdrawn), IsEmpty());
}

TEST(DocumentLife, IsServedOnTheDayThatTheRouteIsDeemedToTake) {
    struct {
        const char* route;
        const char* served_on;
    } constexpr kRoutes[] = {{"hand", "2026-04-01"},
                             {"email", "2026-04-01"},
                             {"first-class", "2026-04-07"},  // Thursday, then the Tuesday after Easter
                             {"second-class", "2026-04-09"}};
    for (const auto& [route, served_on] : kRoutes) {
        const std::vector<Lived> lived = {kApproved, kIssued, sent("2026-04-01", route)};
        const Life then = life(lived, served_on);
        EXPECT_EQ(then.stage, Served) << route;
        EXPECT_EQ(then.served_on, day(served_on)) << route;
        EXPECT_FALSE(then.receipted);
        const Life before =
            life_of(true, lived, day(served_on) - std::chrono::days(1), interchange::built_in_calendar());
        EXPECT_EQ(before.stage, Dispatched) << route;
    }
}

TEST(DocumentLife, AReceiptCountsAndWhatCameBackWasNotServed) {
    const std::vector<Lived> went = {kApproved, kIssued, sent("2026-03-31", "first-class")};
    auto received = went;
    received.push_back({LifeStep::Receive, day("2026-04-10")});
    EXPECT_EQ(life(received, "2026-04-10").served_on, day("2026-04-10"));
    EXPECT_TRUE(life(received, "2026-04-10").receipted);
    EXPECT_EQ(life(received, "2026-04-10").stage, Delivered);
    auto returned = went;
    returned.push_back({LifeStep::Return, day("2026-04-20")});
    EXPECT_EQ(life(returned, "2026-05-20").stage, Returned);
    EXPECT_FALSE(life(returned, "2026-05-20").served_on.has_value());
    returned.push_back(sent("2026-04-21", "hand"));
    EXPECT_EQ(life(returned, "2026-05-20").served_on, day("2026-04-21"));
    EXPECT_EQ(life(returned, "2026-05-20").dispatched_on, day("2026-04-21"));
}

TEST(DocumentLife, NoStepIsOnADayToComeOrBeforeTheOneItFollows) {
    const Life issued = life({kApproved, kIssued}, "2026-04-01");
    EXPECT_EQ(day_fault(issued, LifeStep::Dispatch, day("2026-03-30"), day("2026-04-01")), "");
    EXPECT_NE(day_fault(issued, LifeStep::Dispatch, day("2026-03-29"), day("2026-04-01")), "");
    EXPECT_NE(day_fault(issued, LifeStep::Dispatch, day("2026-04-02"), day("2026-04-01")), "");
    const Life went = life({kApproved, kIssued, sent("2026-03-31", "hand")}, "2026-04-01");
    for (const LifeStep step : {LifeStep::Receive, LifeStep::Return}) {
        EXPECT_EQ(day_fault(went, step, day("2026-03-31"), day("2026-04-01")), "");
        EXPECT_NE(day_fault(went, step, day("2026-03-30"), day("2026-04-01")), "");
        EXPECT_NE(day_fault(went, step, day("2026-04-02"), day("2026-04-01")), "");
    }
}

TEST(DocumentLife, IsShownAsItIsInTheDocumentation) {
    std::ifstream file(EHCFLOW_SOURCE_DIR "/docs/documents.md");
    const std::string text{std::istreambuf_iterator<char>(file), {}};
    std::string table = "| from | step | to | because |\n|---|---|---|---|\n";
    for (const LifeRow& row : life_rows()) {
        std::string from;
        for (const LifeStage stage : row.from) from.append(from.empty() ? "" : ", ").append(name_of(stage));
        table += "| " + from + " | " + std::string(step_row(row.step).asked) + " | " + std::string(name_of(row.to)) +
                 " | " + std::string(row.cite) + " |\n";
    }
    EXPECT_NE(text.find(table), std::string::npos) << "write into docs/documents.md:\n" << table;
}

}  // namespace
}  // namespace ehcflow::documents
