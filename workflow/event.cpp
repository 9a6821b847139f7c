// The table of events. One row a kind, in the order of Kind; one row a field.
#include "workflow/event.h"

#include <algorithm>
#include <array>

namespace ehcflow::workflow {
namespace {

using enum FieldType;
constexpr bool kRequired = true;

// clang-format off
constexpr std::string_view kFromWords[] = {"parent", "young-person", "setting"};
constexpr std::string_view kAdviserWords[] = {"education", "health", "psychology", "social-care", "sensory", "adulthood", "family", "other"};
constexpr std::string_view kBodyWords[] = {"partner", "own", "setting", "private"};
constexpr std::string_view kAfterWords[] = {"determination", "consideration"};
constexpr std::string_view kRouteWords[] = {"hand", "email", "first-class", "second-class"};
constexpr std::string_view kPhaseWords[] = {"early-years", "infant", "junior", "primary", "middle", "secondary", "all-through", "post-16", "special", "alternative"};
constexpr std::string_view kSourceWords[] = {"family", "setting", "visit", "provider", "other"};
constexpr std::string_view kOutcomeWords[] = {"maintain", "amend", "cease"};
constexpr std::string_view kBasisWords[] = {"review", "other"};
constexpr std::string_view kRequesterWords[] = {"parent", "young-person", "setting", "icb"};
constexpr std::string_view kHealthWords[] = {"none", "mixed", "only"};
constexpr std::string_view kOrdersWords[] = {"assess", "reassess", "make-plan", "remit", "amend-provision", "amend-placement", "continue", "continue-and-amend", "cease"};
constexpr std::string_view kAgreedWords[] = {"assess", "reassess", "make-plan", "remit", "amend-provision", "amend-placement", "continue", "continue-and-amend", "cease", "other"};
constexpr std::string_view kAppealGroundWords[] = {"no-assessment", "no-plan", "contents", "no-reassessment", "no-amendment", "cease"};
constexpr std::string_view kPartsWords[] = {"needs", "provision", "placement"};
constexpr std::string_view kClosingWords[] = {"dismissed", "withdrawn", "settled", "struck-out"};
constexpr std::string_view kRecommendedWords[] = {"health", "social-care"};
constexpr std::string_view kBecauseWords[] = {"moved-area", "changed"};
constexpr std::string_view kExceptionWords[] = {"closed-school", "closed-early-years", "personal", "absent", "missed-appointment", "incompatible", "coronavirus"};

constexpr FieldRow kRequestReceivedFields[] = {{"from", Word, kRequired, kFromWords}};
constexpr FieldRow kRequestWithdrawnFields[] = {{"reason", Text}};
constexpr FieldRow kAssessmentRefusedFields[] = {{"after", Word, kRequired, kAfterWords}};
constexpr FieldRow kAdviceRequestedFields[] = {{"ref", Text, kRequired}, {"from", Word, kRequired, kAdviserWords}, {"body", Word, !kRequired, kBodyWords}, {"sent_on", Date}};
constexpr FieldRow kAdviceReceivedFields[] = {{"ref", Text, kRequired}};
constexpr FieldRow kDraftSentFields[] = {{"served_on", Date}, {"route", Word, !kRequired, kRouteWords}};
constexpr FieldRow kSettingConsultedFields[] = {{"setting", SettingOrName, kRequired}};
constexpr FieldRow kPlanFinalisedFields[] = {{"placement", Placement}, {"made_on", Date}};
constexpr FieldRow kPlacementStartedFields[] = {{"setting", Setting, kRequired}};
constexpr FieldRow kPlacementEndedFields[] = {{"setting", Setting}};
constexpr FieldRow kMovePlannedFields[] = {{"starts_on", Date, kRequired}, {"setting", Setting, kRequired}};
constexpr FieldRow kWhereaboutsConfirmedFields[] = {{"source", Word, kRequired, kSourceWords}};
constexpr FieldRow kReviewArrangedFields[] = {{"meeting_on", Date, kRequired}};
constexpr FieldRow kReviewDecidedFields[] = {{"outcome", Word, kRequired, kOutcomeWords}};
constexpr FieldRow kAmendmentProposedFields[] = {{"served_on", Date}, {"route", Word, !kRequired, kRouteWords}, {"basis", Word, kRequired, kBasisWords}};
constexpr FieldRow kPlanAmendedFields[] = {{"placement", Placement}};
constexpr FieldRow kReassessmentRequestedFields[] = {{"by", Word, kRequired, kRequesterWords}};
constexpr FieldRow kMediationRequestedFields[] = {{"health", Word, kRequired, kHealthWords}};
constexpr FieldRow kMediationAgreedFields[] = {{"about", Words, kRequired, kAgreedWords}, {"comply_by", Date}, {"authority_party", Flag}, {"told_on", Date}};
constexpr FieldRow kAppealReceivedFields[] = {{"lodged_on", Date}, {"ground", Word, kRequired, kAppealGroundWords}, {"parts", Words, !kRequired, kPartsWords}};
constexpr FieldRow kAppealUnopposedFields[] = {{"concedes", Words, kRequired, kOrdersWords}};
constexpr FieldRow kTribunalOrderedFields[] = {{"order", Words, kRequired, kOrdersWords}, {"comply_by", Date}};
constexpr FieldRow kAppealClosedFields[] = {{"how", Word, kRequired, kClosingWords}};
constexpr FieldRow kRecommendationMadeFields[] = {{"about", Word, kRequired, kRecommendedWords}};
constexpr FieldRow kRecommendationAnsweredFields[] = {{"about", Word, kRequired, kRecommendedWords}, {"received_on", Date}};
constexpr FieldRow kMoveNotifiedFields[] = {{"moves_on", Date, kRequired}};
constexpr FieldRow kPlanTransferredInFields[] = {{"made_on", Date, kRequired}, {"last_review_on", Date}};
constexpr FieldRow kCommissionerChangedFields[] = {{"because", Word, kRequired, kBecauseWords}};
constexpr FieldRow kCommissionerNotifiedFields[] = {{"because", Word, !kRequired, kBecauseWords}};
constexpr FieldRow kExceptionRecordedFields[] = {{"ground", Word, kRequired, kExceptionWords}, {"from", Date, kRequired}, {"to", Date}, {"rule", Text}, {"event", Position}, {"impractical_because", Text}};
constexpr FieldRow kCorrectionFields[] = {{"of", Position, kRequired}, {"set", Changes}, {"void", Flag}, {"reason", Text}, {"approved_by", Text}};

constexpr FieldRow kCommonFields[] = {{"by", Text}, {"note", Text}};

constexpr KindRow kKinds[] = {
    {Kind::RequestReceived, "request-received", "day the authority received it", kRequestReceivedFields},
    {Kind::BroughtToAttention, "brought-to-attention", "day it was brought to attention"},
    {Kind::RequestWithdrawn, "request-withdrawn", "that day", kRequestWithdrawnFields},
    {Kind::CaseClosed, "case-closed", "that day", kRequestWithdrawnFields},
    {Kind::FamilyConsulted, "family-consulted", "day done"},
    {Kind::ConsideringNotified, "considering-notified", "day sent"},
    {Kind::AssessmentAgreed, "assessment-agreed", "day the notice was sent"},
    {Kind::AssessmentRefused, "assessment-refused", "day the notice was sent", kAssessmentRefusedFields},
    {Kind::AdviceRequested, "advice-requested", "day the adviser received the request", kAdviceRequestedFields},
    {Kind::AdviceReceived, "advice-received", "day received", kAdviceReceivedFields},
    {Kind::AdviceNotNeeded, "advice-not-needed", "day all three consented", kAdviceReceivedFields},
    {Kind::PlanRefused, "plan-refused", "day the notice was sent"},
    {Kind::PlanProposed, "plan-proposed", "day the notice was sent"},
    {Kind::DraftSent, "draft-sent", "day sent", kDraftSentFields},
    {Kind::RepresentationsReceived, "representations-received", "day received"},
    {Kind::PlacementRequested, "placement-requested", "day received"},
    {Kind::MeetingRequested, "meeting-requested", "day received"},
    {Kind::SettingConsulted, "setting-consulted", "day the setting received it", kSettingConsultedFields},
    {Kind::SettingReplied, "setting-replied", "day replied", kSettingConsultedFields},
    {Kind::PlanFinalised, "plan-finalised", "day the final plan was sent", kPlanFinalisedFields},
    {Kind::PlacementStarted, "placement-started", "that day", kPlacementStartedFields},
    {Kind::PlacementEnded, "placement-ended", "that day", kPlacementEndedFields},
    {Kind::MovePlanned, "move-planned", "day known", kMovePlannedFields},
    {Kind::WhereaboutsConfirmed, "whereabouts-confirmed", "day confirmed", kWhereaboutsConfirmedFields},
    {Kind::ReviewArranged, "review-arranged", "day arranged", kReviewArrangedFields},
    {Kind::ReviewInvited, "review-invited", "day served on the invitees", kReviewArrangedFields},
    {Kind::ReviewPapersCirculated, "review-papers-circulated", "that day"},
    {Kind::ReviewMeetingHeld, "review-meeting-held", "that day"},
    {Kind::ReviewReportSent, "review-report-sent", "that day"},
    {Kind::ReviewDecided, "review-decided", "day the decision was sent", kReviewDecidedFields},
    {Kind::AmendmentProposed, "amendment-proposed", "day plan and notice were sent", kAmendmentProposedFields},
    {Kind::PlanAmended, "plan-amended", "day sent", kPlanAmendedFields},
    {Kind::AmendmentDeclined, "amendment-declined", "day sent"},
    {Kind::ReassessmentRequested, "reassessment-requested", "day received", kReassessmentRequestedFields},
    {Kind::ReassessmentAgreed, "reassessment-agreed", "day notified"},
    {Kind::ReassessmentRefused, "reassessment-refused", "day notified"},
    {Kind::ReassessmentDecided, "reassessment-decided", "day of the authority's own decision"},
    {Kind::ReassessmentUnchanged, "reassessment-unchanged", "day notified"},
    {Kind::CeaseConsulted, "cease-consulted", "that day"},
    {Kind::CeaseDecided, "cease-decided", "day notice sent"},
    {Kind::CeaseAbandoned, "cease-abandoned", "that day"},
    {Kind::PlanCeased, "plan-ceased", "that day"},
    {Kind::AdviserContacted, "adviser-contacted", "day the mediation adviser was told"},
    {Kind::MediationDeclined, "mediation-declined", "day the mediation adviser was told"},
    {Kind::MediationRequested, "mediation-requested", "day the authority was told", kMediationRequestedFields},
    {Kind::MediationIcbTold, "mediation-icb-told", "day the board was told"},
    {Kind::MediationArranged, "mediation-arranged", "day told", kReviewArrangedFields},
    {Kind::MediationHeld, "mediation-held", "that day"},
    {Kind::MediationCertificateIssued, "mediation-certificate-issued", "that day"},
    {Kind::MediationNotArranged, "mediation-not-arranged", "that day"},
    {Kind::MediationAgreed, "mediation-agreed", "day of the agreement", kMediationAgreedFields},
    {Kind::AgreementDone, "agreement-done", "day done"},
    {Kind::AppealReceived, "appeal-received", "day the authority received it", kAppealReceivedFields},
    {Kind::AppealAnswered, "appeal-answered", "day the Tribunal was told"},
    {Kind::AppealUnopposed, "appeal-unopposed", "day the Tribunal was told", kAppealUnopposedFields},
    {Kind::TribunalOrdered, "tribunal-ordered", "day the order was made", kTribunalOrderedFields},
    {Kind::AppealClosed, "appeal-closed", "that day", kAppealClosedFields},
    {Kind::RecommendationMade, "recommendation-made", "its date", kRecommendationMadeFields},
    {Kind::RecommendationAnswered, "recommendation-answered", "date answered", kRecommendationAnsweredFields},
    {Kind::RecommendationCopied, "recommendation-copied", "date copied", kRecommendationMadeFields},
    {Kind::MoveNotified, "move-notified", "day the old authority became aware", kMoveNotifiedFields},
    {Kind::PlanTransferredOut, "plan-transferred-out", "day of transfer"},
    {Kind::PlanTransferredIn, "plan-transferred-in", "day of transfer", kPlanTransferredInFields},
    {Kind::TransferInformed, "transfer-informed", "day the family was told"},
    {Kind::CommissionerChanged, "commissioner-changed", "day the board became aware", kCommissionerChangedFields},
    {Kind::CommissionerNotified, "commissioner-notified", "day it told the new one", kCommissionerNotifiedFields},
    {Kind::CommissionerRequested, "commissioner-requested", "day it asked for an assessment or review", kCommissionerNotifiedFields},
    {Kind::DirectPaymentsStarted, "direct-payments-started", "that day"},
    {Kind::DirectPaymentsReviewed, "direct-payments-reviewed", "that day"},
    {Kind::DisclosureRequested, "disclosure-requested", "that day"},
    {Kind::DisclosureMade, "disclosure-made", "that day"},
    {Kind::Detained, "detained", "that day"},
    {Kind::Released, "released", "that day"},
    {Kind::ExceptionRecorded, "exception-recorded", "day recorded", kExceptionRecordedFields},
    {Kind::Correction, "correction", "day recorded", kCorrectionFields},
};
// clang-format on

constexpr bool in_order() {
    for (std::size_t i = 0; i < std::size(kKinds); ++i)
        if (static_cast<std::size_t>(kKinds[i].kind) != i) return false;
    return std::size(kKinds) == kKindCount;
}
static_assert(in_order(), "every Kind has its row, at its place");

}  // namespace

std::span<const KindRow> kind_rows() { return kKinds; }

std::span<const FieldRow> common_fields() { return kCommonFields; }

const KindRow& kind_row(Kind kind) { return kKinds[static_cast<std::size_t>(kind)]; }

std::string_view name_of(Kind kind) { return kind_row(kind).name; }

std::optional<Kind> kind_named(std::string_view name) {
    const auto row =
        std::find_if(std::begin(kKinds), std::end(kKinds), [&](const KindRow& r) { return r.name == name; });
    if (row == std::end(kKinds)) return std::nullopt;
    return row->kind;
}

std::span<const std::string_view> phase_words() { return kPhaseWords; }

std::string_view Event::word(std::string_view name) const {
    const auto* word = find<std::string_view>(name);
    return word == nullptr ? std::string_view() : *word;
}

std::optional<ehcflow::Date> Event::date(std::string_view name) const {
    const auto* date = find<ehcflow::Date>(name);
    return date == nullptr ? std::nullopt : std::optional(*date);
}

bool Event::lists(std::string_view name, std::string_view word) const {
    const auto* words = find<WordList>(name);
    return words != nullptr && std::find(words->begin(), words->end(), word) != words->end();
}

}  // namespace ehcflow::workflow
