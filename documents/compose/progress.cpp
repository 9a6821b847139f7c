#include "documents/compose/progress.h"

#include <algorithm>
#include <string>
#include <utility>

#include "base/invariant.h"
#include "base/text.h"
#include "documents/compose/chart.h"

namespace ehcflow::documents {
namespace {

using std::chrono::year_month;
using templates::Value;
using namespace workflow;

constexpr std::string_view kWithheld = "not shown, since few children are in it";
constexpr std::string_view kConfidential = "[c]";  // in a table too narrow for more; the documents explain it
constexpr std::size_t kInSummary = 3;              // figures of each weakness on the first page

std::string name_of_month(year_month month) {
    return std::string(month_name(static_cast<unsigned>(month.month()))) + " " +
           std::to_string(static_cast<int>(month.year()));
}

// "Nov 25", over a narrow column.
std::string short_name_of(year_month month) {
    return std::string(month_name(static_cast<unsigned>(month.month())).substr(0, 3)) + " " +
           std::to_string(static_cast<int>(month.year())).substr(2);
}

std::size_t at_of(const Measure& measure) { return static_cast<std::size_t>(&measure - all_measures().data()); }

std::string per_cent(std::size_t share) { return std::to_string(share) + "%"; }

// To the nearest whole, halves up; but all is said only of all, and nothing only of nothing.
std::size_t share_of(std::size_t successes, std::size_t count) {
    const std::size_t rounded = (200 * successes + count) / (2 * count);
    if (rounded == 100 && successes < count) return 99;
    return rounded == 0 && successes > 0 ? 1 : rounded;
}

// One measure's month, as far as this copy may tell it.
struct Told {
    bool withheld = false;
    std::size_t count = 0, successes = 0;
    bool has_share() const { return !withheld && count > 0; }
    std::string share() const {
        if (withheld) return "not shown";
        return count == 0 ? "none" : per_cent(share_of(successes, count));
    }
};

class Composer {
public:
    Composer(const Progress& progress, const Charts& charts) : progress_(progress), charts_(charts) {
        for (const Snapshot& snapshot : progress.months) {
            std::vector<Told> month(all_measures().size());
            const auto shown = disclose(snapshot);
            for (std::size_t i = 0; i < snapshot.figures.size(); ++i) {
                const FrozenFigure& figure = snapshot.figures[i];
                const Measure* measure = measure_named(figure.measure);
                if (measure == nullptr) continue;  // of a definition that is no more
                month[at_of(*measure)] = progress.copy == Copy::Public
                                             ? Told{shown[i].withheld, shown[i].count, shown[i].successes}
                                             : Told{false, figure.count(), figure.successes.size()};
            }
            told_.push_back(std::move(month));
        }
    }

    Result<Value, Findings> compose() {
        const Snapshot& month = progress_.months.back();
        Value values;
        values.set("council", progress_.council);
        values.set("plan", plan());
        values.set("month_name", name_of_month(month.month));
        values.set("made_on", to_iso(progress_.made_on));
        values.set("frozen_on", to_iso(month.frozen_on));
        values.set("closed", progress_.closed.has_value());
        values.set("closed_by", progress_.closed.value_or(std::string()));
        values.set("public", progress_.copy == Copy::Public);
        values.set("copy", progress_.copy == Copy::Public ? "Public copy" : "Private copy");
        Value::List weaknesses, all_figures, off_track;
        std::array<int, 4> count{};
        for (const Weakness& weakness : progress_.plan.weaknesses) {
            auto told = this->weakness(weakness, all_figures, off_track);
            if (!told) return told;
            ++count[static_cast<std::size_t>(rating_)];
            weaknesses.push_back(std::move(told).value());
        }
        values.set("weaknesses", std::move(weaknesses));
        values.set("figures", std::move(all_figures));
        values.set("off_track", std::move(off_track));
        values.set("in_words", ratings_in_words(count));
        values.set("bodies", bodies());
        values.set("whereabouts", whereabouts());
        values.set("definitions", definitions());
        values.set("restatements", restatements());
        values.set("report", report());
        return values;
    }

private:
    Date day() const { return end_of(progress_.months.back().month); }

