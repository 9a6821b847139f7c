// An EHC plan as data: sections A to K of the Special Educational Needs and Disability Regulations 2014, reg 12(1), as
// rows tied to each other by their numbers. Text is CommonMark; a sentence may end in the advice it came from, as in
// "Tam reads 12 of the first 100 words. [K1, K3]". Plain values; no thread rule.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"

namespace ehcflow::plans {

// H is social care that nobody has said to be H1 or H2 yet.
enum class Section : std::uint8_t { A, B, C, D, E, F, G, H1, H2, H, I, J, K };
inline constexpr std::size_t kSections = 13;
std::string_view name_of(Section section);  // "H1"
std::string_view title_of(Section section);

enum class Stage : std::uint8_t { Draft, Final, Amended };

// What provision from year 9 helps to prepare for (reg 12(3)).
enum class Aim : std::uint8_t { Employment, IndependentLiving, Health, Community };

// Whose advice it is (reg 6(1)).
enum class Adviser : std::uint8_t { Other, Family, Education, Health, Psychology, SocialCare, Adulthood };

using Texts = std::vector<std::string>;
using Numbers = std::vector<std::string>;  // of rows: "B1"

struct Child {
    std::string first_name, last_name, known_as, year_group;
    std::optional<Date> born;
    friend bool operator==(const Child&, const Child&) = default;
};

struct TeamMember {
    std::string name, role;
    friend bool operator==(const TeamMember&, const TeamMember&) = default;
};

struct Answered {
    std::string said, changed;
    friend bool operator==(const Answered&, const Answered&) = default;
};

struct Views {  // section A
    std::string how_gathered;
    std::optional<Date> dated;
    Texts child, parents, aspirations;
    std::vector<Answered> made_a_difference;  // what the family said, and what changed because of it
    friend bool operator==(const Views&, const Views&) = default;
};

struct Need {  // sections B, C and D
    std::string number, area, strengths, need;
    Numbers from;
    friend bool operator==(const Need&, const Need&) = default;
};

struct Outcome {  // section E
    std::string number, outcome, how_we_will_know;
    Numbers for_needs;
    std::optional<Date> by;
    friend bool operator==(const Outcome&, const Outcome&) = default;
};

struct Provision {  // sections F, G and H
    std::string number, what, who, qualification, how_often, how_long;
    Numbers for_needs, for_outcomes, from;
    std::vector<Aim> prepares_for;
    bool educates_or_trains = false;  // said of a row outside section F
    friend bool operator==(const Provision&, const Provision&) = default;
};

struct Agreement {  // of the health board to section G
    std::string body;
    std::optional<Date> agreed_on;
    friend bool operator==(const Agreement&, const Agreement&) = default;
};

// What stands in a section that has no rows: "No health needs are known".
struct Statement {
    Section section = Section::C;
    std::string text;
    friend bool operator==(const Statement&, const Statement&) = default;
};

struct Placement {  // section I
    std::string name, type;
    friend bool operator==(const Placement&, const Placement&) = default;
};

struct Budget {  // section J
    std::string what;
    bool direct_payment = false;
    Numbers for_needs, for_outcomes;
    friend bool operator==(const Budget&, const Budget&) = default;
};

struct Advice {  // section K
    std::string number, from, role, not_used_because;
    Adviser adviser = Adviser::Other;
    std::optional<Date> dated, received;
    friend bool operator==(const Advice&, const Advice&) = default;
};

struct Word {
    std::string word, means;
    friend bool operator==(const Word&, const Word&) = default;
};

// The child's own page, in words of theirs.
struct MyPage {
    Texts about_me, what_i_want, what_will_happen, if_it_is_not_right;
    friend bool operator==(const MyPage&, const MyPage&) = default;
};

// A named person takes it upon themselves that a finding does not stop the plan.
struct Override {
    std::string check, by, reason;
    friend bool operator==(const Override&, const Override&) = default;
};

// Who wrote this version, and why.
struct Written {
    std::string by, why;
    friend bool operator==(const Written&, const Written&) = default;
};

struct Plan {
    Child child;
    Stage stage = Stage::Draft;
    int version = 1;
    std::optional<Date> dated, last_review;
    Texts what_matters_to_me, how_best_to_help_me;
    std::vector<TeamMember> my_team;
    Views views;
    std::vector<Need> needs, health_needs, social_care_needs;
    std::vector<Outcome> outcomes;
    std::vector<Provision> provision, health_provision, social_provision_h1, social_provision_h2, social_provision;
    Agreement health_agreement;
    std::vector<Statement> statements;
    Texts hoped_for;
    Placement placement;
    std::vector<Budget> personal_budget;
    std::vector<Advice> advice;
    std::vector<Word> words_used;
    MyPage my_page;
    std::vector<Override> overrides;
    Written change;
    friend bool operator==(const Plan&, const Plan&) = default;
};

struct NeedList {
    Section section;
    const std::vector<Need>& rows;
};
std::array<NeedList, 3> need_lists(const Plan& plan);

struct ProvisionList {
    Section section;
    const std::vector<Provision>& rows;
};
std::array<ProvisionList, 5> provision_lists(const Plan& plan);

std::string_view called(const Child& child);  // as the child is known

// The school year on a day by date of birth: 0 is Reception, 9 the year in which most turn 14.
int school_year(Date born, Date on);
int age(Date born, Date on);

}  // namespace ehcflow::plans
