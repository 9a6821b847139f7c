#include "plans/audit.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>

namespace ehcflow::plans {
namespace {

constexpr std::array kCriteria = {
    Criterion{"voice", Section::A, 2, "One hears this child: their own words, gathered in a way that suits them."},
    Criterion{"difference", Section::A, 1, "The plan says what changed because of what the family said."},
    Criterion{"picture", Section::B, 2,
              "A stranger could pick this child out: strengths, and needs in what is seen and how often."},
    Criterion{"all-needs", Section::B, 1, "Every need in the advice is here, and nothing that is only provision."},
    Criterion{"health-picture", Section::C, 1, "Health needs are told by what they mean for learning and for the day."},
    Criterion{"care-picture", Section::D, 1, "Social care has been asked, and its needs or their absence are told."},
    Criterion{"ambition", Section::E, 2, "Outcomes come from the child's hopes and would change their life."},
    Criterion{"steps", Section::E, 1, "Each can be seen, counted and dated, and is one step and not three."},
    Criterion{"enough", Section::F, 2, "What is given would be enough to reach the outcome, on the advice."},
    Criterion{"deliverable", Section::F, 1, "A setting that reads it knows on Monday who does what."},
    Criterion{"health-joined", Section::G, 1, "Health provision fits what the school does, and is agreed."},
    Criterion{"care-joined", Section::H1, 1, "Social care that must be given is told apart, and is specific."},
    Criterion{"care-other", Section::H2, 1, "Other social care is told, or that there is none."},
    Criterion{"placement", Section::I, 1, "The setting and its type can give all that is in F."},
    Criterion{"budget", Section::J, 1, "A family knows what the money is for, or that they may ask."},
    Criterion{"advice", Section::K, 1, "The advice is whole, recent and from all who had to be asked."},
};

// Out of the whole plan: what most changes a child's life weighs most.
constexpr int weight_of(Section section) {
    switch (section) {
        case Section::F:
            return 4;
        case Section::B:
        case Section::E:
            return 3;
        case Section::A:
            return 2;
        case Section::C:
        case Section::D:
        case Section::G:
        case Section::H1:
        case Section::H2:
        case Section::H:
        case Section::I:
        case Section::J:
        case Section::K:
            return 1;
    }
    return 1;
}

int cap_of(const Remark& remark) {
    if (remark.overridden != nullptr) return 2;
    switch (remark.check->weight) {
        case Weight::Statutory:
            return 0;
        case Weight::Blocking:
            return 1;
        case Weight::Advice:
            return 2;
    }
    return 0;
}

// Social care that is in neither section spoils both.
bool concerns(const Remark& remark, Section section) {
    return remark.spot.section == section ||
           (remark.spot.section == Section::H && (section == Section::H1 || section == Section::H2));
}

struct Judged {
    std::map<std::string, int> by_agency;  // the last of each

    double mean() const {
        double sum = 0;
        for (const auto& [agency, score] : by_agency) sum += score;
        return sum / static_cast<double>(by_agency.size());
    }
    int apart() const {
        int least = kBestScore, most = 0;
        for (const auto& [agency, score] : by_agency) least = std::min(least, score), most = std::max(most, score);
        return most - least;
    }
};

bool counts(const Judgement& one) {
    return one.score >= 0 && one.score <= kBestScore && !one.by.empty() && !one.agency.empty() &&
           criterion_named(one.criterion) != nullptr;
}

}  // namespace

std::string_view grade_name(int score) {
    constexpr std::array<std::string_view, kBestScore + 1> kNames = {"inadequate", "requires-improvement", "good",
                                                                     "outstanding"};
    return kNames[static_cast<std::size_t>(std::clamp(score, 0, kBestScore))];
}

std::span<const Criterion> criteria() { return kCriteria; }

const Criterion* criterion_named(std::string_view id) {
    const auto* found = std::ranges::find(kCriteria, id, &Criterion::id);
    return found == kCriteria.end() ? nullptr : found;
}

bool Audit::is_open() const {
    return std::ranges::any_of(sections, [](const SectionGrade& one) { return !one.open.empty(); });
}

std::string_view Audit::grade() const { return grade_name(static_cast<int>(score + 0.5)); }

Audit audit(std::span<const Remark> remarks, std::span<const Judgement> judgements) {
    std::map<std::string, Judged> judged;
    for (const auto& one : judgements)
        if (counts(one)) judged[one.criterion].by_agency[one.agency] = one.score;

    Audit all;
    all.moderated = !judged.empty();
    double sum = 0, weights = 0;
    for (std::size_t i = 0; i < kSections; ++i) {
        const auto section = static_cast<Section>(i);
        if (section == Section::H) continue;
        SectionGrade grade{section, weight_of(section), kBestScore, 0, {}};
        for (const auto& remark : remarks)
            if (concerns(remark, section)) {
                ++grade.findings;
                grade.score = std::min<double>(grade.score, cap_of(remark));
            }
        double judged_sum = 0, judged_weight = 0;
        for (const auto& criterion : kCriteria) {
            const auto found = judged.find(std::string(criterion.id));
            if (criterion.section != section || found == judged.end()) continue;
            judged_sum += found->second.mean() * criterion.weight;
            judged_weight += criterion.weight;
            if (found->second.apart() >= 2) grade.open.emplace_back(criterion.id);
            all.moderated = all.moderated && found->second.by_agency.size() >= 2 && found->second.apart() < 2;
        }
        if (judged_weight > 0) grade.score = std::min(grade.score, judged_sum / judged_weight);
        sum += grade.score * grade.weight;
        weights += grade.weight;
        all.sections.push_back(std::move(grade));
    }
    all.score = sum / weights;
    const auto breaks_law = [](const Remark& remark) { return cap_of(remark) == 0; };
    if (std::ranges::any_of(remarks, breaks_law)) all.score = std::min(all.score, 1.0);
    return all;
}

}  // namespace ehcflow::plans
