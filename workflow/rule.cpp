#include "workflow/rule.h"

#include <algorithm>
#include <vector>

namespace ehcflow::workflow {
namespace {

// Days on which a change of the law reached these rules. An answer names the last one before its "today".
struct Edition {
    Date from;
    std::string_view name;
};
constexpr Edition kEditions[] = {
    {Date(2014, 9, 1), "england/2014-09-01"},   // SI 2014/1530 comes into force
    {Date(2015, 3, 23), "england/2015-03-23"},  // SI 2015/359
    {Date(2018, 4, 3), "england/2018-04-03"},   // SI 2017/1306: recommendations
    {Date(2020, 5, 1), "england/2020-05-01"},   // SI 2020/471: the relaxation
    {Date(2020, 9, 26), "england/2020-09-26"},  // and its end
    {Date(2022, 7, 1), "england/2022-07-01"},   // Health and Care Act 2022: integrated care boards
};

std::vector<const Rule*> gather() {
    std::vector<const Rule*> rules;
    for (const auto part :
         {assessment_rules(), advice_rules(), review_rules(), phase_rules(), amendment_rules(), reassessment_rules(),
          mediation_rules(), appeal_rules(), order_rules(), transfer_rules(), support_rules(), inspection_rules()})
        for (const Rule& rule : part) rules.push_back(&rule);
    return rules;
}

}  // namespace

std::span<const Rule* const> all_rules() {
    static const std::vector<const Rule*> kAll = gather();
    return kAll;
}

const Rule* rule_named(std::string_view id) {
    const auto rules = all_rules();
    const auto found = std::find_if(rules.begin(), rules.end(), [&](const Rule* rule) { return rule->id == id; });
    return found == rules.end() ? nullptr : *found;
}

std::string_view rulebook_on(Date day) {
    std::string_view name = kEditions[0].name;
    for (const Edition& edition : kEditions)
        if (edition.from <= day) name = edition.name;
    return name;
}

}  // namespace ehcflow::workflow
