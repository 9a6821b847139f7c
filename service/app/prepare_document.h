// prepare_document: makes the letters of a notice, one for each person to whom it goes, with their checks. Nothing is
// recorded in the case: that is issuing.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "documents/check/approved_passages.h"
#include "documents/check/letter_checks.h"
#include "documents/compose/compose.h"
#include "documents/compose/notices.h"
#include "service/app/make_document.h"
#include "service/app/recording.h"

namespace ehcflow::service {

struct Preparation {
    documents::Notice notice;
    Date sent_on;                                  // the day on which it is to go
    std::string route;                             // hand, email, first-class, second-class, or nothing
    std::string to;                                // one of those to whom the notice can go, or nothing for all of them
    std::vector<documents::Override> overrides{};  // of findings that the letter is known to have
};

// A letter as words, filled and checked as far as words go. `children` are the first names of all children, sorted.
struct WrittenLetter {
    documents::Composed composed;
    std::vector<documents::ApprovedText> required;
    Made made;
    Findings findings;
};
Result<WrittenLetter, Refused> write_letter(const TemplateShelf& shelf, const documents::CaseFile& file,
                                            const documents::Sending& sending, const ShelvedTemplate& form,
                                            std::span<const std::string> children);
// Makes its pages and adds what is found in them. Answers how it can go by post, or "" where it is no letter.
Result<std::string, Refused> press_letter(documents::Renderer& renderer, std::chrono::milliseconds limit,
                                          const documents::CaseFile& file, const documents::Sending& sending,
                                          const ShelvedTemplate& form, WrittenLetter& letter);

// The letters, in the order of the record. All are made or none is.
Result<std::vector<DocumentView>, Refused> prepare_document(const Desk& desk, const CaseId& id,
                                                            const Preparation& preparation,
                                                            const Keep<std::vector<DocumentView>>& keep);

}  // namespace ehcflow::service
