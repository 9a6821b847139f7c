#include "tools/demo/people.h"

#include <cctype>
#include <map>
#include <utility>

namespace ehcflow::demo {

extern const std::string_view kPeople;
extern const std::string_view kContents;

std::size_t Dice::below(std::size_t limit) {
    // splitmix64: every seed gives a full, well-mixed sequence
    state_ += 0x9e3779b97f4a7c15U;
    std::uint64_t mixed = state_;
    mixed = (mixed ^ (mixed >> 30U)) * 0xbf58476d1ce4e5b9U;
    mixed = (mixed ^ (mixed >> 27U)) * 0x94d049bb133111ebU;
    return static_cast<std::size_t>((mixed ^ (mixed >> 31U)) % limit);
}

namespace {

using Words = std::map<std::string, std::string, std::less<>>;

std::string capitalised(std::string text) {
    if (!text.empty()) text[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(text[0])));
    return text;
}

// What a word in braces stands for: one of the words, {day:-30} for a day as data, {date:-30} for a day in a sentence.
std::string meaning(std::string_view word, const Words& words, Date today) {
    for (const std::string_view form : {"day:", "date:"})
        if (word.starts_with(form)) {
            const Date day = today + std::chrono::days(std::stoi(std::string(word.substr(form.size()))));
            return form == "day:" ? to_iso(day) : to_plain(day);
        }
    return words.at(std::string(word));
}

std::string sentence(std::string_view text, const Words& words, Date today) {
    std::string made;
    for (std::size_t open = text.find('{'); open != std::string_view::npos; open = text.find('{')) {
        const std::size_t close = text.find('}', open);
        made.append(text.substr(0, open)).append(meaning(text.substr(open + 1, close - open - 1), words, today));
        text.remove_prefix(close + 1);
    }
    return made.append(text);
}

Json told(const Json& json, const Words& words, Date today) {
    if (json.is_string()) return sentence(json.get_ref<const std::string&>(), words, today);
    Json made = json;
    if (made.is_structured())
        for (Json& part : made) part = told(part, words, today);
    return made;
}

// The year group that a child is in: the school year begins on 1 September.
std::string year_group(Date born, Date today) {
    const int school_year = today.month() >= 9 ? today.year() : today.year() - 1;
    const int age = school_year - born.year() - (born.month() >= 9 ? 1 : 0);
    if (age < 4) return "Nursery";
    if (age == 4) return "Reception";
    return "Year " + std::to_string(age - 4);
}

Json address(const Json& people, Dice& dice) {
    const Json& place = dice.one_of(people.at("places"));
    const std::string street = dice.one_of(people.at("streets")).get<std::string>();
    const std::string end(1, static_cast<char>('A' + dice.below(8)));
    return {{"lines", {std::to_string(1 + dice.below(89)) + " " + street, place.at("name"), "Fenwich"}},
            {"postcode", place.at("postcode").get<std::string>() + end + "Z"}};
}

std::string fictional_phone(Dice& dice) {
    // 01632 960 000 to 960 999 are kept for drama
    const std::string digits = std::to_string(100 + dice.below(900));
    return "01632 960 " + digits;
}

Json parent(const Character& character, const Json& people, std::string_view relation, const std::string& surname,
            Json home, Dice& dice) {
    const bool woman = relation != "father";
    const Json& names = people.at(woman ? "women" : "men");
    const std::string id = relation == "foster carer" ? "carer" : std::string(relation);
    Json made = {{"id", id},
                 {"name", dice.one_of(names).get<std::string>() + " " + surname},
                 {"salutation", (woman ? "Ms " : "Mr ") + surname},
                 {"relation", relation},
                 {"receives_notices", true},
                 {"address", std::move(home)},
                 {"phone", fictional_phone(dice)}};
    if (dice.below(2) == 0) {
        made["email"] = character.reference + "." + id + "@family.example.org";
        if (dice.below(2) == 0) made["email_consent"] = "2023-09-04";
    }
    made["do_not_disclose"] = false;
    return made;
}

Json family(const Character& character, const Json& people, const Json& child, Dice& dice) {
    const std::string surname = child.at("last_name").get<std::string>();
    const Json& home = child.at("address");
    Json all = Json::array();
    if (character.writes == Writes::YoungPerson) {
        const std::string name = child.at("first_name").get<std::string>() + " " + surname;
        all.push_back({{"id", "young-person"},
                       {"name", name},
                       {"salutation", child.at("first_name")},
                       {"relation", "young person"},
                       {"receives_notices", true},
                       {"address", home},
                       {"do_not_disclose", false}});
        return all;
    }
    const std::size_t kind = dice.below(8);
    if (kind == 0) {
        all.push_back(parent(character, people, "foster carer", dice.one_of(people.at("surnames")), home, dice));
        return all;
    }
    all.push_back(parent(character, people, kind == 1 ? "grandmother" : "mother", surname, home, dice));
    if (kind <= 4) return all;
    const bool apart = kind == 5;
    all.push_back(parent(character, people, "father",
                         apart ? dice.one_of(people.at("surnames")).get<std::string>() : surname,
                         apart ? address(people, dice) : home, dice));
    all.back()["receives_notices"] = apart;  // one letter to a home, one to each where there are two
    if (apart) all.back()["do_not_disclose"] = dice.below(2) == 0;
    return all;
}

const Json& setting_for(int age, const Json& people, Dice& dice) {
    Json fitting = Json::array();
    for (std::size_t i = 0; i < people.at("settings").size(); ++i) {
        const Json& setting = people.at("settings").at(i);
        if (setting.at("lowest_age") <= age && age < setting.at("highest_age")) fitting.push_back(i);
    }
    return people.at("settings").at(dice.one_of(fitting).get<std::size_t>());
}

}  // namespace

