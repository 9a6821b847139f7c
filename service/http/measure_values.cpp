#include "service/http/measure_values.h"

#include <algorithm>
#include <stdexcept>

#include "documents/compose/chart.h"
#include "interchange/snapshot.h"
#include "service/http/page_values.h"
#include "service/http/words.h"

namespace ehcflow::service {
namespace {

using templates::Value;
using workflow::FrozenFigure;
using workflow::Measure;
using workflow::Snapshot;

std::string name_of_month(std::chrono::year_month month) {
    return std::string(month_name(static_cast<unsigned>(month.month()))) + " " +
           std::to_string(static_cast<int>(month.year()));
}

std::string share_of(const FrozenFigure* figure) {
    if (figure == nullptr || figure->count() == 0) return "none";
    return std::to_string((200 * figure->successes.size() + figure->count()) / (2 * figure->count())) + "%";
}

// Each once, with how often it counts where that is more than once.
Value::List cases_of(const workflow::References& references) {
    Value::List all;
    for (auto at = references.begin(); at != references.end();) {
        const auto next = std::upper_bound(at, references.end(), *at);
        Value one;
        one.set("reference", *at);
        one.set("times", static_cast<int>(next - at));
        all.push_back(std::move(one));
        at = next;
    }
    return all;
}

Value group(std::string_view title, const workflow::References& references) {
    Value value;
    value.set("title", title);
    value.set("count", static_cast<int>(references.size()));
    value.set("cases", cases_of(references));
    return value;
}

Value measure_values(const Measure& measure, std::span<const Snapshot> months, const templates::TextTemplate& form) {
    Value value;
    value.set("id", measure.id);
    value.set("title", measure.title);
    value.set("definition", measure.definition);
    value.set("source", in_words(measure.source));
    std::vector<documents::ChartMonth> drawn;
    Value::List rows;
    for (const Snapshot& month : months) {
        const FrozenFigure* figure = month.figure(measure.id);
        documents::ChartMonth point{month.month, std::nullopt, std::nullopt};
        if (figure != nullptr && figure->count() > 0)
            point.share = 100.0 * static_cast<double>(figure->successes.size()) / static_cast<double>(figure->count());
        drawn.push_back(point);
        Value row;
        row.set("name", name_of_month(month.month));
        row.set("count", static_cast<int>(figure == nullptr ? 0 : figure->count()));
        row.set("success", static_cast<int>(figure == nullptr ? 0 : figure->successes.size()));
        row.set("share", share_of(figure));
        rows.push_back(std::move(row));
    }
    const FrozenFigure* now = months.back().figure(measure.id);
    value.set("share", share_of(now));
    value.set("count", static_cast<int>(now == nullptr ? 0 : now->count()));
    value.set("success", static_cast<int>(now == nullptr ? 0 : now->successes.size()));
    value.set("months", std::move(rows));
    const bool any = std::ranges::any_of(drawn, [](const documents::ChartMonth& one) { return one.share.has_value(); });
    value.set("drawn", any);
    auto picture = documents::draw_chart(drawn, std::nullopt, documents::ChartAxis::Months, form);
    if (!picture) throw std::logic_error("the chart's template cannot be filled: " + picture.error().front().code);
    value.set("chart", std::move(picture).value());
    value.set("alternative", std::string(measure.title) + " by month; the table has the figures");
    Value::List groups;
    if (now != nullptr) {
        groups.push_back(group("Not a success", now->failures));
        groups.push_back(group("A success", now->successes));
        for (std::size_t i = 0; i < now->beside.size(); ++i)
            groups.push_back(group(workflow::numbers_beside()[i].title, now->beside[i]));
    }
    std::erase_if(groups, [](const Value& one) { return one.find("cases")->list()->empty(); });
    value.set("groups", std::move(groups));
    return value;
}

Value whereabouts_values(const MeasuredCases& cases, Date day, const Desk& desk) {
    Value::List rows;
    int red = 0;
    for (const workflow::Unsure& one : workflow::unsure(cases.children, day, desk.calendar)) {
        red += one.rating == workflow::Rating::Red ? 1 : 0;
        std::string doubts;
        for (const workflow::Doubt doubt : one.doubts)
            doubts.append(doubts.empty() ? "" : "; ").append(in_words(doubt));
        Value row;
        row.set("reference", cases.references[one.child]);
        row.set("known", in_words(one.known));
        row.set("colour", one.rating == workflow::Rating::Red ? "red" : "yellow");
        row.set("rating", one.rating == workflow::Rating::Red ? "Red" : "Amber");
        row.set("confirmed", one.confirmed ? day_in_words(*one.confirmed) : std::string("Never"));
        row.set("doubts", doubts);
        rows.push_back(std::move(row));
    }
    Value value;
    value.set("count", static_cast<int>(rows.size()));
    value.set("red", red);
    value.set("rows", std::move(rows));
    return value;
}

std::string figure_in_words(std::size_t successes, std::size_t count) {
    return count == 0 ? "none" : std::to_string(successes) + " of " + std::to_string(count);
}

// What of the closed months shown would now be another figure, each with its cases and why.
Value::List restatement_values(std::span<const documents::Restated> restated) {
    Value::List rows;
    for (const documents::Restated& one : restated) {
        const workflow::Restatement& restatement = one.restatement;
        const Measure* measure = workflow::measure_named(restatement.measure);
        Value row;
        row.set("month", name_of_month(one.month));
        row.set("title", measure == nullptr ? std::string_view(restatement.measure) : measure->title);
        row.set("was", figure_in_words(restatement.success_was, restatement.count_was));
        row.set("now", figure_in_words(restatement.success_now, restatement.count_now));
        row.set("cases", restated_cases(restatement));
        rows.push_back(std::move(row));
    }
    return rows;
}

Value closing_values(const std::optional<ClosedMonth>& closed) {
    Value value;
    value.set("is_closed", closed.has_value());
    value.set("on", closed ? day_in_words(closed->snapshot.frozen_on) : std::string());
    value.set("by", closed ? closed->paper.by.text() : std::string());
    value.set("why", closed ? closed->paper.why : std::string());
    return value;
}

}  // namespace

Value::List restated_cases(const workflow::Restatement& restatement) {
    Value::List cases;
    for (const workflow::Restated& touched : restatement.cases) {
        Value of;
        of.set("reference", touched.reference);
        of.set("change", touched.change);
        of.set("why", touched.why);
        cases.push_back(std::move(of));
    }
    return cases;
}

Value measures_values(const MonthShown& shown, const MeasuredCases& cases, const Desk& desk,
                      const templates::TextTemplate& chart) {
    Value values;
    const std::span<const Snapshot> months = shown.told.months;
    const auto month = months.back().month;
    values.set("closing", closing_values(shown.closed));
    values.set("restatements", restatement_values(shown.told.restated));
    values.set("title", "Measures");
    values.set("signed_in", true);
    values.set("month", name_of_month(month));
    values.set("this_month", interchange::to_iso(month));
    values.set("before", interchange::to_iso(month - std::chrono::months(1)));
    values.set("after", interchange::to_iso(month + std::chrono::months(1)));
    Value::List all;
    for (const Measure& measure : workflow::all_measures()) all.push_back(measure_values(measure, months, chart));
    values.set("measures", std::move(all));
    values.set("unsure", whereabouts_values(cases, std::min(workflow::end_of(month), desk.today()), desk));
    return values;
}

}  // namespace ehcflow::service
