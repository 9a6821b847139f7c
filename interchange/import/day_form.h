// DayForm: how a file writes its days. Said, never guessed: 03/04/2015 is two days. Pure; any thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"

namespace ehcflow::interchange {

class DayForm {
public:
    // YYYY, MMM (Jan), MM and DD (two digits), M and D (one or two), each of year, month and day once, with spaces and
    // - / . : T 0 between them: "DD/MM/YYYY", "D MMM YYYY", "YYYY-MM-DD 00:00:00". Nothing where it is no such form.
    static std::optional<DayForm> parse(std::string_view form);

    // The day, where the text has this form throughout and the day exists.
    std::optional<Date> read(std::string_view text) const;
    const std::string& text() const { return text_; }

private:
    DayForm() = default;

    std::string text_;
    std::vector<std::string> parts_;  // "DD", "/", "MM"…
};

}  // namespace ehcflow::interchange
