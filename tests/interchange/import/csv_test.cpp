#include "interchange/import/csv.h"

#include <gtest/gtest.h>

namespace ehcflow::interchange {
namespace {

TEST(Csv, ReadsQuotesLineEndsAndByteOrderMark) {
    const auto table = read_csv("\xEF\xBB\xBFname,note\r\n\"Fenn, Ada\",\"said \"\"no\"\"\r\ntwice\"\r\n\r\nZoë,\n");
    ASSERT_TRUE(table.ok());
    EXPECT_EQ(table->header, (std::vector<std::string>{"name", "note"}));
    ASSERT_EQ(table->rows.size(), 2U);
    EXPECT_EQ(table->rows[0].cells, (std::vector<std::string>{"Fenn, Ada", "said \"no\"\r\ntwice"}));
    EXPECT_EQ(table->rows[1].number, 4U);
    EXPECT_EQ(table->rows[1].cells, (std::vector<std::string>{"Zoë", ""}));
}

TEST(Csv, NamesRowAndColumnOfEveryFault) {
    const struct {
        std::string bytes, place;
    } kHostile[] = {
        {"", "row 1, column 1: a column without"},
        {"a,a\n", "row 1, column 2: the column"},
        {"a,b\n1,\"open\n", "row 2, column 2: a quote"},
        {"a,b\n1,x\"y\n", "row 2, column 2: a quote inside"},
        {"a,b\n\"1\"x,2\n", "row 2, column 1: text"},
        {"a,b\n1,\xFF\n", "row 2, column 2: not UTF-8"},
        {std::string("a\n\0\n", 4), "row 2, column 1: a control"},
        {"a,b\n1,2\rx", "row 2, column 2: text after"},
        {"a\n" + std::string(70'000, 'x'), "row 2, column 1: a cell of"},
        {"a\n" + std::string(600, ','), "row 2, column 501: more"},
    };
    for (const auto& [bytes, place] : kHostile) {
        const auto table = read_csv(bytes);
        ASSERT_FALSE(table.ok()) << place;
        EXPECT_EQ(in_a_line(table.error()).substr(0, place.size()), place);
    }
}

TEST(Csv, KeepsARowOfTheWrongWidthWithItsFault) {
    const auto table = read_csv("a,b\n1\n1,2\n1,2,3\n");
    ASSERT_TRUE(table.ok());
    EXPECT_EQ(table->rows[0].fault, "1 cells where the header has 2 columns");
    EXPECT_EQ(table->rows[1].fault, "");
    EXPECT_NE(table->rows[2].fault, "");
}

TEST(Csv, GuardsFormulasAndReadsThemBack) {
    const std::vector<std::string> cells = {"=1+1", "+44", "-1", "@x", "'=1", "'tis", "a,\"b\"", "\tx", "\rx", ""};
    std::string out = "a,b,c,d,e,f,g,h,i,j\r\n";
    write_csv_row(out, cells);
    EXPECT_NE(out.find("'=1+1,'+44,'-1,'@x,''=1,'tis,"), std::string::npos);
    const auto table = read_csv(out);
    ASSERT_TRUE(table.ok());
    EXPECT_EQ(table->rows.at(0).cells, cells);
}

}  // namespace
}  // namespace ehcflow::interchange
