// Which version of a template makes a letter, and the sample cases that each is tried on.
#include "service/app/template_versions.h"

#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <unistd.h>

namespace ehcflow::service {
namespace {

using documents::Notice;
namespace fs = std::filesystem;

constexpr Date kMonday(2026, 3, 2), kTuesday(2026, 3, 3), kWednesday(2026, 3, 4), kThursday(2026, 3, 5);

Instant at(int minute) { return *parse_instant("2026-03-01T09:00:00.000Z") + std::chrono::minutes(minute); }

TemplateVersion version(storage::Sequence number, std::optional<Date> from, int approved_at = 0) {
    TemplateVersion made;
    made.number = number;
    if (from) made.approved = TemplateAct{"Priya Fenn", at(approved_at), {}, from};
    return made;
}

storage::Sequence in_force(const TemplateHistory& history, Date day) {
    const TemplateVersion* found = history.in_force_on(day);
    return found == nullptr ? 0 : found->number;
}

TEST(TemplateVersions, TheLatestOfThoseThatHaveBegunIsInForce) {
    TemplateHistory history{Notice::WillAssess, 4, {version(1, kTuesday), version(2, kThursday), version(3, {})}};
    EXPECT_EQ(in_force(history, kMonday), 0) << "what came with the program";
    EXPECT_EQ(in_force(history, kTuesday), 1);
    EXPECT_EQ(in_force(history, kWednesday), 1);
    EXPECT_EQ(in_force(history, kThursday), 2);
    EXPECT_EQ(history.state_of(history.versions[0], kMonday), VersionState::Approved);
    EXPECT_EQ(history.state_of(history.versions[0], kWednesday), VersionState::InForce);
    EXPECT_EQ(history.state_of(history.versions[0], kThursday), VersionState::Superseded);
    EXPECT_EQ(history.state_of(history.versions[2], kThursday), VersionState::Uploaded);
}

TEST(TemplateVersions, OfTwoOfOneDayThatApprovedLastIsInForce) {
    const TemplateHistory history{
        Notice::WillAssess, 4, {version(1, kTuesday, 5), version(2, kTuesday, 1), version(3, kTuesday, 3)}};
    EXPECT_EQ(in_force(history, kTuesday), 1);
}

TEST(TemplateVersions, OneThatWasWithdrawnGivesWayToTheOneBefore) {
    TemplateHistory history{Notice::WillAssess, 5, {version(1, kMonday), version(2, kTuesday)}};
    history.versions[1].withdrawn = TemplateAct{"Priya Fenn", at(9), "It misleads."};
    EXPECT_EQ(in_force(history, kWednesday), 1);
    EXPECT_EQ(history.state_of(history.versions[1], kWednesday), VersionState::Withdrawn);
    history.versions[0].withdrawn = history.versions[1].withdrawn;
    EXPECT_EQ(in_force(history, kWednesday), 0);
}

TEST(TemplateVersions, ATrialPassesOnlyWithLettersAndWithoutErrors) {
    TemplateTrial trial;
    EXPECT_FALSE(trial.passed()) << "nothing was tried";
    trial.letters = {{"child", "a child", "mother", 3, "notify", {{"long-sentence", Severity::Warning, "", "", ""}}}};
    EXPECT_TRUE(trial.passed());
    trial.letters.push_back({"year-9", "a child", "mother", 0, "", {{"missing-data", Severity::Error, "", "", ""}}});
    EXPECT_FALSE(trial.passed());
}

class KeptVersions : public ::testing::Test {
protected:
    KeptVersions() {
        std::string form = (fs::temp_directory_path() / "ehcflow-versions-XXXXXX").string();
        EXPECT_NE(mkdtemp(form.data()), nullptr);
        folder_ = form;
    }
    ~KeptVersions() override { fs::remove_all(folder_); }
    fs::path folder_;
};

TEST_F(KeptVersions, WhatCannotBeReadIsSaidAndNotPassedOver) {
    auto ledger = storage::Ledger::open(folder_);
    const auto recorder = *storage::RecorderId::parse("officer-1");
    EXPECT_TRUE(template_history(ledger, Notice::NoPlan).versions.empty());
    const char* const kBad[] = {R"({"version":1,"by":"x","from":"2026-03-02"})", "[", R"({"version":-4})",
                                R"({"by":7})"};
    storage::Sequence sequence = 0;
    for (const char* body : kBad) {
        const Notice notice = documents::notice_rows()[static_cast<std::size_t>(sequence)].notice;
        ASSERT_TRUE(ledger.record_paper(paper_of(notice), 0, {"approved", storage::Body(body)}, recorder).ok());
        EXPECT_THROW(template_history(ledger, notice), std::runtime_error) << body;
        ++sequence;
    }
}

TEST(SampleCases, EachNoticeHasOneForEveryKindOfFamily) {
    const auto samples = SampleCases::read(fs::path(EHCFLOW_SOURCE_DIR) / "templates/samples");
    ASSERT_TRUE(samples.ok()) << samples.error().what;
    for (const documents::NoticeRow& row : documents::notice_rows()) {
        EXPECT_GE(samples->of(row.notice).size(), 4U)
            << row.name << ": say in templates/samples/cases.json when it goes, so that its template can be tried";
        EXPECT_NE(samples->of(row.notice, "young-person"), nullptr) << row.name;
    }
}

TEST_F(KeptVersions, SamplesThatCannotBeReadAreNamed) {
    EXPECT_NE(SampleCases::read(folder_).error().what.find("record.json"), std::string::npos);
    std::ofstream(folder_ / "record.json") << R"({"child":{"born":"2015-05-03"}})";
    for (
        const char* cases :
        {"[", "{}", R"({"families":[{"name":"a","about":"b","to":"c","changes":{"child.x.y":1}}],"letters":[]})",
         R"({"families":[{"name":"a","about":"b","to":"c","changes":{}}],"timelines":{},"letters":[{"notice":"none"}]})",
         R"({"families":[{"name":"a","about":"b","to":"c","changes":{}}],"timelines":{"t":[{"kind":"x"}]},)"
         R"("letters":[{"notice":"holding","after":"t","sent_on":"2026-03-02"}]})"}) {
        std::ofstream(folder_ / "cases.json") << cases;
        const auto samples = SampleCases::read(folder_);
        ASSERT_FALSE(samples.ok()) << cases;
        EXPECT_FALSE(samples.error().what.empty());
    }
}

}  // namespace
}  // namespace ehcflow::service
