#include "service/app/child_names.h"

#include <algorithm>

#include "interchange/value.h"

namespace ehcflow::service {
namespace {

ChildNames::Names read_names(const storage::Ledger& ledger) {
    ChildNames::Names names;
    ledger.for_each_party("child", [&](const storage::PartyId&, const storage::Body& about) {
        const auto child = interchange::read_value(about.reveal());
        if (!child) return;
        for (const std::string_view field : {"first_name", "known_as"})
            if (const auto* name = child->find(field); name != nullptr && name->text() != nullptr)
                names.push_back(*name->text());
    });
    std::ranges::sort(names);
    names.erase(std::unique(names.begin(), names.end()), names.end());
    return names;
}

}  // namespace

std::shared_ptr<const ChildNames::Names> ChildNames::of(const storage::Ledger& ledger) {
    const std::lock_guard lock(mutex_);
    // Asked before they are read: whoever comes in between is read again the next time.
    const std::int64_t as_of = ledger.parties_as_of();
    if (as_of == as_of_) return names_;
    names_ = std::make_shared<const Names>(read_names(ledger));
    as_of_ = as_of;
    return names_;
}

}  // namespace ehcflow::service
