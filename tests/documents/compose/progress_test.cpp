// The month's documents: what a public copy tells, attacked by subtraction; figures that are missing, old or against
// each other; what was closed and what was restated.
#include "documents/compose/progress.h"

#include <algorithm>
#include <cctype>
#include <gtest/gtest.h>
#include <map>
#include <random>

#include "interchange/action_plan.h"
#include "interchange/measure_sheets.h"
#include "tests/documents/compose/example.h"

namespace ehcflow::documents {
namespace {

using namespace workflow;
using std::chrono::October;
using std::chrono::year;
using std::chrono::year_month;

constexpr year_month kMonth = year(2026) / October;

templates::TextTemplate chart(std::string_view path) {
    return templates::TextTemplate::parse(file_text(path), templates::TextKind::Html,
                                          [](const auto&) { return std::nullopt; })
        .value();
}

ActionPlan sample_plan() {
    return interchange::read_action_plan(file_text("templates/house/action_plan.json")).value();
}

templates::Value composed(std::span<const Snapshot> months, Copy copy, std::span<const Restated> restated = {},
                          std::optional<std::string> closed = std::nullopt) {
    static const ActionPlan plan = sample_plan();
    static const templates::Value council = example("templates/house/council.json");
    static const templates::TextTemplate measure = chart("templates/charts/measure.svg");
    static const templates::TextTemplate spark = chart("templates/charts/spark.svg");
    auto values = compose_progress({plan, months, restated, copy, council, Date(2026, 11, 30), std::move(closed)},
                                   {measure, spark});
    EXPECT_TRUE(values.ok());
    return values ? std::move(values).value() : templates::Value();
}

References some(std::size_t count) {
    References cases;
    for (std::size_t i = 0; i < count; ++i) cases.push_back("EHC-" + std::to_string(1000 + i));
    return cases;
}

FrozenFigure figure(std::string_view measure, std::size_t successes, std::size_t failures) {
    FrozenFigure one{std::string(measure), some(successes), some(failures), {}, {}};
    one.beside.resize(numbers_beside().size());
    return one;
}

constexpr std::string_view kAdvisers[] = {"advice-education", "advice-health", "advice-psychology",
                                          "advice-social-care", "advice-others"};

// A month in which every number is small or not by chance, and those of the same matters add up.
Snapshot random_month(std::mt19937& random) {
    const auto number = [&] {
        const unsigned how = random() % 4;
        return how == 0 ? 0 : how == 1 ? 1 + random() % 4 : random() % 40;
    };
    Snapshot month{kMonth, Date(2026, 11, 2), {}, {}, {}};
    for (const Measure& measure : all_measures()) {
        month.figures.push_back(figure(measure.id, number(), number()));
        for (References& beside : month.figures.back().beside) beside = some(number());
    }
    const auto at = [&](std::string_view id) -> FrozenFigure& {
        return *std::ranges::find(month.figures, id, &FrozenFigure::measure);
    };
    FrozenFigure advice = figure("advice-6-weeks", 0, 0);
    std::size_t in_time = 0, late = 0;
    std::vector<std::size_t> beside(numbers_beside().size());
    for (const std::string_view adviser : kAdvisers) {
        in_time += at(adviser).successes.size();
        late += at(adviser).failures.size();
        for (std::size_t i = 0; i < beside.size(); ++i) beside[i] += at(adviser).beside[i].size();
    }
    at("advice-6-weeks") = figure("advice-6-weeks", in_time, late);
    for (std::size_t i = 0; i < beside.size(); ++i) at("advice-6-weeks").beside[i] = some(beside[i]);
    FrozenFigure& without = at("plans-20-weeks-without-exceptions");
    at("plans-20-weeks") = figure("plans-20-weeks", without.successes.size(), without.failures.size() + number());
    FrozenFigure& held = at("reviews-held");
    const std::size_t both = std::min<std::size_t>(number(), held.successes.size());
    at("reviews-completed") = figure("reviews-completed", both, held.count() - both);
    FrozenFigure& sure = at("whereabouts-confirmed");
    const std::size_t unsure = std::min<std::size_t>(sure.count(), sure.failures.size() + number());
    const std::size_t red = random() % (unsure + 1);
    month.unsure_red = some(red);
    month.unsure_amber = some(unsure - red);
    return month;
}

bool is_small(std::size_t number) { return number > 0 && number < kSmallestShown; }
std::size_t apart(std::size_t a, std::size_t b) { return a > b ? a - b : b - a; }

// The numbers of "12 of 30 (40%)", or of "17"; none where they are not told.
std::vector<std::size_t> numbers_in(const std::string& text) {
    std::vector<std::size_t> numbers;
    if (text.find("fewer than") != std::string::npos) return numbers;
    for (std::size_t i = 0; i < text.size() && text[i] != '(';) {
        std::size_t end = i;
        while (end < text.size() && std::isdigit(static_cast<unsigned char>(text[end]))) ++end;
        if (end > i) numbers.push_back(std::stoul(text.substr(i, end - i)));
        i = end + 1;
    }
    return numbers;
}

struct Published {
    std::map<std::string, std::vector<std::size_t>> figures;  // successes, count, failures; empty where withheld
    std::map<std::string, std::map<std::string, std::vector<std::size_t>>> beside;
};

Published published(const templates::Value& values) {
    Published all;
    for (const templates::Value& one : *values.find("definitions")->list()) {
        const std::string id = text_at(one, "id");
        auto numbers = numbers_in(text_at(one, "figure"));
        if (numbers.size() == 2) numbers.push_back(numbers[1] - numbers[0]);
        all.figures[id] = numbers;
        for (const char* name : {"corrected", "excused", "voided", "recorded_late", "overdue"})
            all.beside[name][id] = numbers_in(text_at(one, name));
    }
    return all;
}

// No published number is small, nor the difference of two of the same matters, nor what a whole leaves over when all
// its parts but one are told.
void attack(const Published& all) {
    const std::vector<std::vector<std::string>> kin = {{"plans-20-weeks", "plans-20-weeks-without-exceptions"},
                                                       {"reviews-held", "reviews-completed"},
                                                       {"advice-6-weeks", "advice-education", "advice-health",
                                                        "advice-psychology", "advice-social-care", "advice-others"}};
    for (const auto& [id, numbers] : all.figures)
        for (const std::size_t number : numbers) EXPECT_FALSE(is_small(number)) << id;
    for (const auto& group : kin)
        for (const auto& other : group) {
            const auto& a = all.figures.at(group[0]);
            const auto& b = all.figures.at(other);
            for (std::size_t i = 0; i < std::min(a.size(), b.size()); ++i)
                EXPECT_FALSE(is_small(apart(a[i], b[i]))) << other;
        }
    for (const auto& [name, of] : all.beside) {
        for (const auto& [id, numbers] : of)
            for (const std::size_t number : numbers) EXPECT_FALSE(is_small(number)) << name << " of " << id;
        const auto& whole = of.at("advice-6-weeks");
        if (whole.empty()) continue;
        std::size_t told = 0, left = whole[0];
        for (const std::string_view adviser : kAdvisers)
            if (const auto& part = of.at(std::string(adviser)); !part.empty()) {
                ++told;
                left -= part[0];
            }
        if (told + 1 == std::size(kAdvisers)) {
            EXPECT_FALSE(is_small(left)) << name << ": the last part is what is left";
        }
    }
}

TEST(PublicCopy, TellsOfFewNeitherItselfNorBySubtraction) {
    std::mt19937 random(20261130);
    std::size_t told = 0;
    for (int i = 0; i < 400; ++i) {
        const Snapshot month = random_month(random);
        const templates::Value values = composed({&month, 1}, Copy::Public);
        const Published all = published(values);
        attack(all);
        for (const auto& [id, numbers] : all.figures) told += numbers.empty() ? 0 : 1;
        EXPECT_EQ(all_text(values).find("EHC-"), std::string::npos) << "no case is named";
        const auto where = numbers_in(text_at(values, "whereabouts.short"));  // red, amber, of all
        if (where.size() == 3) {
            const std::size_t unsure = where[0] + where[1];
            const auto& sure = all.figures.at("whereabouts-confirmed");
            for (const std::size_t number : {where[0], where[1], unsure}) {
                EXPECT_FALSE(is_small(number));
                EXPECT_FALSE(is_small(apart(where[2], number)));
                if (!sure.empty()) {
                    EXPECT_FALSE(is_small(apart(sure[2], number)));
                }
            }
        }
        // The table beside the documents tells the same and no more.
        const auto sheet = interchange::figures_sheet({&month, 1}, Copy::Public);
        for (const auto& row : sheet.rows)
            for (const auto& cell : row)
                if (const auto* number = std::get_if<std::size_t>(&cell)) {
                    EXPECT_FALSE(is_small(*number));
                }
        if (HasFailure()) FAIL() << "month " << i;
    }
    EXPECT_GT(told, 1000U) << "a copy that tells nothing proves nothing";
}

TEST(PrivateCopy, TellsEveryNumber) {
    std::mt19937 random(7);
    const Snapshot month = random_month(random);
    EXPECT_EQ(all_text(composed({&month, 1}, Copy::Private)).find("not shown"), std::string::npos);
}

std::string rating_of(const templates::Value& values, std::string_view measure) {
    const std::string_view title = measure_named(measure)->title;
    for (const templates::Value& one : *values.find("figures")->list())
        if (text_at(one, "title") == title) return text_at(one, "rating");
    return "(none)";
}

TEST(Progress, IsNeverGreenWhereAFigureIsMissingOrOld) {
    const Snapshot nothing{kMonth, Date(2026, 11, 2), {}, {}, {}};
    for (const Copy copy : {Copy::Public, Copy::Private}) {
        const templates::Value values = composed({&nothing, 1}, copy);
        for (const templates::Value& one : *values.find("figures")->list())
            EXPECT_EQ(text_at(one, "rating"), "red") << text_at(one, "title");
        for (const templates::Value& one : *values.find("weaknesses")->list()) EXPECT_EQ(text_at(one, "rating"), "red");
    }
    Snapshot september{kMonth - std::chrono::months(1), Date(2026, 10, 2), {figure("plans-20-weeks", 100, 0)}, {}, {}};
    const Snapshot months[] = {september, nothing};
    EXPECT_EQ(rating_of(composed(months, Copy::Private), "plans-20-weeks"), "amber");
    Snapshot october = september;
    october.month = kMonth;
    const Snapshot both[] = {september, october};
    EXPECT_NE(rating_of(composed(both, Copy::Private), "plans-20-weeks"), "amber");
}

// A figure says that all is well while the same matters' parts, or the list of names, say that it is not.
TEST(Progress, ShowsWhatSpeaksAgainstAFigureBesideIt) {
    Snapshot month{kMonth,
                   Date(2026, 11, 2),
                   {figure("whereabouts-confirmed", 100, 0), figure("plans-20-weeks", 50, 0)},
                   some(6),
                   some(30)};
    month.figures[1].beside.back() = some(12);  // overdue, and so in no count of what was done
    const templates::Value values = composed({&month, 1}, Copy::Private);
    EXPECT_EQ(text_at(values, "whereabouts.short"), "Whereabouts not sure: 30 red, 6 amber, of 100.");
    for (const templates::Value& one : *values.find("definitions")->list())
        if (text_at(one, "id") == "plans-20-weeks") {
            EXPECT_EQ(text_at(one, "overdue"), "12");
        }
}

TEST(Progress, SaysByWhomTheMonthWasClosedOrThatItIsNot) {
    const Snapshot month{kMonth, Date(2026, 11, 2), {}, {}, {}};
    EXPECT_EQ(*composed({&month, 1}, Copy::Public, {}, "director-1").find("closed"), templates::Value(true));
    EXPECT_EQ(text_at(composed({&month, 1}, Copy::Public, {}, "director-1"), "closed_by"), "director-1");
    EXPECT_EQ(*composed({&month, 1}, Copy::Public).find("closed"), templates::Value(false));
}

TEST(Restatements, TellThePublicWhyAndOfFewNoFigure) {
    const Snapshot month{kMonth, Date(2026, 11, 2), {}, {}, {}};
    const auto restated = [&](std::size_t touched) {
        Restatement one{"plans-20-weeks", 100, 60, 100, 60 - touched, {}};
        for (std::size_t i = 0; i < touched; ++i)
            one.cases.push_back({some(touched)[i], "no longer a success", "corrected: Sent to the wrong house"});
        return std::vector<Restated>{{kMonth, std::move(one)}};
    };
    const auto row = [&](std::size_t touched, Copy copy) {
        const auto all = restated(touched);
        return composed({&month, 1}, copy, all).find("restatements")->list()->front();
    };
    EXPECT_EQ(text_at(row(2, Copy::Public), "now"), "not shown");
    EXPECT_EQ(text_at(row(6, Copy::Public), "was"), "60%");
    EXPECT_EQ(text_at(row(6, Copy::Public), "now"), "54%");
    EXPECT_EQ(text_at(row(6, Copy::Public), "reason"), "corrected");
    EXPECT_EQ(text_at(row(2, Copy::Private), "now"), "58 of 100");
    EXPECT_NE(text_at(row(2, Copy::Private), "reason")
                  .find("EHC-1000 and EHC-1001 no longer a success (corrected: Sent to the wrong"),
              std::string::npos);
}

TEST(TellMonths, KeepsWhatWasClosedAndAsksEachMonthOnce) {
    Snapshot known{kMonth, Date(2026, 11, 30), {figure("plans-20-weeks", 9, 1)}, {}, {}};
    Snapshot closed{kMonth, Date(2026, 11, 2), {figure("plans-20-weeks", 10, 0)}, {}, {}};
    std::vector<year_month> asked;
    const auto told = tell_months({{kMonth - std::chrono::months(1), Date(2026, 11, 30), {}, {}, {}}, known},
                                  [&](year_month month) {
                                      asked.push_back(month);
                                      return month == kMonth ? std::optional(closed) : std::nullopt;
                                  },
                                  {}, {});
    EXPECT_EQ(asked, months_up_to(kMonth, 2));
    EXPECT_EQ(told.months.back(), closed);
    ASSERT_EQ(told.restated.size(), 1U);
    EXPECT_EQ(told.restated[0].month, kMonth);
    EXPECT_EQ(told.restated[0].restatement.success_now, 9U);
}

}  // namespace
}  // namespace ehcflow::documents
