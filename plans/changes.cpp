#include "plans/changes.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <set>

#include "base/text.h"

namespace ehcflow::plans {
namespace {

std::string joined(const Texts& texts, std::string_view between) {
    std::string all;
    for (const auto& text : texts) (all += all.empty() ? "" : between) += text;
    return all;
}

std::string in_words(const std::optional<Date>& day) { return day ? to_plain(*day) : std::string(); }

class Lines {
public:
    void add(const std::string& place, std::string text) {
        if (!trim(text).empty()) lines_.push_back({place, std::move(text)});
    }
    std::vector<Line> take() { return std::move(lines_); }

private:
    std::vector<Line> lines_;
};

// A word has the white space behind it, so that the last word of a text is another than the same word further on. Both
// texts are compared with a space at their end, which is then taken off again.
std::vector<Run> told_changes(const std::string& was, const std::string& now) {
    if (was.empty() || now.empty()) return word_diff(was, now);
    auto runs = word_diff(was + " ", now + " ");
    Run& last = runs.back();
    last.text.pop_back();
    if (last.change == WordFate::Kept) return runs;
    Run& other = runs[runs.size() - 2];  // neither text is empty, so there is one
    other.text.pop_back();
    if (other.change != WordFate::Kept) return runs;
    last.text.insert(0, " ");  // between the last word of both and what only one of them goes on with
    if (other.text.empty()) runs.erase(runs.end() - 2);
    return runs;
}

std::string row_of(Section section, std::string_view number) {
    return "Section " + std::string(name_of(section)) + ", " + std::string(number);
}

void add_provision(Lines& lines, const ProvisionList& list) {
    struct Part {
        std::string Provision::*held;
        std::string_view name;
    };
    static constexpr std::array kParts = {
        Part{&Provision::what, "what will be done"}, Part{&Provision::who, "who does it"},
        Part{&Provision::qualification, "their qualification"}, Part{&Provision::how_often, "how often"},
        Part{&Provision::how_long, "for how long"}};
    for (const auto& row : list.rows) {
        const std::string place = row_of(list.section, row.number) + ": ";
        for (const auto& part : kParts) lines.add(place + std::string(part.name), row.*part.held);
        lines.add(place + "for needs", joined(row.for_needs, ", "));
        lines.add(place + "towards outcomes", joined(row.for_outcomes, ", "));
        lines.add(place + "from advice", joined(row.from, ", "));
    }
}

// "Section F, F1" of "Section F, F1: how often"; nothing where the place is no part of a numbered row.
std::string row_named_in(std::string_view place) {
    const auto end = place.find(": ");
    const auto row = place.substr(0, std::min(end, place.size()));
    return end == place.npos || row.find(", ") == row.npos ? std::string() : std::string(row);
}

// Where each place stands among the lines. A place that stands twice (two rows of one number) is told apart by its
// turn.
class Places {
public:
    using Key = std::pair<std::string, int>;

