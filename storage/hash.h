// SHA-256, in lower-case hexadecimal. The only file that includes OpenSSL is hash.cpp. Any thread.
#pragma once

#include <string>
#include <string_view>

namespace ehcflow::storage {

std::string sha256(std::string_view bytes);

}  // namespace ehcflow::storage
