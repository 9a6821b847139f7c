// Every notice as its template makes it, against the passages that the law requires of it.
#include "documents/check/approved_passages.h"

#include <algorithm>
#include <gtest/gtest.h>
#include <string>
#include <vector>

#include "tests/documents/compose/example.h"

namespace ehcflow::documents {
namespace {

class EveryNotice : public testing::TestWithParam<Notice> {
protected:
    const NoticeRow& row = notice_row(GetParam());
    const Moment& moment = moment_for(GetParam());
    const Result<Composed, Findings> composed =
        compose_from(moment.timeline, example("templates/samples/record.json"), example("templates/house/council.json"),
                     {GetParam(), moment.to, moment.sent_on});

    std::string filled(const templates::BlockLoader& blocks) {
        const auto form = templates::Template::parse(file_text("templates/" + std::string(row.template_path)), blocks);
        if (!form) return ADD_FAILURE() << form.error()[0].place << ": " << form.error()[0].what, "";
        const auto flat = form->fill_flat(composed->values);
        if (!flat) return ADD_FAILURE() << flat.error()[0].place << ": " << flat.error()[0].what, "";
        return text_of_flat(*flat);
    }
    std::vector<ApprovedText> required() {
        auto passages = approved_passages(row, moment.sent_on, composed->values, approved_block);
        if (!passages)
            return ADD_FAILURE() << passages.error()[0].place << ": " << passages.error()[0].what,
                   std::vector<ApprovedText>{};
        return *passages;
    }
};

TEST_P(EveryNotice, CarriesItsPassagesWordForWord) {
    ASSERT_TRUE(composed.ok()) << composed.error()[0].place << ": " << composed.error()[0].what;
    const auto passages = required();
    EXPECT_EQ(passages.size(), row.blocks.size());
    const Findings findings = check_notice_content(filled(approved_block), passages);
    EXPECT_TRUE(findings.empty()) << findings[0].place << findings[0].what;
}

TEST_P(EveryNotice, LeavesNoMarkOfTheTemplateBehind) {
    ASSERT_TRUE(composed.ok());
    const std::string text = filled(approved_block);
    EXPECT_EQ(text.find("{{"), std::string::npos);
    EXPECT_NE(text.find("Amara"), std::string::npos);
}

// A passage left out, and each of its paragraphs left out or changed: every one must be seen.
TEST_P(EveryNotice, IsStoppedByAnyEditOfAPassage) {
    ASSERT_TRUE(composed.ok());
    const std::string text = filled(approved_block);
    const auto passages = required();
    for (const ApprovedText& passage : passages) {
        std::string_view rest = passage.text;
        while (!rest.empty()) {
            const std::string paragraph(rest.substr(0, rest.find('\n')));
            rest.remove_prefix(std::min(rest.size(), paragraph.size() + 1));
            const std::size_t at = text.find(paragraph);
            ASSERT_NE(at, std::string::npos);
            if (paragraph.find(' ') == std::string::npos) continue;
            std::string without = text;
            without.erase(at, paragraph.size());
            EXPECT_FALSE(check_notice_content(without, passages).empty()) << paragraph;
            std::string changed = text;
            changed.replace(at + paragraph.find(' '), 1, " not ");
            EXPECT_FALSE(check_notice_content(changed, passages).empty()) << paragraph;
        }
    }
}

std::vector<Notice> every_notice() {
    std::vector<Notice> notices;
    for (const NoticeRow& row : notice_rows()) notices.push_back(row.notice);
    return notices;
}
INSTANTIATE_TEST_SUITE_P(Notices, EveryNotice, testing::ValuesIn(every_notice()), [](const auto& notice) {
    std::string name(notice_row(notice.param).name);
    std::replace(name.begin(), name.end(), '-', '_');
    return name;
});

TEST(ApprovedPassages, ALostBlockIsFound) {
    const auto passages = approved_passages(notice_row(Notice::RefuseAssess), Date(2026, 2, 16), templates::Value(),
                                            [](const std::string&) { return std::nullopt; });
    ASSERT_FALSE(passages.ok());
    EXPECT_EQ(passages.error().size(), notice_row(Notice::RefuseAssess).blocks.size());
    EXPECT_EQ(passages.error()[0].code, "block-not-found");
}

TEST(TextOfFlat, IsOneParagraphALine) {
    EXPECT_EQ(text_of_flat("<x><office:text>\n <text:h a=\"1\">One &amp; two</text:h>\n <text:p>A<text:line-break/>b "
                           "<text:span>c</text:span></text:p><text:p/></office:text></x>"),
              "One & two\nA b c\n");
    EXPECT_EQ(text_of_flat("no document"), "");
    EXPECT_EQ(text_of_flat("<office:text><text:p>cut off &am"), "cut off &am");
}

}  // namespace
}  // namespace ehcflow::documents
