// The life of a notice's template in the ledger: uploaded, tried, approved by a named person from a day on, withdrawn.
// Each step is one entry that names who took it and when; what is not yet approved makes no letter.
#pragma once

#include <string>

#include "service/app/recording.h"
#include "service/app/template_trial.h"

namespace ehcflow::service {

// A notice's template after a step, and the version that it was about.
struct TemplateStep {
    TemplateHistory history;
    storage::Sequence version = 0;
};
using KeepStep = Keep<TemplateStep>;

Proof proof_of(const Desk& desk);

struct TemplateUpload {
    std::string file;  // the bytes of an .odt or .fodt
    std::string by, why;
};
// Refused with all findings where one is an error; nothing is kept then.
Result<TemplateStep, Refused> upload_template(const Desk& desk, documents::Notice notice, const TemplateUpload& upload,
                                              const KeepStep& keep);

// Makes a letter to every kind of family; what failed is recorded with the version.
Result<TemplateStep, Refused> try_template(const Desk& desk, documents::Notice notice, storage::Sequence version,
                                           const std::string& by, const KeepStep& keep);

// Refused unless its newest trial passed, and where the approver is the uploader, if the settings say so.
Result<TemplateStep, Refused> approve_template(const Desk& desk, documents::Notice notice, storage::Sequence version,
                                               const std::string& by, Date from, const KeepStep& keep);

// From now on no letter is made from it; those that were are as they are.
Result<TemplateStep, Refused> withdraw_template(const Desk& desk, documents::Notice notice, storage::Sequence version,
                                                const std::string& by, const std::string& why, const KeepStep& keep);

// The bytes as they were uploaded; of version 0 as they came with the program.
Result<std::string, Refused> template_file(const Desk& desk, documents::Notice notice, storage::Sequence version);
// Bound to the passages and the style of now.
Result<std::shared_ptr<const ShelvedTemplate>, Refused> template_form(const Desk& desk, documents::Notice notice,
                                                                      storage::Sequence version);

}  // namespace ehcflow::service
