// The calendar of working days in England and Wales.
//
// A working day is any day but a Saturday, a Sunday, Christmas Day, Good Friday or a bank holiday under the Banking and
// Financial Dealings Act 1971: the definition of SI 2015/1792 reg 4(7), taken because SI 2014/1530 has none of its own.
// Immutable once made; may be read from any thread.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"

namespace ehcflow::workflow {

class Calendar {
public:
    // The holidays, in any order, and the name of this edition, such as "england-and-wales/2030". An operator's further
    // days are merged by handing both lists together: a day once known is never lost.
    Calendar(std::vector<Date> holidays, std::string edition);

    bool is_working_day(Date day) const;
    Date roll_back(Date day) const;     // the day itself where it is a working day, else the last one before it
    Date roll_forward(Date day) const;  // the day itself, else the first working day after it
    Date add_working_days(Date day, int n) const;         // the nth working day after (n > 0) or before (n < 0) the day
    int working_days_between(Date after, Date to) const;  // working days later than `after` and not later than `to`

    const std::string& edition() const { return edition_; }
    Date known_to() const { return known_to_; }  // the end of the last year whose holidays are known
    std::span<const Date> holidays() const { return holidays_; }

private:
    std::vector<Date> holidays_;  // sorted, each once
    std::string edition_;
    Date known_to_;
};

}  // namespace ehcflow::workflow
