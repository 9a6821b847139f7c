#include "workflow/measures/disclosure.h"

#include <algorithm>
#include <array>

namespace ehcflow::workflow {
namespace {

using Linked = std::array<std::string_view, 6>;
// Every measure that is not named here is of its own matters.
constexpr std::array<Linked, 3> kLinked = {{{"plans-20-weeks", "plans-20-weeks-without-exceptions"},
                                            {"advice-6-weeks", "advice-education", "advice-health", "advice-psychology",
                                             "advice-social-care", "advice-others"},
                                            {"reviews-held", "reviews-completed"}}};

bool is_small(std::size_t number) { return number > 0 && number < kSmallestShown; }
std::size_t apart(std::size_t a, std::size_t b) { return a > b ? a - b : b - a; }

std::array<std::size_t, 3> cells(const Numbers& numbers) {
    return {numbers.count, numbers.successes, numbers.count - numbers.successes};
}

bool tells(const Numbers& one) { return std::ranges::any_of(cells(one), is_small); }

bool tells_apart(const Numbers& one, const Numbers& other) {
    const auto a = cells(one);
    const auto b = cells(other);
    for (std::size_t i = 0; i < a.size(); ++i)
        if (is_small(apart(a[i], b[i]))) return true;
    return false;
}

}  // namespace

std::vector<PublicFigure> disclose(std::span<const Numbers> linked) {
    std::vector<PublicFigure> shown(linked.size(), PublicFigure{.withheld = true});
    if (linked.empty() || tells(linked[0])) return shown;
    shown[0] = {false, linked[0].count, linked[0].successes};
    for (const Numbers& part : linked.subspan(1))
        if (tells(part) || tells_apart(part, linked[0])) return shown;
    for (std::size_t i = 1; i < linked.size(); ++i) shown[i] = {false, linked[i].count, linked[i].successes};
    return shown;
}

namespace {

// The month's figures over the same matters as this one, itself among them, the widest first.
std::vector<const FrozenFigure*> kin_of(const Snapshot& snapshot, const FrozenFigure& figure) {
    const auto group = std::ranges::find_if(
        kLinked, [&](const Linked& linked) { return std::ranges::find(linked, figure.measure) != linked.end(); });
    if (group == kLinked.end()) return {&figure};
    std::vector<const FrozenFigure*> kin;
    for (const std::string_view name : *group)
        if (const FrozenFigure* one = name.empty() ? nullptr : snapshot.figure(name)) kin.push_back(one);
    return kin;
}

}  // namespace

std::vector<PublicFigure> disclose(const Snapshot& snapshot) {
    std::vector<PublicFigure> shown;
    for (const FrozenFigure& figure : snapshot.figures) {
        const auto kin = kin_of(snapshot, figure);
        std::vector<Numbers> linked;
        for (const FrozenFigure* one : kin) linked.push_back({one->count(), one->successes.size()});
        shown.push_back(disclose(linked)[static_cast<std::size_t>(std::ranges::find(kin, &figure) - kin.begin())]);
    }
    return shown;
}

std::vector<std::vector<std::string>> disclose_beside(const Snapshot& snapshot) {
    std::vector<std::vector<std::string>> shown;
    for (const FrozenFigure& figure : snapshot.figures) {
        const auto kin = kin_of(snapshot, figure);
        std::vector<std::string> row;
        for (std::size_t at = 0; at < figure.beside.size(); ++at) {
            const std::size_t widest = kin.front()->beside[at].size();
            const bool tells_of_few = std::ranges::any_of(kin, [&](const FrozenFigure* one) {
                return is_small(one->beside[at].size()) || is_small(apart(one->beside[at].size(), widest));
            });
            const bool is_part = kin.front() != &figure;
            row.push_back(is_part && tells_of_few ? std::string(kNotShown) : disclose_number(figure.beside[at].size()));
        }
        shown.push_back(std::move(row));
    }
    return shown;
}

PublicWhereabouts disclose_whereabouts(const Snapshot& snapshot) {
    const FrozenFigure* figure = snapshot.figure("whereabouts-confirmed");
    const std::size_t known = figure == nullptr ? 0 : figure->count();
    const std::size_t failures = figure == nullptr ? 0 : figure->failures.size();
    const std::size_t amber = snapshot.unsure_amber.size();
    const std::size_t red = snapshot.unsure_red.size();
    for (const std::size_t number : {known, amber, red, amber + red})
        if (is_small(number) || is_small(apart(known, number)) || is_small(apart(failures, number)))
            return {disclose_number(known), true, 0, 0};
    return {disclose_number(known), false, amber, red};
}

std::string disclose_number(std::size_t number) {
    return is_small(number) ? "fewer than " + std::to_string(kSmallestShown) : std::to_string(number);
}

}  // namespace ehcflow::workflow
