// Points, boxes and what moves them, in whatever measure the caller has (PDF 32000-1, 8.3). Pure; any thread.
#pragma once

#include <algorithm>
#include <limits>
#include <span>

#include "documents/check/pdf/printed_page.h"

namespace ehcflow::documents {

struct Point {
    double x = 0, y = 0;
};

struct Matrix {
    double a = 1, b = 0, c = 0, d = 1, e = 0, f = 0;
    Point operator()(Point p) const { return {a * p.x + c * p.y + e, b * p.x + d * p.y + f}; }
    // First this one, then the other.
    Matrix then(const Matrix& o) const {
        return {a * o.a + b * o.c, a * o.b + b * o.d,       c * o.a + d * o.c,
                c * o.b + d * o.d, e * o.a + f * o.c + o.e, e * o.b + f * o.d + o.f};
    }
};

inline Matrix matrix_of(std::span<const double, 6> n) { return {n[0], n[1], n[2], n[3], n[4], n[5]}; }

inline Millimetres meet(const Millimetres& one, const Millimetres& other) {
    return {std::max(one.left, other.left), std::max(one.top, other.top), std::min(one.right, other.right),
            std::min(one.bottom, other.bottom)};
}

inline Millimetres box_round(std::span<const Point> points) {
    constexpr double kNone = std::numeric_limits<double>::max();
    Millimetres box{kNone, kNone, -kNone, -kNone};
    for (const Point& p : points)
        box = {std::min(box.left, p.x), std::min(box.top, p.y), std::max(box.right, p.x), std::max(box.bottom, p.y)};
    return box;
}

inline Millimetres box_round(const Millimetres& one, const Millimetres& other) {
    return {std::min(one.left, other.left), std::min(one.top, other.top), std::max(one.right, other.right),
            std::max(one.bottom, other.bottom)};
}

}  // namespace ehcflow::documents
