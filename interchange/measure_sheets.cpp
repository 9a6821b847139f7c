#include "interchange/measure_sheets.h"

#include "interchange/snapshot.h"

namespace ehcflow::interchange {

using workflow::Copy;
using workflow::FrozenFigure;
using workflow::Snapshot;

Sheet figures_sheet(std::span<const Snapshot> months, Copy copy) {
    Sheet sheet{"Measures", {"month", "measure", "title", "count", "successes"}, {}};
    for (const auto& beside : workflow::numbers_beside()) sheet.heads.emplace_back(beside.id);
    for (const Snapshot& month : months) {
        const auto shown = workflow::disclose(month);
        const auto beside = workflow::disclose_beside(month);
        for (std::size_t i = 0; i < month.figures.size(); ++i) {
            const FrozenFigure& figure = month.figures[i];
            const auto* measure = workflow::measure_named(figure.measure);
            std::vector<Cell> row = {to_iso(month.month), figure.measure,
                                     std::string(measure == nullptr ? "" : measure->title)};
            const bool withheld = copy == Copy::Public && shown[i].withheld;
            for (const std::size_t number : {figure.count(), figure.successes.size()})
                row.push_back(withheld ? Cell(std::string(workflow::kNotShown)) : Cell(number));
            for (std::size_t at = 0; at < figure.beside.size(); ++at)
                row.push_back(copy == Copy::Public ? Cell(beside[i][at]) : Cell(figure.beside[at].size()));
            sheet.rows.push_back(std::move(row));
        }
    }
    return sheet;
}

Sheet cases_sheet(const Snapshot& month) {
    Sheet sheet{"Cases", {"month", "measure", "reference", "is"}, {}};
    const auto add = [&](const std::string& measure, const workflow::References& cases, std::string_view what) {
        for (const std::string& reference : cases)
            sheet.rows.push_back({to_iso(month.month), measure, reference, std::string(what)});
    };
    for (const FrozenFigure& figure : month.figures) {
        add(figure.measure, figure.successes, "a success");
        add(figure.measure, figure.failures, "not a success");
        for (std::size_t i = 0; i < figure.beside.size(); ++i)
            add(figure.measure, figure.beside[i], workflow::numbers_beside()[i].title);
    }
    return sheet;
}

}  // namespace ehcflow::interchange
