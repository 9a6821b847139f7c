// Mail by SMTP (RFC 5321) to one mail server, with STARTTLS (RFC 3207) unless it is switched off. The only files of
// ours that name Poco's mail and TLS are smtp.cpp.
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <string>

#include "service/app/mailing.h"

namespace ehcflow::service {

struct MailSettings {
    std::string host{};  // empty: no mail is sent
    std::uint16_t port = 25;
    std::string from{};                     // the address that it comes from
    bool tls = true;                        // nothing is sent before the line is encrypted; off: only on this machine
    std::filesystem::path ca{};             // whom to trust, PEM; empty: whom the system trusts
    std::string user{};                     // empty: the server asks for no name
    std::filesystem::path password_file{};  // its first line
    std::string pages{};                    // Mailing::pages
    std::chrono::seconds patience{20};      // for one answer of the server
};

// `name`: what stands before the address it comes from. Throws std::runtime_error where the password or the list of
// whom to trust cannot be read.
Mailing smtp_mailing(const MailSettings& settings, const std::string& name);

}  // namespace ehcflow::service
