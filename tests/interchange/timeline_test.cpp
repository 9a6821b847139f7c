#include "interchange/timeline.h"

#include <algorithm>
#include <gtest/gtest.h>
#include <string>

#include "interchange/calendar.h"

namespace ehcflow::interchange {
namespace {

std::string with(std::string_view events) {
    return R"({"child":{"born":"2014-05-03"},"events":[)" + std::string(events) + "]}";
}

struct Reply {
    std::string json;
    bool answered = false;
};

Reply answer_timeline(std::string_view json, const workflow::Calendar& calendar, Date today) {
    Reply reply;
    reply.answered = append_reply(reply.json, json, calendar, today);
    return reply;
}

struct Bad {
    const char* what;
    std::string text;
    const char* code;
    int event;  // -1: none
};

TEST(Timeline, WhatIsWrongIsNamedByItsPlace) {
    const std::string good = R"({"kind":"request-received","on":"2026-01-12","from":"parent"})";
    const Bad bad[] = {
        {"empty", "", "not-json", -1},
        {"cut short", R"({"child":)", "not-json", -1},
        {"not UTF-8", "{\"child\xFF\":1}", "not-json", -1},
        {"deep", std::string(200000, '['), "not-json", -1},
        {"a list", "[]", "bad-timeline", -1},
        {"deep and well formed",
         with(R"({"kind":"tribunal-ordered","on":"2026-01-12","order":)" + std::string(500000, '[') +
              std::string(500000, ']') + "}"),
         "too-deep", -1},
        {"no child", R"({"events":[]})", "missing-field", -1},
        {"an impossible birthday", R"({"child":{"born":"2014-02-30"},"events":[]})", "bad-value", -1},
        {"a misspelt part", R"({"child":{"born":"2014-05-03"},"events":[],"evens":[]})", "unknown-field", -1},
        {"no events", R"({"child":{"born":"2014-05-03"}})", "missing-field", -1},
        {"an event that is no object", with(good + ",7"), "bad-event", 1},
        {"an unknown kind", with(good + R"(,{"kind":"request-recieved","on":"2026-01-12"})"), "unknown-kind", 1},
        {"no day", with(R"({"kind":"draft-sent"})"), "missing-field", 0},
        {"an impossible day", with(R"({"kind":"draft-sent","on":"2026-02-29"})"), "bad-value", 0},
        {"a missing field", with(R"({"kind":"request-received","on":"2026-01-12"})"), "missing-field", 0},
        {"an unknown word", with(R"({"kind":"request-received","on":"2026-01-12","from":"uncle"})"), "bad-value", 0},
        {"an unknown field", with(R"({"kind":"draft-sent","on":"2026-01-12","rout":"hand"})"), "unknown-field", 0},
        {"a number for a day", with(R"({"kind":"draft-sent","on":20260112})"), "bad-value", 0},
        {"a negative position", with(good + R"(,{"kind":"correction","on":"2026-01-12","of":-1,"void":true})"),
         "bad-value", 1},
        {"a correction of what comes later",
         with(R"({"kind":"correction","on":"2026-01-12","of":1,"void":true},)" + good), "bad-correction", 0},
        {"a correction that says nothing", with(good + R"(,{"kind":"correction","on":"2026-01-12","of":0})"),
         "bad-correction", 1},
        {"a number past any", R"({"child":{"born":1e999},"events":[]})", "not-json", -1},
        {"a part twice", R"({"child":{"born":"2014-05-03"},"events":[],"events":[]})", "duplicate-field", -1},
        {"a field twice", with(good + R"(,{"kind":"draft-sent","on":"2026-01-12","on":"2026-01-13"})"),
         "duplicate-field", 1},
        {"a field twice, further in",
         with(good + "," + good +
              R"(,{"kind":"placement-started","on":"2026-01-12","setting":{"name":"A","name":"B"}})"),
         "duplicate-field", 2},
        {"a correction to an impossible day",
         with(good + R"(,{"kind":"correction","on":"2026-01-12","of":0,"set":{"on":"2026-02-30"}})"), "bad-value", 0},
    };
    for (const Bad& one : bad) {
        const auto read = read_timeline(one.text);
        ASSERT_FALSE(read.ok()) << one.what;
        EXPECT_EQ(read.error().code, one.code) << one.what << ": " << read.error().detail;
        EXPECT_EQ(read.error().event ? static_cast<int>(*read.error().event) : -1, one.event) << one.what;
        EXPECT_FALSE(read.error().detail.empty());
        EXPECT_EQ(write_error(read.error()).find('\n'), std::string::npos);
    }
}

TEST(Timeline, AFieldThatStandsTwiceIsNamed) {
    const auto read = read_timeline(with(R"({"kind":"draft-sent","on":"2026-01-12","on":"2026-01-12"})"));
    ASSERT_FALSE(read.ok());
    EXPECT_EQ(read.error().detail, "\"on\" stands twice in one object");
}

TEST(Timeline, SuggestsWhatWasMeant) {
    const auto read = read_timeline(with(R"({"kind":"request-recieved","on":"2026-01-12"})"));
    ASSERT_FALSE(read.ok());
    EXPECT_NE(read.error().detail.find("did you mean \"request-received\"?"), std::string::npos) << read.error().detail;
    EXPECT_GT(read.error().permitted.size(), 70U);
}

TEST(Timeline, EveryKindIsKnown) {
    EXPECT_EQ(workflow::kind_rows().size(), 75U);
    for (const auto& row : workflow::kind_rows()) EXPECT_EQ(workflow::kind_named(row.name), row.kind);
}

TEST(Timeline, EventsAreSortedByDayThenPosition) {
    const auto read = read_timeline(with(
        R"({"kind":"assessment-agreed","on":"2026-02-16"},{"kind":"request-received","on":"2026-01-12","from":"parent"},)"
        R"({"kind":"family-consulted","on":"2026-01-12"})"));
    ASSERT_TRUE(read.ok());
    ASSERT_EQ(read->events.size(), 3U);
    EXPECT_EQ(read->events[0].position, 1U);
    EXPECT_EQ(read->events[1].position, 2U);
    EXPECT_EQ(read->events[2].position, 0U);
}

TEST(Timeline, CorrectionsAreAppliedBeforeAnythingIsSorted) {
    const std::string request = R"({"kind":"request-received","on":"2026-01-12","from":"parent"})";
    const auto day = [&](const std::string& corrections) {
        const auto read = read_timeline(with(request + "," + corrections));
        EXPECT_TRUE(read.ok()) << (read.ok() ? "" : read.error().detail);
        const auto& events = read->events;
        const auto it = std::find_if(events.begin(), events.end(), [](const auto& e) { return e.position == 0; });
        return it == events.end() ? std::string("void") : to_iso(it->on);
    };
    const std::string to_9th =
        R"({"kind":"correction","on":"2026-02-01","of":0,"set":{"on":"2026-01-09"},"reason":"stamped on the 9th"})";
    EXPECT_EQ(day(to_9th), "2026-01-09");
    EXPECT_EQ(day(R"({"kind":"correction","on":"2026-02-01","of":0,"void":true})"), "void");
    EXPECT_EQ(day(to_9th + R"(,{"kind":"correction","on":"2026-02-02","of":0,"set":{"on":"2026-01-08"}})"),
              "2026-01-08")
        << "the later one stands";
    EXPECT_EQ(day(to_9th + R"(,{"kind":"correction","on":"2026-02-02","of":1,"void":true})"), "2026-01-12")
        << "a correction and its reversal";
    EXPECT_EQ(day(to_9th + R"(,{"kind":"correction","on":"2026-02-02","of":1,"set":{"set":{"on":"2026-01-07"}}})"),
              "2026-01-07");
}

TEST(Timeline, ALongChainOfCorrectionsIsRead) {
    std::string events = R"({"kind":"request-received","on":"2026-01-12","from":"parent"})";
    for (int i = 0; i < 5000; ++i)
        events += R"(,{"kind":"correction","on":"2026-02-01","void":true,"of":)" + std::to_string(i) + "}";
    const auto read = read_timeline(with(events));
    ASSERT_TRUE(read.ok());
}

// The contract's own example, whole.
TEST(Answer, IsWhatOtherProgramsExpect) {
    const Reply reply = answer_timeline(
        with(
            R"({"kind":"request-received","on":"2026-01-12","from":"parent"},{"kind":"assessment-agreed","on":"2026-02-16"})"),
        built_in_calendar(), Date(2026, 3, 1));
    ASSERT_TRUE(reply.answered);
    EXPECT_TRUE(reply.json.starts_with(
        R"({"today":"2026-03-01","rulebook":"england/2022-07-01","calendar":"england-and-wales/2030","warnings":[],)"
        R"("stages":{"assessment":"assessing","plan":"none","review":"none","reassessment":"none","appeal":"none","transfer":"none"},)"
        R"("duties":[{"rule":"ehcna-decide","who":"authority","trigger":{"event":0,"kind":"request-received","on":"2026-01-12"},)"
        R"x("due":"2026-02-23","safe":"2026-02-20","status":"met","met_on":"2026-02-16","met_by":1,"cite":"SI 2014/1530 reg 5(1)",)x"
        R"("working":"12 Jan 2026 is not counted; 6 weeks later is Mon 23 Feb 2026. Safe: one day earlier, rolled back to a working day: Fri 20 Feb 2026."})"))
        << reply.json;
}

// Answers are written without a look at these: none of them may hold what JSON would have to escape.
TEST(Answer, ItsOwnWordsNeedNoEscape) {
    const auto plain = [](std::string_view text) {
        return std::none_of(text.begin(), text.end(),
                            [](char c) { return c == '"' || c == '\\' || static_cast<unsigned char>(c) < 0x20; });
    };
    for (const workflow::Rule* rule : workflow::all_rules())
        EXPECT_TRUE(plain(rule->id) && plain(rule->cite)) << rule->id;
    for (const auto& row : workflow::kind_rows()) EXPECT_TRUE(plain(row.name)) << row.name;
    for (const auto& row : workflow::transitions()) EXPECT_TRUE(plain(row.to)) << row.to;
}

TEST(Answer, WhatTheInputSaidIsEscaped) {
    const Reply reply = answer_timeline(
        with(
            R"({"kind":"request-received","on":"2026-01-12","from":"parent"},{"kind":"assessment-agreed","on":"2026-02-16"},)"
            R"({"kind":"advice-requested","on":"2026-02-17","from":"health","ref":"a\"b\\c\n\u0001é"})"),
        built_in_calendar(), Date(2026, 3, 1));
    ASSERT_TRUE(reply.answered);
    EXPECT_NE(reply.json.find(R"("ref":"a\"b\\c\u000a\u0001é")"), std::string::npos) << reply.json;
}

TEST(Answer, IsTheSameBytesTwice) {
    const std::string text =
        with(R"({"kind":"plan-finalised","on":"2025-01-06"},{"kind":"review-meeting-held","on":"2025-11-06"})");
    EXPECT_EQ(answer_timeline(text, built_in_calendar(), Date(2026, 3, 1)).json,
              answer_timeline(text, built_in_calendar(), Date(2026, 3, 1)).json);
}

TEST(Answer, ARefusalCarriesItsCitation) {
    const Reply reply =
        answer_timeline(with(R"({"kind":"plan-amended","on":"2025-01-06"})"), built_in_calendar(), Date(2026, 3, 1));
    EXPECT_FALSE(reply.answered);
    EXPECT_TRUE(reply.json.starts_with(R"({"error":"refused","event":0,"detail":)")) << reply.json;
    EXPECT_NE(reply.json.find(R"x("cite":"SI 2014/1530 reg 22(3)")x"), std::string::npos);
}

}  // namespace
}  // namespace ehcflow::interchange