    explicit Places(const std::vector<Line>& lines) {
        std::map<std::string, int> turns;
        for (const auto& line : lines) {
            keys_.emplace_back(line.place, turns[line.place]++);
            at_.emplace(keys_.back(), keys_.size() - 1);
            if (auto row = row_named_in(line.place); !row.empty()) rows_.insert(std::move(row));
        }
    }
    const Key& key(std::size_t line) const { return keys_[line]; }
    std::optional<std::size_t> find(const Key& key) const {
        const auto found = at_.find(key);
        return found == at_.end() ? std::nullopt : std::optional(found->second);
    }
    bool has_row(const std::string& row) const { return rows_.contains(row); }

private:
    std::vector<Key> keys_;
    std::map<Key, std::size_t> at_;
    std::set<std::string> rows_;
};

}  // namespace

std::vector<Line> lines_of(const Plan& plan) {
    Lines lines;
    lines.add("Page 1: what matters to me", joined(plan.what_matters_to_me, "\n"));
    lines.add("Page 1: how best to help me", joined(plan.how_best_to_help_me, "\n"));
    for (const auto& one : plan.my_team) lines.add("Page 1: my team, " + one.name, one.role);
    lines.add("Section A: how we asked", plan.views.how_gathered);
    lines.add("Section A: the day of these views", in_words(plan.views.dated));
    lines.add("Section A: what the child or young person says", joined(plan.views.child, "\n"));
    lines.add("Section A: what the family says", joined(plan.views.parents, "\n"));
    lines.add("Section A: hopes", joined(plan.views.aspirations, "\n"));
    for (const auto& list : need_lists(plan))
        for (const auto& row : list.rows) {
            const std::string place = row_of(list.section, row.number);
            lines.add(place + ": area", row.area);
            lines.add(place + ": what goes well", row.strengths);
            lines.add(place + ": what is needed", row.need);
            lines.add(place + ": from advice", joined(row.from, ", "));
        }
    for (const auto& row : plan.outcomes) {
        const std::string place = row_of(Section::E, row.number);
        lines.add(place + ": what we want to happen", row.outcome);
        lines.add(place + ": by when", in_words(row.by));
        lines.add(place + ": how we will know", row.how_we_will_know);
        lines.add(place + ": for needs", joined(row.for_needs, ", "));
    }
    for (const auto& list : provision_lists(plan)) {
        add_provision(lines, list);
        if (list.section == Section::F) lines.add("Beside section F: what we hope for", joined(plan.hoped_for, "\n"));
        if (list.section == Section::G)
            lines.add("Section G: agreed by",
                      joined({plan.health_agreement.body, in_words(plan.health_agreement.agreed_on)}, " "));
    }
    for (const auto& row : plan.statements) lines.add("Section " + std::string(name_of(row.section)), row.text);
    lines.add("Section I: the setting", plan.placement.name);
    lines.add("Section I: its type", plan.placement.type);
    for (std::size_t i = 0; i < plan.personal_budget.size(); ++i)
        lines.add("Section J, row " + std::to_string(i + 1), plan.personal_budget[i].what);
    for (const auto& row : plan.advice)
        lines.add(row_of(Section::K, row.number), joined({row.from, row.role, in_words(row.dated)}, ", "));
    return lines.take();
}

void append_change(std::vector<ChangedLine>& changed, std::size_t& given, const std::string& place,
                   const std::string& was, const std::string& now) {
    if (was == now) return;
    auto runs = told_changes(was, now);
    std::size_t most = 0;
    for (auto& run : runs) {
        most = std::max(most, run.number);
        if (run.number != 0) run.number += given;
    }
    given += most;
    changed.push_back({place, std::move(runs), {}});
}

std::vector<ChangedLine> changes(const Plan& before, const Plan& after) {
    const auto old_lines = lines_of(before), new_lines = lines_of(after);
    const Places olds(old_lines), news(new_lines);
    std::vector<ChangedLine> changed;
    std::size_t given = 0;
    // All that a row said is one change where the whole row comes or goes.
    const auto add_whole = [&](const Line& line, WordFate fate, const Places& others) {
        const std::string row = row_named_in(line.place);
        if (row.empty() || others.has_row(row))
            return append_change(changed, given, line.place, fate == WordFate::Removed ? line.text : "",
                                 fate == WordFate::Removed ? "" : line.text);
        const bool goes_on = !changed.empty() && changed.back().whole_row == row;
        if (!goes_on) ++given;
        changed.push_back({line.place, {{fate, line.text, given}}, row});
    };
    std::size_t next = 0;
    const auto gone_up_to = [&](std::size_t end) {
        for (; next < end; ++next)
            if (!news.find(olds.key(next))) add_whole(old_lines[next], WordFate::Removed, news);
    };
    for (std::size_t i = 0; i < new_lines.size(); ++i) {
        const auto was = olds.find(news.key(i));
        if (!was) {
            add_whole(new_lines[i], WordFate::Added, olds);
            continue;
        }
        // What went before this line is told before it; a line that moved up is left to its old turn.
        if (*was >= next) gone_up_to(*was), next = *was + 1;
        append_change(changed, given, new_lines[i].place, old_lines[*was].text, new_lines[i].text);
    }
    gone_up_to(old_lines.size());
    return changed;
}

std::size_t count_of(const std::vector<ChangedLine>& changed) {
    std::size_t most = 0;
    for (const auto& line : changed)
        for (const auto& run : line.runs) most = std::max(most, run.number);
    return most;
}

}  // namespace ehcflow::plans
