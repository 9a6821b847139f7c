#include <algorithm>
#include <array>
#include <set>

#include "base/text.h"
#include "plans/looks.h"
#include "plans/names.h"

namespace ehcflow::plans {
namespace {

bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
bool any_says(std::string_view low, std::span<const std::string_view> phrases) {
    return std::ranges::any_of(phrases, [&](const auto phrase) { return says(low, phrase); });
}

// A name without what makes it possessive.
std::string_view bare(std::string_view word) {
    for (const std::string_view end : {"'s", "\u2019s", "\u2019", "'"})
        if (word.ends_with(end)) return word.substr(0, word.size() - end.size());
    return word;
}

constexpr std::string_view kVague[] = {
    "access to",         "as required",       "as needed",          "as necessary",
    "as and when",       "when needed",       "when required",      "if required",
    "where required",    "opportunities for", "opportunities to",   "opportunity to",
    "regular",           "regularly",         "where appropriate",  "as appropriate",
    "where possible",    "as possible",       "would benefit from", "may benefit from",
    "some support",      "frequent",          "frequently",         "ongoing",
    "a range of",        "a variety of",      "additional support", "level of support",
    "from time to time", "encouraged to"};

struct Jargon {
    std::string_view word, plain;
};
constexpr Jargon kJargon[] = {
    {"differentiated", "made to fit the child"},
    {"differentiation", "making work fit the child"},
    {"dysregulated", "upset and unable to calm down"},
    {"dysregulation", "being upset and unable to calm down"},
    {"self-regulate", "calm down"},
    {"co-regulation", "an adult helping the child to calm down"},
    {"scaffolding", "help that is taken away step by step"},
    {"scaffolded", "with help that is taken away step by step"},
    {"proprioceptive", "the sense of where the body is"},
    {"vestibular", "the sense of balance"},
    {"phonological", "of the sounds in words"},
    {"expressive language", "speaking"},
    {"receptive language", "understanding what is said"},
    {"pragmatic language", "using language with others"},
    {"executive functioning", "planning and remembering"},
    {"executive function", "planning and remembering"},
    {"holistic", "of the whole child"},
    {"multi-sensory", "using sight, sound and touch"},
    {"multisensory", "using sight, sound and touch"},
    {"key stage", "the years of school"},
    {"baseline", "what was seen at the start"},
    {"bespoke", "made for the child"},
    {"interventions", "extra teaching"},
    {"cohort", "year group"},
    {"attainment", "what the child has learned"},
    {"sensory diet", "a plan of activities for the senses"},
    {"gross motor", "moving the whole body"},
    {"fine motor", "using the hands"},
    {"transitions", "changes from one thing to another"},
    {"presents with", "has"},
    {"verbalise", "say"},
    {"facilitate", "help"},
    {"utilise", "use"},
};

// Initials that everybody knows.
constexpr std::string_view kKnownInitials[] = {"BBC", "CD", "DVD", "EHC", "GCSE", "GP", "IT",
                                               "NHS", "OK", "PC",  "PDF", "PE",   "TV", "UK"};

bool are_initials(std::string_view word) {
    if (word.ends_with('s') && word.size() > 2) word.remove_suffix(1);
    const auto upper = static_cast<std::size_t>(std::ranges::count_if(word, is_upper));
    const bool small_joins = std::ranges::all_of(word, [](char c) { return is_upper(c) || c == 'a' || c == '/'; });
    constexpr std::size_t kLongest = 7;
    return upper >= 2 && word.size() <= kLongest && small_joins && upper + 1 >= word.size();
}

// Initials count as explained where the plan's words say them, or where they stand in brackets behind their meaning.
bool explained(const Plan& plan, std::string_view initials, const std::string& whole) {
    if (std::ranges::find(kKnownInitials, initials) != std::end(kKnownInitials)) return true;
    if (std::ranges::any_of(plan.words_used, [&](const Word& one) { return one.word == initials; })) return true;
    return whole.find("(" + std::string(initials) + ")") != whole.npos ||
           whole.find(std::string(initials) + " (") != whole.npos;
}

// Phrases that name a direction and no place to arrive at.
constexpr std::string_view kDirections[] = {"improve",
                                            "improved",
                                            "improves",
                                            "improving",
                                            "develop",
                                            "developed",
                                            "make progress",
                                            "progress",
                                            "continue",
                                            "increase",
                                            "increased",
                                            "better",
                                            "more confident",
                                            "more confidence",
                                            "enhance",
                                            "be supported",
                                            "be able to engage",
                                            "feel more",
                                            "reach her potential",
                                            "reach his potential",
                                            "reach their potential",
                                            "full potential",
                                            "age-appropriate",
                                            "age appropriate",
                                            "access the curriculum",
                                            "become more",
                                            "be more",
                                            "have more",
                                            "work towards",
                                            "aware of",
                                            "understanding of"};
constexpr std::string_view kNumbers[] = {
    "one",   "two",        "three",      "four",         "five",          "six",       "seven",  "eight",
    "nine",  "ten",        "once",       "twice",        "every",         "each",      "always", "without",
    "alone", "on his own", "on her own", "on their own", "independently", "no longer", "half",   "all"};

bool can_be_counted(std::string_view low) {
    return std::ranges::any_of(low, [](char c) { return c >= '0' && c <= '9'; }) || any_says(low, kNumbers);
}

// Every word of the names that belong in this plan.
std::set<std::string, std::less<>> known_names(const Plan& plan) {
    std::set<std::string, std::less<>> known;
    const auto add = [&](std::string_view text) {
        for (const auto word : words(text)) known.emplace(bare(word));
    };
    for (const std::string_view name : {std::string_view(plan.child.first_name), std::string_view(plan.child.last_name),
                                        std::string_view(plan.child.known_as), std::string_view(plan.placement.name)})
        add(name);
    for (const auto& one : plan.my_team) add(one.name), add(one.role);
    for (const auto& one : plan.advice) add(one.from), add(one.role);
    // Friends, brothers and sisters whom the family speaks of.
    for (const auto* texts : {&plan.what_matters_to_me, &plan.how_best_to_help_me, &plan.views.child,
                              &plan.views.parents, &plan.views.aspirations})
        for (const auto& text : *texts) add(text);
    return known;
}

std::string sentence_place(const Passage& passage, std::size_t number) {
    return passage.place + ", sentence " + std::to_string(number);
}

}  // namespace

std::vector<Passage> passages(const Plan& plan) {
    std::vector<Passage> found;
    const auto add = [&](Section section, std::string place, std::string_view text, const Numbers* from = nullptr) {
        if (!trim(text).empty()) found.push_back({section, std::move(place), text, from});
    };
    for (const auto* texts : {&plan.what_matters_to_me, &plan.how_best_to_help_me, &plan.views.child,
                              &plan.views.parents, &plan.views.aspirations})
        for (const auto& text : *texts) add(Section::A, "section A", text);
    for (const auto& list : need_lists(plan))
        for (const auto& row : list.rows) {
            const std::string place = row_place(list.section, "need", row.number);
            const bool sourced = list.section == Section::B;
            add(list.section, place + ", strengths", row.strengths, sourced ? &row.from : nullptr);
            add(list.section, place, row.need, sourced ? &row.from : nullptr);
        }
    for (const auto& row : plan.outcomes) {
        add(Section::E, row_place(Section::E, "outcome", row.number), row.outcome);
        add(Section::E, row_place(Section::E, "outcome", row.number) + ", how we will know", row.how_we_will_know);
    }
    for (const auto& list : provision_lists(plan))
        for (const auto& row : list.rows) {
            const std::string place = row_place(list.section, "provision", row.number);
            const bool sourced = list.section == Section::F || list.section == Section::G;
            add(list.section, place, row.what, sourced ? &row.from : nullptr);
            add(list.section, place + ", who", row.who);
            add(list.section, place + ", qualification", row.qualification);
            add(list.section, place + ", how often", row.how_often);
            add(list.section, place + ", how long", row.how_long);
        }
    for (const auto& row : plan.statements) add(row.section, "section " + std::string(name_of(row.section)), row.text);
    for (const auto& row : plan.personal_budget) add(Section::J, "section J", row.what);
    return found;
}

Length length_of(const Plan& plan) {
    Length length;
    for (const auto& passage : passages(plan)) length += length_of(passage.text);
    return length;
}

Spots vague(const Plan& plan) {
    Spots spots;
    for (const auto& list : provision_lists(plan))
        for (const auto& row : list.rows) {
            const std::string low = lowered(row.what + "\n" + row.who + "\n" + row.how_often + "\n" + row.how_long);
            for (const auto phrase : kVague)
                if (says(low, phrase))
                    spots.push_back({list.section, row_place(list.section, "provision", row.number),
                                     "\"" + std::string(phrase) + "\" promises nothing"});
        }
    return spots;
}

Spots vague_outcomes(const Plan& plan) {
    Spots spots;
    for (const auto& row : plan.outcomes) {
        const std::string low = lowered(row.outcome);
        if (any_says(low, kDirections) && !can_be_counted(low))
            spots.push_back({Section::E, row_place(Section::E, "outcome", row.number),
                             "it says in which direction, and not what will be seen"});
    }
    return spots;
}

Spots jargon(const Plan& plan) {
    Spots spots;
    std::set<std::string_view> said;
    for (const auto& passage : passages(plan)) {
        const std::string low = lowered(passage.text);
        for (const auto& one : kJargon)
            if (says(low, one.word) && said.insert(one.word).second &&
                std::ranges::none_of(plan.words_used, [&](const Word& word) { return lowered(word.word) == one.word; }))
                spots.push_back({passage.section, passage.place,
                                 "\"" + std::string(one.word) + "\" is a word of the trade; say \"" +
                                     std::string(one.plain) + "\""});
    }
    return spots;
}

Spots unexplained_initials(const Plan& plan) {
    const auto all = passages(plan);
    std::string whole;
    for (const auto& passage : all) (whole += passage.text) += '\n';
    Spots spots;
    std::set<std::string_view> said;
    for (const auto& passage : all)
        for (const auto word : words(passage.text)) {
            const auto initials = bare(word);
            if (are_initials(initials) && said.insert(initials).second && !explained(plan, initials, whole))
                spots.push_back({passage.section, passage.place, "\"" + std::string(initials) + "\" is not explained"});
        }
    return spots;
}

Spots another_name(const Plan& plan) {
    if (plan.child.first_name.empty()) return {};
    const auto known = known_names(plan);
    Spots spots;
    for (const auto& passage : passages(plan)) {
        if (passage.section == Section::A) continue;
        std::size_t number = 0;
        for (const auto& sentence : sentences(passage.text)) {
            ++number;
            for (const auto word : words(sentence.text))
                if (is_given_name(bare(word)) && !known.contains(bare(word))) {
                    spots.push_back({passage.section, sentence_place(passage, number),
                                     "a name stands there that is nobody's in this plan"});
                    break;
                }
        }
    }
    return spots;
}

Spots hard_to_read(const Plan& plan) {
    constexpr double kOldest = 14;
    constexpr std::size_t kEnoughToTell = 100;  // words
    Length by_section[kSections];
    for (const auto& passage : passages(plan))
        by_section[static_cast<std::size_t>(passage.section)] += length_of(passage.text);
    Spots spots;
    for (std::size_t i = 0; i < kSections; ++i) {
        const int years = static_cast<int>(by_section[i].reading_age() + 0.5);
        if (by_section[i].words >= kEnoughToTell && years > kOldest)
            spots.push_back({static_cast<Section>(i), "section " + std::string(name_of(static_cast<Section>(i))),
                             "it takes a reading age of " + std::to_string(years)});
    }
    return spots;
}

Spots long_sentences(const Plan& plan) {
    constexpr std::size_t kLongest = 40;  // words
    Spots spots;
    for (const auto& passage : passages(plan)) {
        std::size_t number = 0;
        for (const auto& sentence : sentences(passage.text)) {
            ++number;
            const std::size_t count = words(sentence.text).size();
            if (count > kLongest)
                spots.push_back(
                    {passage.section, sentence_place(passage, number), "it has " + std::to_string(count) + " words"});
        }
    }
    return spots;
}

Spots too_long(const Plan& plan) {
    constexpr int kMost = 60;  // minutes
    const int minutes = length_of(plan).minutes_aloud();
    if (minutes <= kMost) return {};
    return {{Section::A, "the plan", "it takes " + std::to_string(minutes) + " minutes to read aloud"}};
}

}  // namespace ehcflow::plans
