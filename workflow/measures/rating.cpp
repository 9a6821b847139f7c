#include "workflow/measures/rating.h"

#include <array>

namespace ehcflow::workflow {
namespace {

using std::chrono::months;
using std::chrono::year_month;

constexpr std::array<std::string_view, 4> kNames = {"red", "amber", "green", "blue"};

// In whole numbers, so that 89.6% is not rounded up to a target of 90%.
bool reaches(const MonthFigure& figure, std::size_t per_cent) {
    return 100 * figure.success >= per_cent * figure.count;
}

const MonthFigure* figure_of(std::span<const MonthFigure> figures, year_month month) {
    for (const MonthFigure& figure : figures)
        if (figure.month == month && figure.count > 0) return &figure;
    return nullptr;
}

const MonthFigure* newest(std::span<const MonthFigure> figures, year_month month) {
    const MonthFigure* found = nullptr;
    for (const MonthFigure& figure : figures)
        if (figure.count > 0 && figure.month <= month && (found == nullptr || figure.month > found->month))
            found = &figure;
    return found;
}

}  // namespace

std::string_view name_of(Rating rating) { return kNames[static_cast<std::size_t>(rating)]; }

Rating rate(std::span<const MonthFigure> figures, year_month month, std::size_t target) {
    const MonthFigure* figure = newest(figures, month);
    if (figure == nullptr) return Rating::Red;
    if (!reaches(*figure, target > kAmberPoints ? target - kAmberPoints : 0)) return Rating::Red;
    if (!reaches(*figure, target) || figure->month != month) return Rating::Amber;
    for (int back = 1; back <= 2; ++back) {
        const MonthFigure* before = figure_of(figures, month - months(back));
        if (before == nullptr || !reaches(*before, target)) return Rating::Green;
    }
    return Rating::Blue;
}

}  // namespace ehcflow::workflow
