// Whether a letter may be printed and posted by GOV.UK Notify as it is: its rules for precompiled letters, in
// millimetres on the real page. And the way a letter can go. Pure; any thread.
#pragma once

#include <cstddef>
#include <span>
#include <string_view>

#include "base/finding.h"
#include "documents/check/pdf/printed_page.h"

namespace ehcflow::documents {

inline constexpr std::size_t kNotifyPages = 10;
inline constexpr std::size_t kNotifyBytes = 2'000'000;

struct LayoutRule {
    std::string_view code;  // Notify's own, where it has one
    std::string_view asks;
};
std::span<const LayoutRule> layout_rules();

// Warnings: each says the page and how far from its left and top edge. A letter that has one goes by another way.
Findings check_layout(const PrintedPdf& letter, std::size_t bytes);

enum class Way { Notify, PrintOrSecureLink };
Way way_for(const Findings& layout);
std::string_view name_of(Way way);  // "notify", "print-or-secure-link"

}  // namespace ehcflow::documents
