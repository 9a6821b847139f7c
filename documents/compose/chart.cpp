#include "documents/compose/chart.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>

#include "base/date.h"
#include "base/text.h"

namespace ehcflow::documents {
namespace {

using templates::Value;

// The chart's own places, as templates/charts/measure.svg draws its frame.
// Four units are a millimetre, and the twelve months stand over the columns of the table that goes with it.
constexpr double kLeft = 120, kRight = 648, kTop = 20, kBottom = 108;
constexpr double kBesideText = 4.5;  // from the middle of a text to its foot
constexpr double kAboveDot = 11;
constexpr double kHighestText = 13;
constexpr double kLabelWidth = 40, kLabelHeight = 13;  // of what stands behind the last figure

std::string number(double value) {
    std::array<char, 32> digits{};
    std::snprintf(digits.data(), digits.size(), "%.1f", value);
    return digits.data();
}

double height_of(double per_cent) { return kBottom - (kBottom - kTop) * per_cent / 100; }

double place_of(std::size_t at, std::size_t count) {
    return count < 2 ? (kLeft + kRight) / 2
                     : kLeft + (kRight - kLeft) * static_cast<double>(at) / static_cast<double>(count - 1);
}

Value line(double x1, double y1, double x2, double y2) {
    Value value;
    value.set("x1", number(x1));
    value.set("y1", number(y1));
    value.set("x2", number(x2));
    value.set("y2", number(y2));
    return value;
}

// Between each month and the next where both have the share.
Value::List segments(std::span<const ChartMonth> months, std::optional<double> ChartMonth::*share) {
    Value::List lines;
    for (std::size_t at = 1; at < months.size(); ++at) {
        const auto& from = months[at - 1].*share;
        const auto& to = months[at].*share;
        if (from && to)
            lines.push_back(
                line(place_of(at - 1, months.size()), height_of(*from), place_of(at, months.size()), height_of(*to)));
    }
    return lines;
}

}  // namespace

Result<std::string, Findings> draw_chart(std::span<const ChartMonth> months, std::optional<double> target,
                                         ChartAxis axis, const templates::TextTemplate& form) {
    Value values;
    Value::List lines, dots, names;
    for (const double per_cent : {0.0, 50.0, 100.0}) {
        Value one;
        one.set("y", number(height_of(per_cent)));
        one.set("text_y", number(height_of(per_cent) + kBesideText));
        one.set("label", std::to_string(static_cast<int>(per_cent)) + "%");
        lines.push_back(std::move(one));
    }
    Value last(false);
    for (std::size_t at = 0; at < months.size(); ++at) {
        const double x = place_of(at, months.size());
        if (axis == ChartAxis::Months) {
            Value name;
            name.set("x", number(x));
            name.set("label", month_name(static_cast<unsigned>(months[at].month.month())).substr(0, 3));
            names.push_back(std::move(name));
        }
        if (!months[at].share) continue;
        const double y = height_of(*months[at].share);
        Value dot;
        dot.set("x", number(x));
        dot.set("y", number(y));
        dots.push_back(dot);
        last = Value();
        last.set("x", number(x));
        last.set("y", number(std::max(y - kAboveDot, kHighestText)));
        last.set("box_x", number(x - kLabelWidth / 2));
        last.set("box_y", number(std::max(y - kAboveDot, kHighestText) - kLabelHeight));
        last.set("label", std::to_string(static_cast<int>(std::floor(*months[at].share + 0.5))) + "%");
    }
    values.set("lines", std::move(lines));
    values.set("months", std::move(names));
    const int height = axis == ChartAxis::Months ? 33 : 29;  // mm
    Value heights;
    heights.set("mm", height);
    heights.set("units", height * 4);
    values.set("height", std::move(heights));
    values.set("dots", std::move(dots));
    values.set("last", std::move(last));
    values.set("segments", segments(months, &ChartMonth::share));
    values.set("promised", segments(months, &ChartMonth::promised));
    Value aim(false);
    if (target) {
        aim = Value();
        aim.set("y", number(height_of(*target)));
        aim.set("label_y", number(height_of(*target) + kBesideText));
    }
    values.set("target", std::move(aim));
    auto svg = form.fill(values);
    if (!svg) return Failure{std::move(svg).error()};
    return in_base64(*svg);
}

}  // namespace ehcflow::documents
