#include "documents/check/pdf/page_layout.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace ehcflow::documents {
namespace {

constexpr double kWidth = 210, kHeight = 297, kTolerance = 2;
constexpr double kSlack = 1;  // what Notify's own validator lets pass
constexpr Millimetres kPrintable{15, 5, 195, 292};
constexpr Millimetres kWindow{24.6, 39.5, 120, 66.3};
constexpr Millimetres kNoPrint{15, 30, 125, 95};  // of page 1, but for the window

constexpr Millimetres grown(const Millimetres& area, double by) {
    return {area.left - by, area.top - by, area.right + by, area.bottom + by};
}

// What of `outer` lies round `inner`.
constexpr std::array<Millimetres, 4> round(const Millimetres& outer, const Millimetres& inner) {
    return {{{outer.left, outer.top, outer.right, inner.top},
             {outer.left, inner.bottom, outer.right, outer.bottom},
             {outer.left, inner.top, inner.left, inner.bottom},
             {inner.right, inner.top, outer.right, inner.bottom}}};
}
constexpr auto kMargins = round(grown({0, 0, kWidth, kHeight}, kTolerance), grown(kPrintable, kSlack));
constexpr auto kRoundWindow = round(grown(kNoPrint, -kSlack), grown(kWindow, kSlack));
constexpr Millimetres kTag{0, 0, 15.191, 6.149};

constexpr LayoutRule kRules[] = {
    {"letter-not-a4-portrait-oriented", "Each page is A4, upright."},
    {"letter-too-long", "It has at most 10 pages, five sheets."},
    {"letter-too-large", "It has at most 2 MB."},
    {"content-outside-printable-area",
     "Nothing is printed within 15 mm of the left and right edges or 5 mm of the others, nor on page 1 round the "
     "window."},
    {"notify-tag-found-in-content", "Notify's own mark is not there yet."},
    {"address-is-empty", "The address stands in the window."},
    {"not-enough-address-lines", "The address has at least three lines."},
    {"too-many-address-lines", "The address has at most seven lines."},
    {"invalid-address-line-1-or-2", "Its first two lines hold a letter or a digit."},
    {"invalid-char-in-address", "No line of the address begins with a sign that Notify refuses."},
    {"not-a-real-uk-postcode", "Its last line is a postcode."},
};

bool within(const Millimetres& area, double x, double y) {
    return x >= area.left && x <= area.right && y >= area.top && y <= area.bottom;
}

// The square millimetres whose middle lies between two edges.
std::pair<std::size_t, std::size_t> cells(double from, double to, std::size_t most) {
    const auto at = [&](double edge) { return static_cast<std::size_t>(std::max(0.0, std::ceil(edge - 0.5))); };
    return {std::min(at(from), most), std::min(at(to), most)};
}

// The first square millimetre with ink in any of the areas, in reading order.
std::optional<std::size_t> first_ink(const PrintedPage& page, std::span<const Millimetres> areas) {
    std::size_t first = page.ink.size();
    for (const Millimetres& area : areas) {
        const auto [left, right] = cells(area.left, area.right, page.columns);
        const auto [top, bottom] = cells(area.top, area.bottom, page.ink.size() / page.columns);
        for (std::size_t row = top; row < bottom && row * page.columns < first; ++row) {
            const std::string_view line = std::string_view(page.ink).substr(row * page.columns, right);
            if (const auto at = line.find(kInk, left); at != std::string_view::npos) {
                first = std::min(first, row * page.columns + at);
                break;
            }
        }
    }
    return first == page.ink.size() ? std::nullopt : std::optional(first);
}

std::string place(std::size_t page, double left, double top) {
    const auto whole = [](double mm) { return std::to_string(static_cast<int>(std::lround(mm))); };
    return "page " + std::to_string(page) + ", " + whole(left) + " mm from the left, " + whole(top) +
           " mm from the top";
}

class Checker {
public:
    Findings findings;

    void add(std::string_view code, std::string where, std::string what, std::string mend) {
        findings.push_back({std::string(code), Severity::Warning, std::move(where), std::move(what), std::move(mend)});
    }

    void page(const PrintedPage& page, std::size_t number) {
        if (std::abs(page.width - kWidth) > kTolerance || std::abs(page.height - kHeight) > kTolerance) {
            add("letter-not-a4-portrait-oriented", "page " + std::to_string(number),
                "It is " + std::to_string(std::lround(page.width)) + " by " + std::to_string(std::lround(page.height)) +
                    " mm.",
                "Set the page to A4, upright.");
            return;
        }
        ink(page, number);
        for (const PrintedWord& word : page.words)
            if (word.text == "NOTIFY" && within(kTag, word.box.left, word.box.top))
                add("notify-tag-found-in-content", place(number, word.box.left, word.box.top),
                    "Notify's own mark is there already.", "Take it out: Notify puts it there.");
    }