    static std::string ratings_in_words(const std::array<int, 4>& count) {
        std::vector<std::string> parts;
        for (std::size_t rating = 0; rating < count.size(); ++rating)
            if (count[rating] > 0)
                parts.push_back(std::to_string(count[rating]) + " " +
                                std::string(name_of(static_cast<Rating>(rating))));
        return join_with(parts, " and ");
    }

    Value plan() const {
        Value value;
        value.set("name", progress_.plan.name);
        value.set("area", progress_.plan.area);
        value.set("began", to_iso(progress_.plan.began));
        return value;
    }

    static void set_rating(Value& value, Rating rating) { value.set("rating", name_of(rating)); }

    std::vector<MonthFigure> figures_of(const Measure& measure) const {
        std::vector<MonthFigure> figures;
        for (const Snapshot& snapshot : progress_.months)
            if (const FrozenFigure* figure = snapshot.figure(measure.id))
                figures.push_back({snapshot.month, figure->count(), figure->successes.size()});
        return figures;
    }

    Result<Value, Findings> impact(const Impact& impact, Rating& rating) const {
        const Measure& measure = *measure_named(impact.measure);
        rating = rate(impact, figures_of(measure), progress_.months.back().month);
        const std::size_t at = at_of(measure);
        Value value;
        value.set("title", measure.title);
        value.set("definition", measure.definition);
        set_rating(value, rating);
        std::vector<ChartMonth> drawn;
        Value heads, count, success, share, promised_by;  // the rows of the table, a column a month
        count.set("name", "Number");
        success.set("name", "Success");
        share.set("name", "Share");
        promised_by.set("name", "Promised");
        for (std::size_t i = 0; i < told_.size(); ++i) {
            const year_month month = progress_.months[i].month;
            const Told& told = told_[i][at];
            const bool promised = month >= impact.baseline.month;
            const std::size_t aim = expected(impact, month);
            ChartMonth point{month, std::nullopt, std::nullopt};
            if (told.has_share())
                point.share = 100.0 * static_cast<double>(told.successes) / static_cast<double>(told.count);
            if (promised) point.promised = static_cast<double>(aim);
            drawn.push_back(point);
            const std::string column = "m" + std::to_string(i + 1);
            heads.set(column, short_name_of(month));
            count.set(column, told.withheld ? std::string(kConfidential) : std::to_string(told.count));
            success.set(column, told.withheld ? std::string(kConfidential) : std::to_string(told.successes));
            share.set(column, told.withheld ? std::string(kConfidential) : told.share());
            promised_by.set(column, promised ? per_cent(aim) : std::string("none"));
        }
        const std::size_t aim = expected(impact, progress_.months.back().month);
        const Told& now = told_.back()[at];
        const Told before = told_.size() > 1 ? told_[told_.size() - 2][at] : Told{};
        value.set("heads", std::move(heads));
        value.set("lines", Value::List{std::move(count), std::move(success), std::move(share), std::move(promised_by)});
        value.set("now", now.share());
        value.set("before", before.share());
        value.set("promised", per_cent(aim));
        value.set("target", per_cent(impact.target.per_cent));
        value.set("target_month", name_of_month(impact.target.month));
        value.set("baseline", per_cent(impact.baseline.per_cent));
        value.set("baseline_month", name_of_month(impact.baseline.month));
        value.set("reason", reason(now, before, aim, rating));
        value.set("alternative",
                  "Chart of " + std::string(measure.title) + ", " + name_of_month(progress_.months.front().month) +
                      " to " + name_of_month(progress_.months.back().month) + ". Now " + now.share() + ", promised " +
                      per_cent(aim) + ", target " + per_cent(impact.target.per_cent) + ". The table has every month.");
        const auto target = static_cast<double>(impact.target.per_cent);
        auto picture = draw_chart(drawn, target, ChartAxis::Bare, charts_.measure);
        auto spark = draw_chart(drawn, target, ChartAxis::Bare, charts_.spark);
        if (!picture || !spark) return Failure{(picture ? spark : picture).error()};
        value.set("chart", std::move(picture).value());
        value.set("spark", std::move(spark).value());
        return value;
    }

