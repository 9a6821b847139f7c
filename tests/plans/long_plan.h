// A plan of any length: the exemplary one, with each of its rows many times over. For tests and measurements only.
#pragma once

#include <fstream>
#include <sstream>
#include <string>

#include "interchange/plan_json.h"

namespace ehcflow::plans {

inline constexpr int kFortyPages = 36;  // times its rows

inline Plan long_plan(int times) {
    std::ostringstream text;
    text << std::ifstream(EHCFLOW_SOURCE_DIR "/tests/data/plans/07_year_9.json").rdbuf();
    Plan plan = interchange::read_plan(text.str()).value();
    const Plan one = plan;
    for (int i = 3; i < times + 3; ++i) {
        const std::string number = std::to_string(i);
        plan.needs.push_back(one.needs[i % 2]), plan.needs.back().number = "B" + number;
        plan.outcomes.push_back(one.outcomes[i % 2]), plan.outcomes.back().number = "E" + number;
        plan.outcomes.back().for_needs = {"B" + number};
        for (int j = 0; j < 3; ++j) {
            plan.provision.push_back(one.provision[j]);
            plan.provision.back().number = "F" + number + "." + std::to_string(j + 1);
            plan.provision.back().for_needs = {"B" + number};
            plan.provision.back().for_outcomes = {"E" + number};
        }
    }
    return plan;
}

// The same as somebody might amend it: every fifth row of provision is given more often, and one of them goes.
inline Plan amended(Plan plan) {
    for (std::size_t i = 0; i < plan.provision.size(); i += 5) plan.provision[i].how_often = "Five times a week";
    plan.provision.erase(plan.provision.begin() + static_cast<std::ptrdiff_t>(plan.provision.size() / 2));
    ++plan.version;
    return plan;
}

}  // namespace ehcflow::plans
