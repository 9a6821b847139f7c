#include "base/instant.h"

#include <gtest/gtest.h>

namespace ehcflow {
namespace {

Instant at(const char* text) {
    const auto moment = parse_instant(text);
    EXPECT_TRUE(moment.has_value()) << text;
    return moment.value_or(Instant{});
}

TEST(Instant, WritesAndReadsOneForm) {
    EXPECT_EQ(to_iso(at("2026-02-20T09:15:00.250Z")), "2026-02-20T09:15:00.250Z");
    for (const char* bad : {"", "2026-02-20", "2026-02-20T24:00:00.000Z", "2026-02-30T00:00:00.000Z",
                            "2026-02-20T09:15:00.250", "2026-02-20T09:15:00.2x0Z"})
        EXPECT_EQ(parse_instant(bad), std::nullopt) << bad;
}

// Summer Time Act 1972 s.1: the day turns at 23:00 UTC in summer.
TEST(Instant, KnowsWhatDayItIsInLondon) {
    EXPECT_EQ(london_date(at("2026-01-31T23:59:59.999Z")), Date(2026, 1, 31));
    EXPECT_EQ(london_date(at("2026-06-30T22:59:59.999Z")), Date(2026, 6, 30));
    EXPECT_EQ(london_date(at("2026-06-30T23:00:00.000Z")), Date(2026, 7, 1));
    EXPECT_EQ(london_date(at("2026-03-29T00:59:59.999Z")), Date(2026, 3, 29));
    EXPECT_EQ(london_date(at("2026-03-28T23:30:00.000Z")), Date(2026, 3, 28));  // still winter the evening before
    EXPECT_EQ(london_date(at("2026-10-24T23:30:00.000Z")), Date(2026, 10, 25));
    EXPECT_EQ(london_date(at("2026-10-25T23:30:00.000Z")), Date(2026, 10, 25));  // winter again
}

}  // namespace
}  // namespace ehcflow
