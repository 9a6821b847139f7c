// What the law asks each notice to say beyond the standard passages, one row a cell, and the four kinds of families
// that get it. For tests only.
#pragma once

#include <array>
#include <string_view>

#include "tests/documents/compose/example.h"

namespace ehcflow::documents {

struct Said {
    Notice notice;
    std::string_view words;
    std::string_view cite;
};
inline constexpr Said kSaid[] = {
    {Notice::Considering, "considering whether to assess", "CFA 2014 s.36(7)(a)"},
    {Notice::Considering, "views, in writing or by speaking to us", "CFA 2014 s.36(7)(b): orally or in writing"},
    {Notice::Considering, "You have the right to send us evidence", "CFA 2014 s.36(7)(b): evidence"},
    {Notice::Considering, "By Monday 23 February 2026", "reg 5(1): six weeks from 12 January"},
    {Notice::WillAssess, "We have decided to assess", "reg 5(1)"},
    {Notice::RefuseAssess, "We have decided not to assess", "CFA 2014 s.36(5)"},
    {Notice::RefuseAssess, "Why we decided this", "CFA 2014 s.36(5): reasons"},
    {Notice::RefuseAssess, "section 51(2)(a)", "CFA 2014 s.51(2)(a)"},
    {Notice::ProposePlan, "What the assessment found", "CFA 2014 s.36(9)(a): the outcome"},
    {Notice::ProposePlan, "we propose to make one", "CFA 2014 s.36(9)(b)"},
    {Notice::ProposePlan, "We have weighed all the advice", "CFA 2014 s.36(9)(c): reasons"},
    {Notice::NoPlan, "What the assessment found", "CFA 2014 s.36(9)(a): the outcome"},
    {Notice::NoPlan, "we will not make an education, health and care plan", "CFA 2014 s.36(9)(b)"},
    {Notice::NoPlan, "We have weighed all the advice", "CFA 2014 s.36(9)(c): reasons"},
    {Notice::NoPlan, "section 51(2)(b)", "CFA 2014 s.51(2)(b)"},
    {Notice::NoPlan, "Fenwich and Coast Integrated Care Board", "reg 10(2): the board is told"},
    {Notice::DraftPlan, "You have until", "reg 13(1): the end of the period"},
    {Notice::DraftPlan, "name a particular school or other institution", "CFA 2014 s.38(2)(b)(ii)"},
    {Notice::DraftPlan, "right to meet an officer", "reg 13(1)(a)"},
    {Notice::DraftPlan, "information about schools and colleges", "reg 13(1)(b)"},
    {Notice::FinalPlan, "sections A to K", "reg 13(2)"},
    {Notice::FinalPlan, "section 51(2)(c)", "CFA 2014 s.51(2)(c)"},
    {Notice::FinalPlan, "section I names none", "CFA 2014 s.51(2)(c)(iv)"},
    {Notice::FinalPlan, "Fenwich and Coast Integrated Care Board", "reg 13(2): the board has the plan"},
    {Notice::FinalPlan, "By Tuesday 25 May 2027", "CFA 2014 s.44(1)(a)"},
    {Notice::ReviewInvite, "Friday 20 March 2026", "reg 20(3): the date of the meeting"},
    {Notice::ReviewInvite, "send us your advice and information", "reg 20(4): advice is asked for"},
    {Notice::ReviewReport, "What is recommended", "reg 20(8): recommendations"},
    {Notice::ReviewReport, "Where people did not agree", "reg 20(8): differences"},
    {Notice::ReviewReport, "The advice and information obtained", "reg 20(8): advice"},
    {Notice::ReviewReport, "By Friday 17 April 2026", "reg 20(10): four weeks from the meeting"},
    {Notice::ReviewMaintain, "section 51(2)(e)", "CFA 2014 s.51(2)(e)"},
    {Notice::ReviewAmend, "we have decided to change", "reg 20(10)(b): the decision"},
    {Notice::ReviewAmend, "A copy of the plan as it is now", "reg 22(2)(a)"},
    {Notice::ReviewAmend, "Two sessions of 40 minutes a week", "reg 22(2)(a): the changes proposed"},
    {Notice::ReviewAmend, "Report of Tom Hale", "reg 22(2)(a): the evidence"},
    {Notice::ReviewAmend, "You have until", "reg 22(2)(c): the end of the period"},
    {Notice::ReviewAmend, "name a particular school or other institution", "reg 22(2)(b), (c)(ii)"},
    {Notice::ReviewAmend, "right to meet an officer", "reg 22(2)(c)(iii)"},
    {Notice::ReviewAmend, "information about schools and colleges", "reg 22(2)(d)"},
    {Notice::ReviewCease, "plan of Amara Okafor-Testling should end", "reg 20(10)(c)"},
    {Notice::ReviewCease, "section 51(2)(f)", "CFA 2014 s.51(2)(f)"},
    {Notice::ReviewCease, "until the time to appeal has passed", "CFA 2014 s.45(4)"},
    {Notice::ProposeAmendment, "We propose to change", "reg 28"},
    {Notice::ProposeAmendment, "A copy of the plan as it is now", "regs 22(2)(a), 28"},
    {Notice::ProposeAmendment, "You have until", "regs 22(2)(c), 28"},
    {Notice::AmendedPlan, "It is an amended plan, dated 11 May 2026", "reg 22(3); Code 9.198"},
    {Notice::AmendedPlan, "section 51(2)(c)", "CFA 2014 s.51(2)(c)"},
    {Notice::AmendedPlan, "Fenwich and Coast Integrated Care Board", "reg 22(3): the board has it"},
    {Notice::AmendmentDeclined, "We have decided not to", "reg 22(4): the decision"},
    {Notice::AmendmentDeclined, "Why we decided this", "reg 22(4): reasons"},
    {Notice::AmendmentDeclined, "section 51(2)(e)", "CFA 2014 s.51(2)(e)"},
    {Notice::Reassess, "We have decided to assess", "reg 25(1)"},
    {Notice::RefuseReassess, "We have decided not to assess", "reg 25(2)"},
    {Notice::RefuseReassess, "section 51(2)(d)", "CFA 2014 s.51(2)(d)"},
    {Notice::ConsiderCeasing, "We have not decided", "reg 31(1)(a)"},
    {Notice::ConsiderCeasing, "ask what you think, before we decide", "reg 31(1)(b)"},
    {Notice::Cease, "plan of Amara Okafor-Testling should end", "reg 31(2)"},
    {Notice::Cease, "section 51(2)(f)", "CFA 2014 s.51(2)(f)"},
    {Notice::Cease, "until the time to appeal has passed", "CFA 2014 s.45(4)"},
    {Notice::Cease, "Fenwich and Coast Integrated Care Board", "reg 31(2): the board is told"},
    {Notice::Transferred, "was transferred to us from Marram Council on 5 January 2026", "reg 15(4)(a)"},
    {Notice::Transferred, "We do not plan to assess", "reg 15(4)(b)"},
    {Notice::Transferred, "by Friday 10 July 2026", "reg 15(4)(c)"},
    {Notice::AdviceRequest, "Amara’s needs, as you see them", "reg 6(1): needs"},
    {Notice::AdviceRequest, "What help do these needs call for?", "reg 6(1): provision"},
    {Notice::AdviceRequest, "What should that help lead to", "reg 6(1): outcomes"},
    {Notice::AdviceRequest, "She is worried about moving up to Year 6", "reg 6(3): representations"},
    {Notice::AdviceRequest, "Letter of Ms Okafor, 10 January 2026", "reg 6(3): evidence"},
    {Notice::AdviceRequest, "by Tuesday 31 March 2026", "reg 8(1): six weeks from 17 February"},
    {Notice::AdviceRequest, "gives you 6 weeks", "reg 8(1)"},
    {Notice::ConsultSetting, "thinking of naming Saltmere Primary School", "CFA 2014 ss.39(2), 40(3)"},
    {Notice::ConsultSetting, "The draft plan", "CFA 2014 s.39(2); Code 9.83"},
    {Notice::ConsultSetting, "by Tuesday 12 May 2026", "Code 9.83: fifteen days from 27 April"},
    {Notice::ConsultSetting, "suitable for Amara’s age, ability, aptitude and special educational needs", "s.39(4)(a)"},
    {Notice::ConsultSetting, "incompatible with the efficient education of others", "CFA 2014 s.39(4)(b)(i)"},
    {Notice::ConsultSetting, "incompatible with the efficient use of resources", "CFA 2014 s.39(4)(b)(ii)"},
    {Notice::DirectPaymentRefused, "We have decided not to make them", "SI 2014/1652 reg 7: the decision"},
    {Notice::DirectPaymentRefused, "Its head has not agreed", "SI 2014/1652 reg 7: reasons"},
    {Notice::DirectPaymentRefused, "right to ask us to review this decision", "SI 2014/1652 reg 7: review"},
    {Notice::Acknowledgement, "By Monday 23 February 2026", "reg 5(1): six weeks from 12 January"},
    {Notice::Acknowledgement, "we want to know what you think", "CFA 2014 s.36(4): consulted before"},
    {Notice::Holding, "By Monday 23 February 2026", "reg 5(1): when it was due"},
    {Notice::Holding, "told you whether we will assess", "reg 5(1): what was due"},
    {Notice::AdviceReminder, "by Wednesday 1 April 2026", "reg 8(1): six weeks from 18 February"},
    {Notice::ReviewAdvice, "Friday 20 March 2026", "reg 20(3): the date of the meeting"},
    {Notice::ReviewAdvice, "We ask for your advice and information", "reg 20(4): advice is asked for"},
    {Notice::ReviewAdvice, "By Friday 6 March 2026", "reg 20(4): circulated two weeks before"},
    {Notice::ReviewPapers, "follow three-step instructions", "reg 20(5): the outcomes of the plan"},
    {Notice::ReviewPapers, "Progress: what you see", "reg 20(5): progress towards them"},
    {Notice::ReviewPapers, "Tom Hale, speech and language therapist, 2 March 2026", "reg 20(4): advice circulated"},
    {Notice::ReviewPapers, "Language therapy, one to one", "reg 19: the help was given"},
    {Notice::ReviewInvite, "By Friday 6 March 2026", "reg 20(4): circulated two weeks before"},
    {Notice::ReviewInvite, "By Friday 17 April 2026", "reg 20(10): four weeks from the meeting"},
    {Notice::ReviewAmend, "By Monday 8 June 2026", "reg 22(3)-(4): eight weeks from 13 April"},
    {Notice::ProposeAmendment, "By Monday 8 June 2026", "regs 22(3)-(4), 28: eight weeks from 13 April"},
    {Notice::Reassess, "By Monday 20 July 2026", "reg 27(2): fourteen weeks from 13 April"},
    {Notice::PersonalBudget, "£2,925.00", "SI 2014/1652 reg 3: what it could be"},
    {Notice::PersonalBudget, "Direct payments.", "SI 2014/1652 reg 3: how it can be had"},
    {Notice::PersonalBudget, "within the first 3 months", "SI 2014/1652 reg 11(2)"},
    {Notice::MediationArranged, "Thursday 21 May 2026", "reg 37: date"},
    {Notice::MediationArranged, "Fenwich Library", "reg 37: place"},
    {Notice::CoveringNote, "If they pass, you may lose the right to appeal", "what the letter is"},
    {Notice::MediationArranged, "within 3 working days", "reg 39(1)"},
};

struct Kind {
    std::string_view name;
    std::string_view recipient;  // of what goes to the family
    void (*change)(templates::Value& record);
};
inline std::string recipient_of(const Moment& moment, const Kind& kind) {
    return notice_row(moment.notice).addressed == Addressee::Family ? std::string(kind.recipient) : moment.to;
}
inline void as_it_is(templates::Value&) {}
inline void in_no_setting(templates::Value& record) { record.set("setting", templates::Value()); }
inline void mother_protected(templates::Value& record) {
    part_of(record, "family").list()->at(1).set("language", "Ukrainian");
    part_of(record, "family").list()->at(0).set("do_not_disclose", true);
}
inline void young_person(templates::Value& record) {
    part_of(record, "child").set("born", "2008-05-03");
    part_of(record, "family").list()->at(0).set("relation", "young person");
}
inline void in_year_9(templates::Value& record) { part_of(record, "child").set("born", "2012-05-03"); }
inline constexpr std::array kKinds = {Kind{"child", "mother", as_it_is}, Kind{"young person", "mother", young_person},
                                      Kind{"year 9", "mother", in_year_9},
                                      Kind{"in no setting", "mother", in_no_setting},
                                      Kind{"parents apart", "father", mother_protected}};

}  // namespace ehcflow::documents
