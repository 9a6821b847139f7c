#include "base/invariant.h"

#include <cstdio>
#include <cstdlib>

namespace ehcflow {

void broken_invariant(const char* what) {
    std::fprintf(stderr, "ehcflow: broken invariant: %s\n", what);
    std::abort();
}

}  // namespace ehcflow
