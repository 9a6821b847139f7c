// Events: what happened to one child's case, as the record holds it. Everything else (stages, duties, dates) is
// derived.
//
// The kinds, and the fields that each may carry, are one table (kind_rows), which the reader of timelines checks
// against and from which the documentation is written. `on` is the day the law counts from. Values; no thread rule.
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "base/date.h"

namespace ehcflow::workflow {

// clang-format off
enum class Kind : std::uint8_t {
    RequestReceived, BroughtToAttention, RequestWithdrawn, CaseClosed, FamilyConsulted, ConsideringNotified,
    AssessmentAgreed, AssessmentRefused, AdviceRequested, AdviceReceived, AdviceNotNeeded, PlanRefused, PlanProposed,
    DraftSent, RepresentationsReceived, PlacementRequested, MeetingRequested, SettingConsulted, SettingReplied,
    PlanFinalised, PlacementStarted, PlacementEnded, MovePlanned, WhereaboutsConfirmed, ReviewArranged, ReviewInvited,
    ReviewPapersCirculated, ReviewMeetingHeld, ReviewReportSent, ReviewDecided, AmendmentProposed, PlanAmended,
    AmendmentDeclined, ReassessmentRequested, ReassessmentAgreed, ReassessmentRefused, ReassessmentDecided,
    ReassessmentUnchanged, CeaseConsulted, CeaseDecided, CeaseAbandoned, PlanCeased, AdviserContacted, MediationDeclined,
    MediationRequested, MediationIcbTold, MediationArranged, MediationHeld, MediationCertificateIssued,
    MediationNotArranged, MediationAgreed, AgreementDone, AppealReceived, AppealAnswered, AppealUnopposed,
    TribunalOrdered, AppealClosed, RecommendationMade, RecommendationAnswered, RecommendationCopied, MoveNotified,
    PlanTransferredOut, PlanTransferredIn, TransferInformed, CommissionerChanged, CommissionerNotified,
    CommissionerRequested, DirectPaymentsStarted, DirectPaymentsReviewed, DisclosureRequested, DisclosureMade, Detained,
    Released, ExceptionRecorded, Correction,
};
// clang-format on
inline constexpr std::size_t kKindCount = static_cast<std::size_t>(Kind::Correction) + 1;

enum class FieldType : std::uint8_t {
    Date,
    Text,
    SettingOrName,
    Flag,
    Position,
    Word,
    Words,
    Setting,
    Placement,
    Changes
};

struct FieldRow {
    std::string_view name;
    FieldType type;
    bool required = false;
    std::span<const std::string_view> words{};  // what a Word or Words field may say
};

struct KindRow {
    Kind kind;
    std::string_view name;
    std::string_view on;  // what the day is
    std::span<const FieldRow> fields{};
};

std::span<const KindRow> kind_rows();       // in the order of Kind
std::span<const FieldRow> common_fields();  // those that any event may carry
const KindRow& kind_row(Kind kind);
std::string_view name_of(Kind kind);
std::optional<Kind> kind_named(std::string_view name);
std::span<const std::string_view> phase_words();  // what a setting's phase may be

struct Setting {
    std::string name;
    std::string_view phase;  // one of phase_words()
    std::optional<int> lowest_age, highest_age;
    std::optional<bool> must_run_reviews;  // reg 20(12)
    friend bool operator==(const Setting&, const Setting&) = default;
};

struct Placement {
    std::optional<Setting> setting;
    std::string type;
    friend bool operator==(const Placement&, const Placement&) = default;
};

using WordList = std::vector<std::string_view>;
// Words point into the tables above and live as long as the program.
using FieldValue = std::variant<Date, std::string, bool, std::size_t, std::string_view, WordList, Setting, Placement>;

struct Field {
    std::string_view name;  // points into the table
    FieldValue value;
};

struct Event {
    Kind kind = Kind::RequestReceived;
    Date on;
    std::size_t position = 0;  // in the timeline as it was given, from 0
    std::vector<Field> fields;

    template <class T>
    const T* find(std::string_view name) const {
        for (const Field& field : fields)
            if (field.name == name) return std::get_if<T>(&field.value);
        return nullptr;
    }
    // The word of a field, or "" where it is not there.
    std::string_view word(std::string_view name) const;
    std::optional<Date> date(std::string_view name) const;
    // Whether a field that lists words holds this one.
    bool lists(std::string_view name, std::string_view word) const;
};

// One child's case: corrections already applied, events in order of `on`, then of position.
struct Timeline {
    std::optional<Date> born;
    std::vector<Event> events;
};

}  // namespace ehcflow::workflow
