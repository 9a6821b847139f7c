#include "service/http/settings.h"

#include <charconv>
#include <cmath>
#include <optional>
#include <type_traits>
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

std::string range(std::string_view of, long least, long most) {
    return "is a whole number" + std::string(of) + " from " + std::to_string(least) + " to " + std::to_string(most);
}

using documents::OfficeSettings;

template <auto member, long least, long most>
Fault count(const Value& value, Settings& settings) {
    const auto number = whole_number(value, least, most);
    if (!number) return range("", least, most);
    auto& place = settings.office.*member;
    place = static_cast<std::remove_reference_t<decltype(place)>>(*number);
    return std::nullopt;
}

template <auto member, long least, long most>
Fault milliseconds(const Value& value, Settings& settings) {
    const auto number = whole_number(value, least, most);
    if (!number) return range(" of milliseconds", least, most);
    settings.office.*member = std::chrono::milliseconds(*number);
    return std::nullopt;
}

template <auto member, long least, long most>
Fault mebibytes(const Value& value, Settings& settings) {
    const auto number = whole_number(value, least, most);
    if (!number) return range(" of MiB", least, most);
    settings.office.*member = static_cast<std::size_t>(*number) << 20U;
    return std::nullopt;
}

template <auto member>
Fault office_path(const Value& value, Settings& settings) {
    if (value.text() == nullptr || !std::filesystem::path(*value.text()).is_absolute())
        return "is a whole path, from /";
    settings.office.*member = *value.text();
    return std::nullopt;
}

template <auto member, auto first, auto second>
Fault either(const Value& value, Settings& settings, std::string_view first_name, std::string_view second_name) {
    const bool is_first = value.text() != nullptr && *value.text() == first_name;
    if (!is_first && (value.text() == nullptr || *value.text() != second_name))
        return "is \"" + std::string(first_name) + "\" or \"" + std::string(second_name) + "\"";
    settings.office.*member = is_first ? first : second;
    return std::nullopt;
}

Fault confinement(const Value& value, Settings& settings) {
    using documents::Confinement;
    return either<&OfficeSettings::confinement, Confinement::Required, Confinement::Preferred>(value, settings,
                                                                                               "required", "preferred");
}

Fault pdf_kind(const Value& value, Settings& settings) {
    using documents::PdfKind;
    return either<&OfficeSettings::pdf, PdfKind::AccessibleArchive, PdfKind::Accessible>(value, settings, "archive",
                                                                                         "accessible");
}

constexpr long kDay = 86'400'000, kMinute = 60'000;

Fault render_limit(const Value& value, Settings& settings) {
    const auto number = whole_number(value, 1, 120);
    if (!number) return "is a whole number of seconds from 1 to 120";
    settings.render_limit = std::chrono::seconds(*number);
    return std::nullopt;
}

Fault template_approver(const Value& value, Settings& settings) {
    const bool anyone = value.text() != nullptr && *value.text() == "anyone";
    if (!anyone && (value.text() == nullptr || *value.text() != "another")) return "is \"another\" or \"anyone\"";
    settings.uploader_may_approve = anyone;
    return std::nullopt;
}

Fault threads(const Value& value, Settings& settings) {
    const auto number = whole_number(value, 2, 256);
    if (!number) return "is a whole number from 2 to 256";
    settings.server.threads = static_cast<int>(*number);
    return std::nullopt;
}

template <std::string MailSettings::*member>
Fault mail_text(const Value& value, Settings& settings) {
    if (value.text() == nullptr || value.text()->empty() || value.text()->find_first_of(" \t\r\n") != std::string::npos)
        return "is text without spaces";
    settings.mail.*member = *value.text();
    return std::nullopt;
}

template <std::filesystem::path MailSettings::*member>
Fault mail_path(const Value& value, Settings& settings) {
    if (value.text() == nullptr || value.text()->empty()) return "is a path";
    settings.mail.*member = *value.text();
    return std::nullopt;
}

Fault mail_from(const Value& value, Settings& settings) {
    if (value.text() == nullptr || !is_mail_address(*value.text())) return "is an e-mail address";
    settings.mail.from = *value.text();
    return std::nullopt;
}

Fault mail_port(const Value& value, Settings& settings) {
    const auto number = whole_number(value, 1, 65535);
    if (!number) return range("", 1, 65535);
    settings.mail.port = static_cast<std::uint16_t>(*number);
    return std::nullopt;
}