    void address(const PrintedPage& page) {
        const std::vector<std::string> lines = address_lines(page);
        const std::string where = "page 1, the window of the envelope";
        if (lines.empty())
            return add("address-is-empty", where, "No address stands in it.", "Use the letterhead of the house.");
        if (lines.size() < 3)
            add("not-enough-address-lines", where, "The address has fewer than three lines.",
                "Complete it in the record.");
        if (lines.size() > 7)
            add("too-many-address-lines", where, "The address has more than seven lines.", "Shorten it in the record.");
        for (std::size_t i = 0; i < std::min<std::size_t>(lines.size(), 2); ++i)
            if (std::none_of(lines[i].begin(), lines[i].end(), [](unsigned char c) { return std::isalnum(c) != 0; }))
                add("invalid-address-line-1-or-2", where, "Its first two lines need a letter or a digit.",
                    "Correct it in the record.");
        constexpr std::string_view kRefused = "@()=[]\"\\/,<>~";
        for (const std::string& line : lines)
            if (kRefused.find(line.front()) != std::string_view::npos)
                add("invalid-char-in-address", where, "A line begins with a sign that Notify refuses.",
                    "Correct it in the record.");
        if (!is_postcode(lines.back()))
            add("not-a-real-uk-postcode", where, "The last line is no postcode.",
                "Complete the address in the record.");
    }

private:
    // The first square millimetre that may not have ink: of the margins, and of page 1's free area.
    void ink(const PrintedPage& page, std::size_t number) {
        const auto say = [&](std::optional<std::size_t> at, const char* what, const char* mend) {
            if (!at) return;
            const double x = static_cast<double>(*at % page.columns), y = static_cast<double>(*at / page.columns);
            add("content-outside-printable-area", place(number, x + 0.5, y + 0.5), what, mend);
        };
        say(first_ink(page, kMargins), "Something is printed in the margin.",
            "Keep 15 mm free at the left and right edges, 5 mm at the others.");
        if (number == 1)
            say(first_ink(page, kRoundWindow), "Something is printed round the window of the envelope.",
                "On page 1 keep free what lies from 30 to 95 mm from the top and up to 125 mm from the left.");
    }

    static std::vector<std::string> address_lines(const PrintedPage& page) {
        std::vector<std::pair<double, std::string>> lines;
        for (const PrintedWord& word : page.words) {
            const double middle = (word.box.top + word.box.bottom) / 2;
            if (!within(kWindow, word.box.left, middle)) continue;
            const auto line = std::find_if(lines.begin(), lines.end(),
                                           [&](const auto& one) { return std::abs(one.first - middle) < 1.5; });
            if (line == lines.end())
                lines.emplace_back(middle, word.text);
            else
                line->second += " " + word.text;
        }
        std::sort(lines.begin(), lines.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
        std::vector<std::string> words;
        for (auto& line : lines) words.push_back(std::move(line.second));
        return words;
    }

    // A1 1AA to AA9A 9AA: a digit and two letters after one space, and before it two to four, of which one is a digit.
    static bool is_postcode(std::string_view text) {
        std::string letters;
        for (const unsigned char c : text)
            if (c != ' ' && c != 0xC2 && c != 0xA0) letters += static_cast<char>(std::toupper(c));
        const auto kind = [&](std::size_t at) {
            return std::isdigit(static_cast<unsigned char>(letters[at])) ? '9' : 'A';
        };
        if (letters.size() < 5 || letters.size() > 7) return false;
        std::string shape;
        for (std::size_t i = 0; i < letters.size(); ++i) {
            if (std::isalnum(static_cast<unsigned char>(letters[i])) == 0) return false;
            shape += kind(i);
        }
        constexpr std::array<std::string_view, 6> kShapes = {"A99AA",  "A999AA",  "A9A9AA",
                                                             "AA99AA", "AA999AA", "AA9A9AA"};
        return std::find(kShapes.begin(), kShapes.end(), shape) != kShapes.end();
    }
};

}  // namespace

std::span<const LayoutRule> layout_rules() { return kRules; }

Findings check_layout(const PrintedPdf& letter, std::size_t bytes) {
    Checker checker;
    if (letter.pages.size() > kNotifyPages)
        checker.add("letter-too-long", "page " + std::to_string(kNotifyPages + 1),
                    "It has " + std::to_string(letter.pages.size()) + " pages.", "Print it, or send a secure link.");
    if (bytes > kNotifyBytes)
        checker.add("letter-too-large", "the file", "It has more than 2 MB.", "Print it, or send a secure link.");
    for (std::size_t i = 0; i < letter.pages.size(); ++i) checker.page(letter.pages[i], i + 1);
    if (!letter.pages.empty()) checker.address(letter.pages.front());
    return std::move(checker.findings);
}

Way way_for(const Findings& layout) { return layout.empty() ? Way::Notify : Way::PrintOrSecureLink; }

std::string_view name_of(Way way) { return way == Way::Notify ? "notify" : "print-or-secure-link"; }

}  // namespace ehcflow::documents
