#include "workflow/calendar.h"

#include <algorithm>
#include <utility>

namespace ehcflow::workflow {

using std::chrono::days;

Calendar::Calendar(std::vector<Date> holidays, std::string edition)
    : holidays_(std::move(holidays)), edition_(std::move(edition)) {
    std::sort(holidays_.begin(), holidays_.end());
    holidays_.erase(std::unique(holidays_.begin(), holidays_.end()), holidays_.end());
    known_to_ = holidays_.empty() ? kFirstDate : Date(holidays_.back().year(), 12, 31);
}

bool Calendar::is_working_day(Date day) const {
    const auto weekday = day.weekday();
    return weekday != std::chrono::Saturday && weekday != std::chrono::Sunday &&
           !std::binary_search(holidays_.begin(), holidays_.end(), day);
}

Date Calendar::roll_back(Date day) const {
    while (!is_working_day(day)) day -= days(1);
    return day;
}

Date Calendar::roll_forward(Date day) const {
    while (!is_working_day(day)) day += days(1);
    return day;
}

Date Calendar::add_working_days(Date day, int n) const {
    const days step(n < 0 ? -1 : 1);
    for (int left = n < 0 ? -n : n; left > 0; --left) {
        day += step;
        while (!is_working_day(day)) day += step;
    }
    return day;
}

int Calendar::working_days_between(Date after, Date to) const {
    int count = 0;
    for (Date day = after + days(1); day <= to; day += days(1)) count += is_working_day(day) ? 1 : 0;
    return count;
}

}  // namespace ehcflow::workflow
