// The example record and settings as values, ways into them, and the timelines that lead up to each notice. For tests
// only.
#pragma once

#include <fstream>
#include <gtest/gtest.h>
#include <iterator>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>

#include "documents/compose/compose.h"
#include "interchange/calendar.h"
#include "interchange/timeline.h"
#include "interchange/value.h"
#include "templates/engine/value.h"

namespace ehcflow::documents {

inline constexpr const char* kToDecision = R"({"child":{"born":"2015-05-03"},"events":[
  {"kind":"request-received","on":"2026-01-12","from":"parent"},
  {"kind":"family-consulted","on":"2026-01-20"},
  {"kind":"considering-notified","on":"2026-01-20"}]})";
inline constexpr const char* kToDraft = R"({"child":{"born":"2015-05-03"},"events":[
  {"kind":"request-received","on":"2026-01-12","from":"parent"},
  {"kind":"considering-notified","on":"2026-01-20"},
  {"kind":"assessment-agreed","on":"2026-02-16"},
  {"kind":"plan-proposed","on":"2026-04-13"}]})";
inline constexpr const char* kToReview = R"({"child":{"born":"2015-05-03"},"events":[
  {"kind":"request-received","on":"2025-01-06","from":"parent"},
  {"kind":"considering-notified","on":"2025-01-20"},
  {"kind":"assessment-agreed","on":"2025-02-10"},
  {"kind":"plan-proposed","on":"2025-04-07"},
  {"kind":"draft-sent","on":"2025-04-14"},
  {"kind":"plan-finalised","on":"2025-05-26",
   "placement":{"setting":{"name":"Saltmere Primary School","phase":"primary"}}},
  {"kind":"review-meeting-held","on":"2026-03-20"}]})";

inline constexpr const char* kToConsidering = R"({"child":{"born":"2015-05-03"},"events":[
  {"kind":"request-received","on":"2026-01-12","from":"parent"},
  {"kind":"family-consulted","on":"2026-01-20"}]})";
inline constexpr const char* kToPlanDecision = R"({"child":{"born":"2015-05-03"},"events":[
  {"kind":"request-received","on":"2026-01-12","from":"parent"},
  {"kind":"considering-notified","on":"2026-01-20"},
  {"kind":"assessment-agreed","on":"2026-02-16"}]})";
inline constexpr const char* kToFinal = R"({"child":{"born":"2015-05-03"},"events":[
  {"kind":"request-received","on":"2026-01-12","from":"parent"},
  {"kind":"considering-notified","on":"2026-01-20"},
  {"kind":"assessment-agreed","on":"2026-02-16"},
  {"kind":"plan-proposed","on":"2026-04-13"},
  {"kind":"draft-sent","on":"2026-04-20"}]})";
inline constexpr const char* kToInvitation = R"({"child":{"born":"2015-05-03"},"events":[
  {"kind":"plan-transferred-in","on":"2026-01-05","made_on":"2025-05-26"},
  {"kind":"review-arranged","on":"2026-02-16","meeting_on":"2026-03-20"}]})";
inline constexpr const char* kToAmendment = R"({"child":{"born":"2015-05-03"},"events":[
  {"kind":"plan-transferred-in","on":"2026-01-05","made_on":"2025-05-26"},
  {"kind":"review-meeting-held","on":"2026-03-20"},
  {"kind":"review-decided","on":"2026-04-13","outcome":"amend"},
  {"kind":"amendment-proposed","on":"2026-04-13","basis":"review"}]})";
inline constexpr const char* kToReassessment = R"({"child":{"born":"2015-05-03"},"events":[
  {"kind":"plan-transferred-in","on":"2026-01-05","made_on":"2025-05-26"},
  {"kind":"reassessment-requested","on":"2026-04-07","by":"parent"}]})";
inline constexpr const char* kPlanStands = R"({"child":{"born":"2015-05-03"},"events":[
  {"kind":"plan-transferred-in","on":"2026-01-05","made_on":"2025-05-26"}]})";

inline constexpr const char* kAsked = R"({"child":{"born":"2015-05-03"},"events":[
  {"kind":"request-received","on":"2026-01-12","from":"parent"}]})";
inline constexpr const char* kAdviceAsked = R"({"child":{"born":"2015-05-03"},"events":[
  {"kind":"request-received","on":"2026-01-12","from":"parent"},
  {"kind":"considering-notified","on":"2026-01-20"},
  {"kind":"assessment-agreed","on":"2026-02-16"},
  {"kind":"advice-requested","on":"2026-02-17","ref":"therapist","from":"health"},
  {"kind":"advice-requested","on":"2026-02-18","ref":"psychologist","from":"psychology","body":"own"},
  {"kind":"advice-received","on":"2026-03-02","ref":"therapist"}]})";
inline constexpr const char* kToMediation = R"({"child":{"born":"2015-05-03"},"events":[
  {"kind":"request-received","on":"2026-01-12","from":"parent"},
  {"kind":"considering-notified","on":"2026-01-20"},
  {"kind":"assessment-refused","on":"2026-02-16","after":"consideration"},
  {"kind":"adviser-contacted","on":"2026-04-13"},
  {"kind":"mediation-requested","on":"2026-04-27","health":"none"}]})";

