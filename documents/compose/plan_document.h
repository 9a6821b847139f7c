// A plan as the values of its documents: the plan itself (draft, final or amended) and the child's own page. Every
// member that a template asks for is there, empty where the plan has nothing. Pure; any thread.
#pragma once

#include <string_view>

#include "plans/plan.h"
#include "templates/engine/value.h"

namespace ehcflow::documents {

inline constexpr std::string_view kPlanTemplate = "plans/plan.fodt";
inline constexpr std::string_view kMyPageTemplate = "plans/my_page.fodt";
inline constexpr std::string_view kPlanSections = "plan_sections";  // the shared block of sections A to K

templates::Value plan_part(const plans::Plan& plan);     // `plan` of the values below
templates::Value plan_child(const plans::Child& child);  // and `child`

templates::Value compose_plan(const plans::Plan& plan);  // for the plan, its page and the child's page

}  // namespace ehcflow::documents
