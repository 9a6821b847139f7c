// A closed month stays as it was; what is known better since stands beside it, with its reason.
#include "workflow/measures/snapshot.h"

#include "interchange/caseload.h"
#include "interchange/snapshot.h"
#include "tests/workflow/worked.h"

namespace ehcflow::workflow {
namespace {

using namespace std::chrono;

constexpr year_month kMonth = year(2026) / February;
constexpr Date kClosed(2026, 3, 1), kToday(2026, 5, 1);

std::string a_case(const std::string& reference, const std::string& decided, const std::string& more = "") {
    return R"({"reference":")" + reference + R"(","timeline":{"child":{"born":"2015-05-03"},"events":[
        {"kind":"request-received","on":"2026-01-12","from":"parent"},
        {"kind":"assessment-agreed","on":")" +
           decided + "\"}" + more + "]}}";
}

Snapshot taken(const interchange::Caseload& cases, Date on) {
    return snapshot(cases.children, cases.references, kMonth, on, calendar());
}

interchange::Caseload caseload(std::initializer_list<std::string> lines) {
    interchange::Caseload cases;
    std::size_t number = 0;
    for (const std::string& line : lines) {
        const auto wrong = interchange::add_case(cases, line, ++number, calendar(), kToday);
        EXPECT_FALSE(wrong) << (wrong ? wrong->detail : "");
    }
    return cases;
}

TEST(Snapshot, IsUnchangedByWhatHappensInLaterMonths) {
    const auto then = caseload({a_case("C-1", "2026-02-20"), a_case("C-2", "2026-02-25")});
    const auto now = caseload(
        {a_case("C-1", "2026-02-20", R"(,{"kind":"advice-requested","on":"2026-03-05","ref":"a","from":"health"})"),
         a_case("C-2", "2026-02-25", R"(,{"kind":"request-withdrawn","on":"2026-03-09"})"),
         a_case("C-3", "2026-03-10")});
    const Snapshot closed = taken(then, kClosed);
    EXPECT_EQ(closed.figure("decisions-6-weeks")->successes, References{"C-1"});
    EXPECT_EQ(closed.figure("decisions-6-weeks")->failures, References{"C-2"});
    for (const Restatement& one : restatements(closed, taken(now, kToday), now.children, now.references))
        EXPECT_EQ(one.measure, "whereabouts-confirmed") << "only C-3, which was known in February, is new";
}

TEST(Snapshot, IsRestatedByALaterCorrectionWithItsReason) {
    const auto then = caseload({a_case("C-1", "2026-02-20"), a_case("C-2", "2026-02-25")});
    const auto now = caseload(
        {a_case("C-1", "2026-02-20"),
         a_case("C-2", "2026-02-25", R"(,{"kind":"correction","on":"2026-04-02","of":1,"set":{"on":"2026-02-19"},
            "reason":"the post book has the 19th","approved_by":"A. Second"})")});
    const Snapshot closed = taken(then, kClosed);
    const auto found = restatements(closed, taken(now, kToday), now.children, now.references);
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].measure, "decisions-6-weeks");
    EXPECT_EQ(found[0].success_was, 1U);
    EXPECT_EQ(found[0].success_now, 2U);
    EXPECT_EQ(found[0].count_was, found[0].count_now);
    ASSERT_EQ(found[0].cases.size(), 1U);
    EXPECT_EQ(found[0].cases[0].reference, "C-2");
    EXPECT_EQ(found[0].cases[0].change, "now a success");
    EXPECT_EQ(found[0].cases[0].why, "corrected: the post book has the 19th");
    EXPECT_EQ(closed.figure("decisions-6-weeks")->successes, References{"C-1"}) << "the closed figure is as it was";
}

TEST(Snapshot, SaysWhereACaseIsGone) {
    const auto then = caseload({a_case("C-1", "2026-02-20"), a_case("C-2", "2026-02-25")});
    const auto now = caseload({a_case("C-1", "2026-02-20")});
    const auto found = restatements(taken(then, kClosed), taken(now, kToday), now.children, now.references);
    ASSERT_FALSE(found.empty());
    EXPECT_EQ(found[0].cases[0].change, "no longer counted");
    EXPECT_EQ(found[0].cases[0].why, "the case is no longer in the records");
}

TEST(Snapshot, IsReadBackAsItWasWritten) {
    const auto cases = caseload({a_case("C-1", "2026-02-20"), a_case("C-2", "2026-02-25")});
    const Snapshot closed = taken(cases, kClosed);
    const std::string text = interchange::write_snapshot(closed);
    const auto read = interchange::read_snapshot(text);
    ASSERT_TRUE(read.ok()) << read.error();
    EXPECT_EQ(*read, closed);
    EXPECT_EQ(interchange::write_snapshot(*read), text);
    for (const char* bad :
         {"", "{}", "[]", "nul", R"({"month":"2026-13"})",
          R"({"month":"2026-02","frozen_on":"2026-02-30","figures":[],"unsure":{"amber":[],"red":[]}})",
          R"({"month":"2026-02","frozen_on":"2026-03-01","figures":{},"unsure":{"amber":[],"red":[]}})",
          R"({"month":"2026-02","frozen_on":"2026-03-01","figures":[7],"unsure":{"amber":[],"red":[]}})",
          R"({"month":"2026-02","frozen_on":"2026-03-01","figures":[],"unsure":{"amber":["a b"],"red":[]}})",
          R"({"month":"2026-02","frozen_on":"2026-03-01","figures":[],"unsure":[],"more":1})"})
        EXPECT_FALSE(interchange::read_snapshot(bad).ok()) << bad;
    for (std::size_t cut = 0; cut < text.size(); cut += 7)
        EXPECT_FALSE(interchange::read_snapshot(text.substr(0, cut)).ok()) << cut;
}

}  // namespace
}  // namespace ehcflow::workflow
