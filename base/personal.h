// Personal<T>: a value about a person. It has no stream operator, no formatter and no implicit conversion, so it cannot
// reach a log, a URL or an error text by accident; reveal() is the one way out and is easy to search for.
#pragma once

#include <utility>

namespace ehcflow {

template <class T>
class Personal {
public:
    Personal() = default;
    explicit Personal(T value) : value_(std::move(value)) {}

    const T& reveal() const { return value_; }
    friend bool operator==(const Personal&, const Personal&) = default;

private:
    T value_{};
};

}  // namespace ehcflow
