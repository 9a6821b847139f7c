#include "service/http/slice.h"

#include "service/http/problem.h"

namespace ehcflow::service::api {
namespace {

constexpr std::int64_t kMostLines = 1000;  // in one answer

}  // namespace

std::optional<storage::Slice> slice_of(const Request& request) {
    const auto number = [&](std::string_view name, std::int64_t otherwise,
                            std::int64_t most) -> std::optional<std::int64_t> {
        const std::string_view text = field_of(request.query, name);
        if (text.empty()) return otherwise;
        if (text.size() > 9 || text.find_first_not_of("0123456789") != std::string_view::npos) return std::nullopt;
        const std::int64_t read = std::stoll(std::string(text));
        return read > most ? std::nullopt : std::optional(read);
    };
    const auto most = number("limit", kMostLines, kMostLines);
    const auto after = number("after", 0, 999'999'999);
    if (!most || !after) return std::nullopt;
    return storage::Slice{*after, *most};
}

Reply bad_slice(const Request& request) {
    return problem(malformed("\"limit\" is a whole number up to 1000, \"after\" the number of lines to leave out."),
                   request.correlation);
}

}  // namespace ehcflow::service::api
