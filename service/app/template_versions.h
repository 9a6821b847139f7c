// The versions of a notice's template: which an officer uploaded, what trying them found, who approved which from what
// day, what was withdrawn. All of it is read from the ledger, where each notice's template is a paper
// (docs/decisions/0004-papers.md); nothing of it is ever removed. What came with the program is version 0.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "documents/compose/notices.h"
#include "service/app/desk.h"
#include "service/app/refused.h"

namespace ehcflow::service {

// One letter that a version was tried on.
struct TriedLetter {
    std::string family, about, to;
    std::size_t pages = 0;
    std::string way;  // as DocumentOrigin has it
    Findings findings;
};

struct TemplateTrial {
    std::string by;
    Instant at;
    std::vector<TriedLetter> letters;

    bool passed() const;  // at least one letter, and no finding is an error
};

// Somebody did something with a version.
struct TemplateAct {
    std::string by;
    Instant at;
    std::string why{};           // of an upload and a withdrawal
    std::optional<Date> from{};  // of an approval: the first day of sending for which it is used
};

struct TemplateVersion {
    storage::Sequence number = 0;  // from 1
    storage::Digest file;
    TemplateAct uploaded;
    Findings findings;                   // of its check; none is an error
    std::optional<TemplateTrial> tried;  // the newest
    std::optional<TemplateAct> approved, withdrawn;
};

enum class VersionState { Uploaded, Tried, Approved, InForce, Superseded, Withdrawn };
std::string_view name_of(VersionState state);  // "in-force"

struct TemplateHistory {
    documents::Notice notice;
    storage::Sequence sequence = 0;  // of the paper
    std::vector<TemplateVersion> versions;

    const TemplateVersion* version(storage::Sequence number) const;  // null where there is none
    // What letters are made from that go on this day; null: what came with the program.
    const TemplateVersion* in_force_on(Date day) const;
    VersionState state_of(const TemplateVersion& version, Date today) const;
};

storage::PaperName paper_of(documents::Notice notice);

// Throws std::runtime_error where what was recorded cannot be read.
TemplateHistory template_history(const storage::Ledger& ledger, documents::Notice notice);

// The template of letters of this notice that go on this day.
Result<std::shared_ptr<const ShelvedTemplate>, Refused> template_for(const Desk& desk,
                                                                     const documents::NoticeRow& notice, Date sent_on);
Result<std::shared_ptr<const ShelvedTemplate>, Refused> bound_version(const Desk& desk, documents::Notice notice,
                                                                      const TemplateVersion& version);
// What keeps versions that are in force on this day from being used, each with its notice: a passage or a style that
// they were approved with may have gone since. Looked at when the service starts.
Findings unfit_versions(const Desk& desk, Date day);
// Whether a document was made from a version that was withdrawn since.
bool is_of_withdrawn_version(const Desk& desk, const storage::Document& document);

// How a trial is recorded and answered.
templates::Value letters_value(const std::vector<TriedLetter>& letters);

}  // namespace ehcflow::service
