// The part of an EHC plan on which its checks rest, as data. Text is CommonMark. Section letters are those of the
// Special Educational Needs and Disability Regulations 2014, reg 12(1).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/date.h"

namespace ehcflow::plans {

enum class Version { Draft, Final, Amended };

// A sentence that names the advice it came from, by the advice's id.
struct Sourced {
    std::string text;
    std::string source;
};

struct Need {  // sections B, C and D
    std::string id, section;
    Sourced said;
};

struct Outcome {  // section E
    std::string id, text;
    std::vector<std::string> needs;
    std::optional<Date> by;
    std::string measured;  // how we will know
};

struct Provision {  // sections F, G, H1 and H2
    std::string id, section;
    Sourced said;
    std::vector<std::string> needs, outcomes;
    std::string who, how_often, how_long, qualification;
};

struct Advice {  // section K
    std::string id, from;
    std::optional<Date> received;
};

// What stands in a section where there is nothing to provide: "No health needs are known".
struct Statement {
    std::string section, text;
};

struct Plan {
    std::string child;
    Version version = Version::Draft;
    std::optional<Date> dated, last_review, views_on, health_agreed_on;
    std::optional<int> school_year;
    std::string views;  // section A
    std::vector<Need> needs;
    std::vector<Outcome> outcomes;
    std::vector<Provision> provision;
    std::vector<Statement> statements;
    std::string placement;        // section I
    std::string personal_budget;  // section J
    std::string adulthood;        // preparation for adulthood, in sections E to H
    std::vector<Advice> advice;
};

}  // namespace ehcflow::plans
