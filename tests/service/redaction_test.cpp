// Who may see what of whom: the cases in which a find-and-replace would give somebody away, or take too much.
#include "service/app/redaction.h"

#include <algorithm>
#include <gtest/gtest.h>

#include "interchange/value.h"

namespace ehcflow::service {
namespace {

using templates::Value;

constexpr std::string_view kRecord = R"({
  "child": { "first_name": "Amara", "last_name": "Okafor-Testling", "born": "2015-05-03", "address": { "lines": ["14 Samphire Row", "Saltmere"], "postcode": "ZZ1 4AB" } },
  "family": [
    { "id": "mother", "name": "Ngozi Okafor", "relation": "mother", "phone": "01632 960 142", "email": "n@example.org",
      "address": { "lines": ["14 Samphire Row", "Saltmere"], "postcode": "ZZ1 4AB" }, "do_not_disclose": MOTHER },
    { "id": "father", "name": "Daniel Testling", "salutation": "Mr Testling", "relation": "father",
      "address": { "lines": ["Flat 2", "9 Eelcatcher Lane", "Saltmere"], "postcode": "ZZ2 7QD" }, "do_not_disclose": FATHER } ] })";

Value record(std::string_view mother, std::string_view father) {
    std::string json(kRecord);
    json.replace(json.find("MOTHER"), 6, mother);
    json.replace(json.find("FATHER"), 6, father);
    return interchange::read_value(json).value();
}

TEST(Redaction, FindsANameAloneAndAnAddressHoweverItIsTyped) {
    const Redaction redaction(record("false", "true"), "mother");
    for (const char* text :
         {"Daniel rang.", "DANIEL", "asked daniel's view", "at 9  eelcatcher\nlane", "zz27qd", "ZZ2 7QD", "Flat 2"})
        EXPECT_TRUE(redaction.is_protected(text)) << text;
    for (const char* text :
         {"Amara Okafor-Testling", "Saltmere", "Danielle", "14 Samphire Row", "01632 960 142", "", "Flat 23"})
        EXPECT_FALSE(redaction.is_protected(text)) << text;
}

TEST(Redaction, AChildsAddressDoesNotGiveAwayWhereAHiddenParentLives) {
    std::vector<std::string> places;
    const Value whole = record("true", "false");
    const Value seen = Redaction(whole, "father").record(whole, places);
    const std::string json = interchange::write_value(seen);
    for (const char* secret : {"14 Samphire Row", "ZZ1 4AB", "Ngozi", "01632 960 142", "n@example.org"})
        EXPECT_EQ(json.find(secret), std::string::npos) << secret;
    for (const char* own : {"9 Eelcatcher Lane", "ZZ2 7QD", "Amara", "Okafor-Testling", "Saltmere"})
        EXPECT_NE(json.find(own), std::string::npos) << own;
    EXPECT_NE(std::find(places.begin(), places.end(), "record, child, address, lines, 1"), places.end());
}

TEST(Redaction, AnotherParentsTelephoneIsTheirOwnAndTheChildsHomeTheChilds) {
    std::vector<std::string> places;
    const Value whole = record("false", "false");
    const Value seen = Redaction(whole, "father").record(whole, places);
    EXPECT_EQ(*seen.find("child"), *whole.find("child"));
    const Value& mother = seen.find("family")->list()->front();
    EXPECT_EQ(*mother.find("name")->text(), "Ngozi Okafor");
    for (const char* name : {"phone", "email", "address"}) EXPECT_EQ(*mother.find(name)->text(), kLeftOut) << name;
    EXPECT_EQ(seen.find("family")->list()->back(), whole.find("family")->list()->back());
    EXPECT_EQ(places.size(), 3U);
}

TEST(Redaction, AMarkThatNamesFieldsIsHeededAsOneOfEverythingIs) {
    std::vector<std::string> places;
    const Value whole = record(R"(["address", "name"])", "false");
    const std::string json = interchange::write_value(Redaction(whole, "father").record(whole, places));
    for (const char* secret : {"14 Samphire Row", "ZZ1 4AB", "Ngozi"})
        EXPECT_EQ(json.find(secret), std::string::npos) << secret;
    EXPECT_NE(json.find("\"relation\":\"mother\""), std::string::npos);
    const Value named = record(R"(["name"])", "false");
    const Redaction by_name(named, "father");
    EXPECT_TRUE(by_name.is_protected("Ngozi rang"));
    EXPECT_FALSE(by_name.is_protected("14 Samphire Row")) << "the child's home is the child's";
}

TEST(Redaction, LeavesOutAWholeTextWhereverItStands) {
    const Redaction redaction(record("false", "true"), "mother");
    std::vector<std::string> places;
    const Value event = interchange::read_value(
                            R"({"kind":"x","note":"Daniel said so","more":[{"a":"fine"},{"b":"ZZ2 7QD"}],"n":1.50})")
                            .value();
    EXPECT_EQ(interchange::write_value(redaction.value(event, "event 3", places)),
              R"({"kind":"x","note":"[left out]","more":[{"a":"fine"},{"b":"[left out]"}],"n":1.50})");
    EXPECT_EQ(places, (std::vector<std::string>{"event 3, note", "event 3, more, 2, b"}));
}

TEST(Redaction, AWorsePreparedRecordIsNoTrouble) {
    for (const char* json : {"{}", "[]", "null", R"({"family":"x"})", R"({"family":[1,{"id":2},{}],"child":[]})",
                             R"({"family":[{"id":"a","name":"","do_not_disclose":true,"address":{"lines":[1]}}]})"}) {
        const Value whole = interchange::read_value(json).value();
        std::vector<std::string> places;
        EXPECT_FALSE(Redaction(whole, "mother").is_protected("anything at all"));
        EXPECT_EQ(Redaction(whole, "mother").record(whole, places).type_name(), whole.type_name());
    }
}

}  // namespace
}  // namespace ehcflow::service
