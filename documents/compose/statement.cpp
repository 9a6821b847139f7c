#include "documents/compose/statement.h"

#include <string>
#include <utility>

#include "base/invariant.h"

namespace ehcflow::documents {
namespace {

using std::chrono::months;
using std::chrono::year_month;
using templates::Value;

std::string name_of(year_month month) {
    return std::string(month_name(static_cast<unsigned>(month.month()))) + " " +
           std::to_string(static_cast<int>(month.year()));
}

std::string in_words(const Figure& figure) {
    if (figure.count == 0) return "none sent";
    return std::to_string(figure.success) + " of " + std::to_string(figure.count) + ", which is " +
           share_in_words(figure);
}

Value row(const Figure& figure) {
    Value value;
    value.set("name", name_of(figure.month));
    value.set("count", static_cast<int>(figure.count));
    value.set("success", static_cast<int>(figure.success));
    value.set("share", share_in_words(figure));
    return value;
}

std::string period_of(std::string_view rule) {
    const workflow::Rule* row = workflow::rule_named(rule);
    invariant(row != nullptr, "compose_statement: a measure of a rule that does not exist");
    return workflow::in_words(row->period);
}

// The template's own paragraphs stand before and after the measures and are numbered through.
constexpr int kFirstMeasureNumber = 3;

}  // namespace

std::vector<Figure> figures(const workflow::Measure& measure, std::span<const workflow::Child> children,
                            year_month last, int count, const workflow::Calendar& calendar) {
    std::vector<year_month> shown;
    for (int back = count - 1; back >= 0; --back) shown.push_back(last - months(back));
    const auto tallies = workflow::tally(children, shown, calendar);
    const auto at = static_cast<std::size_t>(&measure - workflow::all_measures().data());
    std::vector<Figure> all;
    for (std::size_t i = 0; i < shown.size(); ++i)
        all.push_back({shown[i], tallies[at][i].count(), tallies[at][i].successes.size()});
    return all;
}

std::string share_in_words(const Figure& figure) {
    if (figure.count == 0) return "none sent";
    return std::to_string((200 * figure.success + figure.count) / (2 * figure.count)) + "%";
}

Value compose_statement(std::span<const workflow::Child> children, year_month month, const Value& council, Date made_on,
                        const workflow::Calendar& calendar) {
    Value values;
    values.set("council", council);
    values.set("month_name", name_of(month));
    values.set("made_on", to_iso(made_on));
    values.set("decision_period", period_of("ehcna-decide"));
    values.set("plan_period", period_of("plan-final"));
    int number = kFirstMeasureNumber;
    Value::List measures;
    for (const workflow::Measure& measure : workflow::all_measures().first(kMeasuresInStatement)) {
        const std::vector<Figure> all = figures(measure, children, month, kMonthsShown, calendar);
        const Figure& before = all[all.size() - 2];
        Value latest;
        latest.set("in_words", in_words(all.back()) + ". In " + name_of(before.month) + ": " + in_words(before) + ".");
        Value::List rows;
        for (const Figure& figure : all) rows.push_back(row(figure));
        Value value;
        value.set("number", number++);
        value.set("title", measure.title);
        value.set("definition", measure.definition);
        value.set("latest", std::move(latest));
        value.set("months", std::move(rows));
        measures.push_back(std::move(value));
    }
    values.set("measures", std::move(measures));
    values.set("meaning_number", number);
    values.set("implications_number", number + 1);
    return values;
}

}  // namespace ehcflow::documents
