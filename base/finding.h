// Finding: one thing found wrong by a check (of a template, its data, a document), said so that the reader can mend it.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace ehcflow {

enum class Severity { Error, Warning };

struct Finding {
    std::string code;  // stable, kebab-case: "unknown-field"
    Severity severity = Severity::Error;
    std::string place;        // where, as its reader would look for it: "paragraph 4, table 2 cell B3, near '...'"
    std::string what;         // what is wrong, one sentence
    std::string mend;         // what to do, one sentence
    std::size_t element = 0;  // the number of the element it is about, where the checked thing numbers them; else 0
    friend bool operator==(const Finding&, const Finding&) = default;
};

using Findings = std::vector<Finding>;

}  // namespace ehcflow
