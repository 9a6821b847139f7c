#include "interchange/plan_findings.h"

#include <algorithm>

namespace ehcflow::interchange {

using templates::Value;

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

}  // namespace ehcflow::interchange
