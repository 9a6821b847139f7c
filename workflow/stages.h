// The stages of each lifecycle, gathered by what may happen in them. For the tables alone (transitions.cpp) and for
// what is asked of a stage (lifecycle.cpp). Constant.
#pragma once

#include <string_view>

namespace ehcflow::workflow::stages {

// Assessment stages.
inline constexpr std::string_view kUnstarted[] = {"none", "refused", "no-plan", "closed"};
inline constexpr std::string_view kUndecided[] = {"received", "consulting", "considering"};
inline constexpr std::string_view kBeforeNotice[] = {"received", "consulting"};
inline constexpr std::string_view kReceived[] = {"received"};
inline constexpr std::string_view kRunning[] = {"received",          "consulting",    "considering",  "assessing",
                                                "ordered-to-assess", "reconsidering", "plan-drafting"};
inline constexpr std::string_view kAssessing[] = {"assessing"};
inline constexpr std::string_view kAssessed[] = {"assessing", "reconsidering", "plan-drafting"};
inline constexpr std::string_view kRefused[] = {"refused"};
inline constexpr std::string_view kNoPlan[] = {"no-plan"};
inline constexpr std::string_view kNoPlanMade[] = {"no-plan", "reconsidering"};
inline constexpr std::string_view kOrdered[] = {"ordered-to-assess"};
inline constexpr std::string_view kBegun[] = {"received",          "consulting",    "considering",  "assessing",
                                              "ordered-to-assess", "reconsidering", "plan-drafting"};
inline constexpr std::string_view kNotBegun[] = {"none"};
inline constexpr std::string_view kClosable[] = {"none",      "received",          "consulting",    "considering",
                                                 "assessing", "ordered-to-assess", "reconsidering", "refused",
                                                 "no-plan",   "plan-drafting",     "closed"};
inline constexpr std::string_view kWithdrawable[] = {"received",      "consulting",        "considering",
                                                     "assessing",     "refused",           "no-plan",
                                                     "plan-drafting", "ordered-to-assess", "reconsidering"};
inline constexpr std::string_view kPlanMade[] = {"plan-drafting"};
inline constexpr std::string_view kPlanNotMade[] = {
    "none",          "received", "consulting", "considering", "assessing", "ordered-to-assess",
    "reconsidering", "refused",  "no-plan",    "closed"};
inline constexpr std::string_view kConsulted[] = {"consulting", "considering",   "assessing",         "refused",
                                                  "no-plan",    "plan-drafting", "ordered-to-assess", "reconsidering"};
inline constexpr std::string_view kNotified[] = {"considering",   "assessing",         "refused",      "no-plan",
                                                 "plan-drafting", "ordered-to-assess", "reconsidering"};

// Plan stages.
inline constexpr std::string_view kNoPlanYet[] = {"none",   "drafting",        "draft-sent",
                                                  "ceased", "transferred-out", "closed"};
inline constexpr std::string_view kPlanDraft[] = {"draft-sent", "drafting"};
inline constexpr std::string_view kDraftSent[] = {"draft-sent"};
inline constexpr std::string_view kNoDraftYet[] = {"none", "drafting"};
inline constexpr std::string_view kStanding[] = {"maintained", "amendment-proposed", "cease-consulting",
                                                 "cease-standstill"};
inline constexpr std::string_view kCeaseConsulting[] = {"cease-consulting", "cease-standstill"};
inline constexpr std::string_view kStandstill[] = {"cease-standstill"};
inline constexpr std::string_view kNoneStands[] = {"none", "ceased", "transferred-out", "closed"};
inline constexpr std::string_view kPlanDraftable[] = {
    "none", "drafting", "draft-sent", "ceased", "transferred-out", "closed", "maintained", "amendment-proposed"};
inline constexpr std::string_view kPlanAny[] = {"none",
                                                "drafting",
                                                "draft-sent",
                                                "maintained",
                                                "amendment-proposed",
                                                "cease-consulting",
                                                "cease-standstill",
                                                "ceased",
                                                "transferred-out"};
inline constexpr std::string_view kClosed[] = {"closed"};

// Review stages.
inline constexpr std::string_view kReviewAny[] = {"none",       "scheduled",    "invited",
                                                  "papers-out", "meeting-held", "reported"};
inline constexpr std::string_view kReviewOpen[] = {"scheduled", "invited", "papers-out", "meeting-held", "reported"};
inline constexpr std::string_view kBeforeMeeting[] = {"scheduled", "invited", "papers-out"};
inline constexpr std::string_view kMeetingHeld[] = {"meeting-held", "reported"};
inline constexpr std::string_view kReviewClosable[] = {"none",         "scheduled", "invited", "papers-out",
                                                       "meeting-held", "reported",  "ended"};
inline constexpr std::string_view kReviewStart[] = {"none", "ended"};

// Re-assessment stages.
inline constexpr std::string_view kNotReassessing[] = {"none", "refused", "finalised", "no-change"};
inline constexpr std::string_view kRequested[] = {"requested"};
inline constexpr std::string_view kReassessing[] = {"requested", "reassessing", "draft-sent"};
inline constexpr std::string_view kReassessed[] = {"reassessing", "draft-sent"};
inline constexpr std::string_view kReassessmentDraft[] = {"draft-sent"};
inline constexpr std::string_view kOrderedToReassess[] = {"ordered-to-reassess"};
inline constexpr std::string_view kMayAgree[] = {"requested", "ordered-to-reassess", "reassessing"};
inline constexpr std::string_view kReassessmentRefused[] = {"refused"};
inline constexpr std::string_view kReassessmentRuns[] = {"requested", "reassessing", "draft-sent",
                                                         "ordered-to-reassess"};

// Mediation and appeal stages.
inline constexpr std::string_view kNothingToAppeal[] = {"none", "expired", "closed", "complied"};
inline constexpr std::string_view kMayBeMediated[] = {"appealable", "adviser-contacted", "arranging", "may-appeal"};
inline constexpr std::string_view kAppealable[] = {"appealable"};
inline constexpr std::string_view kBeforeAppeal[] = {"appealable", "adviser-contacted", "arranging", "may-appeal",
                                                     "agreed",     "expired",           "closed",    "complied",
                                                     "rec-pending"};
inline constexpr std::string_view kAnyMatter[] = {
    "appealable", "adviser-contacted", "arranging",   "may-appeal", "agreed", "registered", "unopposed",
    "defended",   "ordered",           "rec-pending", "complied",   "closed", "expired"};
inline constexpr std::string_view kAgreed[] = {"agreed"};
inline constexpr std::string_view kRegistered[] = {"registered"};
inline constexpr std::string_view kAnswered[] = {"registered", "defended"};
inline constexpr std::string_view kAppealed[] = {"registered", "defended",    "unopposed",
                                                 "ordered",    "rec-pending", "complied"};
inline constexpr std::string_view kUnderAppeal[] = {"registered", "defended", "unopposed",
                                                    "ordered",    "complied", "rec-pending"};
inline constexpr std::string_view kOrderedAppeal[] = {"ordered", "unopposed", "rec-pending"};

// Transfer stages.
inline constexpr std::string_view kAnyTransfer[] = {"none",        "move-expected",       "move-notified-late",
                                                    "transferred", "incoming-maintained", "informed"};
inline constexpr std::string_view kIncoming[] = {"incoming-maintained", "informed"};

}  // namespace ehcflow::workflow::stages
