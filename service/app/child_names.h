// The first names of all children of the ledger, as people say them: a letter that has one of another child's is held
// up. Read anew only when somebody was recorded or erased since: reading ten thousand children takes as long as making
// two letters. Any thread.
#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "storage/ledger.h"

namespace ehcflow::service {

class ChildNames {
public:
    using Names = std::vector<std::string>;  // sorted, each once

    std::shared_ptr<const Names> of(const storage::Ledger& ledger);

private:
    std::mutex mutex_;  // of those below; who waits wants what the other is reading
    std::shared_ptr<const Names> names_;
    std::int64_t as_of_ = -1;
};

}  // namespace ehcflow::service
