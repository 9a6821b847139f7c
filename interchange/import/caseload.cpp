#include "interchange/import/caseload.h"

#include <algorithm>
#include <map>
#include <set>

#include "base/id.h"
#include "base/text.h"
#include "interchange/import/record_of.h"
#include "interchange/timeline.h"
#include "interchange/value.h"
#include "templates/engine/members.h"
#include "workflow/due.h"

namespace ehcflow::interchange {
namespace {

using templates::Value;
using Was = Verdict::Was;

const Value& member_of(const Value& object, std::string_view name) {
    static const Value kNothing;
    const Value* value = object.find(name);
    return value == nullptr ? kNothing : *value;
}

class Admitting {
public:
    Admitting(std::vector<SourceFile> files, KnownChildren known, const LookUp& recorded,
              const workflow::Calendar& calendar, Date today)
        : known_(std::move(known)), recorded_(recorded), calendar_(calendar), today_(today) {
        caseload_.files = std::move(files);
    }

    ImportedCaseload run() {
        gather();
        find_same_children();
        for (const auto& [reference, rows] : by_reference_) admit_child(reference, rows);
        return std::move(caseload_);
    }

private:
    const SourceFile& file(RowAt at) const { return caseload_.files[at.file]; }
    SourceRow& row(RowAt at) { return caseload_.files[at.file].rows[at.row]; }
    std::string place(RowAt at) { return "row " + std::to_string(row(at).number) + " of " + file(at).name; }
    bool is_of(RowAt at, FileKind kind) const { return file(at).kind == kind; }
    bool stands(RowAt at) { return row(at).verdict.was != Was::Refused; }
    void refuse(RowAt at, std::string reason) {
        if (stands(at)) row(at).verdict = {Was::Refused, std::move(reason)};
    }

    // By kind, then as they were given: that is also the order of what happened on one day.
    void gather() {
        for (const ImportKind& kind : import_kinds())
            for (std::size_t f = 0; f < caseload_.files.size(); ++f) {
                const SourceFile& source = caseload_.files[f];
                if (source.kind != kind.kind) continue;
                for (std::size_t r = 0; r < source.rows.size(); ++r)
                    if (const std::string& reference = source.rows[r].values[0]; !reference.empty())
                        by_reference_[reference].push_back({f, r});
            }
    }

    void find_same_children() {
        std::map<std::string, RowAt> seen;
        for (std::size_t f = 0; f < caseload_.files.size(); ++f) {
            if (caseload_.files[f].kind != FileKind::Children) continue;
            for (std::size_t r = 0; r < caseload_.files[f].rows.size(); ++r) {
                const RowAt at{f, r};
                if (!stands(at)) continue;
                const auto [first, is_first] = seen.emplace(row(at).values[0], at);
                if (is_first)
                    compare_with_known(at);
                else
                    refuse(at, "its reference stands already in " + place(first->second));
            }
        }
    }

    void compare_with_known(RowAt at) {
        const SourceRow& source = row(at);
        const auto child = child_of(source.values[0], child_record(file(at), source));
        invariant(child.has_value(), "a row of a child has its name and birthday");
        const std::string others = " " + file(at).value(source, "not_the_child_of") + " ";
        std::string reason;
        for (const SamePerson& same : known_.like(*child)) {
            // A namesake born on the same day is rare but real; a number belongs to one child alone.
            const bool told_apart = others.find(" " + same.reference + " ") != std::string::npos;
            if (told_apart && same.by == "name and date of birth") continue;
            reason.append(reason.empty() ? "may be the child of case " : "; may be the child of case ")
                .append(same.reference)
                .append(", by ")
                .append(same.by);
        }
        if (reason.empty())
            known_.add(*child);
        else
            refuse(at, reason + "; if it is another child of the same name, say so in not_the_child_of");
    }

    void admit_child(const std::string& reference, const std::vector<RowAt>& rows) {
        const auto there = recorded_(reference);
        Admission admission;
        admission.reference = reference;
        admission.is_new = !there;
        admission.rows = rows;
        if (there) {
            admission.recorded_events = there->events.size();
            admission.revision = there->revision;
        }
        std::vector<RowAt> of_events;  // one an event of the admission
        if (there && there->erased) {
            for (const RowAt at : rows) refuse(at, "the case was erased by rule; nothing more is recorded of it");
        } else {
            make_record(admission, there);
            add_contacts(admission, there);
            add_setting(admission);
            add_events(admission, there, of_events);
        }
        if (all_stand(rows)) check_law(admission, there, of_events);
        if (!all_stand(rows)) return wait_for_refused(rows);
        admission.record_changes = there && !(admission.record == there->record);
        if (!admission.is_new && !admission.record_changes && admission.events.empty()) return;
        caseload_.admissions.push_back(std::move(admission));
    }

