#include "documents/render/renderer.h"

#include "base/invariant.h"

namespace ehcflow::documents {

std::string_view code(RenderFault fault) {
    switch (fault) {
        case RenderFault::BadDocument:
            return "bad-document";
        case RenderFault::Quarantined:
            return "quarantined";
        case RenderFault::TimedOut:
            return "timed-out";
        case RenderFault::Busy:
            return "busy";
        case RenderFault::OfficeFailed:
            return "office-failed";
        case RenderFault::ShuttingDown:
            return "shutting-down";
    }
    broken_invariant("a render fault without a code");
}

}  // namespace ehcflow::documents
