#include "interchange/forecast.h"

#include <cmath>
#include <nlohmann/json.hpp>

namespace ehcflow::interchange {
namespace {

double to_hundredths(double value) { return std::round(value * 100) / 100; }

}  // namespace

std::string write_forecast(const workflow::Forecast& forecast, Date today,
                           const std::function<std::string(std::size_t)>& case_name) {
    using nlohmann::ordered_json;
    ordered_json horizons = ordered_json::array();
    for (const workflow::Horizon& horizon : forecast.horizons)
        horizons.push_back({{"days", horizon.days},
                            {"falling_due", horizon.falling_due},
                            {"expected_breaches", to_hundredths(horizon.expected)},
                            {"likely_breaches", horizon.likely},
                            {"no_pace", horizon.unknown}});
    ordered_json prospects = ordered_json::array();
    for (const workflow::Prospect& prospect : forecast.prospects) {
        ordered_json one = {{"case", case_name(prospect.case_at)},
                            {"rule", prospect.duty->rule->id},
                            {"due", to_iso(*prospect.duty->due)},
                            {"days_left", prospect.days_left}};
        if (prospect.chance) one["chance"] = to_hundredths(*prospect.chance);
        if (prospect.behind) one["behind"] = true;
        one["cite"] = prospect.duty->rule->cite;
        prospects.push_back(std::move(one));
    }
    return ordered_json{
        {"today", to_iso(today)}, {"overdue", forecast.overdue}, {"horizons", horizons}, {"prospects", prospects}}
        .dump();
}

}  // namespace ehcflow::interchange
