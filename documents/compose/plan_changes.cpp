#include "documents/compose/plan_changes.h"

#include <algorithm>
#include <string>

#include "documents/compose/plan_document.h"
#include "interchange/plan_json.h"
#include "plans/changes.h"
#include "templates/engine/members.h"

namespace ehcflow::documents {
namespace {

using plans::Plan;
using plans::Stage;
using templates::Value;

// "[added 4:" and the words, with the white space around them outside the mark.
Value run_value(const plans::Run& run) {
    Value value;
    if (run.change == plans::WordFate::Kept) {
        value.set("kind", "kept");
        value.set("text", run.text);
        return value;
    }
    const bool removed = run.change == plans::WordFate::Removed;
    const auto first = std::min(run.text.find_first_not_of(" \n\t"), run.text.size());
    const std::string rest = run.text.substr(first);
    const auto end = rest.find_last_not_of(" \n\t") + 1;
    value.set("kind", removed ? "removed" : "added");
    value.set("label",
              run.text.substr(0, first) + (removed ? "[removed " : "[added ") + std::to_string(run.number) + ":");
    value.set("text", rest.substr(0, end));
    value.set("after", end < rest.size() ? rest.substr(end) : std::string(removed ? " " : ""));
    return value;
}

// The new words without marks, where only some of them are new. What is long would be said twice at length.
std::string new_words(const plans::ChangedLine& line) {
    constexpr std::size_t kLong = 500;  // bytes
    const bool some_stay =
        std::ranges::any_of(line.runs, [](const plans::Run& run) { return run.change == plans::WordFate::Kept; });
    std::string after = plans::after_of(line.runs);
    return some_stay && after.size() <= kLong ? std::move(after) : std::string();
}

Value part_value(const plans::ChangedLine& line) {
    Value::List runs;
    for (const auto& run : line.runs) runs.push_back(run_value(run));
    Value part;
    std::string name = line.whole_row.empty()
                           ? std::string()
                           : line.place.substr(line.whole_row.size() + std::string_view(": ").size());
    if (!name.empty() && name[0] >= 'a' && name[0] <= 'z') name[0] = static_cast<char>(name[0] - 'a' + 'A');
    part.set("name", std::move(name));
    part.set("runs", std::move(runs));
    part.set("reads", new_words(line));
    return part;
}

// Lines of one change: those of a row that comes or goes whole, or a line alone.
Value place_value(std::span<const plans::ChangedLine> lines) {
    std::size_t first = 0, last = 0;
    Value::List parts;
    for (const auto& line : lines) {
        for (const auto& run : line.runs) {
            if (run.number != 0 && first == 0) first = run.number;
            last = std::max(last, run.number);
        }
        parts.push_back(part_value(line));
    }
    const plans::ChangedLine& one = lines.front();
    const std::string_view fate = one.runs.front().change == plans::WordFate::Added ? ": new" : ": taken out";
    const std::string place = one.whole_row.empty() ? one.place : one.whole_row + std::string(fate);
    const std::string numbers =
        first == last ? std::to_string(first) : std::to_string(first) + " to " + std::to_string(last);
    Value value;
    value.set("place", place);
    value.set("numbers", numbers);
    value.set("heading", (first == last ? "Change " : "Changes ") + numbers + ". " + place);
    value.set("parts", std::move(parts));
    return value;
}

Value changes_value(const std::vector<plans::ChangedLine>& changed, bool setting_open, bool proposed) {
    Value::List places;
    for (std::span<const plans::ChangedLine> rest = changed; !rest.empty();) {
        std::size_t count = 1;
        while (count < rest.size() && !rest[0].whole_row.empty() && rest[count].whole_row == rest[0].whole_row) ++count;
        places.push_back(place_value(rest.first(count)));
        rest = rest.subspan(count);
    }
    Value changes;
    changes.set("setting_open", setting_open);
    changes.set("proposed", proposed);
    changes.set("places", std::move(places));
    return changes;
}

// A draft may name no setting (CFA 2014 s.38(5)): that it names none says nothing about the one of the plan before.
bool leaves_setting_open(const Plan& before, const Plan& after) {
    return after.stage == Stage::Draft && after.placement == plans::Placement{} && before.placement != after.placement;
}

std::vector<plans::ChangedLine> changes_between(Plan before, const Plan& after) {
    if (leaves_setting_open(before, after)) before.placement = {};
    return plans::changes(before, after);
}

// A letter, the stage of the plan that it speaks of, and the members of its rows where they are typed.
struct Told {
    Notice notice;
    std::string_view stage, was, now;
};
constexpr Told kTold[] = {{Notice::ReviewAmend, "draft", "now", "proposed"},
                          {Notice::ProposeAmendment, "draft", "now", "proposed"},
                          {Notice::AmendedPlan, "amended", "was", "now"}};

const Told* told_by(Notice notice) {
    const auto* found = std::ranges::find(kTold, notice, &Told::notice);
    return found == std::end(kTold) ? nullptr : found;
}

const Value::List& typed_rows(Notice notice, const Value& record) {
    return list_of(part(part(record, notice_row(notice).content), "changes"));
}

// A plan without what the marks cover, so that no half of it is left where one word of it changed.
Result<Plan, Findings> readable(Value plan, std::span<const Undisclosed> marks, std::string_view name) {
    conceal(plan, marks);
    auto read = interchange::plan_of(plan);
    if (!read)
        for (Finding& finding : read.error()) finding.place = std::string(name) + "." + finding.place;
    return read;
}

Failure<Findings> fault(std::string code, std::string place, std::string what, std::string mend) {
    return Failure{Findings{{std::move(code), Severity::Error, std::move(place), std::move(what), std::move(mend)}}};
}

// That each row is whole is asked of it with all else that the letter needs (requirements.h).
Result<Value, Findings> from_rows(const Told& told, const Value::List& rows, const std::string& place) {
    std::vector<plans::ChangedLine> changed;
    std::size_t given = 0;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const std::string was = text_of(rows[i], told.was), now = text_of(rows[i], told.now);
        if (was == now)
            return fault("nothing-changes", place + "[" + std::to_string(i) + "]", "The new words are the old ones.",
                         "Enter what is to change, or take the row out.");
        plans::append_change(changed, given, text_of(rows[i], "section"), was, now);
    }
    return changes_value(changed, false, told.notice != Notice::AmendedPlan);
}

}  // namespace

