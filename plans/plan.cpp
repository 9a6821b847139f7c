#include "plans/plan.h"

namespace ehcflow::plans {
namespace {

struct SectionRow {
    std::string_view name, title;
};
constexpr std::array<SectionRow, kSections> kRows = {{
    {"A", "What the child and the family say"},
    {"B", "Special educational needs"},
    {"C", "Health needs"},
    {"D", "Social care needs"},
    {"E", "Outcomes"},
    {"F", "Special educational provision"},
    {"G", "Health provision"},
    {"H1", "Social care that must be given"},
    {"H2", "Other social care"},
    {"H", "Social care not yet placed in H1 or H2"},
    {"I", "School or college"},
    {"J", "Personal budget"},
    {"K", "Advice"},
}};

}  // namespace

std::string_view name_of(Section section) { return kRows[static_cast<std::size_t>(section)].name; }
std::string_view title_of(Section section) { return kRows[static_cast<std::size_t>(section)].title; }

std::array<NeedList, 3> need_lists(const Plan& plan) {
    return {{{Section::B, plan.needs}, {Section::C, plan.health_needs}, {Section::D, plan.social_care_needs}}};
}

std::array<ProvisionList, 5> provision_lists(const Plan& plan) {
    return {{{Section::F, plan.provision},
             {Section::G, plan.health_provision},
             {Section::H1, plan.social_provision_h1},
             {Section::H2, plan.social_provision_h2},
             {Section::H, plan.social_provision}}};
}

std::string_view called(const Child& child) { return child.known_as.empty() ? child.first_name : child.known_as; }

int school_year(Date born, Date on) {
    constexpr unsigned kSeptember = 9;
    constexpr int kAgeBeforeReception = 5;
    const int cohort = born.year() + (born.month() >= kSeptember ? 1 : 0);  // the year of the birthdays' August
    const int ends = on.year() + (on.month() >= kSeptember ? 1 : 0);
    return ends - cohort - kAgeBeforeReception;
}

int age(Date born, Date on) {
    const bool before_birthday = on.month() < born.month() || (on.month() == born.month() && on.day() < born.day());
    return on.year() - born.year() - (before_birthday ? 1 : 0);
}

}  // namespace ehcflow::plans
