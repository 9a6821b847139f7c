// invariant(): "we were wrong". Always on; says what was broken on standard error and aborts.
// Never for bad input and never for a failing disk: those have Result and exceptions.
#pragma once

namespace ehcflow {

[[noreturn]] void broken_invariant(const char* what);

inline void invariant(bool holds, const char* what) {
    if (!holds) [[unlikely]]
        broken_invariant(what);
}

}  // namespace ehcflow
