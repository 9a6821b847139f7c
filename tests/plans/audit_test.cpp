#include "plans/audit.h"

#include <gtest/gtest.h>
#include <set>

namespace ehcflow::plans {
namespace {

const SectionGrade& grade_of(const Audit& all, Section section) {
    for (const auto& one : all.sections)
        if (one.section == section) return one;
    ADD_FAILURE() << "no grade of section " << name_of(section);
    return all.sections.front();
}

Remark remark(std::string_view check, Section section, const Override* overridden = nullptr) {
    return {check_named(check), {section, "", ""}, overridden};
}

TEST(Audit, GradesEverySectionThatTheLawNames) {
    const Audit all = audit({}, {});
    EXPECT_EQ(all.sections.size(), kSections - 1);
    EXPECT_EQ(all.score, kBestScore);
    EXPECT_FALSE(all.moderated);
    std::set<Section> covered;
    for (const auto& one : criteria()) covered.insert(one.section);
    EXPECT_EQ(covered.size(), kSections - 1);
}

TEST(Audit, HoldsASectionDownByTheWeightOfItsFindings) {
    const Override overridden{"vague-words", "P. Fenn", "It is agreed."};
    const std::vector<Remark> found = {remark("views-missing", Section::A), remark("jargon", Section::B),
                                       remark("vague-words", Section::F),
                                       remark("vague-words", Section::G, &overridden)};
    const std::vector<Judgement> praise = {{"voice", 3, "A", "council", ""}, {"enough", 3, "A", "council", ""}};
    const Audit all = audit(found, praise);
    EXPECT_EQ(grade_of(all, Section::A).score, 0);
    EXPECT_EQ(grade_of(all, Section::B).score, 2);
    EXPECT_EQ(grade_of(all, Section::F).score, 1);
    EXPECT_EQ(grade_of(all, Section::G).score, 2);
    EXPECT_EQ(grade_of(all, Section::E).score, 3);
    EXPECT_EQ(all.grade(), "requires-improvement") << "what breaks the law is not good, however good the rest";
}

TEST(Audit, CountsSocialCareThatIsInNeitherSectionAgainstBoth) {
    const std::vector<Remark> found = {remark("social-care-unclassified", Section::H)};
    const Audit all = audit(found, {});
    EXPECT_EQ(grade_of(all, Section::H1).score, 0);
    EXPECT_EQ(grade_of(all, Section::H2).score, 0);
}

TEST(Audit, WeighsJudgementsAndLeavesOpenWhatTwoAgenciesSeeDifferently) {
    std::vector<Judgement> said = {{"voice", 3, "A", "council", ""}, {"difference", 0, "A", "council", ""}};
    EXPECT_EQ(grade_of(audit({}, said), Section::A).score, 2);  // (3 times 2 and 0) of 3
    EXPECT_FALSE(audit({}, said).moderated);
    said.push_back({"voice", 2, "B", "health", ""});
    said.push_back({"difference", 1, "B", "health", ""});
    EXPECT_TRUE(audit({}, said).moderated);
    said.push_back({"difference", 2, "B", "health", ""});  // the last word of that agency
    const Audit apart = audit({}, said);
    EXPECT_FALSE(apart.moderated);
    EXPECT_EQ(grade_of(apart, Section::A).open, (std::vector<std::string>{"difference"}));
    EXPECT_TRUE(apart.is_open());
    EXPECT_FALSE(audit({}, {}).is_open());
}

TEST(Audit, TakesNoJudgementOfNobodyOrOfNothing) {
    const std::vector<Judgement> bad = {{"voice", 0, "", "council", ""},
                                        {"voice", 0, "A", "", ""},
                                        {"voices", 0, "A", "council", ""},
                                        {"voice", -1, "A", "council", ""},
                                        {"voice", 4, "A", "council", ""}};
    EXPECT_EQ(audit({}, bad).score, kBestScore);
}

}  // namespace
}  // namespace ehcflow::plans
