#include "service/http/accounts.h"

#include <algorithm>
#include <cerrno>
#include <fcntl.h>
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <sys/file.h>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>

#include "service/app/recording.h"
#include "storage/new_file.h"

namespace ehcflow::service {
namespace {

namespace fs = std::filesystem;

// What records by itself: nobody signs in as it.
constexpr std::string_view kProgramsOwn[] = {"token-holder", "service", "import", "export", "retention"};

struct Line {
    std::string name, token, browser;
};

fs::path file_in(const fs::path& data) { return data / "accounts"; }

std::vector<Line> lines_of(const fs::path& file) {
    std::vector<Line> lines;
    std::ifstream in(file);
    for (std::string text; std::getline(in, text);) {
        std::istringstream words(text);
        Line line;
        words >> line.name >> line.token >> line.browser;
        if (!storage::RecorderId::parse(line.name) || !storage::Digest::parse(line.token) ||
            !storage::Digest::parse(line.browser))
            throw std::runtime_error(file.string() + ": line " + std::to_string(lines.size() + 1) +
                                     " is no account; restore the file, or remove the line");
        lines.push_back(std::move(line));
    }
    return lines;
}

void write_lines(const fs::path& file, const std::vector<Line>& lines) {
    storage::NewFile out(file);
    for (const Line& line : lines) out.write(line.name + " " + line.token + " " + line.browser + "\n");
    out.keep();
}

// Two who change the file do so one after the other.
class Turn {
public:
    explicit Turn(const fs::path& data)
        : lock_(::open((data / "accounts.lock").c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600)) {
        if (lock_ < 0 || ::flock(lock_, LOCK_EX) != 0)
            throw std::runtime_error(data.string() + ": accounts cannot be kept here (" +
                                     std::generic_category().message(errno) + ")");
    }
    ~Turn() { ::close(lock_); }
    Turn(const Turn&) = delete;
    Turn& operator=(const Turn&) = delete;

private:
    const int lock_;
};

// Another file, or another state of it.
std::string state_of(const fs::path& file) {
    struct stat status {};
    if (::stat(file.c_str(), &status) != 0) return "none";
    return std::to_string(status.st_ino) + " " + std::to_string(status.st_size) + " " +
           std::to_string(status.st_mtim.tv_sec) + " " + std::to_string(status.st_mtim.tv_nsec);
}

}  // namespace

Accounts::Accounts(const fs::path& data) : file_(file_in(data)), owner_(Token::at(data / "token")) { current(); }

std::vector<Accounts::Account> Accounts::current() const {
    const std::lock_guard lock(mutex_);
    const std::string state = state_of(file_);
    if (state != seen_) {
        std::vector<Account> read;
        for (const Line& line : lines_of(file_))
            read.push_back({*storage::RecorderId::parse(line.name), *storage::Digest::parse(line.token),
                            *storage::Digest::parse(line.browser)});
        accounts_ = std::move(read);
        seen_ = state;
    }
    return accounts_;
}

// Digests are compared, so how long it takes says nothing of the secret.
std::optional<storage::RecorderId> Accounts::holder_of(std::string_view token) const {
    if (owner_.opens(token)) return token_holder();
    const storage::Digest digest = storage::sha256(token);
    for (const Account& account : current())
        if (account.token == digest) return account.name;
    return std::nullopt;
}

std::optional<storage::RecorderId> Accounts::holder_in_browser(std::string_view value) const {
    if (owner_.opens_browser(value)) return token_holder();
    const storage::Digest digest = storage::sha256(value);
    for (const Account& account : current())
        if (account.browser == digest) return account.name;
    return std::nullopt;
}

std::string add_account(const fs::path& data, const storage::RecorderId& name) {
    if (std::find(std::begin(kProgramsOwn), std::end(kProgramsOwn), name.text()) != std::end(kProgramsOwn))
        throw std::runtime_error(name.text() + ": is what the program itself records as; choose another account");
    const Turn turn(data);
    auto lines = lines_of(file_in(data));
    for (const Line& line : lines)
        if (line.name == name.text())
            throw std::runtime_error(name.text() +
                                     ": is there already; remove it first, and its token opens nothing any more");
    const std::string token = storage::random_token();
    lines.push_back({name.text(), storage::sha256(token).hex(), storage::sha256(browser_value_of(token)).hex()});
    write_lines(file_in(data), lines);
    return token;
}

std::vector<storage::RecorderId> account_names(const fs::path& data) {
    std::vector<storage::RecorderId> names;
    for (const Line& line : lines_of(file_in(data))) names.push_back(*storage::RecorderId::parse(line.name));
    return names;
}

bool remove_account(const fs::path& data, const storage::RecorderId& name) {
    const Turn turn(data);
    auto lines = lines_of(file_in(data));
    if (std::erase_if(lines, [&](const Line& line) { return line.name == name.text(); }) == 0) return false;
    write_lines(file_in(data), lines);
    return true;
}

}  // namespace ehcflow::service
