// Each rule beside its provision: what begins it, its last lawful day, the safe one, and what ends it. The dates are
// those of worked examples, or counted by hand on a calendar.
#include <algorithm>
#include <gtest/gtest.h>
#include <string>

#include "interchange/calendar.h"
#include "interchange/timeline.h"
#include "workflow/due.h"
#include "workflow/explain.h"

namespace ehcflow::workflow {
namespace {

struct Given {
    const char* law;     // what the row shows
    const char* events;  // as in a timeline, without the brackets
    const char* rule;
    const char* due;   // "" for none
    const char* safe;  // likewise
    const char* status;
    const char* born = "2014-05-03";
    const char* today = "2026-03-01";
};

const std::string kPlan = R"({"kind":"plan-finalised","on":"2025-03-31"})";
const std::string kRequest = R"({"kind":"request-received","on":"2026-01-12","from":"parent"})";

class RulesTest : public ::testing::TestWithParam<Given> {};

TEST_P(RulesTest, CountsAsTheLawSays) {
    const Given& given = GetParam();
    std::string events = given.events;
    for (const auto& [mark, text] : {std::pair(std::string("PLAN"), kPlan), {std::string("REQUEST"), kRequest}})
        if (const auto at = events.find(mark); at != std::string::npos) events.replace(at, mark.size(), text);
    const std::string json = R"({"child":{"born":")" + std::string(given.born) + R"("},"events":[)" + events + "]}";
    const auto timeline = interchange::read_timeline(json);
    ASSERT_TRUE(timeline.ok()) << timeline.error().detail;
    const auto& calendar = interchange::built_in_calendar();
    const auto answer = due(*timeline, calendar, *Date::parse(given.today));
    ASSERT_TRUE(answer.ok()) << given.law << ": " << answer.error().why;
    const auto duty = std::find_if(answer->duties.begin(), answer->duties.end(),
                                   [&](const Duty& one) { return one.rule->id == given.rule; });
    if (std::string(given.status) == "none") {
        EXPECT_TRUE(duty == answer->duties.end()) << given.law;
        return;
    }
    ASSERT_TRUE(duty != answer->duties.end()) << given.law << ": no " << given.rule;
    EXPECT_EQ(duty->due ? to_iso(*duty->due) : "", given.due) << given.law;
    EXPECT_EQ(duty->safe ? to_iso(*duty->safe) : "", given.safe) << given.law;
    EXPECT_EQ(name_of(duty->status), given.status) << given.law;
    EXPECT_FALSE(working(*duty, calendar).empty());
    EXPECT_FALSE(explain(*duty, *answer, calendar).empty());
}

const Given kAdvice[] = {
    {"reg 8(1): 6 weeks from receipt; Easter and the bank holiday change nothing",
     R"(REQUEST,{"kind":"assessment-agreed","on":"2026-02-16"},{"kind":"advice-requested","on":"2026-03-23","ref":"h","from":"health"})",
     "advice-reply", "2026-05-04", "2026-05-01", "open"},
    {"reg 8(1): met by the advice of that adviser",
     R"(REQUEST,{"kind":"assessment-agreed","on":"2026-02-16"},{"kind":"advice-requested","on":"2026-02-17","ref":"h","from":"health"},{"kind":"advice-received","on":"2026-03-03","ref":"h"})",
     "advice-reply", "2026-03-31", "2026-03-30", "met"},
    {"reg 8(1): and not by that of another",
     R"(REQUEST,{"kind":"assessment-agreed","on":"2026-02-16"},{"kind":"advice-requested","on":"2026-02-17","ref":"h","from":"health"},{"kind":"advice-received","on":"2026-03-03","ref":"x"})",
     "advice-reply", "2026-03-31", "2026-03-30", "open"},
    {"reg 6: whoever is no section 31 body is asked for the same",
     R"(REQUEST,{"kind":"assessment-agreed","on":"2026-02-16"},{"kind":"advice-requested","on":"2026-02-17","ref":"s","from":"education"})",
     "advice-reply-others", "2026-03-31", "2026-03-30", "open"},
    {"reg 6(4): three consents end it",
     R"(REQUEST,{"kind":"assessment-agreed","on":"2026-02-16"},{"kind":"advice-requested","on":"2026-02-17","ref":"h","from":"health"},{"kind":"advice-not-needed","on":"2026-02-20","ref":"h"})",
     "advice-reply", "2026-03-31", "2026-03-30", "void"},
    {"Code 9.83: 15 calendar days for a setting",
     R"(REQUEST,{"kind":"assessment-agreed","on":"2026-02-16"},{"kind":"draft-sent","on":"2026-05-04"},{"kind":"setting-consulted","on":"2026-05-11","setting":"The Osiers School"})",
     "plan-consult-setting", "2026-05-26", "2026-05-22", "open"},
};
INSTANTIATE_TEST_SUITE_P(Advice, RulesTest, ::testing::ValuesIn(kAdvice));

const Given kReviews[] = {
    {"regs 20(2)-(3): two clear weeks before the meeting",
     R"(PLAN,{"kind":"review-arranged","on":"2026-01-05","meeting_on":"2026-03-20"})", "ar-invite", "2026-03-06",
     "2026-03-05", "due"},
    {"regs 20(2)-(3): an invitation arranges where nothing did, and shows late",
     R"(PLAN,{"kind":"review-invited","on":"2026-03-10","meeting_on":"2026-03-20"})", "ar-invite", "2026-03-06",
     "2026-03-05", "late"},
    {"regs 20(4): papers likewise",
     R"(PLAN,{"kind":"review-arranged","on":"2026-01-05","meeting_on":"2026-03-20"},{"kind":"review-papers-circulated","on":"2026-03-06"})",
     "ar-papers", "2026-03-06", "2026-03-05", "met"},
    {"regs 20(7)-(9): report in 2 weeks; Good Friday extends nothing",
     R"(PLAN,{"kind":"review-meeting-held","on":"2026-03-20"})", "ar-report", "2026-04-03", "2026-04-02", "open"},
    {"reg 20(10): the decision in 4 weeks of the meeting", R"(PLAN,{"kind":"review-meeting-held","on":"2025-11-06"})",
     "ar-decide", "2025-12-04", "2025-12-03", "overdue"},
    {"regs 20(10), 22(2) and the Devon judgment: notice in the same 4 weeks",
     R"(PLAN,{"kind":"review-meeting-held","on":"2025-11-06"},{"kind":"review-decided","on":"2025-11-24","outcome":"amend"},{"kind":"amendment-proposed","on":"2025-11-24","basis":"review"})",
     "ar-amend-notice", "2025-12-04", "2025-12-03", "met"},
    {"reg 22(3): 8 weeks from sending",
     R"(PLAN,{"kind":"review-meeting-held","on":"2025-11-06"},{"kind":"review-decided","on":"2025-11-24","outcome":"amend"},{"kind":"amendment-proposed","on":"2025-11-24","basis":"review"})",
     "ar-amend-final", "2026-01-19", "2026-01-16", "overdue"},
    {"the Devon judgment: 12 weeks from the meeting, whenever the notice went",
     R"(PLAN,{"kind":"review-meeting-held","on":"2025-11-06"},{"kind":"review-decided","on":"2025-12-24","outcome":"amend"},{"kind":"amendment-proposed","on":"2026-01-05","basis":"review"},{"kind":"plan-amended","on":"2026-01-30"})",
     "ar-12w-longstop", "2026-01-29", "2026-01-28", "late"},
    {"reg 22(4): not to amend after all, in the same 8 weeks",
     R"(PLAN,{"kind":"amendment-proposed","on":"2026-01-05","basis":"other"},{"kind":"amendment-declined","on":"2026-02-20"})",
     "ar-amend-decline", "2026-03-02", "2026-02-27", "met"},
    {"reg 22(2)(c): at least 15 days from service",
     R"(PLAN,{"kind":"amendment-proposed","on":"2026-02-20","served_on":"2026-02-20","basis":"other"},{"kind":"plan-amended","on":"2026-02-27"})",
     "ar-amend-window", "2026-03-06", "2026-03-09", "breached"},
    {"reg 15(5): the later of 12 months and 3 months from the transfer",
     R"({"kind":"plan-transferred-in","on":"2026-02-02","made_on":"2025-03-31"})", "ar-after-transfer", "2026-05-01",
     "2026-03-30", "open"},
    {"reg 15(5): where the 12 months end later",
     R"({"kind":"plan-transferred-in","on":"2026-02-02","made_on":"2024-03-31","last_review_on":"2026-01-12"})",
     "ar-after-transfer", "2027-01-11", "2027-01-11", "open"},
    {"reg 27(4): 12 months from a final plan after re-assessment",
     R"(PLAN,{"kind":"reassessment-decided","on":"2025-10-01"},{"kind":"plan-finalised","on":"2026-01-12"})",
     "ar-after-reassess", "2027-01-12", "2027-01-11", "open"},
};
INSTANTIATE_TEST_SUITE_P(Reviews, RulesTest, ::testing::ValuesIn(kReviews));

const Given kPhases[] = {
    {"reg 18(1)(b): year 6 in 2025/26; before 15 February is 14 February, a Saturday",
     R"(PLAN,{"kind":"placement-started","on":"2022-09-05","setting":{"name":"The Osiers School","phase":"primary","lowest_age":4,"highest_age":11}})",
     "phase-other", "2026-02-14", "2026-02-13", "overdue", "2014-11-20"},
    {"reg 18(1)(b): met by an amended plan that names the next placement",
     R"(PLAN,{"kind":"placement-started","on":"2022-09-05","setting":{"name":"The Osiers School","phase":"primary","highest_age":11}},{"kind":"plan-amended","on":"2026-02-13","placement":{"setting":{"name":"Reedmere Academy","phase":"secondary","highest_age":16}}})",
     "phase-other", "2026-02-14", "2026-02-13", "met", "2014-11-20"},
    {"reg 18(1)(a): year 11 in 2025/26, before 31 March",
     R"(PLAN,{"kind":"placement-started","on":"2021-09-06","setting":{"name":"Reedmere Academy","phase":"secondary","highest_age":16}})",
     "phase-post16", "2026-03-30", "2026-03-30", "open", "2009-11-20"},
    {"reg 2(1): a sixth form at the same school is no transfer",
     R"(PLAN,{"kind":"placement-started","on":"2021-09-06","setting":{"name":"Reedmere Academy","phase":"secondary","highest_age":18}})",
     "phase-post16", "", "", "none", "2009-11-20"},
    {"reg 18: not yet within 12 months",
     R"(PLAN,{"kind":"placement-started","on":"2022-09-05","setting":{"name":"The Osiers School","phase":"primary","highest_age":11}})",
     "phase-other", "", "", "none", "2016-11-20"},
    {"reg 2(1): early years to school, from the age of 4",
     R"({"kind":"plan-finalised","on":"2025-10-01","placement":{"setting":{"name":"Little Reeds","phase":"early-years"}}})",
     "phase-other", "2026-02-14", "2026-02-13", "overdue", "2022-05-03"},
    {"reg 18(2): five months before a move between post-16 institutions",
     R"(PLAN,{"kind":"move-planned","on":"2026-02-02","starts_on":"2026-09-01","setting":{"name":"Fen College","phase":"post-16"}})",
     "phase-16-16", "2026-04-01", "2026-03-30", "open", "2008-05-03"},
};
INSTANTIATE_TEST_SUITE_P(Phases, RulesTest, ::testing::ValuesIn(kPhases));

const Given kReassessments[] = {
    {"reg 25(1): 15 calendar days", R"(PLAN,{"kind":"reassessment-requested","on":"2026-02-16","by":"parent"})",
     "reassess-decide", "2026-03-03", "2026-03-02", "due"},
    {"reg 27(2): 14 weeks from the notification",
     R"(PLAN,{"kind":"reassessment-requested","on":"2026-03-23","by":"parent"},{"kind":"reassessment-agreed","on":"2026-04-02"})",
     "reassess-final", "2026-07-09", "2026-07-08", "open"},
    {"reg 27(2): or from the council's own decision", R"(PLAN,{"kind":"reassessment-decided","on":"2026-04-02"})",
     "reassess-final", "2026-07-09", "2026-07-08", "open"},
};
INSTANTIATE_TEST_SUITE_P(Reassessments, RulesTest, ::testing::ValuesIn(kReassessments));

const Given kMediation[] = {
    {"reg 35(2): 3 working days to tell the board, over Christmas",
     R"(PLAN,{"kind":"mediation-requested","on":"2025-12-23","health":"mixed"})", "med-tell-icb", "2025-12-30",
     "2025-12-29", "overdue"},
    {"reg 36(2): 30 calendar days", R"(PLAN,{"kind":"mediation-requested","on":"2025-12-02","health":"none"})",
     "med-arrange", "2026-01-01", "2025-12-31", "overdue"},
    {"reg 35(4): the same where health is part of it",
     R"(PLAN,{"kind":"mediation-requested","on":"2025-12-02","health":"mixed"},{"kind":"mediation-held","on":"2025-12-30"})",
     "med-arrange-mixed", "2026-01-01", "2025-12-31", "met"},
    {"reg 35(3): the board alone, from being told",
     R"(PLAN,{"kind":"mediation-requested","on":"2026-02-02","health":"only"},{"kind":"mediation-icb-told","on":"2026-02-04"})",
     "med-arrange-health-only", "2026-03-06", "2026-03-05", "due"},
    {"reg 34(1): a certificate 3 working days after declining",
     R"(PLAN,{"kind":"mediation-declined","on":"2026-02-26"})", "med-cert-decline", "2026-03-03", "2026-03-02", "due"},
    {"reg 37: five working days before, the day itself not counted",
     R"(PLAN,{"kind":"mediation-requested","on":"2026-02-02","health":"none"},{"kind":"mediation-arranged","on":"2026-02-20","meeting_on":"2026-03-04"})",
     "med-attend", "2026-02-25", "2026-02-24", "met"},
    {"reg 39(1): a certificate after mediation",
     R"(PLAN,{"kind":"mediation-requested","on":"2026-02-02","health":"none"},{"kind":"mediation-held","on":"2026-02-26"},{"kind":"mediation-certificate-issued","on":"2026-03-04"})",
     "med-cert-done", "2026-03-03", "2026-03-02", "late"},
    {"reg 39(2)-(3): or when it could not be arranged",
     R"(PLAN,{"kind":"mediation-requested","on":"2026-01-02","health":"none"},{"kind":"mediation-not-arranged","on":"2026-02-26"})",
     "med-late", "2026-03-03", "2026-03-02", "due"},
    {"reg 42(3): 2 weeks for what could not be appealed",
     R"(PLAN,{"kind":"mediation-requested","on":"2026-05-02","health":"none"},{"kind":"mediation-agreed","on":"2026-05-26","about":["other"]})",
     "med-agree-other", "2026-06-09", "2026-06-08", "open"},
    {"reg 42(5): unless another day was agreed in writing",
     R"(PLAN,{"kind":"mediation-requested","on":"2026-05-02","health":"none"},{"kind":"mediation-agreed","on":"2026-05-26","about":["other"],"comply_by":"2026-07-31"})",
     "med-agree-other", "2026-07-31", "2026-07-31", "open"},
    {"reg 42(4): the board tells the council in a week",
     R"(PLAN,{"kind":"mediation-requested","on":"2026-02-02","health":"none"},{"kind":"mediation-agreed","on":"2026-02-20","about":["other"],"authority_party":false,"told_on":"2026-02-27"})",
     "med-agree-tell-la", "2026-02-27", "2026-02-26", "met"},
    {"reg 42(2): an appealable matter as an order of that day",
     R"(PLAN,{"kind":"mediation-requested","on":"2026-02-02","health":"none"},{"kind":"mediation-agreed","on":"2026-02-20","about":["amend-provision"]})",
     "ft-amend-sep", "2026-03-27", "2026-03-26", "open"},
};
INSTANTIATE_TEST_SUITE_P(Mediation, RulesTest, ::testing::ValuesIn(kMediation));

const Given kAppeals[] = {
    {"rule 20 with rule 12(2): two months clamp to a Saturday, the Monday is in time",
     R"({"kind":"plan-finalised","on":"2025-12-31"})", "appeal-window", "2026-03-02", "2026-02-27", "due"},
    {"rule 20: a leap year clamps to 29 February", R"({"kind":"plan-finalised","on":"2027-12-31"})", "appeal-window",
     "2028-02-29", "2028-02-29", "open"},
    {"rule 12(3)(a): a window that ends in August runs to the first working day after",
     R"({"kind":"plan-finalised","on":"2026-06-10"})", "appeal-window", "2026-09-01", "2026-08-10", "open"},
    {"rule 20(1)(c): or a month from the certificate",
     R"({"kind":"plan-finalised","on":"2025-12-01"},{"kind":"mediation-certificate-issued","on":"2026-01-28"})",
     "appeal-window", "2026-03-02", "2026-02-27", "due"},
    {"reg 33: two months to contact the adviser", R"({"kind":"plan-finalised","on":"2026-01-12"})", "med-contact",
     "2026-03-12", "2026-03-13", "due"},
    {"rule 21: 30 working days; Christmas to New Year not counted",
     R"({"kind":"plan-finalised","on":"2025-10-01"},{"kind":"appeal-received","on":"2025-11-24","ground":"contents"})",
     "appeal-la-response", "2026-01-13", "2026-01-12", "overdue"},
    {"SI 2017/1306 reg 6: five weeks beginning with the date are 34 days on",
     R"(PLAN,{"kind":"appeal-received","on":"2025-05-01","ground":"contents"},{"kind":"recommendation-made","on":"2026-02-02","about":"health"})",
     "rec-health", "2026-03-08", "2026-03-06", "due"},
    {"SI 2017/1306 reg 6(6): a week beginning with receipt is 6 days on",
     R"(PLAN,{"kind":"appeal-received","on":"2025-05-01","ground":"contents"},{"kind":"recommendation-made","on":"2026-02-02","about":"health"},{"kind":"recommendation-answered","on":"2026-02-20","about":"health","received_on":"2026-02-24"})",
     "rec-health-copy", "2026-03-02", "2026-03-02", "due"},
    {"reg 44(2)(b): tell the family in 2 weeks",
     R"(REQUEST,{"kind":"assessment-refused","on":"2026-02-16","after":"determination"},{"kind":"appeal-received","on":"2026-03-16","ground":"no-assessment"},{"kind":"tribunal-ordered","on":"2026-05-15","order":"assess"})",
     "ft-assess-notify", "2026-05-29", "2026-05-28", "open"},
    {"reg 44(2)(b)(i): no plan in 10 weeks",
     R"(REQUEST,{"kind":"assessment-refused","on":"2026-02-16","after":"determination"},{"kind":"appeal-received","on":"2026-03-16","ground":"no-assessment"},{"kind":"tribunal-ordered","on":"2026-05-15","order":"assess"})",
     "ft-assess-no-plan", "2026-07-24", "2026-07-23", "open"},
    {"reg 44(2)(b)(ii): a final plan in 14",
     R"(REQUEST,{"kind":"assessment-refused","on":"2026-02-16","after":"determination"},{"kind":"appeal-received","on":"2026-03-16","ground":"no-assessment"},{"kind":"tribunal-ordered","on":"2026-05-15","order":"assess"})",
     "ft-assess-final", "2026-08-21", "2026-08-20", "open"},
    {"reg 44(2)(c): a plan ordered, draft in 5 weeks",
     R"(REQUEST,{"kind":"assessment-agreed","on":"2026-02-16"},{"kind":"plan-refused","on":"2026-03-02"},{"kind":"appeal-received","on":"2026-03-16","ground":"no-plan"},{"kind":"tribunal-ordered","on":"2026-05-15","order":"make-plan"})",
     "ft-make-draft", "2026-06-19", "2026-06-18", "open"},
    {"reg 44(2)(c)(ii): and final in 11",
     R"(REQUEST,{"kind":"assessment-agreed","on":"2026-02-16"},{"kind":"plan-refused","on":"2026-03-02"},{"kind":"appeal-received","on":"2026-03-16","ground":"no-plan"},{"kind":"tribunal-ordered","on":"2026-05-15","order":"make-plan"})",
     "ft-make-final", "2026-07-31", "2026-07-30", "open"},
    {"reg 44(2)(f): section I in 2 weeks, even where F has 5",
     R"(PLAN,{"kind":"appeal-received","on":"2025-05-01","ground":"contents"},{"kind":"tribunal-ordered","on":"2026-02-20","order":["amend-provision","amend-placement"]})",
     "ft-amend-placement", "2026-03-06", "2026-03-05", "due"},
    {"reg 45(5)(b): a concession of both has 5",
     R"(PLAN,{"kind":"appeal-received","on":"2025-05-01","ground":"contents"},{"kind":"appeal-unopposed","on":"2026-02-20","concedes":["amend-provision","amend-placement"]})",
     "ft-amend-placement", "2026-03-27", "2026-03-26", "open"},
    {"SI 2017/1306 reg 7: the council's own answer, 34 days on",
     R"(PLAN,{"kind":"appeal-received","on":"2025-05-01","ground":"contents"},{"kind":"recommendation-made","on":"2026-02-02","about":"social-care"})",
     "rec-social", "2026-03-08", "2026-03-06", "due"},
    {"SI 2017/1306 reg 7(4): and its copy, 6 days on",
     R"(PLAN,{"kind":"appeal-received","on":"2025-05-01","ground":"contents"},{"kind":"recommendation-made","on":"2026-02-02","about":"social-care"},{"kind":"recommendation-answered","on":"2026-02-20","about":"social-care"},{"kind":"recommendation-copied","on":"2026-02-27","about":"social-care"})",
     "rec-social-copy", "2026-02-26", "2026-02-26", "late"},
    {"reg 44(2)(d): reconsidered in 2 weeks",
     R"(REQUEST,{"kind":"assessment-agreed","on":"2026-02-16"},{"kind":"plan-refused","on":"2026-03-02"},{"kind":"appeal-received","on":"2026-03-16","ground":"no-plan"},{"kind":"tribunal-ordered","on":"2026-05-15","order":"remit"},{"kind":"draft-sent","on":"2026-05-28"})",
     "ft-remit", "2026-05-29", "2026-05-28", "met"},
    {"reg 44(2)(h): kept, and changed in 5 weeks",
     R"(PLAN,{"kind":"appeal-received","on":"2025-05-01","ground":"contents"},{"kind":"tribunal-ordered","on":"2026-02-20","order":"continue-and-amend"})",
     "ft-continue-amend", "2026-03-27", "2026-03-26", "open"},
    {"reg 44(1): the Tribunal's own day prevails",
     R"(PLAN,{"kind":"appeal-received","on":"2025-05-01","ground":"contents"},{"kind":"tribunal-ordered","on":"2026-02-20","order":"amend-provision","comply_by":"2026-03-13"})",
     "ft-amend-sep", "2026-03-13", "2026-03-13", "due"},
};
INSTANTIATE_TEST_SUITE_P(Appeals, RulesTest, ::testing::ValuesIn(kAppeals));

const Given kMoves[] = {
    {"reg 15(2): 15 working days beginning with the day the old council knew",
     R"(PLAN,{"kind":"move-notified","on":"2026-03-30","moves_on":"2026-03-28"})", "xfer-send", "2026-04-21",
     "2026-04-21", "open"},
    {"reg 15(2): known in time, on the day of the move",
     R"(PLAN,{"kind":"move-notified","on":"2026-02-02","moves_on":"2026-03-28"})", "xfer-send", "2026-03-28",
     "2026-03-28", "open"},
    {"reg 15(4): 6 weeks to tell the family",
     R"({"kind":"plan-transferred-in","on":"2026-04-21","made_on":"2025-05-01"})", "xfer-inform", "2026-06-02",
     "2026-06-01", "open"},
    {"reg 15(7): the boards", R"(PLAN,{"kind":"commissioner-changed","on":"2026-02-02","because":"moved-area"})",
     "xfer-icb-notify", "2026-02-20", "2026-02-20", "overdue"},
    {"reg 15(8): the new board may ask in the same time",
     R"(PLAN,{"kind":"commissioner-changed","on":"2026-02-02","because":"moved-area"},{"kind":"commissioner-requested","on":"2026-02-20"})",
     "xfer-icb-request", "2026-02-20", "2026-02-20", "met"},
    {"reg 16: the same without a move", R"(PLAN,{"kind":"commissioner-changed","on":"2026-02-02","because":"changed"})",
     "icb-change-request", "2026-02-20", "2026-02-20", "overdue"},
    {"SI 2014/1652 reg 11(2): three months clamp to 30 April",
     R"(PLAN,{"kind":"direct-payments-started","on":"2026-01-31"})", "pb-review", "2026-04-30", "2026-04-30", "open"},
    {"reg 47: 15 working days to disclose", R"(PLAN,{"kind":"disclosure-requested","on":"2026-02-16"})", "he-disclose",
     "2026-03-09", "2026-03-06", "due"},
};
INSTANTIATE_TEST_SUITE_P(Moves, RulesTest, ::testing::ValuesIn(kMoves));

// Exceptions belong to the provisions that list them: reg 8(2) has two of its own, reg 22 none.
const Given kExceptions[] = {
    {"reg 8(2)(c): an appointment that was missed excuses late advice",
     R"(REQUEST,{"kind":"assessment-agreed","on":"2026-01-13"},{"kind":"advice-requested","on":"2026-01-13","ref":"h","from":"health"},{"kind":"exception-recorded","on":"2026-02-10","ground":"missed-appointment","from":"2026-02-09","to":"2026-02-09","impractical_because":"the child was ill"})",
     "advice-reply", "2026-02-24", "2026-02-23", "excused"},
    {"reg 22(3): nothing excuses a late amended plan",
     R"(PLAN,{"kind":"amendment-proposed","on":"2025-12-01","basis":"other"},{"kind":"exception-recorded","on":"2026-01-10","ground":"personal","from":"2025-12-02","to":"2026-01-20","impractical_because":"illness"})",
     "ar-amend-final", "2026-01-26", "2026-01-23", "overdue"},
    {"reg 45(7): an unopposed appeal's 14 weeks have none",
     R"({"kind":"request-received","on":"2025-08-01","from":"parent"},{"kind":"assessment-refused","on":"2025-09-10","after":"determination"},{"kind":"appeal-received","on":"2025-10-01","ground":"no-assessment"},{"kind":"appeal-unopposed","on":"2025-11-03","concedes":["assess"]},{"kind":"exception-recorded","on":"2026-01-10","ground":"personal","from":"2025-12-02","to":"2026-01-20","impractical_because":"illness"})",
     "ft-assess-final", "2026-02-09", "2026-02-06", "overdue"},
    {"reg 44(3): an order's 14 weeks do",
     R"({"kind":"request-received","on":"2025-08-01","from":"parent"},{"kind":"assessment-refused","on":"2025-09-10","after":"determination"},{"kind":"appeal-received","on":"2025-10-01","ground":"no-assessment"},{"kind":"tribunal-ordered","on":"2025-11-03","order":"assess"},{"kind":"exception-recorded","on":"2026-01-10","ground":"personal","from":"2025-12-02","to":"2026-01-20","impractical_because":"illness"})",
     "ft-assess-final", "2026-02-09", "2026-02-06", "excused"},
};
INSTANTIATE_TEST_SUITE_P(Exceptions, RulesTest, ::testing::ValuesIn(kExceptions));

}  // namespace
}  // namespace ehcflow::workflow
