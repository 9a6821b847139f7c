#include "service/mail/smtp.h"

#include <Poco/Environment.h>
#include <Poco/Net/Context.h>
#include <Poco/Net/MailMessage.h>
#include <Poco/Net/MailRecipient.h>
#include <Poco/Net/NetException.h>
#include <Poco/Net/NetSSL.h>
#include <Poco/Net/SMTPClientSession.h>
#include <Poco/Net/SecureStreamSocket.h>
#include <Poco/Net/StringPartSource.h>
#include <fstream>
#include <memory>
#include <sstream>
#include <stdexcept>

#include "base/text.h"

namespace ehcflow::service {
namespace {

using Poco::Net::Context;
using Poco::Net::MailMessage;
using Poco::Net::SMTPClientSession;

// How far it came, and whether a "no, never" there is about this mail. Elsewhere it is about how the server is set up.
struct Phase {
    const char* failed;
    bool about_the_mail;
};
constexpr Phase kConnecting{"cannot be reached", false};
constexpr Phase kGreeting{"does not greet as mail servers do", false};
constexpr Phase kSecuring{"gave no encrypted line that can be trusted", false};
constexpr Phase kSigningIn{"did not take the name and password", false};
constexpr Phase kSender{"refused the sender", false};
constexpr Phase kRecipient{"refused the recipient", true};
constexpr Phase kData{"refused the message", true};

class Session : public SMTPClientSession {
public:
    using SMTPClientSession::SMTPClientSession;

    // As Poco's own, for a server that was connected to with a limit of time.
    void encrypt(const std::string& host, const Context::Ptr& context) {
        std::string said;
        const int status = sendCommand("STARTTLS", said);
        if (status / 100 != SMTP_POSITIVE_COMPLETION) throw Poco::Net::SMTPException("STARTTLS", status);
        socket() = Poco::Net::SecureStreamSocket::attach(socket(), host, context);
    }
};

// Headers are lines: what comes from settings and cases must not begin another one.
std::string one_line(std::string text) {
    for (char& c : text)
        if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) c = ' ';
    return text;
}

std::string display(const std::string& name, const std::string& address) {
    std::string plain;
    for (const char c : one_line(name))
        if (c != '"' && c != '\\') plain += c;
    return plain.empty() ? address : MailMessage::encodeWord("\"" + plain + "\"") + " <" + address + ">";
}

std::string with_line_ends(const std::string& text) {
    std::string out;
    for (const char c : text) {
        if (c == '\r') continue;
        if (c == '\n') out += '\r';
        out += c;
    }
    return out + "\r\n";
}

std::string written(const OutgoingMail& mail, const std::string& from, const std::string& message_id) {
    constexpr char kText[] = "text/plain; charset=UTF-8";
    MailMessage message;
    message.setSender(from);
    message.addRecipient({Poco::Net::MailRecipient::PRIMARY_RECIPIENT, mail.to});
    message.setSubject(one_line(mail.subject));
    message.set("Message-ID", message_id);
    message.set("Auto-Submitted", "auto-generated");  // RFC 3834: absence notes are not answered to it
    const std::string text = with_line_ends(mail.text);
    if (mail.files.empty()) {
        message.setContentType(kText);
        message.setContent(text, MailMessage::ENCODING_QUOTED_PRINTABLE);
    } else {
        message.addContent(new Poco::Net::StringPartSource(text, kText), MailMessage::ENCODING_QUOTED_PRINTABLE);
    }
    for (const MailFile& file : mail.files)
        message.addAttachment(file.name, new Poco::Net::StringPartSource(file.bytes, file.type, file.name));
    std::ostringstream out;
    message.write(out);
    return out.str();
}

class Smtp {
public:
    Smtp(const MailSettings& settings, const std::string& name)
        : settings_(settings), from_(display(name, settings.from)) {
        if (!settings.password_file.empty()) {
            std::ifstream in(settings.password_file);
            if (!std::getline(in, password_))
                throw std::runtime_error(settings.password_file.string() + ": the mail password cannot be read");
        }
        if (!settings.tls) return;
        Poco::Net::initializeSSL();
        try {
            context_ = new Context(Context::TLS_CLIENT_USE, settings.ca.string(), Context::VERIFY_STRICT, 9,
                                   settings.ca.empty());
            context_->requireMinimumProtocol(Context::PROTO_TLSV1_2);
        } catch (const Poco::Exception&) {
            throw std::runtime_error(settings.ca.string() + ": holds no certificates to trust a mail server by");
        }
    }

    Result<MailTaken, MailTrouble> send(const OutgoingMail& mail) const {
        const MailTaken taken{"<" + mail.id + settings_.from.substr(settings_.from.find('@')) + ">"};
        const Phase* phase = &kConnecting;
        try {
            const Poco::Timespan patience(static_cast<long>(settings_.patience.count()), 0);
            Poco::Net::StreamSocket line;
            line.connect(Poco::Net::SocketAddress(settings_.host, settings_.port), patience);
            Session session(line);
            session.setTimeout(patience);
            const std::string me = Poco::Environment::nodeName();
            phase = &kGreeting;
            session.login(me);
            if (context_) {
                phase = &kSecuring;
                session.encrypt(settings_.host, context_);
                session.login(me);
            }
            if (!settings_.user.empty()) {
                phase = &kSigningIn;
                session.login(me, SMTPClientSession::AUTH_PLAIN, settings_.user, password_);
            }
            phase = &kSender;
            command(session, "MAIL FROM:<" + settings_.from + ">");
            phase = &kRecipient;
            command(session, "RCPT TO:<" + mail.to + ">");
            phase = &kData;
            session.sendData();
            std::istringstream message(written(mail, from_, taken.message_id));
            session.sendMessage(message);
            try {
                session.close();
            } catch (const std::exception&) {  // it has the mail: how it says goodbye changes nothing
            }
            return taken;
        } catch (const Poco::Net::SMTPException& error) {
            const int status = error.code();
            return Failure{MailTrouble{said(*phase) + " (" + std::to_string(status) + ")",
                                       !(phase->about_the_mail && status / 100 == 5)}};
        } catch (const Poco::TimeoutException&) {
            return Failure{MailTrouble{said(*phase) + " (no answer in time)"}};
        } catch (const std::exception&) {
            return Failure{MailTrouble{said(*phase) + " (the line broke)"}};
        }
    }

private:
    static std::string said(const Phase& phase) { return std::string("the mail server ") + phase.failed; }

    static void command(Session& session, const std::string& line) {
        std::string answer;
        const int status = session.sendCommand(line, answer);
        if (status / 100 != 2) throw Poco::Net::SMTPException(answer, status);
    }

    const MailSettings settings_;
    const std::string from_;
    std::string password_;
    Context::Ptr context_;
};

}  // namespace

Mailing smtp_mailing(const MailSettings& settings, const std::string& name) {
    const auto smtp = std::make_shared<const Smtp>(settings, name);
    return {[smtp](const OutgoingMail& mail) { return smtp->send(mail); }, settings.pages};
}

}  // namespace ehcflow::service
