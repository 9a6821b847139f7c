#include "documents/check/pdf/ink.h"

#include <algorithm>
#include <cmath>
#include <cstring>

namespace ehcflow::documents {

Ink::Ink(double width, double height)
    : columns_(static_cast<std::size_t>(std::ceil(width))),
      rows_(static_cast<std::size_t>(std::ceil(height))),
      cells_(columns_ * rows_, '\0') {}

void Ink::box(const Millimetres& area) {
    const bool is_box = area.left <= area.right && area.top <= area.bottom;
    if (!is_box || cells_.empty() || is_too_much()) return;
    const auto cell = [](double at, std::size_t most) {
        return static_cast<std::size_t>(std::clamp(at, 0.0, static_cast<double>(most - 1)));
    };
    const std::size_t left = cell(area.left, columns_), wide = cell(area.right, columns_) - left + 1;
    const std::size_t top = cell(area.top, rows_), bottom = cell(area.bottom, rows_);
    drawn_ += static_cast<double>(wide * (bottom - top + 1));
    for (std::size_t row = top; row <= bottom; ++row) std::memset(cells_.data() + row * columns_ + left, kInk, wide);
}

void Ink::line(Point from, Point to, double width, const Millimetres& within) {
    const double half = width / 2;
    const Point way{to.x - from.x, to.y - from.y};
    double begins = 0, ends = 1;  // what part of the way is within, by Liang and Barsky
    const auto cut = [&](double step, double at, double low, double high) {
        if (step == 0) {
            if (at < low || at > high) ends = -1;
            return;
        }
        const double first = (low - at) / step, second = (high - at) / step;
        begins = std::max(begins, std::min(first, second));
        ends = std::min(ends, std::max(first, second));
    };
    cut(way.x, from.x, within.left - half, within.right + half);
    cut(way.y, from.y, within.top - half, within.bottom + half);
    if (begins > ends) return;
    constexpr double kMostSteps = 20'000;
    const double length = std::hypot(way.x, way.y) * (ends - begins);
    const int steps = static_cast<int>(std::min(length * 2, kMostSteps)) + 1;
    for (int i = 0; i <= steps && !is_too_much(); ++i) {
        const double part = begins + (ends - begins) * i / steps;
        const Point p{from.x + way.x * part, from.y + way.y * part};
        box(meet({p.x - half, p.y - half, p.x + half, p.y + half}, within));
    }
}

}  // namespace ehcflow::documents
