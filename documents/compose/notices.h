// The notices and letters that this program prepares: which template makes it, which law asks for it, what it must
// carry, to whom it goes, what is enclosed, and the event that is recorded when it is sent. One row a notice, one row a
// block; nothing else knows. Immutable tables; any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "base/date.h"
#include "workflow/lifecycle.h"

namespace ehcflow::documents {

// A passage that the law requires, worded once in templates/blocks and included by name.
enum class Block : std::uint8_t {
    Appeal,
    Mediation,
    DisagreementResolution,
    InformationAdvice,
    HealthAndCare,
    Representations,
    ViewsAndEvidence,
    AmendmentRights,
    CeaseConsultation,
    Standstill,
    DirectPaymentReview,
};

struct BlockRow {
    Block block;
    std::string_view name;  // as {{> name}} says it; the file is templates/blocks/<name>.fodt
    std::string_view title;
    std::string_view cite;
    Date in_force_from;  // a notice sent earlier need not carry it
};

enum class Notice : std::uint8_t {
    Considering,
    WillAssess,
    RefuseAssess,
    ProposePlan,
    NoPlan,
    DraftPlan,
    FinalPlan,
    ReviewInvite,
    ReviewReport,
    ReviewMaintain,
    ReviewAmend,
    ReviewCease,
    ProposeAmendment,
    AmendedPlan,
    AmendmentDeclined,
    Reassess,
    RefuseReassess,
    ConsiderCeasing,
    Cease,
    Transferred,
    AdviceRequest,
    ConsultSetting,
    DirectPaymentRefused,
    // Letters that no provision asks for word by word, and that a good case needs.
    Acknowledgement,
    Holding,
    AdviceReminder,
    ReviewAdvice,
    ReviewPapers,
    PersonalBudget,
    MediationArranged,
    CoveringNote,
};

// In which part of the record the person stands who gets it: the family; `advisers`; `consultation.settings`.
enum class Addressee : std::uint8_t { Family, Adviser, Setting };

// Who else is told: the setting that the child attends, and the health board.
enum class CopiedTo : std::uint8_t { Nobody, Setting, SettingAndBoard };

// Whether an appeal may be about the placement alone, which needs no certificate (CFA 2014 s.55(2)).
enum class PlacementAppeal : std::uint8_t { No, Yes };

struct NoticeRow {
    Notice notice;
    std::string_view name;      // "will-assess": in addresses, files and on the command line
    std::string_view title;     // for people who prepare it
    std::string_view law_id{};  // the catalogue's name for it; empty where the law has none
    std::string_view cite{};    // what requires it
    std::string_view recipients;
    Addressee addressed = Addressee::Family;
    CopiedTo copied_to = CopiedTo::Nobody;
    std::string_view template_path;  // under templates/
    std::string_view content{};  // the part of the record that says what is this child's own; empty where nothing is
    std::span<const Block> blocks{};
    std::optional<workflow::Happening> records{};       // sending it is this event; nothing is counted from some
    std::optional<workflow::Happening> also_records{};  // and this one, where the law wants two steps in one sending
    // The decision that may be appealed, as it follows "appeal against", and the provision; empty where there is no
    // appeal. `{possessive}` stands for the child's name or "your".
    std::string_view appeal_against{};
    std::string_view appeal_provision{};
    PlacementAppeal placement_appeal = PlacementAppeal::No;
};

// What goes in the envelope with a letter, in the order of the rows: words, or each entry of a list in its content.
struct EnclosureRow {
    Notice notice;
    std::string_view words{};
    std::string_view listed_in{};
    std::string_view cite{};
};

// What all letters share beside the passages of the law: templates/blocks/<name>.fodt. A council may have its own.
std::span<const std::string_view> furniture();

std::span<const EnclosureRow> enclosure_rows();

// The languages, as the record names them, in which the covering note is worded.
std::span<const std::string_view> note_languages();
std::span<const BlockRow> block_rows();
std::span<const NoticeRow> notice_rows();
const BlockRow& block_row(Block block);
const NoticeRow& notice_row(Notice notice);
std::optional<Notice> notice_named(std::string_view name);

}  // namespace ehcflow::documents
