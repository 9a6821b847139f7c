#include "documents/compose/notices.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <iterator>
#include <set>
#include <string>
#include <string_view>
#include <utility>

namespace ehcflow::documents {
namespace {

std::string template_text(std::string_view path) {
    std::ifstream file(std::filesystem::path(EHCFLOW_SOURCE_DIR) / "templates" / path);
    return {std::istreambuf_iterator<char>(file), {}};
}

bool carries(Notice notice, Block block) {
    const auto blocks = notice_row(notice).blocks;
    return std::find(blocks.begin(), blocks.end(), block) != blocks.end();
}

// Every cell of the law's list of notices that asks for a standard passage. A: right to appeal and time limits; M: the
// six points of SI 2014/1530 reg 32; D: disagreement resolution; I: information and advice; R: the Tribunal's
// recommendations (SI 2017/1306).
struct Cell {
    Notice notice;
    std::string_view carries;
    std::string_view cite;
};
constexpr Cell kCells[] = {
    {Notice::Considering, "", "CFA 2014 s.36(7)"},
    {Notice::WillAssess, "", "reg 5(1)-(2)"},
    {Notice::RefuseAssess, "AMDI", "reg 5(3), as SI 2017/1306 left it"},
    {Notice::ProposePlan, "", "CFA 2014 s.36(9)"},
    {Notice::NoPlan, "AMDIR", "reg 10(3)"},
    {Notice::DraftPlan, "I", "reg 13(1)"},
    {Notice::FinalPlan, "AMDIR", "reg 14(2)"},
    {Notice::ReviewInvite, "", "regs 20(2)-(4), 21(2)-(4)"},
    {Notice::ReviewReport, "", "regs 20(9), 21(8)"},
    {Notice::ReviewMaintain, "AMDIR", "regs 20(11), 21(10)"},
    {Notice::ReviewAmend, "", "reg 22(2): no appeal yet"},
    {Notice::ReviewCease, "AMDIR", "regs 20(11), 21(10)"},
    {Notice::ProposeAmendment, "", "regs 22(2), 28: no appeal yet"},
    {Notice::AmendedPlan, "AMDIR", "reg 22(5)"},
    {Notice::AmendmentDeclined, "AMDIR", "reg 22(5)"},
    {Notice::Reassess, "", "reg 25(1)"},
    {Notice::RefuseReassess, "AMDIR", "reg 25(2)"},
    {Notice::ConsiderCeasing, "", "reg 31(1)"},
    {Notice::Cease, "AMDIR", "reg 31(3)"},
    {Notice::Transferred, "", "reg 15(4)"},
    {Notice::AdviceRequest, "", "reg 6(1), (3)"},
    {Notice::ConsultSetting, "", "CFA 2014 s.39(2)"},
    {Notice::DirectPaymentRefused, "", "SI 2014/1652 reg 7"},
    {Notice::Acknowledgement, "", "no decision yet"},
    {Notice::Holding, "", "no decision yet"},
    {Notice::AdviceReminder, "", "not to the family"},
    {Notice::ReviewAdvice, "", "not to the family"},
    {Notice::ReviewPapers, "", "reg 20(4)"},
    {Notice::PersonalBudget, "", "SI 2014/1652 reg 3"},
    {Notice::MediationArranged, "", "reg 37"},
    {Notice::CoveringNote, "", "no decision"},
};

TEST(Notices, CarryWhatTheLawAsksOfEach) {
    constexpr std::pair<char, Block> kLetters[] = {{'A', Block::Appeal},
                                                   {'M', Block::Mediation},
                                                   {'D', Block::DisagreementResolution},
                                                   {'I', Block::InformationAdvice},
                                                   {'R', Block::HealthAndCare}};
    EXPECT_EQ(std::size(kCells), notice_rows().size());
    for (const Cell& cell : kCells)
        for (const auto& [letter, block] : kLetters)
            EXPECT_EQ(carries(cell.notice, block), cell.carries.find(letter) != std::string_view::npos)
                << notice_row(cell.notice).name << " " << letter << " " << cell.cite;
}

TEST(Notices, CarryTheRightsThatComeBeforeADecision) {
    EXPECT_TRUE(carries(Notice::Considering, Block::ViewsAndEvidence));              // CFA 2014 s.36(7)
    EXPECT_TRUE(carries(Notice::DraftPlan, Block::Representations));                 // reg 13(1)
    EXPECT_TRUE(carries(Notice::ReviewAmend, Block::AmendmentRights));               // reg 22(2)(c)
    EXPECT_TRUE(carries(Notice::ProposeAmendment, Block::AmendmentRights));          // reg 28
    EXPECT_TRUE(carries(Notice::ConsiderCeasing, Block::CeaseConsultation));         // reg 31(1)
    EXPECT_TRUE(carries(Notice::DirectPaymentRefused, Block::DirectPaymentReview));  // SI 2014/1652 reg 7
    for (const Notice end : {Notice::Cease, Notice::ReviewCease})
        EXPECT_TRUE(carries(end, Block::Standstill));  // CFA 2014 s.45(4)
}

// An appeal is against one of the matters of section 51(2), and carries them all or none.
TEST(Notices, AnAppealHasItsProvisionAndOnlyAnAppealHas) {
    for (const NoticeRow& row : notice_rows()) {
        EXPECT_EQ(carries(row.notice, Block::Appeal), !row.appeal_provision.empty()) << row.name;
        EXPECT_EQ(row.appeal_against.empty(), row.appeal_provision.empty()) << row.name;
    }
}

TEST(Notices, EachTemplateIncludesItsBlocksAndNoOtherStatutoryOne) {
    for (const NoticeRow& row : notice_rows()) {
        const std::string text = template_text(row.template_path);
        ASSERT_FALSE(text.empty()) << row.template_path;
        for (const BlockRow& block : block_rows()) {
            const bool included = text.find("{{&gt; " + std::string(block.name) + "}}") != std::string::npos;
            if (block.block == Block::InformationAdvice)
                EXPECT_EQ(included, row.addressed == Addressee::Family) << row.name;
            else
                EXPECT_EQ(included, carries(row.notice, block.block)) << row.name << " " << block.name;
        }
    }
}

// The law's list of notices, and each of its entries is made here.
TEST(Notices, AreAllThatTheLawLists) {
    std::set<std::string_view> made;
    for (const NoticeRow& row : notice_rows())
        if (!row.law_id.empty()) made.insert(row.law_id);
    EXPECT_EQ(made, (std::set<std::string_view>{
                        "N-CONSIDERING",    "N-WILL-ASSESS",  "N-REFUSE-ASSESS",   "N-ADVICE-REQ",    "N-PROPOSE-PLAN",
                        "N-NO-PLAN",        "N-DRAFT",        "N-CONSULT-SETTING", "N-FINAL",         "N-AR-INVITE",
                        "N-AR-REPORT",      "N-AR-MAINTAIN",  "N-AR-CEASE",        "N-AR-AMEND",      "N-AMEND-FINAL",
                        "N-AMEND-DECLINED", "N-REASSESS-YES", "N-REASSESS-NO",     "N-CEASE-CONSULT", "N-CEASE",
                        "N-XFER",           "N-DP-REFUSE"}));
}

TEST(Notices, EveryEnclosureIsNamedInItsLetter) {
    for (const EnclosureRow& row : enclosure_rows()) {
        const std::string text = template_text(notice_row(row.notice).template_path);
        EXPECT_TRUE(text.find("{{&gt; enclosures}}") != std::string::npos ||
                    text.find("{{#each enclosures}}") != std::string::npos)
            << notice_row(row.notice).name;
    }
}

TEST(Notices, EachBlockHasItsFile) {
    for (const std::string_view name : furniture())
        EXPECT_FALSE(template_text("blocks/" + std::string(name) + ".fodt").empty()) << name;
    for (const BlockRow& row : block_rows())
        EXPECT_FALSE(template_text("blocks/" + std::string(row.name) + ".fodt").empty()) << row.name;
}

TEST(Notices, AreFoundByName) {
    for (const NoticeRow& row : notice_rows()) EXPECT_EQ(notice_named(row.name), row.notice);
    EXPECT_FALSE(notice_named("no-such-notice"));
}

}  // namespace
}  // namespace ehcflow::documents
