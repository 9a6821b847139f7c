// Settings of the service: each named, with its default (docs/operations.md).
#pragma once

#include <chrono>
#include <filesystem>
#include <string>
#include <string_view>

#include "base/result.h"
#include "documents/render/office_settings.h"
#include "service/http/server.h"
#include "service/mail/smtp.h"

namespace ehcflow::service {

struct Settings {
    std::filesystem::path data = "var";  // the one folder that is written to
    ServerSettings server{};
    std::filesystem::path anchors{};        // the ledger's head, a line a day; empty: the data folder's
    std::filesystem::path council{};        // council.json; empty: the data folder's, else the sample council's
    std::filesystem::path house{};          // style.fodt, letterhead.fodt; empty: the data folder's house/
    std::filesystem::path bank_holidays{};  // merged into the calendar; empty: the built-in days alone
    documents::OfficeSettings office{};     // docs/rendering.md
    std::chrono::seconds render_limit{30};  // for one PDF
    MailSettings mail{};                    // off unless a mail server is named
    bool uploader_may_approve = false;      // a template's version
};

// A JSON object; unknown names and values out of range are one sentence that says which and what is allowed. Paths are
// as they are written: the caller knows what they are relative to.
Result<Settings, std::string> read_settings(std::string_view json);

// "127.0.0.1:8080" into the server's settings; or what is wrong with it.
Result<void, std::string> read_address(std::string_view address, ServerSettings& server);

}  // namespace ehcflow::service
