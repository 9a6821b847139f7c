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
        const Person person = invent(character, today, dice);
        council.push_back({character.reference, story.at("about").get<std::string>(),
                           timeline_of(story, written.at("paths"), beginning.on, person, today).dump(),
                           person.record.dump()});
    }
    return council;
}

}  // namespace ehcflow::demo
