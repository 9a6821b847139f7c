// A text is never taken for a formula by the spreadsheet that opens it.
#include "interchange/sheet.h"

#include <algorithm>
#include <gtest/gtest.h>

#include "templates/engine/package.h"

namespace ehcflow::interchange {
namespace {

TEST(Csv, PutsAnApostropheBeforeWhatCouldBeAFormula) {
    for (const char* text : {"=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "  =1", "|cmd",
                             "\xEF\xBC\x9D"
                             "1"}) {
        const std::string csv = write_csv({"S", {"head"}, {{std::string(text)}}});
        EXPECT_EQ(csv, "\xEF\xBB\xBF\"head\"\r\n\"'" + std::string(text) + "\"\r\n");
    }
    EXPECT_EQ(write_csv({"S", {"a", "b"}, {{std::string("say \"hi\", twice"), std::size_t{7}}}}),
              "\xEF\xBB\xBF\"a\",\"b\"\r\n\"say \"\"hi\"\", twice\",7\r\n");
}

TEST(Xlsx, HoldsTextsAsTextsAndNoFormula) {
    const Sheet sheet{"Measures", {"what"}, {{std::string("=HYPERLINK(\"x\") & <b>")}, {std::size_t{12}}}};
    const std::string bytes = write_xlsx(sheet);
    EXPECT_EQ(bytes, write_xlsx(sheet));
    EXPECT_TRUE(bytes.starts_with("PK"));
    // Written by the packer, whose entries are known to be sound; small ones lie in it as they are.
    EXPECT_NE(bytes.find("xl/worksheets/sheet1.xml"), std::string::npos);
    EXPECT_EQ(bytes.find("<f>"), std::string::npos);
}

}  // namespace
}  // namespace ehcflow::interchange
