#include "workflow/drawing.h"

#include <algorithm>
#include <iterator>
#include <utility>
#include <vector>

namespace ehcflow::workflow {
namespace {

std::vector<const Transition*> rows_of(Lifecycle lifecycle) {
    std::vector<const Transition*> rows;
    for (const Transition& row : transitions())
        if (row.lifecycle == lifecycle) rows.push_back(&row);
    return rows;
}

std::string label(const Happening& happening) {
    std::string text(name_of(happening.kind));
    if (!happening.field.empty()) text.append(" [").append(happening.word).append("]");
    return text;
}

std::string joined(std::span<const std::string_view> words) {
    std::string text;
    for (const std::string_view word : words) text.append(text.empty() ? "" : ", ").append(word);
    return text;
}

// What must hold beside the stage, as it is said after the event.
std::string_view condition(Guard guard) {
    switch (guard) {
        case Guard::None:
            return "";
        case Guard::PlanStands:
            return ", while a plan stands";
        case Guard::PlanRefused:
            return ", after no plan was made";
        case Guard::OrderDone:
            return ", where nothing of the order is left";
        case Guard::MeetingWasHeld:
            return ", where a meeting was held";
        case Guard::BoardAsked:
            return ", where the health board asked";
        case Guard::AppealOpen:
            return ", while an appeal is open";
        case Guard::EverAppealed:
            return ", where there was an appeal";
        case Guard::CameByTransfer:
            return ", where the plan came by transfer";
        case Guard::MoveKnownLate:
            return ", known too late for the day of the move";
    }
    return "";
}

// Mermaid's names may hold no hyphen.
std::string mermaid_name(std::string_view stage) {
    std::string name(stage);
    std::replace(name.begin(), name.end(), '-', '_');
    return name;
}

// One arrow between two stages, with all that leads along it. Closing the case, which leads to the end from everywhere,
// would hide the rest.
struct Arrow {
    std::string_view from, to;
    std::vector<std::string> labels;
};

std::vector<Arrow> arrows(Lifecycle lifecycle) {
    std::vector<Arrow> all;
    for (const Transition* row : rows_of(lifecycle))
        for (const std::string_view from : row->from) {
            if (row->to.empty() || row->to == from || row->event.kind == Kind::CaseClosed) continue;
            auto arrow = std::find_if(all.begin(), all.end(),
                                      [&](const Arrow& one) { return one.from == from && one.to == row->to; });
            if (arrow == all.end()) arrow = all.insert(all.end(), {from, row->to, {}});
            std::string words = label(row->event);
            if (std::find(arrow->labels.begin(), arrow->labels.end(), words) == arrow->labels.end())
                arrow->labels.push_back(std::move(words));
        }
    return all;
}

std::vector<std::string_view> stages_of(const std::vector<Arrow>& all) {
    std::vector<std::string_view> stages;
    for (const Arrow& arrow : all)
        for (const std::string_view stage : {arrow.from, arrow.to})
            if (std::find(stages.begin(), stages.end(), stage) == stages.end()) stages.push_back(stage);
    return stages;
}

std::string capitalised(std::string_view name) {
    std::string text(name);
    text[0] = static_cast<char>(text[0] - 'a' + 'A');
    return text;
}

}  // namespace

std::string to_dot(Lifecycle lifecycle) {
    std::string dot =
        "digraph \"" + std::string(name_of(lifecycle)) + "\" {\n  rankdir=LR;\n  node [shape=box, style=rounded];\n";
    for (const Transition* row : rows_of(lifecycle))
        for (const std::string_view from : row->from) {
            const std::string_view to = row->to.empty() ? from : row->to;
            dot.append("  \"").append(from).append("\" -> \"").append(to).append("\" [label=\"");
            dot.append(label(row->event)).append("\\n").append(row->cite).append("\"];\n");
        }
    return dot + "}\n";
}

std::string to_mermaid(Lifecycle lifecycle) {
    const std::vector<Arrow> all = arrows(lifecycle);
    std::string text = "stateDiagram-v2\n";
    for (const std::string_view stage : stages_of(all))
        if (const std::string name = mermaid_name(stage); name != stage)
            text.append("    state \"").append(stage).append("\" as ").append(name).append("\n");
    text += "    [*] --> none\n";
    for (const Arrow& arrow : all) {
        text.append("    ")
            .append(mermaid_name(arrow.from))
            .append(" --> ")
            .append(mermaid_name(arrow.to))
            .append(" : ");
        for (const std::string& words : arrow.labels)
            text.append(&words == &arrow.labels[0] ? "" : "\\n").append(words);
        text += "\n";
    }
    return text;
}

std::string to_markdown(Lifecycle lifecycle) {
    std::string text = "## " + capitalised(name_of(lifecycle)) + "\n\n```mermaid\n" + to_mermaid(lifecycle) +
                       "```\n\n| at | event | leads to | provision |\n|---|---|---|---|\n";
    for (const Transition* row : rows_of(lifecycle)) {
        text.append("| ").append(joined(row->from)).append(" | ").append(label(row->event));
        text.append(condition(row->guard));
        text.append(" | ")
            .append(row->to.empty() ? "the same" : row->to)
            .append(" | ")
            .append(row->cite)
            .append(" |\n");
    }
    return text;
}

}  // namespace ehcflow::workflow
