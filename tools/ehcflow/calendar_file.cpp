#include "tools/ehcflow/calendar_file.h"

#include "interchange/calendar.h"
#include "tools/ehcflow/command.h"

namespace ehcflow {

workflow::Calendar calendar_at(const std::filesystem::path& bank_holidays) {
    if (bank_holidays.empty()) return interchange::built_in_calendar();
    auto merged = interchange::merged_calendar(read_input(bank_holidays));
    if (!merged) throw UsageError(bank_holidays.string() + ": " + merged.error());
    return std::move(merged).value();
}

}  // namespace ehcflow