    bool all_stand(const std::vector<RowAt>& rows) {
        return std::all_of(rows.begin(), rows.end(), [&](RowAt at) { return stands(at); });
    }

    void wait_for_refused(const std::vector<RowAt>& rows) {
        const auto refused = std::find_if(rows.begin(), rows.end(), [&](RowAt at) { return !stands(at); });
        for (const RowAt at : rows)
            if (row(at).verdict.was == Was::Taken)
                row(at).verdict = {Was::HeldBack, "held back: " + place(*refused) + " is refused"};
    }

    void make_record(Admission& admission, const std::optional<Recorded>& there) {
        const auto own = std::find_if(admission.rows.begin(), admission.rows.end(),
                                      [&](RowAt at) { return is_of(at, FileKind::Children); });
        if (there) admission.record = there->record;
        if (own == admission.rows.end()) {
            if (!there)
                for (const RowAt at : admission.rows)
                    refuse(at, "no child has this reference, neither in these files nor in the record");
            return;
        }
        if (!stands(*own)) return;
        Value said = child_record(file(*own), row(*own));
        if (!there) {
            admission.record = std::move(said);
            return;
        }
        const auto before = child_of(admission.reference, there->record);
        const auto now = child_of(admission.reference, said);
        if (!before || before->born != now->born ||
            folded_name(before->first_name + ' ' + before->last_name) !=
                folded_name(now->first_name + ' ' + now->last_name))
            refuse(*own, "under this reference a child of another name or date of birth is recorded");
        else
            row(*own).verdict = {Was::There};
    }

    // Who is named in the record already stays as recorded there: officers may have mended it since.
    void add_contacts(Admission& admission, const std::optional<Recorded>& there) {
        const Value* family = admission.record.find("family");
        Value::List people = family == nullptr || family->list() == nullptr ? Value::List{} : *family->list();
        std::map<std::string, RowAt> added;
        for (const RowAt at : admission.rows) {
            if (!is_of(at, FileKind::Contacts) || !stands(at)) continue;
            Value person = contact_person(file(at), row(at));
            const std::string id = text_of(person, "id");
            const auto same =
                std::find_if(people.begin(), people.end(), [&](const Value& one) { return text_of(one, "id") == id; });
            if (same == people.end()) {
                added.emplace(id, at);
                people.push_back(std::move(person));
            } else if (const auto first = added.find(id); first != added.end()) {
                refuse(at, "its contact stands already in " + place(first->second) +
                               "; give each person a word of its own");
            } else if (folded_name(text_of(*same, "name")) != folded_name(text_of(person, "name"))) {
                refuse(at, "under its contact a person of another name is recorded");
            } else {
                row(at).verdict = {Was::There};
            }
        }
        if (!there || !added.empty()) admission.record.set("family", std::move(people));
    }

    // Where the child learns now: the place that began last and has not ended.
    void add_setting(Admission& admission) {
        const auto* own = admission.record.find("setting");
        if (own != nullptr && !own->is_null()) return;
        const RowAt* newest = nullptr;
        const auto began = [&](RowAt at) -> const std::string& { return file(at).value(row(at), "started_on"); };
        for (const RowAt& at : admission.rows)
            if (is_of(at, FileKind::Placements) && stands(at) && file(at).value(row(at), "ended_on").empty() &&
                (newest == nullptr || began(at) > began(*newest)))
                newest = &at;
        if (newest != nullptr) admission.record.set("setting", setting_of(file(*newest), row(*newest)));
    }

    struct Happened {
        RowAt at;
        RowEvent said;
    };

