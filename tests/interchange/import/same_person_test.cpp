#include "interchange/import/same_person.h"

#include <gtest/gtest.h>

namespace ehcflow::interchange {
namespace {

const Child kZoe{"EHC-1", "Zoë", "O'Brien-Łuczak", Date(2014, 5, 3), "B801200005001", "", "9434765919"};

TEST(SamePerson, ComparesNamesWithoutCaseAccentsHyphensAndOrder) {
    EXPECT_EQ(folded_name("Zoë O'Brien-Łuczak"), "luczak obrien zoe");
    EXPECT_EQ(folded_name("ŁUCZAK  OBRIEN, Zoe"), "luczak obrien zoe");
    EXPECT_EQ(folded_name("Zoe\u0308 O\u2019Brien\u2013Luczak"), "luczak obrien zoe");
    EXPECT_EQ(folded_name("李小龍"), "李小龍");
    EXPECT_EQ(folded_name(""), "");
    EXPECT_EQ(folded_name("\xFF\xC3"), "\xFF\xC3");  // no text at all: kept, not read past its end
}

TEST(SamePerson, FindsAChildByNumberAndByNameWithDateOfBirth) {
    KnownChildren known;
    known.add(kZoe);
    EXPECT_TRUE(known.like(kZoe).empty());  // the same entry again is no duplicate
    const auto twin = known.like({"EHC-2", "OBRIEN", "Luczak Zoe", Date(2014, 5, 3), "", "", "9434765919"});
    ASSERT_EQ(twin.size(), 2U);
    EXPECT_EQ(twin[0].by, "NHS number");
    EXPECT_EQ(twin[1].by, "name and date of birth");
    EXPECT_EQ(twin[1].reference, "EHC-1");
    EXPECT_TRUE(known.like({"EHC-3", "Zoe", "OBrien Luczak", Date(2014, 5, 4), "", "", ""}).empty());
}

}  // namespace
}  // namespace ehcflow::interchange
