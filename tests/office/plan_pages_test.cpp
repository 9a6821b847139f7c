// A plan of 40 pages and an amendment notice, made by the program as a council would, read back in reading order by
// another program.
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <regex>
#include <sstream>

#include "interchange/plan_json.h"
#include "interchange/value.h"
#include "tests/office/pdf_text.h"
#include "tests/plans/long_plan.h"

namespace ehcflow::office_tests {
namespace {

namespace fs = std::filesystem;

std::string whole(const fs::path& path) {
    std::ostringstream text;
    text << std::ifstream(path, std::ios::binary).rdbuf();
    return text.str();
}

std::string said_by(const std::string& command) {
    std::string text;
    FILE* pipe = ::popen(command.c_str(), "r");
    char part[4096];
    for (std::size_t got = 0; pipe != nullptr && (got = std::fread(part, 1, sizeof part, pipe)) > 0;)
        text.append(part, got);
    EXPECT_TRUE(pipe != nullptr && ::pclose(pipe) == 0) << command;
    return text;
}

std::string in_one_line(const std::string& text) { return std::regex_replace(text, std::regex("\\s+"), " "); }

plans::Plan plan_named(const std::string& name) {
    return interchange::read_plan(whole(EHCFLOW_SOURCE_DIR "/tests/data/plans/" + name + ".json")).value();
}

class PlanPages : public testing::Test {
protected:
    void SetUp() override { fs::create_directories(folder); }
    void TearDown() override { fs::remove_all(folder); }

    fs::path written(const plans::Plan& plan, const std::string& name) {
        const fs::path file = folder / (name + ".json");
        std::ofstream(file) << interchange::write_plan(plan);
        return file;
    }
    fs::path made(const std::string& arguments, const std::string& name) {
        fs::path file = folder / name;
        said_by("'" EHCFLOW_PROGRAM "' plan " + arguments + " -o '" + file.string() + "' 2>&1");
        return file;
    }

