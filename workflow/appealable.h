// The decisions that carry a right of appeal, with the ground of each: Children and Families Act 2014 s.51(2)(a) to
// (f). Constant.
#pragma once

#include <array>
#include <cstddef>
#include <string_view>

#include "workflow/lifecycle.h"

namespace ehcflow::workflow {

struct AppealableNotice {
    Happening notice;
    std::string_view ground;
};

inline constexpr std::array kAppealable = {
    AppealableNotice{{Kind::AssessmentRefused}, "no-assessment"},
    AppealableNotice{{Kind::PlanRefused}, "no-plan"},
    AppealableNotice{{Kind::PlanFinalised}, "contents"},
    AppealableNotice{{Kind::PlanAmended}, "contents"},
    AppealableNotice{{Kind::ReassessmentRefused}, "no-reassessment"},
    AppealableNotice{{Kind::ReviewDecided, "outcome", "maintain"}, "no-amendment"},
    AppealableNotice{{Kind::AmendmentDeclined}, "no-amendment"},
    AppealableNotice{{Kind::ReassessmentUnchanged}, "no-amendment"},
    AppealableNotice{{Kind::ReviewDecided, "outcome", "cease"}, "cease"},
    AppealableNotice{{Kind::CeaseDecided}, "cease"},
};

// The notices alone, as what begins a rule.
inline constexpr auto kAppealableNotices = [] {
    std::array<Happening, kAppealable.size()> notices{};
    for (std::size_t i = 0; i < notices.size(); ++i) notices[i] = kAppealable[i].notice;
    return notices;
}();

}  // namespace ehcflow::workflow