    void add_events(Admission& admission, const std::optional<Recorded>& there, std::vector<RowAt>& of_events) {
        std::multiset<std::string> known;
        if (there)
            for (const std::string& event : there->events)
                if (const auto value = read_value(event)) known.insert(essence_of(*value));
        std::map<std::string, RowAt> seen;
        std::vector<Happened> fresh;
        const std::string born = text_of(member_of(admission.record, "child"), "born");
        for (const RowAt at : admission.rows) {
            if (!stands(at)) continue;
            std::vector<RowEvent> events = events_of(file(at), row(at));
            const std::size_t before = fresh.size();
            const bool has_events = !events.empty();
            for (RowEvent& event : events) {
                const std::string essence = essence_of(event.event);
                const auto [first, is_first] = seen.emplace(essence, at);
                if (!is_first) refuse(at, "says the same as " + place(first->second));
                if (event.on < born) refuse(at, "holds a day before the child was born");
                if (known.contains(essence)) continue;
                fresh.push_back({at, std::move(event)});
            }
            if (has_events && fresh.size() == before && stands(at)) row(at).verdict = {Was::There};
        }
        std::stable_sort(fresh.begin(), fresh.end(),
                         [](const Happened& a, const Happened& b) { return a.said.on < b.said.on; });
        for (Happened& one : fresh) {
            of_events.push_back(one.at);
            admission.events.push_back(write_value(one.said.event));
        }
    }

    // What cannot have happened is refused, with what could have and the citation.
    void check_law(const Admission& admission, const std::optional<Recorded>& there,
                   const std::vector<RowAt>& of_events) {
        if (admission.events.empty()) return;
        std::string json =
            "{\"child\":{\"born\":" + write_value(member_of(member_of(admission.record, "child"), "born")) +
            "},\"events\":[";
        const std::size_t before = there ? there->events.size() : 0;
        for (std::size_t i = 0; i < before + admission.events.size(); ++i)
            json.append(i == 0 ? "" : ",").append(i < before ? there->events[i] : admission.events[i - before]);
        const auto timeline = read_timeline(json + "]}");
        std::optional<TimelineError> fault;
        if (!timeline) {
            fault = timeline.error();
        } else if (const auto answer = workflow::due(*timeline, calendar_, today_); !answer) {
            fault = as_error(answer.error());
        }
        if (!fault) return;
        std::string reason = fault->detail;
        if (!fault->cite.empty()) reason += " (" + fault->cite + ")";
        if (fault->event && *fault->event >= before && *fault->event - before < of_events.size()) {
            const RowAt at = of_events[*fault->event - before];
            return refuse(at, reason + could_have_been(file(at).kind, fault->permitted));
        }
        for (const RowAt at : of_events)
            refuse(at, "with it, what is recorded already cannot have happened: " + reason);
    }

    // Of all that could have happened, what a row of this kind could say.
    static std::string could_have_been(FileKind kind, const std::vector<std::string>& permitted) {
        std::vector<std::string> said;
        for (const Step& step : steps())
            if (step.file == kind &&
                std::find(permitted.begin(), permitted.end(), name_of(step.kind)) != permitted.end())
                said.emplace_back(name_of(step.kind));
        return said.empty() ? std::string() : "; could have happened: " + join_with(said, " or ");
    }

    ImportedCaseload caseload_;
    KnownChildren known_;
    const LookUp& recorded_;
    const workflow::Calendar& calendar_;
    const Date today_;
    std::map<std::string, std::vector<RowAt>> by_reference_;
};

}  // namespace

std::optional<Child> child_of(const std::string& reference, const Value& record) {
    const Value& child = member_of(record, "child");
    const auto born = Date::parse(text_of(child, "born"));
    Child found{reference,
                text_of(child, "first_name"),
                text_of(child, "last_name"),
                born.value_or(Date()),
                text_of(child, "upn"),
                text_of(child, "uln"),
                text_of(child, "nhs_number")};
    if (!born || (found.first_name.empty() && found.last_name.empty())) return std::nullopt;
    return found;
}

ImportedCaseload admit(std::vector<SourceFile> files, KnownChildren known, const LookUp& recorded,
                       const workflow::Calendar& calendar, Date today) {
    return Admitting(std::move(files), std::move(known), recorded, calendar, today).run();
}

void hold_back(std::vector<SourceFile>& files, const Admission& admission, const std::string& reason) {
    for (const RowAt at : admission.rows) files[at.file].rows[at.row].verdict = {Was::HeldBack, reason};
}

}  // namespace ehcflow::interchange