// A timeline, a day on which the notice may be sent, and somebody to whom it goes.
struct Moment {
    Notice notice;
    const char* timeline;
    Date sent_on;
    const char* to = "mother";
};
inline constexpr Moment kMoments[] = {
    {Notice::Considering, kToConsidering, Date(2026, 1, 21)},
    {Notice::WillAssess, kToDecision, Date(2026, 2, 16)},
    {Notice::RefuseAssess, kToDecision, Date(2026, 2, 16)},
    {Notice::ProposePlan, kToPlanDecision, Date(2026, 4, 13)},
    {Notice::NoPlan, kToPlanDecision, Date(2026, 4, 13)},
    {Notice::DraftPlan, kToDraft, Date(2026, 4, 20)},
    {Notice::FinalPlan, kToFinal, Date(2026, 5, 26)},
    {Notice::ReviewInvite, kToInvitation, Date(2026, 2, 17)},
    {Notice::ReviewReport, kToReview, Date(2026, 3, 30)},
    {Notice::ReviewMaintain, kToReview, Date(2026, 4, 13)},
    {Notice::ReviewAmend, kToReview, Date(2026, 4, 13)},
    {Notice::ReviewCease, kToReview, Date(2026, 4, 13)},
    {Notice::ProposeAmendment, kPlanStands, Date(2026, 4, 13)},
    {Notice::AmendedPlan, kToAmendment, Date(2026, 5, 11)},
    {Notice::AmendmentDeclined, kToAmendment, Date(2026, 5, 11)},
    {Notice::Reassess, kToReassessment, Date(2026, 4, 13)},
    {Notice::RefuseReassess, kToReassessment, Date(2026, 4, 13)},
    {Notice::ConsiderCeasing, kPlanStands, Date(2026, 4, 13)},
    {Notice::Cease, kPlanStands, Date(2026, 4, 13)},
    {Notice::Transferred, kPlanStands, Date(2026, 1, 12)},
    {Notice::AdviceRequest, kToPlanDecision, Date(2026, 2, 17), "therapist"},
    {Notice::ConsultSetting, kToFinal, Date(2026, 4, 27), "saltmere"},
    {Notice::DirectPaymentRefused, kToFinal, Date(2026, 4, 27)},
    {Notice::Acknowledgement, kAsked, Date(2026, 1, 13)},
    {Notice::Holding, kToDecision, Date(2026, 3, 2)},
    {Notice::AdviceReminder, kAdviceAsked, Date(2026, 3, 25), "psychologist"},
    {Notice::ReviewAdvice, kToInvitation, Date(2026, 2, 17), "therapist"},
    {Notice::ReviewPapers, kToInvitation, Date(2026, 3, 4)},
    {Notice::PersonalBudget, kPlanStands, Date(2026, 4, 13)},
    {Notice::MediationArranged, kToMediation, Date(2026, 5, 5)},
    {Notice::CoveringNote, kToDecision, Date(2026, 2, 16)},
};
inline const Moment& moment_for(Notice notice) {
    for (const Moment& moment : kMoments)
        if (moment.notice == notice) return moment;
    throw std::logic_error("a notice without a moment");
}

inline std::string file_text(std::string_view path) {
    std::ifstream file(std::string(EHCFLOW_SOURCE_DIR "/") + std::string(path));
    return {std::istreambuf_iterator<char>(file), {}};
}

inline std::optional<std::string> approved_block(const std::string& name) {
    std::string text = file_text("templates/blocks/" + name + ".fodt");
    return text.empty() ? std::nullopt : std::optional(std::move(text));
}

inline templates::Value parsed(std::string_view json) {
    auto value = interchange::read_value(json);
    EXPECT_TRUE(value.ok()) << (value ? "" : value.error());
    return value ? *value : templates::Value();
}
inline templates::Value example(std::string_view path) { return parsed(file_text(path)); }

// A member, to be changed. The object and the member must be there.
inline templates::Value& part_of(templates::Value& object, std::string_view name) {
    for (templates::Member& member : *object.object())
        if (member.name == name) return member.value;
    ADD_FAILURE() << "no member " << name;
    return object;
}

inline Result<Composed, Findings> compose_from(const char* timeline_json, const templates::Value& record,
                                               const templates::Value& council, const Sending& sending,
                                               const templates::Value* plan_before = nullptr) {
    auto timeline = interchange::read_timeline(timeline_json);
    EXPECT_TRUE(timeline.ok()) << (timeline ? "" : timeline.error().detail);
    if (!timeline) return Failure{Findings{}};
    return compose({record, council, *timeline, interchange::built_in_calendar(), plan_before}, sending);
}

inline std::string text_at(const templates::Value& values, std::string_view path) {
    const templates::Value* value = &values;
    while (value != nullptr && !path.empty()) {
        const std::size_t dot = path.find('.');
        value = value->find(path.substr(0, dot));
        path = dot == std::string_view::npos ? std::string_view() : path.substr(dot + 1);
    }
    return value != nullptr && value->text() != nullptr ? *value->text() : "(no text)";
}

inline std::string all_text(const templates::Value& value) {
    std::string all;
    if (value.text() != nullptr) all += *value.text() + "\n";
    if (value.list() != nullptr)
        for (const auto& item : *value.list()) all += all_text(item);
    if (value.object() != nullptr)
        for (const auto& member : *value.object()) all += all_text(member.value);
    return all;
}

}  // namespace ehcflow::documents
