#include "documents/render/quarantine.h"

#include <algorithm>

namespace ehcflow::documents {

bool Quarantine::holds(Content content, Time now) const {
    const auto found = records_.find(content);
    return found != records_.end() && found->second.held && now < found->second.until;
}

unsigned Quarantine::kills(Content content, Time now) const {
    const auto found = records_.find(content);
    return found != records_.end() && now < found->second.until ? found->second.kills : 0;
}

std::size_t Quarantine::held(Time now) const {
    return static_cast<std::size_t>(std::count_if(records_.begin(), records_.end(), [&](const auto& entry) {
        return entry.second.held && now < entry.second.until;
    }));
}

void Quarantine::mark(Content content, Blame blame, Time now) {
    switch (blame) {
        case Blame::None:
            return;
        case Blame::Forget:
            records_.erase(content);
            return;
        case Blame::Count:
        case Blame::Quarantine: {
            forget_the_old(now);
            Record& record = records_[content];
            ++record.kills;
            record.held = blame == Blame::Quarantine;
            record.until = now + span_;
            return;
        }
    }
}

// Each record cost an office its life, so they are few; still they must not gather for ever.
void Quarantine::forget_the_old(Time now) {
    std::erase_if(records_, [&](const auto& entry) { return entry.second.until <= now; });
}

}  // namespace ehcflow::documents
