// Token: the owner's secret, which opens the service. Made at the first start and kept in the data folder, readable by
// its owner only. Immutable; any thread.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace ehcflow::service {

// What a browser keeps in place of a token: made from it, and no way back to it.
std::string browser_value_of(std::string_view token);

class Token {
public:
    // Reads the file, or makes it where there is none. Throws std::runtime_error where that cannot be done, where it
    // holds no token, or where others may read it.
    static Token at(const std::filesystem::path& file);

    // Both take the same time whatever is asked.
    bool opens(std::string_view given) const;
    bool opens_browser(std::string_view given) const;

private:
    explicit Token(std::string secret);

    std::string secret_;
    std::string browser_value_;
};

}  // namespace ehcflow::service
