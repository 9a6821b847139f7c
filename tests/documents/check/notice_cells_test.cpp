// Each cell of notice_cells.h, looked for in the words of the letter as four kinds of children get it: a child, a young
// person, a child in no setting, and one whose parents live apart and may not know each other's address.
#include "tests/documents/check/notice_cells.h"

#include <gtest/gtest.h>
#include <string>

#include "documents/check/approved_passages.h"

namespace ehcflow::documents {
namespace {

std::string letter_text(Notice notice, const Kind& kind) {
    templates::Value record = example("templates/samples/record.json");
    kind.change(record);
    const Moment& moment = moment_for(notice);
    const auto composed = compose_from(moment.timeline, record, example("templates/house/council.json"),
                                       {notice, recipient_of(moment, kind), moment.sent_on});
    if (!composed)
        return ADD_FAILURE() << notice_row(notice).name << " " << kind.name << ": " << composed.error()[0].place << " "
                             << composed.error()[0].what,
               "";
    const auto form = templates::Template::parse(
        file_text("templates/" + std::string(notice_row(notice).template_path)), approved_block);
    if (!form) return ADD_FAILURE() << form.error()[0].place << ": " << form.error()[0].what, "";
    const auto flat = form->fill_flat(composed->values);
    if (!flat) return ADD_FAILURE() << flat.error()[0].place << ": " << flat.error()[0].what, "";
    // All of the file, its properties and footers too, has no more than its text may have.
    const char* other_home = kind.recipient == "father" ? "14 Samphire Row" : "9 Eelcatcher Lane";
    EXPECT_EQ(flat->find(other_home), std::string::npos) << notice_row(notice).name;
    return text_of_flat(*flat);
}

TEST(NoticeCells, EachSaysWhatTheLawAsksToEveryKindOfFamily) {
    for (const NoticeRow& row : notice_rows())
        for (const Kind& kind : kKinds) {
            const std::string text = letter_text(row.notice, kind);
            for (const Said& said : kSaid) {
                if (said.notice != row.notice) continue;
                EXPECT_NE(text.find(said.words), std::string::npos)
                    << row.name << ", " << kind.name << ": " << said.words << " (" << said.cite << ")\n"
                    << text;
            }
        }
}

TEST(NoticeCells, EveryNoticeHasACell) {
    for (const NoticeRow& row : notice_rows()) {
        bool found = false;
        for (const Said& said : kSaid) found = found || said.notice == row.notice;
        EXPECT_TRUE(found) << row.name;
    }
}

TEST(NoticeCells, ANoticeThatCannotBeAppealedSpeaksOfNoAppealAgainstIt) {
    for (const NoticeRow& row : notice_rows()) {
        if (!row.appeal_provision.empty()) continue;
        EXPECT_EQ(letter_text(row.notice, kKinds[0]).find("You have the right to appeal"), std::string::npos)
            << row.name;
    }
}

}  // namespace
}  // namespace ehcflow::documents