    static std::string reason(const Told& now, const Told& before, std::size_t aim, Rating rating) {
        if (now.withheld) return "the figure is " + std::string(kWithheld);
        if (now.count == 0)
            return rating == Rating::Red ? "no figure"
                                         : "no figure this month; an earlier one reached what was promised";
        std::string text = now.share() + " against " + per_cent(aim) + " promised by now";
        if (before.has_share()) text += ", " + before.share() + " the month before";
        return text;
    }

    Result<Value, Findings> weakness(const Weakness& weakness, Value::List& all_figures, Value::List& off_track) {
        Value::List impacts, summary, actions, milestones;
        std::vector<Rating> ratings;
        std::string worst;
        for (const Impact& one : weakness.impacts) {
            Rating rating = Rating::Red;
            auto told = impact(one, rating);
            if (!told) return told;
            if (ratings.empty() || rating < *std::ranges::min_element(ratings))
                worst = *told->find("title")->text() + ": " + *told->find("reason")->text();
            ratings.push_back(rating);
            if (summary.size() < kInSummary) summary.push_back(*told);
            all_figures.push_back(*told);
            impacts.push_back(std::move(told).value());
        }
        rating_ = rate(weakness, ratings, progress_.plan.began, day());
        std::vector<std::string> late;
        for (const Action& action : weakness.actions) {
            const Rating rating = rate(action, progress_.plan.began, day());
            actions.push_back(this->action(action, rating));
            for (const Milestone& milestone : action.milestones)
                milestones.push_back(this->milestone(action, milestone));
            if (rating != Rating::Red && rating != Rating::Amber) continue;
            late.push_back(action.id);
            Value off;
            off.set("what", action.what);
            off.set("id", action.id);
            off.set("state", state_of(action, rating));
            off.set("lead", action.lead);
            off.set("body", progress_.plan.body(action.body)->name);
            set_rating(off, rating);
            off_track.push_back(std::move(off));
        }
        std::string why = ratings.empty() ? "nothing is measured" : worst;
        if (!late.empty())
            why += ". Off track: " + std::string(late.size() == 1 ? "action " : "actions ") + join_with(late, " and ");
        Value value;
        value.set("id", weakness.id);
        value.set("title", weakness.title);
        value.set("found", weakness.found);
        value.set("outcomes", Value::List(weakness.outcomes.begin(), weakness.outcomes.end()));
        value.set("families_say", weakness.families_say);
        set_rating(value, rating_);
        value.set("reason", why);
        value.set("summary", std::move(summary));
        value.set("measures", std::move(impacts));
        value.set("actions", std::move(actions));
        value.set("milestones", std::move(milestones));
        return value;
    }

    std::string state_of(const Action& action, Rating rating) const {
        switch (rating) {
            case Rating::Blue:
                return "Done on " + to_plain(*action.done_on) + ", with evidence";
            case Rating::Green:
                return "On track";
            case Rating::Amber:
                return action.done_on && *action.done_on <= day() ? "Done, but without evidence"
                                                                  : "A milestone is missed";
            case Rating::Red:
                return "Was due on " + to_plain(action.due);
        }
        return {};
    }

    Value action(const Action& action, Rating rating) const {
        Value value;
        value.set("id", action.id);
        value.set("what", action.what);
        value.set("lead", action.lead);
        value.set("body", progress_.plan.body(action.body)->name);
        value.set("start", to_plain(action.start));
        value.set("due", to_plain(action.due));
        value.set("state", state_of(action, rating));
        set_rating(value, rating);
        std::vector<std::string> shown;
        for (const Evidence& evidence : action.evidence)
            if (evidence.on <= day()) shown.push_back(evidence.what + " (" + to_plain(evidence.on) + ")");
        value.set("evidence", shown.empty() ? std::string("None yet") : join_with(shown, "; "));
        return value;
    }

    Value milestone(const Action& action, const Milestone& milestone) const {
        const Date by = milestone_day(progress_.plan.began, milestone.month);
        const bool met = milestone.met_on && *milestone.met_on <= day();
        Value value;
        value.set("action", action.id);
        value.set("month", milestone.month);
        value.set("by", to_plain(by));
        value.set("what", milestone.what);
        value.set("state", met ? "Met on " + to_plain(*milestone.met_on) : by <= day() ? "Missed" : "To come");
        return value;
    }

