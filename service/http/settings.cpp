#include "service/http/settings.h"

#include <charconv>
#include <cmath>
#include <optional>
#include <vector>

#include "base/text.h"
#include "interchange/value.h"

namespace ehcflow::service {
namespace {

using templates::Value;
using Fault = std::optional<std::string>;

struct Setting {
    std::string_view name;
    Fault (*read)(const Value&, Settings&);
};

std::optional<long> whole_number(const Value& value, long least, long most) {
    if (value.number() == nullptr) return std::nullopt;
    const double number = value.number()->value;
    if (!(number >= static_cast<double>(least) && number <= static_cast<double>(most)) || std::floor(number) != number)
        return std::nullopt;
    return static_cast<long>(number);
}

template <std::filesystem::path Settings::*member>
Fault path(const Value& value, Settings& settings) {
    if (value.text() == nullptr || value.text()->empty()) return "is a path";
    settings.*member = *value.text();
    return std::nullopt;
}

Fault listen(const Value& value, Settings& settings) {
    if (value.text() == nullptr) return "is an address, such as \"127.0.0.1:8080\"";
    const auto read = read_address(*value.text(), settings.server);
    return read ? Fault() : Fault(read.error());
}

Fault office_workers(const Value& value, Settings& settings) {
    const auto number = whole_number(value, 1, 32);
    if (!number) return "is a whole number from 1 to 32";
    settings.office_workers = static_cast<unsigned>(*number);
    return std::nullopt;
}

Fault render_limit(const Value& value, Settings& settings) {
    const auto number = whole_number(value, 1, 120);
    if (!number) return "is a whole number of seconds from 1 to 120";
    settings.render_limit = std::chrono::seconds(*number);
    return std::nullopt;
}

Fault threads(const Value& value, Settings& settings) {
    const auto number = whole_number(value, 2, 256);
    if (!number) return "is a whole number from 2 to 256";
    settings.server.threads = static_cast<int>(*number);
    return std::nullopt;
}

constexpr Setting kSettings[] = {
    {"data", path<&Settings::data>},
    {"listen", listen},
    {"anchors", path<&Settings::anchors>},
    {"council", path<&Settings::council>},
    {"house", path<&Settings::house>},
    {"bank_holidays", path<&Settings::bank_holidays>},
    {"office_workers", office_workers},
    {"render_limit_seconds", render_limit},
    {"threads", threads},
};

std::string unknown(const std::string& name) {
    std::vector<std::string_view> names;
    for (const Setting& setting : kSettings) names.push_back(setting.name);
    std::string known;
    for (const std::string_view one : names) known.append(known.empty() ? "" : ", ").append(one);
    const auto near = nearest(name, names);
    return "\"" + name + "\" is no setting" + (near ? "; did you mean \"" + std::string(*near) + "\"?" : ".") +
           " Known are " + known;
}

}  // namespace

Result<void, std::string> read_address(std::string_view address, ServerSettings& server) {
    const auto colon = address.rfind(':');
    const std::string_view digits = colon == std::string_view::npos ? std::string_view() : address.substr(colon + 1);
    std::uint16_t port = 0;
    const auto [end, fault] = std::from_chars(digits.data(), digits.data() + digits.size(), port);
    if (colon == 0 || digits.empty() || fault != std::errc() || end != digits.data() + digits.size())
        return Failure{std::string("is a host and a port from 0 to 65535, such as 127.0.0.1:8080")};
    server.host = std::string(address.substr(0, colon));
    server.port = port;
    return {};
}

Result<Settings, std::string> read_settings(std::string_view json) {
    const auto value = interchange::read_value(json);
    if (!value) return Failure{value.error()};
    if (value->object() == nullptr) return Failure{std::string("not a JSON object")};
    Settings settings;
    for (const templates::Member& given : *value->object()) {
        const Setting* found = nullptr;
        for (const Setting& setting : kSettings)
            if (setting.name == given.name) found = &setting;
        if (found == nullptr) return Failure{unknown(given.name)};
        if (const Fault fault = found->read(given.value, settings)) return Failure{"\"" + given.name + "\" " + *fault};
    }
    return settings;
}

}  // namespace ehcflow::service
