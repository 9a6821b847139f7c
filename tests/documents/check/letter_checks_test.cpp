// The table of checks: every notice passes it for every kind of family, and each row finds what it is there for.
#include "documents/check/letter_checks.h"

#include <functional>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <string>

#include "documents/check/approved_passages.h"
#include "tests/documents/check/notice_cells.h"

namespace ehcflow::documents {
namespace {

using templates::Value;
using testing::Contains;
using testing::Field;
using testing::Not;

// A letter as it is before a page is made of it, to be tampered with and checked.
struct Letter {
    Value record = example("templates/samples/record.json");
    Value council = example("templates/house/council.json");
    Notice notice = Notice::RefuseAssess;
    std::string to = "mother", route{};
    std::vector<std::string> children{};
    std::function<void(std::string&)> edit = [](std::string&) {};

    Findings checked() {
        const Moment& moment = moment_for(notice);
        const auto timeline = interchange::read_timeline(moment.timeline);
        const CaseFile file{record, council, *timeline, interchange::built_in_calendar()};
        const Sending sending{notice, to, moment.sent_on, route};
        const auto composed = compose(file, sending);
        if (!composed) return composed.error();
        const auto form = templates::Template::parse(
            file_text("templates/" + std::string(composed->notice->template_path)), approved_block);
        auto flat = form->fill_flat(composed->values);
        if (!flat) return flat.error();
        edit(*flat);
        const auto required = approved_passages(*composed->notice, moment.sent_on, composed->values, approved_block);
        const auto pieces = read_pieces(*flat);
        if (!pieces) return {{"not-read", Severity::Error, "", pieces.error(), ""}};
        const std::string text = text_of_flat(*flat), snapshot = interchange::write_value(composed->values);
        const Output outputs[] = {{"the words", text}, {"the file", *flat}, {"what is kept beside it", snapshot}};
        return check_letter({file, sending, *composed, *pieces, text, *required, outputs, children});
    }
};

auto found(const char* code) { return Contains(Field(&Finding::code, code)); }
bool stops(const Findings& findings) { return !all_overridden(findings, {}); }

std::function<void(std::string&)> replacing(std::string what, std::string with) {
    return [what = std::move(what), with = std::move(with)](std::string& flat) {
        const std::size_t at = flat.find(what);
        ASSERT_NE(at, std::string::npos) << what;
        flat.replace(at, what.size(), with);
    };
}

TEST(LetterChecks, EveryNoticeMayGoToEveryKindOfFamily) {
    for (const NoticeRow& row : notice_rows())
        for (const Kind& kind : kKinds) {
            Letter letter{.notice = row.notice, .to = recipient_of(moment_for(row.notice), kind)};
            kind.change(letter.record);
            for (const Finding& finding : letter.checked())
                EXPECT_NE(finding.severity, Severity::Error) << row.name << ", " << kind.name << ": " << finding.code
                                                             << ", " << finding.place << ": " << finding.what;
        }
}

TEST(LetterChecks, ADayOfTheLawThatIsNotTheRuleBooksStopsTheLetter) {
    Letter letter;
    EXPECT_THAT(letter.checked(), Not(found("day-of-the-law")));
    letter.edit = [](std::string& flat) {
        for (std::size_t at; (at = flat.find("16 April 2026")) != std::string::npos;)
            flat.replace(at, 13, "17 April 2026");
    };
    EXPECT_THAT(letter.checked(), found("day-of-the-law"));
}

TEST(LetterChecks, ADayThatSomebodyTypedIsSeenWhenItIsToCome) {
    Letter letter;
    part_of(letter.record, "refusal").set("conclusion", "Please answer by 30 April 2026. We met on 2 January 2026.");
    const Findings findings = letter.checked();
    ASSERT_THAT(findings, found("unknown-day"));
    EXPECT_THAT(findings[0].what, testing::HasSubstr("30 April 2026"));
    EXPECT_EQ(findings.size(), 1U);
}

TEST(LetterChecks, AfterCompulsorySchoolAgeTheYoungPersonIsWrittenTo) {
    Letter letter;
    const auto born = [&](const char* day) { part_of(letter.record, "child").set("born", day); };
    born("2010-08-31");  // of compulsory school age until 26 June 2026
    EXPECT_THAT(letter.checked(), Not(found("recipients-incomplete")));
    born("2009-08-31");  // it ended on 27 June 2025
    EXPECT_THAT(letter.checked(), found("recipients-incomplete"));
    part_of(letter.record, "child").set("lacks_capacity", true);
    EXPECT_THAT(letter.checked(), Not(found("recipients-incomplete")));
    part_of(letter.record, "child").set("lacks_capacity", false);
    part_of(letter.record, "family").list()->at(0).set("relation", "young person");
    EXPECT_THAT(letter.checked(), Not(found("recipients-incomplete")));
    born("2010-08-31");
    EXPECT_THAT(letter.checked(), found("recipients-incomplete"));
}

TEST(LetterChecks, EMailNeedsConsentInWriting) {
    Letter letter{.route = "email"};
    EXPECT_THAT(letter.checked(), Not(found("no-email-consent")));
    letter.to = "father";
    EXPECT_THAT(letter.checked(), found("no-email-consent"));
}

TEST(LetterChecks, ASettingThatIsToldCanBeReached) {
    Letter letter;
    part_of(letter.record, "setting").set("address", Value());
    EXPECT_THAT(letter.checked(), Not(found("copy-without-address")));
    part_of(letter.record, "setting").set("email", "");
    EXPECT_THAT(letter.checked(), found("copy-without-address"));
}

// What a marked parent's particulars are is taken out wherever an officer wrote it, and nothing tells it.
TEST(LetterChecks, WhatMustNotBeToldIsInNoOutput) {
    Letter letter{.to = "father"};
    mother_protected(letter.record);
    Value& refusal = part_of(letter.record, "refusal");
    refusal.set("conclusion", "Amara lives at 14 Samphire Row (ZZ1 4AB) with her mother. Ring 01632 960 142.");
    EXPECT_THAT(letter.checked(), Not(found("told-although-marked")));
    for (const char* told :
         {"14 Samphire Row", "14  SAMPHIRE row", "ZZ14AB", "zz1 4ab", "ngozi.okafor@example.org", "01632 960 142"}) {
        letter.edit = replacing("Dear ", std::string(told) + " ");
        EXPECT_THAT(letter.checked(), found("told-although-marked")) << told;
    }
    letter.edit = replacing("<dc:title>", "<dc:title>14 Samphire Row ");
    EXPECT_THAT(letter.checked(), found("told-although-marked"));
    letter.to = "mother";  // her own
    letter.edit = [](std::string&) {};
    EXPECT_THAT(letter.checked(), Not(found("told-although-marked")));
}

TEST(LetterChecks, ASettingCanBeKeptFromAParent) {
    Letter letter{.to = "father"};
    part_of(letter.record, "setting").set("do_not_disclose_to", Value::List{Value("father")});
    EXPECT_THAT(letter.checked(), Not(found("told-although-marked")));
    letter.edit = replacing("Dear ", "Saltmere Primary School. Dear ");
    EXPECT_THAT(letter.checked(), found("told-although-marked"));
    letter.to = "mother";
    EXPECT_THAT(letter.checked(), Not(found("told-although-marked")));
}

TEST(LetterChecks, AnotherChildsNameIsSeen) {
    Letter letter{.children = {"Amara", "Daniel", "Lena", "Tobias"}};
    EXPECT_THAT(letter.checked(), Not(found("another-child")));  // Daniel is the father
    part_of(letter.record, "refusal").set("conclusion", "We think that Tobias’s needs can be met in school.");
    EXPECT_THAT(letter.checked(), found("another-child"));
}

TEST(LetterChecks, AWrongPronounIsSeenWhereNobodyElseIsMeant) {
    Letter letter;
    const auto says = [&](const char* words) { part_of(letter.record, "refusal").set("conclusion", words); };
    says("His school can give the help that he needs.");
    EXPECT_THAT(letter.checked(), found("pronoun"));
    says("Mr Hale told us that he has seen her twice.");
    EXPECT_THAT(letter.checked(), Not(found("pronoun")));
    part_of(part_of(letter.record, "child"), "pronouns").set("subject", "they");
    says("The school can give the help that she needs.");
    EXPECT_THAT(letter.checked(), found("pronoun"));
}

TEST(LetterChecks, HardReadingIsSaidAndStopsNothing) {
    Letter letter;
    part_of(letter.record, "refusal")
        .set("help_now",
             Value::List{
                 Value("Notwithstanding the aforementioned considerations, interdisciplinary professionals "
                       "comprehensively evaluating educational circumstances unanimously determined that "
                       "supplementary intervention opportunities individually calibrated towards identified "
                       "vulnerabilities remain appropriate throughout forthcoming academic administrative cycles.")});
    const Findings findings = letter.checked();
    EXPECT_THAT(findings, found("long-sentence"));
    EXPECT_FALSE(stops(findings));
}

TEST(LetterChecks, NoLetterOfOursIsHardToRead) {
    for (const NoticeRow& row : notice_rows()) {
        if (row.notice == Notice::DraftPlan) continue;  // the plans have a measure of their own
        Letter letter{.notice = row.notice, .to = moment_for(row.notice).to};
        EXPECT_THAT(letter.checked(), Not(found("reading-age"))) << row.name;
    }
}

TEST(LetterChecks, OnlySomeMayBeOverriddenAndOnlyWithNameAndReason) {
    for (const LetterCheck& row : letter_checks()) {
        const Override full{std::string(row.id), "Helen Marsh", "It is Amara's friend."};
        const Override overrides[] = {full};
        EXPECT_EQ(check_overrides(overrides).empty(), row.weight != Weight::Statutory) << row.id;
        const Override bare[] = {{std::string(row.id), "Helen Marsh", ""}};
        EXPECT_FALSE(check_overrides(bare).empty());
        EXPECT_FALSE(row.asks.empty() || row.why.empty());
    }
    const Override unknown[] = {{"no-such-check", "Helen Marsh", "Because."}};
    EXPECT_FALSE(check_overrides(unknown).empty());
}

// Every enclosure and every day of the law, in every notice that has them: without it, no issue.
TEST(LetterChecks, NothingOfALetterMayBeCutOut) {
    for (const NoticeRow& row : notice_rows()) {
        Letter letter{.notice = row.notice, .to = moment_for(row.notice).to};
        letter.edit = [](std::string& flat) {
            const std::size_t from = flat.find("text:outline-level"), to = flat.rfind("</office:text>");
            flat.erase(flat.rfind('<', from), to - flat.rfind('<', from));
        };
        const auto enclosed = enclosure_rows();
        const bool carries = !row.blocks.empty() || std::any_of(enclosed.begin(), enclosed.end(), [&](const auto& one) {
            return one.notice == row.notice;
        });
        if (!carries) continue;
        EXPECT_TRUE(stops(letter.checked())) << row.name;
    }
}

}  // namespace
}  // namespace ehcflow::documents
