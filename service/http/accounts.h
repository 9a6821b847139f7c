// Accounts: whose token it is. The owner's token is made at the first start (token.h) and opens everything as
// "token-holder"; each officer has one of their own, under an account that stands beside all that they record.
// DATA/accounts holds, a line each, the account, the digest of its token and the digest of what its browser keeps:
// whoever reads the file can sign in as nobody. It is read anew when it changes, so that a token that was taken back
// opens nothing from then on. Throws std::runtime_error. Any thread.
#pragma once

#include <filesystem>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "service/http/token.h"
#include "storage/record.h"

namespace ehcflow::service {

class Accounts {
public:
    explicit Accounts(const std::filesystem::path& data);

    // Whose it is; nothing where it is nobody's.
    std::optional<storage::RecorderId> holder_of(std::string_view token) const;
    std::optional<storage::RecorderId> holder_in_browser(std::string_view value) const;

private:
    struct Account {
        storage::RecorderId name;
        storage::Digest token, browser;
    };
    std::vector<Account> current() const;

    const std::filesystem::path file_;
    const Token owner_;
    mutable std::mutex mutex_;  // of those below
    mutable std::string seen_;  // what tells a changed file
    mutable std::vector<Account> accounts_;
};

// --- the file itself, for `ehcflow user` ---
// Answers with the token, which is kept nowhere. Throws where the account is there already or is the program's own.
std::string add_account(const std::filesystem::path& data, const storage::RecorderId& name);
std::vector<storage::RecorderId> account_names(const std::filesystem::path& data);
bool remove_account(const std::filesystem::path& data, const storage::RecorderId& name);  // false: there is none

}  // namespace ehcflow::service
