// What imported rows become: the days that the law then gives, who is taken for whom, and who has to wait.
#include "interchange/import/caseload.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "interchange/calendar.h"
#include "interchange/timeline.h"
#include "interchange/value.h"
#include "workflow/due.h"

namespace ehcflow::interchange {
namespace {

using ::testing::HasSubstr;
using Was = Verdict::Was;

constexpr Date kToday{2026, 3, 2};

SourceFile source(FileKind kind, const std::string& csv, const Mapping& mapping = {}) {
    auto file = read_source(std::string(import_kind(kind).name) + ".csv", kind, csv, mapping, kToday);
    EXPECT_TRUE(file.ok()) << (file ? "" : file.error());
    return std::move(file).value();
}

SourceFile ada(const std::string& reference = "A-1") {
    return source(FileKind::Children, "reference,first_name,last_name,born\n" + reference + ",Ada,Fenn,2014-05-03\n");
}

ImportedCaseload taken(
    std::vector<SourceFile> files, const LookUp& recorded = [](const auto&) { return std::nullopt; },
    KnownChildren known = {}) {
    return admit(std::move(files), std::move(known), recorded, built_in_calendar(), kToday);
}

std::string timeline(const Admission& child) {
    std::string json = R"({"child":{"born":"2014-05-03"},"events":[)";
    for (std::size_t i = 0; i < child.events.size(); ++i) json += (i == 0 ? "" : ",") + child.events[i];
    return json + "]}";
}

// "ar-next 2026-03-17 open", of the rule's newest duty.
std::string duty(const Admission& child, std::string_view rule) {
    const auto read = read_timeline(timeline(child));
    EXPECT_TRUE(read.ok());
    const auto answer = workflow::due(*read, built_in_calendar(), kToday);
    EXPECT_TRUE(answer.ok());
    std::string found = "none";
    for (const workflow::Duty& one : answer->duties)
        if (one.rule->id == rule)
            found = (one.due ? to_iso(*one.due) : std::string("undated")) + " " + std::string(name_of(one.status));
    return found;
}

TEST(ImportedCaseload, GivesTheDutiesOfAPlanWithItsReviews) {
    const ImportedCaseload caseload =
        taken({ada(),
               source(FileKind::Plans,
                      "reference,requested_on,requested_by,assessment_agreed_on,draft_sent_on,finalised_on\n"
                      "A-1,2023-01-09,parent,2023-02-13,2023-04-20,2023-06-15\n"),
               source(FileKind::Reviews,
                      "reference,held_on,report_sent_on,decided_on,outcome\n"
                      "A-1,2025-03-10,2025-03-20,2025-04-04,maintain\n"
                      "A-1,2024-05-20,2024-05-30,2024-06-14,maintain\n")});
    ASSERT_EQ(caseload.admissions.size(), 1U);
    const Admission& child = caseload.admissions[0];
    EXPECT_TRUE(child.is_new);
    ASSERT_EQ(child.events.size(), 10U);
    EXPECT_THAT(child.events[0], HasSubstr(R"("kind":"request-received","on":"2023-01-09","from":"parent")"));
    EXPECT_THAT(child.events[4],
                HasSubstr(R"("on":"2024-05-20","by":"import","note":"Imported from reviews.csv, row 3")"));
    EXPECT_EQ(duty(child, "ehcna-decide"), "2023-02-20 met");
    EXPECT_EQ(duty(child, "plan-final"), "2023-05-29 late");
    EXPECT_EQ(duty(child, "ar-next"), "2026-04-03 open");
}

TEST(ImportedCaseload, CountsTheFirstReviewFromATransfer) {
    const ImportedCaseload caseload = taken({ada(), source(FileKind::Plans,
                                                           "reference,transferred_in_on,transferred_plan_made_on\n"
                                                           "A-1,2025-10-06,2024-01-20\n")});
    ASSERT_EQ(caseload.admissions.size(), 1U);
    EXPECT_NE(duty(caseload.admissions[0], "ar-after-transfer"), "none");
    EXPECT_EQ(duty(caseload.admissions[0], "ar-first"), "none");
}

TEST(ImportedCaseload, AnEndedPlanLeavesNothingToDo) {
    const ImportedCaseload caseload =
        taken({ada(), source(FileKind::Plans, "reference,finalised_on,ceased_on\nA-1,2020-01-20,2023-07-20\n")});
    ASSERT_EQ(caseload.admissions.size(), 1U);
    EXPECT_THAT(duty(caseload.admissions[0], "ar-first"), HasSubstr("void"));
}

TEST(ImportedCaseload, MakesTheRecordOfAChild) {
    const ImportedCaseload caseload =
        taken({source(FileKind::Children,
                      "reference,first_name,last_name,born,pronouns,upn,address_1,postcode,officer_name\n"
                      "A-1,Ada,Fenn,2014-05-03,She,B801200005001,1 Osier Walk,ZZ1 4AB,P. Fenn\n"),
               source(FileKind::Contacts,
                      "reference,contact,name,relation,receives_notices,do_not_disclose,email\n"
                      "A-1,father,Bo Fenn,father,yes,YES,bo@example.org\n"),
               source(FileKind::Placements,
                      "reference,started_on,ended_on,setting_name,setting_phase,setting_lowest_age,setting_urn\n"
                      "A-1,2021-09-01,,New School,primary,4,100001\nA-1,2019-09-01,2021-07-20,Old School,infant,,\n")});
    ASSERT_EQ(caseload.admissions.size(), 1U);
    EXPECT_EQ(write_value(caseload.admissions[0].record),
              R"({"reference":"A-1","child":{"first_name":"Ada","last_name":"Fenn","born":"2014-05-03",)"
              R"("upn":"B801200005001","pronouns":{"subject":"she","object":"her","possessive":"her"},)"
              R"("address":{"lines":["1 Osier Walk"],"postcode":"ZZ1 4AB"}},)"
              R"("family":[{"id":"father","name":"Bo Fenn","relation":"father","receives_notices":true,)"
              R"("email":"bo@example.org","do_not_disclose":true}],"officer":{"name":"P. Fenn"},)"
              R"("setting":{"name":"New School","urn":"100001"}})");
    EXPECT_THAT(caseload.admissions[0].events.at(2),
                HasSubstr(R"("setting":{"name":"New School","phase":"primary","lowest_age":4})"));
}

TEST(ImportedCaseload, AChildWaitsWholeForARefusedRow) {
    const ImportedCaseload caseload = taken({ada(), source(FileKind::Plans, "reference,finalised_on\nA-1,2023-02-30\n"),
                                             source(FileKind::Contacts,
                                                    "reference,contact,name,relation,receives_notices,do_not_disclose\n"
                                                    "A-1,mother,Ma Fenn,mother,yes,no\n")});
    EXPECT_TRUE(caseload.admissions.empty());
    EXPECT_EQ(caseload.files[0].rows[0].verdict.was, Was::HeldBack);
    EXPECT_EQ(caseload.files[0].rows[0].verdict.reason, "held back: row 2 of plans.csv is refused");
    EXPECT_EQ(caseload.files[1].rows[0].verdict.was, Was::Refused);
    EXPECT_EQ(caseload.files[2].rows[0].verdict.was, Was::HeldBack);
}

TEST(ImportedCaseload, KnowsWhatIsRecordedAndLeavesItAsItIs) {
    const auto files = [] {
        return std::vector<SourceFile>{ada(), source(FileKind::Plans, "reference,finalised_on\nA-1,2023-02-20\n"),
                                       source(FileKind::Contacts,
                                              "reference,contact,name,relation,receives_notices,do_not_disclose\n"
                                              "A-1,mother,Ma Fenn,mother,yes,no\n")};
    };
    const ImportedCaseload first = taken(files());
    Recorded there{false, first.admissions.at(0).record, 3, first.admissions.at(0).events};
    // The day of the plan was put right since.

    there.events.emplace_back(R"({"kind":"correction","on":"2026-01-09","of":0,"set":{"on":"2023-02-21"}})");
    const ImportedCaseload again = taken(files(), [&](const auto&) { return there; });
    EXPECT_TRUE(again.admissions.empty());
    for (const SourceFile& file : again.files) EXPECT_EQ(file.rows.at(0).verdict.was, Was::There) << file.name;

    auto more = files();
    more.push_back(source(FileKind::Reviews, "reference,held_on\nA-1,2024-02-12\n"));
    const ImportedCaseload added = taken(std::move(more), [&](const auto&) { return there; });
    ASSERT_EQ(added.admissions.size(), 1U);
    EXPECT_EQ(added.admissions[0].recorded_events, 2U);
    EXPECT_EQ(added.admissions[0].revision, 3);
    EXPECT_EQ(added.admissions[0].events.size(), 1U);
    EXPECT_FALSE(added.admissions[0].record_changes);
}

TEST(ImportedCaseload, RefusesAnotherChildUnderARecordedReference) {
    const ImportedCaseload first = taken({ada()});
    const Recorded there{false, first.admissions.at(0).record, 0, {}};
    const ImportedCaseload other =
        taken({source(FileKind::Children, "reference,first_name,last_name,born\nA-1,Bea,Fenn,2014-05-03\n")},
              [&](const auto&) { return there; });
    EXPECT_TRUE(other.admissions.empty());
    EXPECT_THAT(other.files[0].rows[0].verdict.reason, HasSubstr("another name or date of birth"));
    const ImportedCaseload erased = taken({ada()}, [](const auto&) { return Recorded{true, {}, 0, {}}; });
    EXPECT_THAT(erased.files[0].rows[0].verdict.reason, HasSubstr("erased by rule"));
}

TEST(ImportedCaseload, TellsNamesakesApartOnlyWhereItIsSaid) {
    KnownChildren known;
    known.add({"OLD-7", "ADA", "Fenn", Date(2014, 5, 3), "B801200005001", "", ""});
    const auto row = [&](const std::string& number, const std::string& others) {
        return taken(
            {source(FileKind::Children,
                    "reference,first_name,last_name,born,upn,not_the_child_of\nA-1,Ada,Fenn,2014-05-03," + number +
                        "," + others + "\n")},
            [](const auto&) { return std::nullopt; }, known);
    };
    EXPECT_THAT(row("", "").files[0].rows[0].verdict.reason, HasSubstr("OLD-7, by name and date of birth"));
    EXPECT_EQ(row("", "OLD-6 OLD-7").admissions.size(), 1U);
    EXPECT_THAT(row("B801200005001", "OLD-7").files[0].rows[0].verdict.reason, HasSubstr("OLD-7, by UPN"));
}

TEST(ImportedCaseload, RefusesTheSameTwiceAndNamesTheFirst) {
    const ImportedCaseload caseload =
        taken({ada(), source(FileKind::Reviews, "reference,held_on\nA-1,2024-02-12\nA-1,2024-02-12\n")});
    EXPECT_EQ(caseload.files[1].rows[1].verdict.reason, "says the same as row 2 of reviews.csv");
    const ImportedCaseload people =
        taken({ada(), source(FileKind::Contacts,
                             "reference,contact,name,relation,receives_notices,do_not_disclose\n"
                             "A-1,carer,Ma,carer,yes,no\nA-1,carer,Pa,carer,yes,no\n")});
    EXPECT_THAT(people.files[1].rows[1].verdict.reason, HasSubstr("its contact stands already in row 2"));
}

TEST(Source, TakesAMeetingStillToComeAndNoOtherDay) {
    const SourceFile file = source(FileKind::Reviews,
                                   "reference,arranged_on,arranged_for,held_on\n"
                                   "A-1,2026-02-02,2026-04-14,\nA-2,,,2026-04-14\n");
    EXPECT_EQ(file.rows[0].verdict.was, Was::Taken);
    EXPECT_THAT(file.rows[1].verdict.reason, HasSubstr("has not come yet"));
}

TEST(Source, ReadsBackWhatItRefusedWithTheReasonLeftIn) {
    const std::string header = "reference,first_name,last_name,born\r\n";
    const SourceFile first =
        source(FileKind::Children, header + "A-1,\"=A\",\"Fenn, \"\"x\"\"\",3 May\r\nA-2,B\r\nA-3,C,D,2014-01-02\r\n");
    const std::string refused = write_refused(first);
    const SourceFile again = source(FileKind::Children, refused);
    ASSERT_EQ(again.header, first.header);
    ASSERT_EQ(again.rows.size(), 2U);
    EXPECT_EQ(again.rows[0].cells, first.rows[0].cells);
    EXPECT_EQ(again.rows[1].cells, first.rows[1].cells);  // still too short: its cells may stand in wrong columns
    EXPECT_EQ(again.rows[1].verdict.was, Was::Refused);
    EXPECT_EQ(write_refused(again).size(), refused.size());
    EXPECT_THAT(first.rows[0].verdict.reason, ::testing::Not(HasSubstr("May")));  // never what stands in a cell
}

TEST(DayForm, ReadsOnlyItsOwnForm) {
    const struct {
        std::string_view form, text, day;
    } kDays[] = {
        {"DD/MM/YYYY", "03/04/2015", "2015-04-03"},
        {"MM/DD/YYYY", "03/04/2015", "2015-03-04"},
        {"D/M/YYYY", "3/12/2015", "2015-12-03"},
        {"D MMM YYYY", "3 may 2015", "2015-05-03"},
        {"YYYY-MM-DD 00:00:00", "2015-05-03 00:00:00", "2015-05-03"},
        {"DD/MM/YYYY", "3/4/2015", ""},
        {"DD/MM/YYYY", "29/02/2015", ""},
        {"DD/MM/YYYY", "03/04/15", ""},
        {"DD/MM/YYYY", "03/04/2015 ", ""},
        {"DD/MM/YYYY", "03-04-2015", ""},
        {"DD/MM/YYYY", "00/00/0000", ""},
        {"D MMM YYYY", "3 Mayo 2015", ""},
        {"DD/MM/YYYY", "", ""},
        {"DD/MM/YYYY", "01/01/1899", ""},
        {"D/M/YYYY", "99999999999/1/2015", ""},
    };
    for (const auto& [form, text, day] : kDays) {
        const auto read = DayForm::parse(form).value().read(text);
        EXPECT_EQ(read ? to_iso(*read) : "", day) << form << " " << text;
    }
    for (const char* form : {"", "DD/MM", "DD/MM/YY", "DD/MM/YYYY YYYY", "DDMMYYYYx", "%d/%m/%Y", "DDD/MM/YYYY"})
        EXPECT_FALSE(DayForm::parse(form)) << form;
}

TEST(Encoding, IsTheOneThatWasSaid) {
    EXPECT_EQ(as_utf8("Zo\xEB \x80\x9Aq\x92", Encoding::Windows1252).value(), "Zoë €šq’");
    EXPECT_FALSE(as_utf8("a\nb\x81", Encoding::Windows1252));
    EXPECT_EQ(as_utf8("\xEF\xBB\xBFZoë", Encoding::Windows1252).value(), "\xEF\xBB\xBFZoë");
    EXPECT_FALSE(as_utf8("\xFF\xFEZ", Encoding::Utf8));
    EXPECT_EQ(as_utf8(std::string("\0", 1), Encoding::Windows1252).value(), std::string("\0", 1));
}

}  // namespace
}  // namespace ehcflow::interchange
