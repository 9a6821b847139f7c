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

std::vector<PublicFigure> disclose(const Snapshot& snapshot) {
    const auto numbers = [](const FrozenFigure& figure) { return Numbers{figure.count(), figure.successes.size()}; };
    std::vector<PublicFigure> shown;
    for (const FrozenFigure& figure : snapshot.figures) {
        const auto group = std::ranges::find_if(
            kLinked, [&](const Linked& linked) { return std::ranges::find(linked, figure.measure) != linked.end(); });
        std::vector<Numbers> linked;
        std::size_t at = 0;
        if (group == kLinked.end()) {
            linked.push_back(numbers(figure));
        } else {
            for (const std::string_view name : *group)
                if (const FrozenFigure* one = name.empty() ? nullptr : snapshot.figure(name)) {
                    if (one == &figure) at = linked.size();
                    linked.push_back(numbers(*one));
                }
        }
        shown.push_back(disclose(linked)[at]);
    }
    return shown;
}

std::string disclose_number(std::size_t number) {
    return is_small(number) ? "fewer than " + std::to_string(kSmallestShown) : std::to_string(number);
}

}  // namespace ehcflow::workflow
