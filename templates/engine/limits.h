// How much a template and what is made of it may ask for. One row a limit: its name on the command line, what it
// bounds, and how far it may be raised. Pure; any thread.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

#include "base/result.h"

namespace ehcflow::templates {

struct Limits {
    std::size_t package_bytes = std::size_t{32} << 20U;    // the file as it is given
    std::size_t unpacked_bytes = std::size_t{128} << 20U;  // all entries together
    std::size_t entries = 2'000;                           // of a package
    std::size_t ratio = 500;                               // unpacked to packed, of one entry
    std::size_t xml_depth = 200;                           // elements in one another
    std::size_t nesting = 64;                              // each and if in one another
    std::size_t shared_depth = 8;                          // shared blocks in one another
    std::size_t shared_blocks = 1'000;                     // read for one template
    std::size_t repetitions = 1'000'000;                   // of all lists of one document together
    std::size_t document_bytes = std::size_t{256} << 20U;  // of one stream that is made, unpacked
};

enum class LimitUnit { Count, Bytes };
struct LimitRow {
    std::string_view name;  // "document-size"
    std::size_t Limits::*member;
    LimitUnit unit;
    std::size_t most;  // what it may be raised to: beyond it this program itself would give way
    std::string_view what;
};
std::span<const LimitRow> limit_rows();

// "repetitions=50000", "document-size=512MiB" (KiB, MiB and GiB; without one, bytes); or one sentence that says what is
// wrong and what is allowed.
Result<void, std::string> set_limit(Limits& limits, std::string_view setting);

// "256 MiB", "2000": as a finding says it and as set_limit() reads it.
std::string in_words(std::size_t amount, LimitUnit unit);

}  // namespace ehcflow::templates
