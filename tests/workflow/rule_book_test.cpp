// Rule books: rows in force from and to, and two books asked about the same case side by side.
#include <gtest/gtest.h>

#include "tests/workflow/worked.h"
#include "workflow/inspection.h"

namespace ehcflow::workflow {
namespace {

RuleBook frozen_at(Date day) { return {all_rules(), day}; }

constexpr char kRecommended[] =
    R"({"kind":"plan-finalised","on":"2017-09-01"},{"kind":"appeal-received","on":"2017-10-16","ground":"contents"},)"
    R"({"kind":"recommendation-made","on":"2017-12-01","about":"social-care"})";

// SI 2017/1306: recommendations have had their answer's time limit since 3 April 2018, and not before.
TEST(RuleBook, HoldsAnEventToTheLawOfItsDay) {
    EXPECT_EQ(at("2018-06-01", kRecommended)->count("rec-social"), 0U);
    EXPECT_EQ(at("2018-06-01", kRecommended, frozen_at(Date(2018, 4, 3)))->count("rec-social"), 1U);
    EXPECT_EQ(at("2018-06-01", kRecommended, frozen_at(Date(2018, 4, 2)))->count("rec-social"), 0U);
}

// SI 2020/471: the relaxation excuses by its own law and by no other.
TEST(RuleBook, RelaxesByTheLawOf2020Alone) {
    constexpr char kLate[] =
        R"({"kind":"request-received","on":"2020-04-01","from":"parent"},)"
        R"({"kind":"assessment-agreed","on":"2020-06-10"},)"
        R"({"kind":"exception-recorded","on":"2020-06-10","ground":"coronavirus","from":"2020-04-01","to":"2020-06-10","impractical_because":"invented"})";
    EXPECT_EQ(at("2020-07-01", kLate)->duty("ehcna-decide").status, Status::Excused);
    EXPECT_EQ(at("2020-07-01", kLate, frozen_at(Date(2020, 6, 1)))->duty("ehcna-decide").status, Status::Excused);
    EXPECT_EQ(at("2020-07-01", kLate, frozen_at(Date(2026, 1, 1)))->duty("ehcna-decide").status, Status::Late);
    EXPECT_EQ(at("2020-07-01", kLate, frozen_at(Date(2026, 1, 1)))->answer.rulebook, "england/2022-07-01");
}

// A change of the law is tried on a case before it comes: another book, with a row that ends and the one after it.
TEST(RuleBook, LetsAChangeBeTriedBesideTheLawAsItIs) {
    const Rule before = [] {
        Rule row = *rule_named("ehcna-decide");
        row.in_force_to = Date(2026, 8, 31);
        return row;
    }();
    const Rule after = [] {
        Rule row = *rule_named("ehcna-decide");
        row.in_force_from = Date(2026, 9, 1);
        row.period = {4, Unit::Weeks};
        return row;
    }();
    const Rule* const rows[] = {&before, &after};
    const RuleBook planned{rows};
    constexpr char kOld[] = R"({"kind":"request-received","on":"2026-08-31","from":"parent"})";
    constexpr char kNew[] = R"({"kind":"request-received","on":"2026-09-01","from":"parent"})";
    EXPECT_EQ(to_iso(*at("2026-09-02", kOld, planned)->duty("ehcna-decide").due), "2026-10-12");
    EXPECT_EQ(to_iso(*at("2026-09-02", kNew, planned)->duty("ehcna-decide").due), "2026-09-29");
    EXPECT_EQ(to_iso(*at("2026-09-02", kNew)->duty("ehcna-decide").due), "2026-10-13");
    EXPECT_EQ(at("2026-09-02", kNew, planned)->answer.duties.size(), 1U);
}

// SI 2015/1792 regs 3(7), 3(8), 4(2): a report received on Monday 12 January 2026.
TEST(Inspection, CountsFromTheReport) {
    const auto duties = inspection_duties(Date(2026, 1, 12), calendar());
    ASSERT_EQ(duties.size(), 4U);
    EXPECT_EQ(duties[0].rule->id, "report-send-media");
    EXPECT_EQ(to_iso(*duties[0].due), "2026-02-11");
    EXPECT_EQ(duties[1].rule->id, "report-publish");
    EXPECT_EQ(to_iso(*duties[1].due), "2026-02-23");
    EXPECT_EQ(duties[2].rule->id, "wsoa-make");
    EXPECT_EQ(to_iso(*duties[2].due), "2026-04-22");  // Good Friday and Easter Monday are not counted
    EXPECT_EQ(to_iso(*duties[2].safe), "2026-04-21");
    EXPECT_EQ(duties[3].rule->id, "wsoa-send");
    EXPECT_FALSE(duties[3].due);
}

}  // namespace
}  // namespace ehcflow::workflow