Person invent(const Character& character, Date today, Dice& dice) {
    static const Json kKnownPeople = Json::parse(kPeople);
    static const Json kKnownContents = Json::parse(kContents);
    const Json& people = kKnownPeople;
    const bool girl = dice.below(5) < 2;
    const Date born(today.sys_days() - std::chrono::days(365 * character.age + character.age / 4 + 1) -
                    std::chrono::days(dice.below(360)));
    const Json& setting = setting_for(character.age, people, dice);
    Json child = {
        {"first_name", dice.one_of(people.at(girl ? "girls" : "boys"))},
        {"last_name", dice.one_of(people.at("surnames"))},
        {"born", to_iso(born)},
        {"pronouns",
         {{"subject", girl ? "she" : "he"}, {"object", girl ? "her" : "him"}, {"possessive", girl ? "her" : "his"}}},
        {"year_group", year_group(born, today)},
        {"home_language", dice.below(6) == 0 ? "Polish" : "English"},
        {"address", address(people, dice)}};

    Person person;
    person.born = to_iso(born);
    for (const char* part : {"name", "phase", "lowest_age", "highest_age"}) person.setting[part] = setting.at(part);
    Json& record = person.record;
    record["reference"] = character.reference;
    record["child"] = child;
    record["family"] = family(character, people, child, dice);
    record["setting"] = {
        {"name", setting.at("name")},
        {"kind", setting.at("kind")},
        {"head", setting.at("head")},
        {"address",
         {{"lines", {"School Lane", setting.at("place"), "Fenwich"}}, {"postcode", setting.at("postcode")}}}};
    record["officer"] = dice.one_of(people.at("officers"));
    if (!character.says.empty()) {
        const Json& pronouns = child.at("pronouns");
        Words words = {{"name", child.at("first_name")},
                       {"setting", setting.at("name")},
                       {"head", setting.at("head")},
                       {"officer", record["officer"].at("name")},
                       {"parent", record["family"].at(0).at("name")}};
        for (const auto& [use, word] : pronouns.items()) {
            words[use] = word;
            words[capitalised(use)] = capitalised(word);
        }
        const Json& texts = kKnownContents.at(character.says);
        record[character.says] = told(texts.at(character.which % texts.size()), words, today);
    }
    return person;
}

}  // namespace ehcflow::demo
