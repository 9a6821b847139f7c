// The approved wording that a notice must carry: its blocks (documents/compose/notices.h), each filled with the
// notice's own values, as plain text. What check_notice_content compares a document with. Pure; any thread.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "base/finding.h"
#include "base/result.h"
#include "documents/check/notice_content.h"
#include "documents/compose/notices.h"
#include "templates/engine/template.h"

namespace ehcflow::documents {

// The blocks, each read once. Immutable; any thread.
class ApprovedBlocks {
public:
    explicit ApprovedBlocks(const templates::BlockLoader& blocks);

    // Those in force on the day of sending. Findings where a block is not to be had, is no template, or lacks a value.
    Result<std::vector<ApprovedText>, Findings> passages(const NoticeRow& notice, Date sent_on,
                                                         const templates::Value& values) const;

private:
    std::map<Block, Result<templates::Template, Findings>> forms_;
};

// The same, for one notice alone.
Result<std::vector<ApprovedText>, Findings> approved_passages(const NoticeRow& notice, Date sent_on,
                                                              const templates::Value& values,
                                                              const templates::BlockLoader& blocks);

// The XML of a document: a flat one as it is, of a package (.odt) its parts, one after another. Nothing of what is
// neither.
std::string xml_of(std::string_view document);

// The text of a flat OpenDocument's body, one paragraph or heading a line: what it says before a page is made of it.
std::string text_of_flat(std::string_view flat_xml);

}  // namespace ehcflow::documents
