// The tables of the import. One row a field; one row a day that is an event.
#include "interchange/import/fields.h"

#include <algorithm>

namespace ehcflow::interchange {
namespace {

using enum Form;
using workflow::Kind;
constexpr bool kRequired = true;

// clang-format off
constexpr ImportField kChildren[] = {
    {"reference", Reference, kRequired}, {"first_name", Text, kRequired}, {"last_name", Text, kRequired}, {"born", Day, kRequired},
    {"known_as", Text}, {"pronouns", Word}, {"year_group", Text}, {"home_language", Text},
    {"upn", Number, !kRequired, Identifier::Upn}, {"uln", Number, !kRequired, Identifier::Uln}, {"nhs_number", Number, !kRequired, Identifier::NhsNumber},
    {"address_1", Text}, {"address_2", Text}, {"address_3", Text}, {"address_4", Text}, {"address_5", Text}, {"postcode", Text},
    {"officer_name", Text}, {"officer_role", Text}, {"officer_phone", Text}, {"officer_hours", Text}, {"officer_email", Email},
    {"not_the_child_of", References},
};
constexpr ImportField kPlans[] = {
    {"reference", Reference, kRequired},
    {"requested_on", Day}, {"requested_by", Word}, {"brought_to_attention_on", Day}, {"assessment_agreed_on", Day},
    {"assessment_refused_on", Day}, {"assessment_refused_after", Word}, {"withdrawn_on", Day}, {"plan_refused_on", Day},
    {"plan_proposed_on", Day}, {"draft_sent_on", Day}, {"finalised_on", Day}, {"made_on", Day},
    {"transferred_in_on", Day}, {"transferred_plan_made_on", Day}, {"transferred_last_review_on", Day},
    {"transferred_out_on", Day}, {"cease_decided_on", Day}, {"ceased_on", Day},
};
constexpr ImportField kPlacements[] = {
    {"reference", Reference, kRequired}, {"started_on", Day, kRequired}, {"ended_on", Day}, {"confirmed_on", Day}, {"confirmed_by", Word},
    {"setting_name", Text, kRequired}, {"setting_phase", Word, kRequired}, {"setting_lowest_age", Age}, {"setting_highest_age", Age},
    {"setting_must_run_reviews", YesNo},
    {"setting_kind", Text}, {"setting_head", Text}, {"setting_email", Email},
    {"setting_urn", Number, !kRequired, Identifier::Urn}, {"setting_ukprn", Number, !kRequired, Identifier::Ukprn},
    {"address_1", Text}, {"address_2", Text}, {"address_3", Text}, {"address_4", Text}, {"address_5", Text}, {"postcode", Text},
};
constexpr ImportField kReviews[] = {
    {"reference", Reference, kRequired}, {"arranged_on", Day}, {"arranged_for", AnyDay}, {"invited_on", Day}, {"papers_circulated_on", Day},
    {"held_on", Day}, {"report_sent_on", Day}, {"decided_on", Day}, {"outcome", Word},
    {"amendment_proposed_on", Day}, {"amended_on", Day}, {"amendment_declined_on", Day},
};
constexpr ImportField kContacts[] = {
    {"reference", Reference, kRequired}, {"contact", Reference, kRequired}, {"name", Text, kRequired}, {"salutation", Text},
    {"relation", Text, kRequired}, {"receives_notices", YesNo, kRequired}, {"do_not_disclose", YesNo, kRequired},
    {"address_1", Text}, {"address_2", Text}, {"address_3", Text}, {"address_4", Text}, {"address_5", Text}, {"postcode", Text},
    {"phone", Text}, {"email", Email}, {"email_consent", Day},
};

constexpr ImportKind kKinds[] = {
    {FileKind::Children, "children", kChildren}, {FileKind::Plans, "plans", kPlans}, {FileKind::Placements, "placements", kPlacements},
    {FileKind::Reviews, "reviews", kReviews},    {FileKind::Contacts, "contacts", kContacts},
};
static_assert(std::size(kKinds) == kFileKinds);

constexpr Detail kRequestedBy[] = {{"requested_by", "from"}};
constexpr Detail kRefusedAfter[] = {{"assessment_refused_after", "after"}};
constexpr Detail kMadeOn[] = {{"made_on", "made_on"}};
constexpr Detail kTransferred[] = {{"transferred_plan_made_on", "made_on"}, {"transferred_last_review_on", "last_review_on"}};
constexpr Detail kSetting[] = {{"setting_name", "setting"}};
constexpr Detail kConfirmedBy[] = {{"confirmed_by", "source"}};
constexpr Detail kMeeting[] = {{"arranged_for", "meeting_on"}};
constexpr Detail kOutcome[] = {{"outcome", "outcome"}};

constexpr Step kSteps[] = {
    {FileKind::Plans, "requested_on", Kind::RequestReceived, kRequestedBy},
    {FileKind::Plans, "brought_to_attention_on", Kind::BroughtToAttention},
    {FileKind::Plans, "assessment_agreed_on", Kind::AssessmentAgreed},
    {FileKind::Plans, "assessment_refused_on", Kind::AssessmentRefused, kRefusedAfter},
    {FileKind::Plans, "withdrawn_on", Kind::RequestWithdrawn},
    {FileKind::Plans, "plan_refused_on", Kind::PlanRefused},
    {FileKind::Plans, "plan_proposed_on", Kind::PlanProposed},
    {FileKind::Plans, "draft_sent_on", Kind::DraftSent},
    {FileKind::Plans, "finalised_on", Kind::PlanFinalised, kMadeOn},
    {FileKind::Plans, "transferred_in_on", Kind::PlanTransferredIn, kTransferred},
    {FileKind::Plans, "transferred_out_on", Kind::PlanTransferredOut},
    {FileKind::Plans, "cease_decided_on", Kind::CeaseDecided},
    {FileKind::Plans, "ceased_on", Kind::PlanCeased},
    {FileKind::Placements, "started_on", Kind::PlacementStarted, kSetting},
    {FileKind::Placements, "confirmed_on", Kind::WhereaboutsConfirmed, kConfirmedBy},
    {FileKind::Placements, "ended_on", Kind::PlacementEnded, kSetting},
    {FileKind::Reviews, "arranged_on", Kind::ReviewArranged, kMeeting},
    {FileKind::Reviews, "invited_on", Kind::ReviewInvited, kMeeting},
    {FileKind::Reviews, "papers_circulated_on", Kind::ReviewPapersCirculated},
    {FileKind::Reviews, "held_on", Kind::ReviewMeetingHeld},
    {FileKind::Reviews, "report_sent_on", Kind::ReviewReportSent},
    {FileKind::Reviews, "decided_on", Kind::ReviewDecided, kOutcome},
    {FileKind::Reviews, "amendment_proposed_on", Kind::AmendmentProposed, {}, "review"},
    {FileKind::Reviews, "amended_on", Kind::PlanAmended},
    {FileKind::Reviews, "amendment_declined_on", Kind::AmendmentDeclined},
};
// clang-format on

constexpr std::string_view kYesNo[] = {"yes", "no"};
constexpr std::string_view kPronouns[] = {"she", "he", "they"};

}  // namespace

std::optional<std::size_t> ImportKind::find(std::string_view field) const {
    const auto at =
        std::find_if(fields.begin(), fields.end(), [&](const ImportField& one) { return one.name == field; });
    if (at == fields.end()) return std::nullopt;
    return static_cast<std::size_t>(at - fields.begin());
}

std::span<const ImportKind> import_kinds() { return kKinds; }

const ImportKind& import_kind(FileKind kind) { return kKinds[static_cast<std::size_t>(kind)]; }

std::optional<FileKind> kind_of_file(std::string_view name) {
    for (const ImportKind& row : kKinds)
        if (row.name == name) return row.kind;
    return std::nullopt;
}

std::span<const std::string_view> words_of(const ImportField& field) {
    if (field.form == YesNo) return kYesNo;
    if (field.form != Word) return {};
    if (field.name == "pronouns") return kPronouns;
    if (field.name == "setting_phase") return workflow::phase_words();
    for (const Step& step : kSteps)  // the words are the event's own
        for (const Detail& detail : step.details)
            if (detail.from == field.name)
                for (const workflow::FieldRow& row : workflow::kind_row(step.kind).fields)
                    if (row.name == detail.to) return row.words;
    return {};
}

std::span<const Step> steps() { return kSteps; }

}  // namespace ehcflow::interchange
