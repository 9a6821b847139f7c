// StorageError: the world under the ledger broke. The one exception that this room throws. The message says what
// happened, where and what to do; it never holds personal data, for it goes to logs and to the operator.
#pragma once

#include <cstdint>
#include <stdexcept>
#include <string>

namespace ehcflow::storage {

enum class Trouble : std::uint8_t {
    Full,      // the disk, or the ledger's own limit
    ReadOnly,  // the folder or the file may not be written
    Missing,   // there is no ledger, or its folder cannot be reached
    Locked,    // another process holds it for longer than the wait that was set
    Corrupt,   // the file is damaged
    NotOurs,   // a database of another program
    Newer,     // written by a newer version of this program
    Older,     // opened for reading only, and not yet brought up to date by a writer
    Failed,    // anything else
};

class StorageError : public std::runtime_error {
public:
    StorageError(Trouble trouble, const std::string& message) : std::runtime_error(message), trouble_(trouble) {}
    Trouble trouble() const { return trouble_; }

private:
    Trouble trouble_;
};

}  // namespace ehcflow::storage
