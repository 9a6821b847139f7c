// The grade of a plan, section by section: from what the checks found and from what auditors judge. Pure; any thread.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "plans/checks.h"

namespace ehcflow::plans {

inline constexpr int kBestScore = 3;
// 0 to 3: "inadequate", "requires-improvement", "good", "outstanding", as the measures have them
std::string_view grade_name(int score);

// What an auditor looks at in a section, and what is good.
struct Criterion {
    std::string_view id;
    Section section;
    int weight;  // within the section
    std::string_view good;
};
std::span<const Criterion> criteria();
const Criterion* criterion_named(std::string_view id);

struct Judgement {
    std::string criterion;
    int score = 0;
    std::string by, agency, why;
    // Where it is kept: the day of it, and the version of the plan that was read.
    std::optional<Date> on{};
    int version = 0;
    friend bool operator==(const Judgement&, const Judgement&) = default;
};

struct SectionGrade {
    Section section;
    int weight;                     // within the plan
    double score;                   // 0 to 3
    int findings;                   // of the checks
    std::vector<std::string> open;  // criteria on which two agencies are two or more apart: to be agreed
};

struct Audit {
    std::vector<SectionGrade> sections;
    double score = 0;        // weighted over the sections
    bool moderated = false;  // each criterion that was judged was judged by two agencies, and nothing is open

    bool is_open() const;            // two agencies have something to agree
    std::string_view grade() const;  // of the whole
};

// A statutory finding holds a section at 0, and the whole plan at 1: what breaks the law is not good, however good the
// rest. A blocking one holds its section at 1; what is overridden counts no more than advice, which holds it at 2.
// Below that, the auditors' judgements count by their weight: two agencies' by their mean. Where nobody has judged, the
// checks alone do. Judgements of an unknown criterion or score, or of nobody, count for nothing.
Audit audit(std::span<const Remark> remarks, std::span<const Judgement> judgements);

}  // namespace ehcflow::plans
