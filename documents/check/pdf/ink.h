// Ink: which square millimetres of a page anything is printed on. What lies beside the page is left out. One thread.
#pragma once

#include <cstddef>
#include <string>
#include <utility>

#include "documents/check/pdf/plane.h"

namespace ehcflow::documents {

class Ink {
public:
    Ink(double width, double height);  // of the page, in millimetres

    void box(const Millimetres& area);
    // What of it lies within the other, in steps of half a millimetre.
    void line(Point from, Point to, double width, const Millimetres& within);

    // More than any page could show: then nothing more is drawn.
    bool is_too_much() const { return drawn_ > kMost; }
    std::size_t columns() const { return columns_; }
    std::string take() { return std::move(cells_); }

private:
    static constexpr double kMost = 5e7;  // square millimetres, each as often as it is drawn on; paper has 62,370

    std::size_t columns_, rows_;
    std::string cells_;
    double drawn_ = 0;
};

}  // namespace ehcflow::documents
