#include "interchange/plan_findings.h"

#include <algorithm>

namespace ehcflow::interchange {

using templates::Value;
namespace {

Value decimal(double score) {
    const int tenths = static_cast<int>(score * 10 + 0.5);
    return templates::Number{tenths / 10.0, std::to_string(tenths / 10) + "." + std::to_string(tenths % 10)};
}
std::string_view grade_of(double score) { return plans::grade_name(static_cast<int>(score + 0.5)); }

}  // namespace

templates::Value findings_value(const plans::Plan& plan, std::span<const plans::Remark> remarks) {
    Value::List list;
    for (const auto& remark : remarks) {
        Value value;
        value.set("code", remark.check->id);
        value.set("weight", name_of(remark.check->weight));
        value.set("section", name_of(remark.spot.section));
        value.set("place", remark.spot.place);
        value.set("what", remark.spot.what);
        value.set("why", remark.check->reason);
        value.set("cite", remark.check->cite);
        value.set("mend", remark.check->mend);
        if (remark.overridden != nullptr) value.set("overridden_by", remark.overridden->by);
        list.push_back(std::move(value));
    }
    const plans::Length length = length_of(plan);
    Value reading;
    reading.set("words", static_cast<int>(length.words));
    reading.set("minutes_aloud", length.minutes_aloud());
    reading.set("reading_age", static_cast<int>(length.reading_age() + 0.5));
    Value all;
    all.set("may_be_final", std::ranges::none_of(remarks, plans::stops_a_final));
    all.set("findings", std::move(list));
    all.set("reading", std::move(reading));
    return all;
}

Value audit_value(const plans::Audit& audit) {
    Value::List sections, criteria;
    for (const auto& one : audit.sections) {
        Value value;
        value.set("section", name_of(one.section));
        value.set("score", decimal(one.score));
        value.set("grade", grade_of(one.score));
        value.set("findings", one.findings);
        Value::List open;
        for (const auto& criterion : one.open) open.emplace_back(criterion);
        value.set("open", std::move(open));
        sections.push_back(std::move(value));
    }
    for (const auto& one : plans::criteria()) {
        Value value;
        value.set("id", one.id);
        value.set("section", name_of(one.section));
        value.set("weight", one.weight);
        value.set("good", one.good);
        criteria.push_back(std::move(value));
    }
    Value all;
    all.set("score", decimal(audit.score));
    all.set("grade", audit.grade());
    all.set("moderated", audit.moderated);
    all.set("sections", std::move(sections));
    all.set("criteria", std::move(criteria));
    return all;
}

}  // namespace ehcflow::interchange
