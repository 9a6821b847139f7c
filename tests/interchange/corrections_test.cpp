// Corrections that hide a lateness: found, judged by what the record was, and named.
#include "interchange/corrections.h"

#include <gtest/gtest.h>

#include "interchange/calendar.h"
#include "interchange/faults.h"

namespace ehcflow::interchange {
namespace {

std::string timeline(const std::string& events) {
    return R"({"child":{"born":"2014-05-03"},"events":[)" + events + "]}";
}

std::vector<Concealment> found(const std::string& events) {
    auto concealed = concealments(timeline(events), built_in_calendar());
    if (!concealed) throw std::runtime_error(concealed.error().detail);
    return std::move(concealed).value();
}

const std::string kLate = R"({"kind":"request-received","on":"2026-01-12","from":"parent"},)"
                          R"({"kind":"assessment-agreed","on":"2026-03-05"})";

TEST(Corrections, ThatHideALatenessNeedAReasonAndAnotherPerson) {
    const auto moved = [](const std::string& more) {
        return found(kLate + R"(,{"kind":"correction","on":"2026-03-06","of":1,"set":{"on":"2026-02-20"})" + more +
                     "}");
    };
    const auto bare = moved("");
    ASSERT_EQ(bare.size(), 1U);
    EXPECT_EQ(bare[0].correction, 2U);
    EXPECT_EQ(bare[0].rules, std::vector<std::string>{"ehcna-decide"});
    EXPECT_FALSE(bare[0].in_order());
    EXPECT_EQ(in_words(bare[0]),
              "The correction at position 2 makes the lateness of ehcna-decide disappear and lacks a reason and a "
              "second person's approval.");
    EXPECT_FALSE(moved(R"(,"reason":"the letter went earlier")")[0].in_order());
    EXPECT_FALSE(moved(R"(,"reason":"x","by":"officer-1","approved_by":"officer-1")")[0].in_order());
    EXPECT_FALSE(moved(R"(,"approved_by":"officer-2")")[0].in_order());
    EXPECT_TRUE(moved(R"(,"reason":"x","by":"officer-1","approved_by":"officer-2")")[0].in_order());
}

TEST(Corrections, ThatHideNothingNeedNeither) {
    EXPECT_TRUE(found(kLate + R"(,{"kind":"correction","on":"2026-03-06","of":1,"set":{"on":"2026-03-04"}})").empty());
    EXPECT_TRUE(found(kLate + R"(,{"kind":"correction","on":"2026-03-06","of":0,"set":{"from":"setting"}})").empty());
}

// What is late today may not have been when it was corrected; what was late then is not forgotten because of what came.
TEST(Corrections, AreJudgedOnTheirOwnDay) {
    const std::string request = R"({"kind":"request-received","on":"2026-01-12","from":"parent"},)";
    EXPECT_TRUE(found(request + R"({"kind":"correction","on":"2026-02-20","of":0,"set":{"on":"2026-01-20"}})").empty());
    EXPECT_EQ(found(request + R"({"kind":"correction","on":"2026-02-25","of":0,"set":{"on":"2026-01-20"}},)" +
                    R"({"kind":"assessment-agreed","on":"2026-03-05"})")
                  .size(),
              1U);
}

TEST(Corrections, OfARecordOutOfOrderAreJudgedOnTheWhole) {
    const std::string backwards = R"({"kind":"assessment-agreed","on":"2026-03-05"},)"
                                  R"({"kind":"correction","on":"2026-03-06","of":0,"set":{"on":"2026-02-20"}},)"
                                  R"({"kind":"request-received","on":"2026-01-12","from":"parent"})";
    ASSERT_EQ(found(backwards).size(), 1U);
    EXPECT_EQ(found(backwards)[0].rules, std::vector<std::string>{"ehcna-decide"});
}

TEST(Corrections, ThatAreThemselvesCorrectedAreJudgedTogether) {
    const auto both = found(kLate + R"(,{"kind":"correction","on":"2026-03-06","of":1,"set":{"on":"2026-02-20"}},)" +
                            R"({"kind":"correction","on":"2026-03-07","of":2,"void":true})");
    EXPECT_TRUE(both.empty());  // the lateness is shown again
}

TEST(Corrections, OfWhatCannotBeReadAreAnError) {
    EXPECT_FALSE(concealments("{", built_in_calendar()).ok());
    EXPECT_FALSE(concealments(timeline(R"({"kind":"no-such"})"), built_in_calendar()).ok());
}

TEST(FaultsOf, TakeInTheCorrectionsThatAreNotInOrder) {
    const std::string text =
        timeline(kLate + R"(,{"kind":"correction","on":"2026-03-06","of":1,"set":{"on":"2026-02-20"}})");
    const auto faults = faults_of(text, built_in_calendar(), Date(2026, 3, 10));
    ASSERT_TRUE(faults.ok());
    EXPECT_EQ(faults->back().code, "lateness-corrected-away");
    EXPECT_NE(write_faults(*faults, Date(2026, 3, 10)).find(R"({"today":"2026-03-10","faults":[{"code":)"),
              std::string::npos);
    EXPECT_FALSE(faults_of("[]", built_in_calendar(), Date(2026, 3, 10)).ok());
}

}  // namespace
}  // namespace ehcflow::interchange