Fault mail_tls(const Value& value, Settings& settings) {
    if (value.text() == nullptr || (*value.text() != "required" && *value.text() != "off"))
        return "is \"required\" or \"off\"";
    settings.mail.tls = *value.text() == "required";
    return std::nullopt;
}

constexpr Setting kSettings[] = {
    {"data", path<&Settings::data>},
    {"listen", listen},
    {"anchors", path<&Settings::anchors>},
    {"council", path<&Settings::council>},
    {"house", path<&Settings::house>},
    {"bank_holidays", path<&Settings::bank_holidays>},
    {"render_limit_seconds", render_limit},
    {"template_approver", template_approver},
    {"threads", threads},
    {"mail_host", mail_text<&MailSettings::host>},
    {"mail_port", mail_port},
    {"mail_from", mail_from},
    {"mail_tls", mail_tls},
    {"mail_ca", mail_path<&MailSettings::ca>},
    {"mail_user", mail_text<&MailSettings::user>},
    {"mail_password_file", mail_path<&MailSettings::password_file>},
    {"mail_pages", mail_text<&MailSettings::pages>},
    {"office_workers", count<&OfficeSettings::workers, 1, 32>},
    {"office_spares", count<&OfficeSettings::spares, 0, 32>},
    {"office_queue", count<&OfficeSettings::queue_limit, 1, 100'000>},
    {"office_most_tries", count<&OfficeSettings::most_tries, 1, 100>},
    {"office_longest_render_ms", milliseconds<&OfficeSettings::longest_render, 100, 60 * kMinute>},
    {"office_longest_stall_ms", milliseconds<&OfficeSettings::longest_stall, 100, 10 * kMinute>},
    {"office_longest_start_ms", milliseconds<&OfficeSettings::longest_start, 500, 10 * kMinute>},
    {"office_first_back_off_ms", milliseconds<&OfficeSettings::first_back_off, 10, 10 * kMinute>},
    {"office_longest_back_off_ms", milliseconds<&OfficeSettings::longest_back_off, 10, 60 * kMinute>},
    {"office_drain_ms", milliseconds<&OfficeSettings::drain, 0, 10 * kMinute>},
    {"office_hang_counts_after_ms", milliseconds<&OfficeSettings::hang_counts_after, 0, 60 * kMinute>},
    {"office_quarantine_ms", milliseconds<&OfficeSettings::quarantine, 0, 30 * kDay>},
    {"office_recycle_after_documents", count<&OfficeSettings::recycle_after_documents, 1, 1'000'000>},
    {"office_recycle_after_age_ms", milliseconds<&OfficeSettings::recycle_after_age, 1'000, 30 * kDay>},
    {"office_recycle_above_mib", mebibytes<&OfficeSettings::recycle_above_bytes, 150, 1'000'000>},
    {"office_resident_mib", mebibytes<&OfficeSettings::office_resident_bytes, 200, 1'000'000>},
    {"office_address_mib", mebibytes<&OfficeSettings::office_address_bytes, 1'000, 1'000'000>},
    {"office_file_mib", mebibytes<&OfficeSettings::office_file_bytes, 1, 1'000'000>},
    {"office_handles", count<&OfficeSettings::office_handles, 64, 1'000'000>},
    {"office_largest_pdf_mib", mebibytes<&OfficeSettings::largest_pdf_bytes, 1, 100'000>},
    {"office_pdf", pdf_kind},
    {"office_confinement", confinement},
    {"office_bubblewrap", office_path<&OfficeSettings::bubblewrap>},
    {"office_program", office_path<&OfficeSettings::program>},
    {"office_private_root", office_path<&OfficeSettings::private_root>},
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
    if (settings.mail.host.empty() != settings.mail.from.empty())
        return Failure{std::string("\"mail_host\" and \"mail_from\" belong together: who sends mail, and as whom")};
    if (settings.mail.user.empty() != settings.mail.password_file.empty())
        return Failure{std::string("\"mail_user\" and \"mail_password_file\" belong together")};
    if (!settings.mail.user.empty() && !settings.mail.tls)
        return Failure{std::string("\"mail_user\" goes with \"mail_tls\" required: a password is not sent in clear")};
    return settings;
}

}  // namespace ehcflow::service
