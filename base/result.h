// Result<T, E>: the answer is a T, or it is no and E says why.
//
// Used wherever "no" is an ordinary answer (refused by law, a bad template, a conflict). A broken world (disk, office)
// is an exception instead; a broken invariant goes to base/invariant.h. A Result cannot be dropped silently.
// Values are held by value; no thread rule beyond those of T and E.
#pragma once

#include <optional>
#include <utility>
#include <variant>

#include "base/invariant.h"

namespace ehcflow {

// Wraps the error side, so that a Result whose T and E are alike is still unambiguous: `return Failure{why};`
template <class E>
struct Failure {
    E error;
};
template <class E>
Failure(E) -> Failure<E>;

template <class T, class E>
class [[nodiscard]] Result {
public:
    using Value = T;
    using Error = E;

    Result(T value) : held_(std::in_place_index<0>, std::move(value)) {}
    template <class F>
    Result(Failure<F> failure) : held_(std::in_place_index<1>, std::move(failure.error)) {}

    bool ok() const { return held_.index() == 0; }
    explicit operator bool() const { return ok(); }

    // Asking for the side that is not there is a programming error and aborts.
    T& value() & { return require_ok(), std::get<0>(held_); }
    const T& value() const& { return require_ok(), std::get<0>(held_); }
    T&& value() && { return require_ok(), std::get<0>(std::move(held_)); }
    E& error() & { return require_failed(), std::get<1>(held_); }
    const E& error() const& { return require_failed(), std::get<1>(held_); }
    E&& error() && { return require_failed(), std::get<1>(std::move(held_)); }

    T& operator*() & { return value(); }
    const T& operator*() const& { return value(); }
    T&& operator*() && { return std::move(*this).value(); }
    T* operator->() { return &value(); }
    const T* operator->() const { return &value(); }

private:
    void require_ok() const { invariant(ok(), "Result: value() of a failure"); }
    void require_failed() const { invariant(!ok(), "Result: error() of a success"); }

    std::variant<T, E> held_;
};

// Done, or no and why.
template <class E>
class [[nodiscard]] Result<void, E> {
public:
    using Value = void;
    using Error = E;

    Result() = default;
    template <class F>
    Result(Failure<F> failure) : error_(std::move(failure.error)) {}

    bool ok() const { return !error_.has_value(); }
    explicit operator bool() const { return ok(); }

    const E& error() const& { return require_failed(), *error_; }
    E&& error() && { return require_failed(), *std::move(error_); }

private:
    void require_failed() const { invariant(!ok(), "Result: error() of a success"); }

    std::optional<E> error_;
};

}  // namespace ehcflow