    const fs::path folder = fs::temp_directory_path() / ("ehcflow-plan-pages-" + std::to_string(::getpid()));
};

// Every text after the one before it.
void expect_in_order(const std::string& text, const std::vector<std::string>& parts) {
    std::size_t at = 0;
    for (const auto& part : parts) {
        const auto found = text.find(part, at);
        ASSERT_NE(found, std::string::npos) << part << " is not there after what stands before it";
        at = found + part.size();
    }
}

TEST_F(PlanPages, OfFortyPagesAreReadInOrder) {
    const fs::path json = written(plans::long_plan(plans::kFortyPages), "long");
    const fs::path pdf = made("write '" + json.string() + "'", "long.pdf");
    std::smatch pages;
    const std::string info = said_by("pdfinfo '" + pdf.string() + "'");
    ASSERT_TRUE(std::regex_search(info, pages, std::regex("Pages: +(\\d+)")));
    EXPECT_GE(std::stoi(pages[1]), 35);
    EXPECT_LE(std::stoi(pages[1]), 60);
    EXPECT_NE(info.find("Tagged:          yes"), std::string::npos);

    const std::string text = in_one_line(text_of(whole(pdf)));
    const std::vector<std::string> in_order = {"Tamsel Fernley",
                                               "This plan is final.",
                                               "What matters to me",
                                               "How best to help me",
                                               "Who is in my team",
                                               "The plan in short",
                                               "What is in this plan",
                                               "How the parts of this plan fit together",
                                               "What Tam says I want to work with horses.",
                                               "What you said, and what changed because of it",
                                               "B1. Thinking and learning",
                                               "B35.",
                                               "Section C: health needs",
                                               "Section D: social care needs",
                                               "E1 for B1",
                                               "E35",
                                               "The council must make sure that everything in this section is given.",
                                               "F1 for B1",
                                               "F35.3",
                                               "Section G: health care that must be given",
                                               "Section H1: social care that must be given",
                                               "Section H2: other social care",
                                               "Section I: school or college",
                                               "Larkfield School",
                                               "Section J: personal budget",
                                               "Section K: the advice we were given",
                                               "K6"};
    expect_in_order(text, in_order);
    // The head of a table stands again on each page that the table goes on to.
    std::size_t heads = 0;
    for (auto at = text.find("Who does it, and their qualification"); at != text.npos;
         at = text.find("Who does it, and their qualification", at + 1))
        ++heads;
    EXPECT_GT(heads, 10U);

    const fs::path odt = made("write '" + json.string() + "'", "long.odt");
    const std::string content = said_by("unzip -p '" + odt.string() + "' content.xml");
    EXPECT_NE(content.find("F35.3"), std::string::npos);
    EXPECT_EQ(content.find("{{"), std::string::npos);
}

TEST_F(PlanPages, OfEveryStageAndFormAreMadeOfOneSource) {
    plans::Plan plan = plan_named("07_year_9");
    plan.my_page.about_me = {"I know every horse at Brook Farm."};
    plan.words_used = {{"EP", "an educational psychologist"}};
    const auto text = [&](const std::string& form, const std::string& name) {
        return in_one_line(text_of(whole(made("write '" + written(plan, "one").string() + "' " + form, name))));
    };
    EXPECT_NE(text("", "final.pdf").find("FINAL education, health and care plan"), std::string::npos);
    EXPECT_NE(text("--large-print", "large.pdf").find("Section F: help with learning that must be given"),
              std::string::npos);
    const std::string mine = text("--form my-page", "mine.pdf");
    EXPECT_NE(mine.find("I know every horse at Brook Farm."), std::string::npos);
    EXPECT_NE(mine.find("Page 1 of 1"), std::string::npos);
    plan.stage = plans::Stage::Amended;
    EXPECT_NE(text("", "amended.pdf").find("AMENDED education, health and care plan"), std::string::npos);
    plan.stage = plans::Stage::Draft;
    plan.placement = {};
    EXPECT_NE(text("", "draft.pdf").find("This section is blank in a draft."), std::string::npos);
    plan.needs[0].need = "He said <script>alert(1)</script> & left.";
    const std::string page = whole(made("write '" + written(plan, "one").string() + "'", "plan.html"));
    EXPECT_EQ(page.find("<script"), std::string::npos);
    EXPECT_NE(page.find("<html lang=\"en-GB\">"), std::string::npos);
}

// Without its colours and its lines, as a screen reader says it.
TEST_F(PlanPages, OfAnAmendmentNoticeAreUnderstoodAloud) {
    const plans::Plan before = plan_named("07_year_9");
    plans::Plan after = before;
    after.version = 6;
    after.change = {"P. Fenn", "You told us at the review that four times a week is not enough."};
    after.provision[0].how_often = "Five times a week";
    after.provision.pop_back();
    const std::string files = "'" + written(before, "old").string() + "' '" + written(after, "new").string() + "'";
    const std::string text = in_one_line(text_of(whole(made("changes " + files, "changes.pdf"))));
    expect_in_order(text, {"What would change in the plan", "You told us at the review", "The changes in short",
                           "Section F, F1: how often", "The changes, word by word", "are struck through",
                           "Change 1. Section F, F1: how often", "[removed 1: Four]", "[added 1: Five]", "times a week",
                           "Change 2. Section F, F3: taken out", "What will be done:", "[removed 2: Travel training",
                           "Who does it:", "[removed 2: Travel trainer"});
    EXPECT_EQ(text.find("Horses. Nothing else"), std::string::npos) << "what stays is not told";
    const std::string page = whole(made("changes " + files, "changes.html"));
    EXPECT_NE(page.find("<del>Four</del>"), std::string::npos);
    EXPECT_NE(page.find("<ins>Five</ins>"), std::string::npos);
}

TEST_F(PlanPages, OfALetterThatProposesChangesMarkTheTwoVersionsThatItsCaseHas) {
    using templates::Value;
    const plans::Plan before = plan_named("07_year_9");
    plans::Plan after = before;
    after.stage = plans::Stage::Draft;
    after.placement = {};
    after.provision[0].how_often = "Five times a week";
    Value record = interchange::read_value(whole(EHCFLOW_SOURCE_DIR "/templates/samples/record.json")).value();
    Value amendment = *record.find("amendment");
    amendment.set("changes", Value::List{});
    record.set("amendment", std::move(amendment));
    record.set("plan", interchange::plan_value(after));
    Value whole_case;
    whole_case.set("record", std::move(record));
    whole_case.set("timeline", interchange::read_value(R"({"child":{"born":"2015-05-03"},"events":[
        {"kind":"plan-transferred-in","on":"2026-01-05","made_on":"2025-05-26"}]})")
                                   .value());
    whole_case.set("plan_before", interchange::plan_value(before));
    const fs::path file = folder / "case.json", letter = folder / "letter.txt";
    std::ofstream(file) << interchange::write_value(whole_case);
    said_by("'" EHCFLOW_PROGRAM "' letter propose-amendment '" + file.string() + "' --to mother --on 2026-04-13 -o '" +
            letter.string() + "' 2>&1");
    expect_in_order(in_one_line(whole(letter)),
                    {"Change 1. Section F, F1: how often", "[removed 1: Four] [added 1: Five] times a week",
                     "So that it says: Five times a week", "What you can do about these changes"});
}

}  // namespace
}  // namespace ehcflow::office_tests