Value compose_changes(const Plan& before, const Plan& after) {
    const auto changed = changes_between(before, after);
    Value changes = changes_value(changed, leaves_setting_open(before, after), true);
    const std::size_t count = count_of(changed);
    changes.set("count_words", count == 0   ? std::string("Nothing would change.")
                               : count == 1 ? std::string("One change is proposed.")
                                            : std::to_string(count) + " changes are proposed.");
    changes.set("why", after.change.why);
    changes.set("from", before.version);
    changes.set("to", after.version);
    Value values;
    values.set("child", plan_child(after.child));
    values.set("changes", std::move(changes));
    Value plan;  // for the header and the footer
    plan.set("stage_word", "PROPOSED CHANGES");
    plan.set("version", after.version);
    values.set("plan", std::move(plan));
    return values;
}

bool tells_changes(Notice notice) { return told_by(notice) != nullptr; }

bool changes_from_versions(Notice notice, const Value& record, const Value* plan_before) {
    const Told* told = told_by(notice);
    const std::string stage = text_of(part(record, "plan"), "stage");
    return told != nullptr && plan_before != nullptr && (stage.empty() ? "draft" : stage) == told->stage;
}

Result<Value, Findings> changes_told(Notice notice, const Value& record, const Value* plan_before,
                                     std::span<const Undisclosed> marks) {
    const Value::List& rows = typed_rows(notice, record);
    const std::string place = std::string(notice_row(notice).content) + ".changes";
    if (!changes_from_versions(notice, record, plan_before)) return from_rows(*told_by(notice), rows, place);
    if (!rows.empty())
        return fault("changes-twice", place,
                     "The changes come from the two versions of the plan that are kept, and rows are typed as well.",
                     "Take the typed rows out; what is missing from the plan, write into the plan.");
    const auto before = readable(*plan_before, marks, "plan_before");
    if (!before) return Failure{before.error()};
    const auto after = readable(*record.find("plan"), marks, "plan");
    if (!after) return Failure{after.error()};
    const auto changed = changes_between(*before, *after);
    if (changed.empty())
        return fault("nothing-changes", "plan", "This version of the plan says what the one before said.",
                     "Write into the plan what is to change.");
    return changes_value(changed, leaves_setting_open(*before, *after), notice != Notice::AmendedPlan);
}

}  // namespace ehcflow::documents
