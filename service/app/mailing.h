// Mailing: how mail leaves the service. Made once by whoever starts it; none where no mail server is set, and then no
// mail is asked for either. Values and one call, which may take as long as the mail server does; any thread.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "base/result.h"

namespace ehcflow::service {

struct MailFile {
    std::string name, type, bytes;  // "letter.pdf", "application/pdf"
};

struct OutgoingMail {
    std::string id;       // the same each time that it is tried: its Message-ID is made of it
    std::string to;       // an address
    std::string subject;  // one line
    std::string text;     // UTF-8
    std::vector<MailFile> files;
};

// The mail server has it, and answers for it from then on.
struct MailTaken {
    std::string message_id;  // "<J-5f0c…@example.org>"
};

struct MailTrouble {
    std::string what;  // goes into lists and logs: holds no address, no name and nothing that the server said in words
    bool may_go_later = true;
};

struct Mailing {
    std::function<Result<MailTaken, MailTrouble>(const OutgoingMail&)> send;
    std::string pages;  // where people find the service's pages, "https://ehc.example.org"; "" is said to nobody
};

// One address as mail servers take it, "name@example.org", and nothing that could be read as a command or a header.
bool is_mail_address(std::string_view text);

}  // namespace ehcflow::service
