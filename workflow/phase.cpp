#include "workflow/phase.h"

#include "workflow/rule.h"

namespace ehcflow::workflow {
namespace {

constexpr int kReceptionAge = 5;  // turned in the Reception year
constexpr int kPost16Age = 16;
constexpr int kYear9Age = 14;
constexpr struct { unsigned month, day; } kArises = {9, 1};  // of the year before the move

// The year in whose summer the school year ends in which the child turns that age.
int school_year_of(Date born, int age) {
    const int turns = born.year() + age;
    return born.month() >= 9 ? turns + 1 : turns;
}

}  // namespace

Date next_arising(Date day) {
    const Date this_year(day.year(), kArises.month, kArises.day);
    return day < this_year ? this_year : Date(day.year() + 1, kArises.month, kArises.day);
}

std::optional<PhaseTransfer> transfer_from(const Setting& setting, Date born) {
    int year = 0;
    std::string_view rule = "phase-other";
    if (setting.phase == "early-years") {
        year = school_year_of(born, kReceptionAge) - 1;
    } else {
        if (!setting.highest_age || *setting.highest_age > kPost16Age) return std::nullopt;
        year = school_year_of(born, *setting.highest_age);
        if (*setting.highest_age == kPost16Age) rule = "phase-post16";
    }
    const Date due = rule == "phase-post16" ? last_day_for_post16(year) : Date(year, 2, 14);
    return PhaseTransfer{rule, Date(year - 1, kArises.month, kArises.day), due, Date(year, 9, 1)};
}

Date last_day_for_post16(int year) { return Date(year, 3, 30); }

Date compulsory_school_age_ends(Date born) {
    using namespace std::chrono;
    const year_month_weekday_last day = year(school_year_of(born, kPost16Age)) / June / Friday[last];
    return Date(sys_days(day));
}

Date year_9_begins(Date born) { return Date(school_year_of(born, kYear9Age) - 1, 9, 1); }

BackPlan back_plan(Date due, const Calendar& calendar) {
    const Date final_by = calendar.roll_back(due);
    const auto before = [&](std::string_view rule) {
        const Period weeks = rule_named(rule)->period;
        return calendar.roll_back(final_by - std::chrono::days(weeks.length * 7));
    };
    return {before("ar-12w-longstop"), before("ar-amend-final"), final_by};
}

const Setting* setting_of(const Event& event) {
    if (event.kind == Kind::PlacementStarted) return event.find<Setting>("setting");
    if (event.kind != Kind::PlanFinalised) return nullptr;
    const auto* placement = event.find<Placement>("placement");
    return placement == nullptr || !placement->setting ? nullptr : &*placement->setting;
}

bool names_another(const Event& event, const Setting& setting) {
    if (event.kind != Kind::PlanFinalised && event.kind != Kind::PlanAmended) return false;
    const auto* placement = event.find<Placement>("placement");
    return placement != nullptr && (!placement->setting || placement->setting->name != setting.name);
}

}  // namespace ehcflow::workflow
