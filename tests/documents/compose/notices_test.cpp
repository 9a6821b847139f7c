#include "documents/compose/notices.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <iterator>
#include <string>

namespace ehcflow::documents {
namespace {

std::string template_text(std::string_view path) {
    std::ifstream file(std::filesystem::path(EHCFLOW_SOURCE_DIR) / "templates" / path);
    return {std::istreambuf_iterator<char>(file), {}};
}

bool carries(Notice notice, Block block) {
    const auto blocks = notice_row(notice).blocks;
    return std::find(blocks.begin(), blocks.end(), block) != blocks.end();
}

TEST(Notices, CarryWhatTheLawAsksOfEach) {
    for (const Notice appealable : {Notice::RefuseAssess, Notice::ReviewMaintain})
        for (const Block block :
             {Block::Appeal, Block::Mediation, Block::DisagreementResolution, Block::InformationAdvice})
            EXPECT_TRUE(carries(appealable, block)) << notice_row(appealable).name;
    EXPECT_FALSE(carries(Notice::RefuseAssess, Block::HealthAndCare));
    EXPECT_TRUE(carries(Notice::ReviewMaintain, Block::HealthAndCare));
    EXPECT_TRUE(carries(Notice::DraftPlan, Block::Representations));
    EXPECT_FALSE(carries(Notice::DraftPlan, Block::Appeal));
    EXPECT_FALSE(carries(Notice::WillAssess, Block::Appeal));
}

TEST(Notices, EachTemplateIncludesItsBlocksAndNoOtherStatutoryOne) {
    for (const NoticeRow& row : notice_rows()) {
        const std::string text = template_text(row.template_path);
        ASSERT_FALSE(text.empty()) << row.template_path;
        for (const BlockRow& block : block_rows()) {
            const bool included = text.find("{{&gt; " + std::string(block.name) + "}}") != std::string::npos;
            if (block.block == Block::InformationAdvice)
                EXPECT_TRUE(included) << row.name;  // in every letter to a family
            else
                EXPECT_EQ(included, carries(row.notice, block.block)) << row.name << " " << block.name;
        }
    }
}

TEST(Notices, EachBlockHasItsFile) {
    for (const BlockRow& row : block_rows())
        EXPECT_FALSE(template_text("blocks/" + std::string(row.name) + ".fodt").empty()) << row.name;
}

TEST(Notices, AreFoundByName) {
    for (const NoticeRow& row : notice_rows()) EXPECT_EQ(notice_named(row.name), row.notice);
    EXPECT_FALSE(notice_named("no-such-notice"));
}

}  // namespace
}  // namespace ehcflow::documents