    Value::List bodies() const {
        Value::List all;
        for (const Body& body : progress_.plan.bodies) {
            Value value;
            value.set("name", body.name);
            value.set("role", body.role);
            std::vector<std::string> coming;
            for (const Date meeting : body.meetings)
                if (meeting > day() && coming.size() < 4) coming.push_back(to_plain(meeting));
            value.set("meetings", coming.empty() ? std::string("No date is set") : join_with(coming, " and "));
            all.push_back(std::move(value));
        }
        return all;
    }

    Value whereabouts() const {
        const Snapshot& month = progress_.months.back();
        const FrozenFigure* figure = month.figure("whereabouts-confirmed");
        const PublicWhereabouts shown =
            progress_.copy == Copy::Public
                ? disclose_whereabouts(month)
                : PublicWhereabouts{std::to_string(figure == nullptr ? 0 : figure->count()), false,
                                    month.unsure_amber.size(), month.unsure_red.size()};
        const std::string red = std::to_string(shown.red);
        const std::string amber = std::to_string(shown.amber);
        Value value;
        value.set("sentence",
                  "Of " + shown.known + " children and young people known to us, it is not sure where " +
                      (shown.withheld ? "some are: how many is " + std::string(kWithheld)
                                      : red + " are (red), and not sure enough where " + amber + " are (amber)") +
                      ".");
        value.set("short",
                  "Whereabouts not sure: " +
                      (shown.withheld ? std::string(kNotShown) : red + " red, " + amber + " amber, of " + shown.known) +
                      ".");
        return value;
    }

    std::string beside_of(std::string_view measure, std::size_t which,
                          const std::vector<std::vector<std::string>>& shown) const {
        const auto& figures = progress_.months.back().figures;
        const auto figure = std::ranges::find(figures, measure, &FrozenFigure::measure);
        if (figure == figures.end()) return "0";
        if (progress_.copy == Copy::Private) return std::to_string(figure->beside[which].size());
        return shown[static_cast<std::size_t>(figure - figures.begin())][which];
    }

    Value::List definitions() const {
        Value::List all;
        const auto shown = disclose_beside(progress_.months.back());
        for (const Measure& measure : all_measures()) {
            const Told& told = told_.back()[at_of(measure)];
            Value value;
            value.set("id", measure.id);
            value.set("title", measure.title);
            value.set("definition", measure.definition);
            value.set("source", workflow::in_words(measure.source));
            value.set("is_national", measure.source != Source::Ours);
            value.set("figure", told.withheld     ? std::string("not shown")
                                : told.count == 0 ? std::string("none to count")
                                                  : std::to_string(told.successes) + " of " +
                                                        std::to_string(told.count) + " (" + told.share() + ")");
            for (std::size_t i = 0; i < numbers_beside().size(); ++i)
                value.set(numbers_beside()[i].id == "recorded-late" ? std::string_view("recorded_late")
                                                                    : numbers_beside()[i].id,
                          beside_of(measure.id, i, shown));
            all.push_back(std::move(value));
        }
        return all;
    }

    Value::List restatements() const {
        Value::List all;
        for (const Restated& one : progress_.restated) {
            const Measure* measure = measure_named(one.restatement.measure);
            if (measure == nullptr) continue;
            const Restatement& restated = one.restatement;
            Value value;
            value.set("month", name_of_month(one.month));
            value.set("title", measure->title);
            const bool told = progress_.copy == Copy::Private;
            const auto figure = [&](std::size_t success, std::size_t count) {
                if (told) return std::to_string(success) + " of " + std::to_string(count);
                return restated.cases.size() < kSmallestShown ? std::string(kNotShown) : share_alone(success, count);
            };
            value.set("was", figure(restated.success_was, restated.count_was));
            value.set("now", figure(restated.success_now, restated.count_now));
            const auto reasons = told ? reasons_with_cases(restated) : kinds_of_reasons(restated);
            value.set("reason", join_with(reasons, "; "));
            all.push_back(std::move(value));
        }
        return all;
    }

