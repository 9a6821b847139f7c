#include "tools/demo/sample_council.h"

#include <algorithm>
#include <map>
#include <string_view>
#include <utility>

#include "interchange/calendar.h"
#include "tools/demo/people.h"

namespace ehcflow::demo {

extern const std::string_view kStories;

namespace {

constexpr std::uint64_t kSeed = 20140901;  // the day on which Part 3 of the Act came into force
constexpr int kFirstNumber = 1001;

// One case before it is told: which story, and the day on which it began.
struct Beginning {
    const Json* story;
    Date on;
    std::size_t which;  // the how-manieth case of its story
};

std::vector<Beginning> beginnings(const Json& stories, Date today) {
    std::vector<Beginning> all;
    for (const Json& story : stories)
        for (std::size_t which = 0; which < story.at("cases").get<std::size_t>(); ++which) {
            const int days_ago = story.at("began").get<int>() + static_cast<int>(which) * story.at("apart").get<int>();
            all.push_back({&story, today - std::chrono::days(days_ago), which});
        }
    std::stable_sort(all.begin(), all.end(), [](const Beginning& a, const Beginning& b) { return a.on < b.on; });
    return all;
}

// "+38": a working day, 38 days after the beginning or just before. A council does nothing on a Sunday.
Date day_after(Date beginning, std::string_view days) {
    const Date day = beginning + std::chrono::days(std::stoi(std::string(days)));
    return interchange::built_in_calendar().roll_back(day);
}

Json told_event(const Json& written, Date beginning, const Json& setting) {
    Json event = written;
    for (Json& field : event) {
        if (!field.is_string()) continue;
        const std::string text = field.get<std::string>();
        if (text.starts_with('+'))
            field = to_iso(day_after(beginning, text));
        else if (text == "{placement}")
            field = Json{{"setting", setting}};
        else if (text == "{setting}")
            field = setting.at("name");
    }
    return event;
}

// A text among the events names a path: a run of events that several stories share.
Json timeline_of(const Json& story, const Json& paths, Date beginning, const Person& person, Date today) {
    Json written = Json::array();
    for (const Json& entry : story.at("events")) {
        if (entry.is_string())
            for (const Json& event : paths.at(entry.get<std::string>())) written.push_back(event);
        else
            written.push_back(entry);
    }
    Json events = Json::array();
    for (const Json& event : written) {
        Json told = told_event(event, beginning, person.setting);
        if (told.at("on").get<std::string>() <= to_iso(today)) events.push_back(std::move(told));
    }
    return {{"child", {{"born", person.born}}}, {"events", std::move(events)}};
}

// Where the child is and who says so, told of most; a few are left unsure, as in any council: nobody asked lately, only
// the provider said so, another school in the record than in the plan, no placement at all.
void add_whereabouts(Json& events, const Json& setting, int number, Date today) {
    const auto day_of = [](const Json& event) { return *Date::parse(event.at("on").get<std::string>()); };
    const auto begins = std::find_if(events.begin(), events.end(), [](const Json& event) {
        return event.at("kind") == "plan-finalised" || event.at("kind") == "request-received";
    });
    if (begins == events.end()) return;
    const Date begun = day_of(*begins);
    const auto add = [&](Date on, Json event) {
        if (on > today) return;
        event["on"] = to_iso(on);
        events.push_back(std::move(event));
    };
    const std::string elsewhere = "Tern Island School";
    if (number % 11 != 5)
        add(begun, {{"kind", "placement-started"},
                    {"setting",
                     {{"name", number % 9 == 4 ? elsewhere : setting.at("name").get<std::string>()},
                      {"phase", setting.at("phase")}}}});
    constexpr std::string_view kSources[] = {"family", "visit", "setting"};
    constexpr int kApart = 95;
    int told = 0;
    for (Date on = begun + std::chrono::days(5); on <= today; on += std::chrono::days(kApart), ++told) {
        if (number % 13 == 6 || (number % 8 == 2 && told > 0)) break;
        const std::string_view source =
            number % 7 == 3 ? "provider" : kSources[static_cast<std::size_t>(number + told) % 3];
        add(interchange::built_in_calendar().roll_back(on), {{"kind", "whereabouts-confirmed"}, {"source", source}});
    }
}

// What of the record is measured: whose views the plan has and of when, and how good it was found to be.
void add_measured(Json& record, const Json& events, int number, Date today) {
    constexpr std::string_view kGrades[] = {"good",        "requires-improvement", "good",
                                            "outstanding", "inadequate",           "good"};
    Json views = Json::array(), grades = Json::array();
    for (const Json& event : events) {
        const bool is_plan = event.at("kind") == "plan-finalised";
        if (!is_plan && (event.at("kind") != "review-meeting-held" || number % 3 == 0)) continue;
        for (const char* whose : {"child", "parents"}) views.push_back({{"on", event.at("on")}, {"of", whose}});
        const Date graded = *Date::parse(event.at("on").get<std::string>()) + std::chrono::days(20);
        if (is_plan && number % 2 == 0 && graded <= today)
            grades.push_back({{"on", to_iso(graded)}, {"grade", kGrades[static_cast<std::size_t>(number / 2) % 6]}});
    }
    record["views"] = std::move(views);
    record["grades"] = std::move(grades);
}

int age_in(const Json& story, Dice& dice) {
    constexpr int kYoungest = 3;
    constexpr int kOldest = 15;
    const auto ages = story.value("ages", std::vector<int>{kYoungest, kOldest});
    return ages.at(0) + static_cast<int>(dice.below(static_cast<std::size_t>(ages.at(1) - ages.at(0) + 1)));
}

}  // namespace

std::vector<SampleCase> sample_council(Date today) {
    const Json written = Json::parse(kStories);
    std::vector<SampleCase> council;
    Dice dice(kSeed);
    int number = kFirstNumber;
    for (const Beginning& beginning : beginnings(written.at("stories"), today)) {
        const Json& story = *beginning.story;
        const bool young = story.value("ages", std::vector<int>{0}).front() >= 16;
        const Character character{.reference = "EHC-" + std::to_string(number++),
                                  .age = age_in(story, dice),
                                  .writes = young ? Writes::YoungPerson : Writes::Parent,
                                  .says = story.value("says", std::string()),
                                  .which = beginning.which};
        Person person = invent(character, today, dice);
        Json timeline = timeline_of(story, written.at("paths"), beginning.on, person, today);
        add_whereabouts(timeline.at("events"), person.setting, number - 1, today);
        add_measured(person.record, timeline.at("events"), number - 1, today);
        council.push_back(
            {character.reference, story.at("about").get<std::string>(), timeline.dump(), person.record.dump()});
    }
    return council;
}

}  // namespace ehcflow::demo
