// SampleCases: invented children of different kinds, and for each notice a moment at which it goes to them. What an
// officer's template is tried on before anybody is written to with it (templates/samples). Immutable once read; any
// thread.
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "base/finding.h"
#include "base/result.h"
#include "documents/compose/compose.h"

namespace ehcflow::service {

struct SampleLetter {
    std::string family, about;  // "parents-apart"; who they are, in a few words
    std::shared_ptr<const templates::Value> record;
    workflow::Timeline timeline;
    documents::Sending sending;
};

class SampleCases {
public:
    // `folder` has record.json, one child's record, and cases.json: what is different of each other kind of family, and
    // when each notice goes.
    static Result<SampleCases, Finding> read(const std::filesystem::path& folder);

    // One of each kind of family; none where the notice has no sample.
    const std::vector<SampleLetter>& of(documents::Notice notice) const;
    const SampleLetter* of(documents::Notice notice, std::string_view family) const;

private:
    std::map<documents::Notice, std::vector<SampleLetter>> letters_;
};

}  // namespace ehcflow::service