    // Cases that changed alike for the same reason are told together.
    static std::vector<std::string> reasons_with_cases(const Restatement& restated) {
        std::vector<std::pair<std::string, std::vector<std::string>>> alike;
        for (const auto& one : restated.cases) {
            const std::string what = one.change + " (" + one.why + ")";
            const auto found = std::ranges::find(alike, what, &decltype(alike)::value_type::first);
            if (found == alike.end())
                alike.push_back({what, {one.reference}});
            else
                found->second.push_back(one.reference);
        }
        std::vector<std::string> reasons;
        for (const auto& [what, references] : alike) reasons.push_back(join_with(references, " and ") + " " + what);
        return reasons;
    }

    static std::vector<std::string> kinds_of_reasons(const Restatement& restated) {
        std::vector<std::string> kinds;
        for (const auto& one : restated.cases) {
            const std::string kind = one.why.substr(0, one.why.find(':'));
            if (std::ranges::find(kinds, kind) == kinds.end()) kinds.push_back(kind);
        }
        return kinds;
    }

    // A public copy tells a restatement by its share alone, and not where few cases make it: two counts of one month
    // would tell of the few between them.
    static std::string share_alone(std::size_t success, std::size_t count) {
        if (count < 10 * kSmallestShown) return std::string(kNotShown);
        return per_cent(share_of(success, count));
    }

    Value report() const {
        const Value* given = progress_.council.find("committee");
        const auto text = [&](std::string_view name, std::string otherwise) {
            const Value* value = given == nullptr ? nullptr : given->find(name);
            return value != nullptr && value->text() != nullptr ? *value->text() : std::move(otherwise);
        };
        Value value;
        value.set("wards", text("wards", "All"));
        value.set("key_decision", text("key_decision", "No"));
        value.set("consultation", text("consultation", "No consultation is recorded for this report."));
        const Value* priorities = given == nullptr ? nullptr : given->find("priorities");
        value.set("priorities", priorities == nullptr ? Value(Value::List{}) : *priorities);
        const Value* implications = given == nullptr ? nullptr : given->find("implications");
        Value::List all;
        int number = 1;
        for (const std::string_view kind : {"Financial", "Legal", "Diversity and equality", "Other"}) {
            Value one;
            one.set("number", number++);
            one.set("kind", kind);
            one.set("text", "Nothing has been written here yet.");
            one.set("by", "Not yet verified");
            one.set("role", "");
            if (implications != nullptr && implications->list() != nullptr)
                for (const Value& written : *implications->list())
                    if (const Value* of = written.find("kind"); of != nullptr && of->text() && *of->text() == kind)
                        for (const char* member : {"text", "by", "role"})
                            if (const Value* said = written.find(member)) one.set(member, *said);
            all.push_back(std::move(one));
        }
        value.set("implications", std::move(all));
        const Date month_end = day();
        for (const Body& body : progress_.plan.bodies)
            if (body.id == "scrutiny")
                for (const Date meeting : body.meetings)
                    if (meeting > month_end && value.find("meets_on") == nullptr)
                        value.set("meets_on", to_iso(meeting));
        if (value.find("meets_on") == nullptr) value.set("meets_on", Value(""));
        return value;
    }

    const Progress& progress_;
    const Charts& charts_;
    std::vector<std::vector<Told>> told_;  // month, measure
    Rating rating_ = Rating::Red;          // of the weakness last told of
};

}  // namespace

MonthsTold tell_months(std::vector<Snapshot> known, const ClosedMonths& closed, std::span<const Child> caseload,
                       std::span<const std::string> references) {
    MonthsTold told{std::move(known), {}};
    for (Snapshot& month : told.months) {
        auto was = closed(month.month);
        if (!was) continue;
        for (Restatement& one : restatements(*was, month, caseload, references))
            told.restated.push_back({month.month, std::move(one)});
        month = std::move(*was);
    }
    return told;
}

std::vector<year_month> months_up_to(year_month last, int count) {
    std::vector<year_month> months;
    for (int back = count - 1; back >= 0; --back) months.push_back(last - std::chrono::months(back));
    return months;
}

Result<Value, Findings> compose_progress(const Progress& progress, const Charts& charts) {
    invariant(!progress.months.empty(), "compose_progress: a month to tell of");
    return Composer(progress, charts).compose();
}

}  // namespace ehcflow::documents
