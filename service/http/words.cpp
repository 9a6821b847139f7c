#include "service/http/words.h"

#include <algorithm>

namespace ehcflow::service {
namespace {

std::string counted(int n, std::string_view unit) {
    return std::to_string(n) + " " + std::string(unit) + (n == 1 ? "" : "s");
}

// Working days where there are any between; over a weekend plain days say more.
std::string between(Date from, Date to, const workflow::Calendar& calendar) {
    const int working = calendar.working_days_between(from, to);
    return working > 0 ? counted(working, "working day") : counted(static_cast<int>((to - from).count()), "day");
}

std::string sentence(std::string text) {
    std::replace(text.begin(), text.end(), '-', ' ');
    if (!text.empty() && text[0] >= 'a' && text[0] <= 'z') text[0] = static_cast<char>(text[0] - 'a' + 'A');
    return text;
}

}  // namespace

std::string day_in_words(Date day) {
    return std::string(weekday_name(day.weekday()).substr(0, 3)) + " " + to_plain(day);
}

std::string distance_in_words(Date day, Date today, const workflow::Calendar& calendar) {
    if (day == today) return "today";
    return day > today ? "in " + between(today, day, calendar) : between(day, today, calendar) + " late";
}

StatusWords document_words(documents::LifeStage stage) {
    constexpr StatusWords kWords[] = {{"Not fit to go", "red"},
                                      {"Prepared, not sent", "blue"},
                                      {"Approved, not sent", "blue"},
                                      {"Issued, not sent", "yellow"},
                                      {"Sent", "green"},
                                      {"Served", "green"},
                                      {"Delivered", "green"},
                                      {"Came back", "red"},
                                      {"Discarded", "grey"},
                                      {"Withdrawn", "grey"}};
    return kWords[static_cast<std::size_t>(stage)];
}

StatusWords status_words(const workflow::Duty& duty) {
    using workflow::Status;
    const bool is_a_right = duty.rule->who == workflow::Party::Family;  // nobody has to do it
    switch (duty.status) {
        case Status::Open:
            return {is_a_right ? "Time still runs" : "To do", "blue"};
        case Status::Due:
            return {is_a_right ? "Time runs out soon" : "Due soon", "yellow"};
        case Status::Met:
            return {"Done in time", "green"};
        case Status::Late:
            return {"Done late", "orange"};
        case Status::Overdue:
            return {"Late", "red"};
        case Status::Excused:
            return {"Late, excused", "purple"};
        case Status::Omitted:
            return {"Left out", "orange"};
        case Status::Closed:
            return {"Time has run", "grey"};
        case Status::Breached:
            return {"Cut short", "red"};
        case Status::Void:
            return {"No longer arises", "grey"};
    }
    return {"", "grey"};
}

std::string stage_words(std::string_view stage) { return sentence(std::string(stage)); }
std::string kind_words(std::string_view kind) { return sentence(std::string(kind)); }

}  // namespace ehcflow::service
