// A case worked out for a test, from events written as in a timeline, without the brackets.
#pragma once

#include <algorithm>
#include <gtest/gtest.h>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>

#include "interchange/calendar.h"
#include "interchange/timeline.h"
#include "workflow/due.h"

namespace ehcflow::workflow {

inline const Calendar& calendar() { return interchange::built_in_calendar(); }

// A case that lives as long as the test: the answer points into the timeline.
struct Case {
    Timeline timeline;
    Answer answer;

    // The nth duty of a rule, in the answer's order.
    const Duty& duty(std::string_view rule, std::size_t nth = 0) const {
        for (const Duty& duty : answer.duties)
            if (duty.rule->id == rule && nth-- == 0) return duty;
        ADD_FAILURE() << "no duty " << rule;
        static const Duty kNone;
        return kNone;
    }
    std::size_t count(std::string_view rule) const {
        return static_cast<std::size_t>(std::count_if(answer.duties.begin(), answer.duties.end(),
                                                      [&](const Duty& d) { return d.rule->id == rule; }));
    }
};

inline std::unique_ptr<Case> at(std::string_view today, std::string_view events, const RuleBook& book = RuleBook()) {
    auto timeline =
        interchange::read_timeline(R"({"child":{"born":"2014-05-03"},"events":[)" + std::string(events) + "]}");
    if (!timeline) throw std::runtime_error(timeline.error().detail);
    auto one = std::make_unique<Case>(Case{std::move(timeline).value(), {}});
    auto answer = due(one->timeline, calendar(), *Date::parse(today), book);
    if (!answer) throw std::runtime_error(answer.error().why);
    one->answer = std::move(answer).value();
    return one;
}

}  // namespace ehcflow::workflow
