#include "documents/compose/notices.h"

#include "base/invariant.h"

namespace ehcflow::documents {
namespace {

using workflow::Kind;

constexpr Date kSince2014(2014, 9, 1);
constexpr Date kSinceRecommendations(2018, 4, 3);  // SI 2017/1306 came into force

constexpr BlockRow kBlocks[] = {
    {Block::Appeal, "appeal", "Right to appeal and time limits", "CFA 2014 s.51; SI 2008/2699 rule 20", kSince2014},
    {Block::Mediation, "mediation", "Mediation", "CFA 2014 s.52(2); SI 2014/1530 reg 32", kSince2014},
    {Block::DisagreementResolution, "disagreement_resolution", "Disagreement resolution services", "CFA 2014 s.57",
     kSince2014},
    {Block::InformationAdvice, "information_advice", "Information and advice", "CFA 2014 s.32", kSince2014},
    {Block::HealthAndCare, "health_and_care", "Recommendations on health and social care", "SI 2017/1306",
     kSinceRecommendations},
    {Block::Representations, "representations", "What a family may do about a draft",
     "CFA 2014 s.38(2)(b), (4); SI 2014/1530 reg 13(1)", kSince2014},
};

// A refusal to assess has no HealthAndCare: SI 2017/1306 left reg 5(3) as it was, and such an appeal has no plan yet.
constexpr Block kRefuseAssess[] = {Block::Appeal, Block::Mediation, Block::DisagreementResolution,
                                   Block::InformationAdvice};
constexpr Block kDraft[] = {Block::Representations, Block::InformationAdvice};
constexpr Block kReviewMaintain[] = {Block::Appeal, Block::Mediation, Block::DisagreementResolution,
                                     Block::HealthAndCare, Block::InformationAdvice};

constexpr NoticeRow kNotices[] = {
    {Notice::WillAssess,
     "will-assess",
     "We will assess",
     "N-WILL-ASSESS",
     "SI 2014/1530 reg 5(1)-(2)",
     "the family; the school and those told under reg 4(2)",
     CopyToSetting::Yes,
     "letters/will_assess.fodt",
     {},
     {Kind::AssessmentAgreed},
     "",
     ""},
    {Notice::RefuseAssess,
     "refuse-assess",
     "We will not assess",
     "N-REFUSE-ASSESS",
     "CFA 2014 s.36(5); SI 2014/1530 reg 5(3)",
     "the family; the decision to those told under reg 4(2)",
     CopyToSetting::Yes,
     "letters/refuse_assess.fodt",
     kRefuseAssess,
     {Kind::AssessmentRefused},
     "our decision not to assess {possessive} education, health and care needs",
     "section 51(2)(a)"},
    {Notice::DraftPlan,
     "draft-plan",
     "Draft plan",
     "N-DRAFT",
     "CFA 2014 s.38; SI 2014/1530 regs 12, 13(1)",
     "the family",
     CopyToSetting::No,
     "plans/draft_plan.fodt",
     kDraft,
     {Kind::DraftSent},
     "",
     ""},
    {Notice::ReviewMaintain,
     "review-maintain",
     "The plan stays as it is",
     "N-AR-MAINTAIN",
     "SI 2014/1530 regs 20(10)-(11), 21(9)-(10)",
     "the family; the decision to the school or college",
     CopyToSetting::Yes,
     "letters/review_maintain.fodt",
     kReviewMaintain,
     {Kind::ReviewDecided, "outcome", "maintain"},
     "our decision not to change {possessive} education, health and care plan after its review",
     "section 51(2)(e)"},
};

}  // namespace

std::span<const BlockRow> block_rows() { return kBlocks; }
std::span<const NoticeRow> notice_rows() { return kNotices; }

const BlockRow& block_row(Block block) {
    for (const BlockRow& row : kBlocks)
        if (row.block == block) return row;
    broken_invariant("block_row: a block without a row");
}

const NoticeRow& notice_row(Notice notice) {
    for (const NoticeRow& row : kNotices)
        if (row.notice == notice) return row;
    broken_invariant("notice_row: a notice without a row");
}

std::optional<Notice> notice_named(std::string_view name) {
    for (const NoticeRow& row : kNotices)
        if (row.name == name) return row.notice;
    return std::nullopt;
}

}  // namespace ehcflow::documents
