#include "interchange/import/identifier.h"

#include <gtest/gtest.h>

namespace ehcflow::interchange {
namespace {

TEST(Identifier, AcceptsWhatItsCheckDigitFits) {
    EXPECT_EQ(fault_of(Identifier::Upn, "B801200005001"), std::nullopt);
    EXPECT_EQ(fault_of(Identifier::Upn, "X123456789832"), std::nullopt);
    EXPECT_EQ(fault_of(Identifier::NhsNumber, compact("943 476 5919")), std::nullopt);
    EXPECT_EQ(fault_of(Identifier::Uln, "1000000000"), std::nullopt);  // 10 leaves 10, so 0
    EXPECT_EQ(fault_of(Identifier::Uprn, "100012345678"), std::nullopt);
    EXPECT_EQ(fault_of(Identifier::Urn, "123456"), std::nullopt);
    EXPECT_EQ(fault_of(Identifier::Ukprn, "10001234"), std::nullopt);
}

TEST(Identifier, SaysWhyNot) {
    const struct {
        Identifier kind;
        const char *number, *reason;
    } kWrong[] = {
        {Identifier::Upn, "A801200005001", "first letter does not fit"},
        {Identifier::Upn, "X123456789875", "first letter does not fit"},
        {Identifier::Upn, "B80120000500", "has 12"},
        {Identifier::Upn, "I801200005001", "begins with a letter"},
        {Identifier::Upn, "B8012O0005001", "are digits"},
        {Identifier::Upn, "B80120000500S", "ends in a digit"},
        {Identifier::NhsNumber, "9434765918", "last digit does not fit"},
        {Identifier::NhsNumber, "943476591", "10 digits"},
        {Identifier::NhsNumber, "1000000010", "leave no check digit"},
        {Identifier::Uln, "1000000001", "last digit does not fit"},
        {Identifier::Uln, "0000000000", "leave no check digit"},
        {Identifier::Uln, "", "10 digits"},
        {Identifier::Uprn, "1234567890123", "1 to 12 digits"},
        {Identifier::Urn, "12345", "6 digits"},
        {Identifier::Ukprn, "20001234", "the first a 1"},
    };
    for (const auto& [kind, number, reason] : kWrong) {
        const auto fault = fault_of(kind, number);
        ASSERT_TRUE(fault.has_value()) << number;
        EXPECT_NE(fault->find(reason), std::string::npos) << *fault;
    }
}

// One digit mistyped is always noticed, whichever it is: what a check digit is for.
TEST(Identifier, NoticesEveryMistypedDigit) {
    const std::pair<Identifier, std::string> kSound[] = {
        {Identifier::Upn, "B801200005001"}, {Identifier::NhsNumber, "9434765919"}, {Identifier::Uln, "1000000000"}};
    for (const auto& [kind, number] : kSound)
        for (std::size_t i = 1; i < number.size(); ++i)
            for (char c = '0'; c <= '9'; ++c) {
                std::string other = number;
                other[i] = c;
                EXPECT_EQ(fault_of(kind, other).has_value(), other != number) << other;
            }
}

}  // namespace
}  // namespace ehcflow::interchange
