#include "documents/compose/requirements.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "documents/compose/placement_grounds.h"
#include "documents/compose/plan_changes.h"

namespace ehcflow::documents {
namespace {

using templates::Value;

enum class Shape : std::uint8_t {
    Text,    // words
    Day,     // YYYY-MM-DD
    List,    // a list, perhaps empty: the document then says that there are none
    Filled,  // a list with something in it
    Number,
};

struct Requirement {
    std::string_view path;  // "a.b" or, of every row of a list, "a.b[].c"
    Shape shape = Shape::Text;
};

constexpr Requirement kOfEveryRecord[] = {
    {"reference"},    {"child.first_name"}, {"child.last_name"}, {"child.born", Shape::Day}, {"family", Shape::Filled},
    {"officer.name"}, {"officer.phone"},    {"officer.hours"},   {"officer.email"},
};
constexpr Requirement kWillAssess[] = {
    {"reasons", Shape::Filled},
    {"reasons[].point"},
    {"reasons[].answer"},
    {"advice_from", Shape::Filled},
};
// A decision, each reason answering something that was said, and the finding.
constexpr Requirement kDecision[] = {
    {"reasons", Shape::Filled},
    {"reasons[].point"},
    {"reasons[].answer"},
    {"conclusion"},
};
constexpr Requirement kDecisionWithHelp[] = {
    {"reasons", Shape::Filled}, {"reasons[].point"}, {"reasons[].answer"}, {"conclusion"}, {"help_now", Shape::Filled},
};
constexpr Requirement kReviewMaintain[] = {
    {"reasons", Shape::Filled}, {"reasons[].point"}, {"reasons[].answer"}, {"conclusion"}, {"present", Shape::Filled},
};
constexpr Requirement kFinal[] = {
    {"placement"},
    {"answers", Shape::List},
    {"answers[].point"},
    {"answers[].answer"},
};
constexpr Requirement kReviewInvite[] = {
    {"at"},
    {"place"},
    {"invited", Shape::Filled},
};
constexpr Requirement kReviewReport[] = {
    {"recommendations", Shape::Filled},
    {"differences", Shape::List},
    {"advice", Shape::Filled},
};
constexpr Requirement kAmendment[] = {
    {"reasons", Shape::Filled},
    {"reasons[].point"},
    {"reasons[].answer"},
    {"evidence", Shape::Filled},
};
constexpr Requirement kAmended[] = {{"placement"}};
// Where the changes are typed and do not come from two versions of the plan.
constexpr Requirement kProposedRows[] = {
    {"changes", Shape::Filled}, {"changes[].section"}, {"changes[].now"}, {"changes[].proposed"}};
constexpr Requirement kChangedRows[] = {
    {"changes", Shape::Filled}, {"changes[].section"}, {"changes[].was"}, {"changes[].now"}};
constexpr Requirement kTransferred[] = {
    {"from"},
    {"assessment"},
    {"review_by", Shape::Day},
};
constexpr Requirement kAdviceRequest[] = {
    {"family_said", Shape::Filled},
    {"evidence", Shape::List},
};
constexpr Requirement kConsultation[] = {{"why"}};
constexpr Requirement kAcknowledgement[] = {{"asked", Shape::Filled}};
constexpr Requirement kHolding[] = {{"why"}, {"next", Shape::Filled}, {"by", Shape::Day}};
constexpr Requirement kReviewPapers[] = {{"advice", Shape::List}};
constexpr Requirement kBudget[] = {
    {"rows", Shape::Filled}, {"rows[].what"}, {"rows[].amount", Shape::Number}, {"advice"}};
constexpr Requirement kMediationMeeting[] = {{"on", Shape::Day}, {"at"},       {"place"},
                                             {"about"},          {"mediator"}, {"attending", Shape::Filled}};
// Of other parts of the record, and of the council's settings, that one notice alone asks for.
constexpr Requirement kOfAPapersRecord[] = {
    {"plan.outcomes", Shape::Filled},  {"plan.outcomes[].number"},
    {"plan.outcomes[].outcome"},       {"plan.outcomes[].by", Shape::Day},
    {"plan.provision", Shape::Filled}, {"plan.provision[].number"},
    {"plan.provision[].what"},         {"plan.provision[].how_often"},
    {"plan.provision[].how_long"},     {"review_meeting.at"},
    {"review_meeting.place"},
};
constexpr Requirement kComplaints[] = {
    {"complaints.phone"}, {"complaints.email"}, {"ombudsman.name"}, {"ombudsman.phone"}, {"ombudsman.website"},
};
constexpr Requirement kDraftPlan[] = {
    {"version", Shape::Number},
    {"what_matters_to_me", Shape::Filled},
    {"how_best_to_help_me", Shape::Filled},
    {"my_team", Shape::Filled},
    {"my_team[].name"},
    {"my_team[].role"},
    {"views.how_gathered"},
    {"views.child", Shape::Filled},
    {"views.parents", Shape::List},
    {"views.aspirations", Shape::Filled},
    {"needs", Shape::Filled},
    {"needs[].number"},
    {"needs[].area"},
    {"needs[].strengths"},
    {"needs[].need"},
    {"health_needs", Shape::List},
    {"social_care_needs", Shape::List},
    {"outcomes", Shape::Filled},
    {"outcomes[].number"},
    {"outcomes[].outcome"},
    {"outcomes[].by", Shape::Day},
    {"outcomes[].how_we_will_know"},
    {"outcomes[].for_needs", Shape::Filled},
    {"provision", Shape::Filled},
    {"health_provision", Shape::List},
    {"social_provision_h1", Shape::List},
    {"social_provision_h2", Shape::List},
    {"hoped_for", Shape::List},
    {"personal_budget", Shape::List},
    {"advice", Shape::Filled},
    {"advice[].number"},
    {"advice[].from"},
    {"advice[].role"},
    {"advice[].dated", Shape::Day},
};
// Page 1 of a plan says more of the child than a letter does.
constexpr Requirement kOfAPlansRecord[] = {
    {"child.year_group"},
    {"child.address.lines", Shape::Filled},
    {"child.address.postcode"},
};
constexpr std::array kProvisionLists = {
    std::string_view("plan.provision"),
    std::string_view("plan.health_provision"),
    std::string_view("plan.social_provision_h1"),
    std::string_view("plan.social_provision_h2"),
};
constexpr Requirement kProvisionRow[] = {
    {"number"},
    {"what"},
    {"who"},
    {"qualification"},
    {"for_needs", Shape::Filled},
    {"for_outcomes", Shape::Filled},
    {"how_often"},
    {"how_long"},
};
constexpr Requirement kCouncil[] = {
    {"name"},
    {"team"},
    {"phone"},
    {"email"},
    {"address.lines", Shape::Filled},
    {"address.postcode"},
    {"signatory.name"},
    {"signatory.role"},
    {"other_formats.phone"},
    {"sendiass.name"},
    {"sendiass.phone"},
    {"sendiass.hours"},
    {"sendiass.email"},
    {"sendiass.website"},
    {"mediation_adviser.name"},
    {"mediation_adviser.phone"},
    {"mediation_adviser.email"},
    {"mediation_adviser.address.lines", Shape::Filled},
    {"mediation_adviser.address.postcode"},
    {"mediation_contact.name"},
    {"mediation_contact.role"},
    {"mediation_contact.phone"},
    {"mediation_contact.email"},
    {"disagreement_resolution.name"},
    {"disagreement_resolution.phone"},
    {"disagreement_resolution.email"},
    {"tribunal.name"},
    {"tribunal.phone"},
    {"tribunal.email"},
    {"tribunal.website"},
    {"tribunal.address.lines", Shape::Filled},
    {"tribunal.address.postcode"},
    {"local_offer.website"},
    {"local_offer.phone"},
    {"health_board.name"},
};

// What each notice asks of its part of the record (NoticeRow::content).
struct NoticeNeeds {
    Notice notice;
    std::span<const Requirement> of_content;
    std::span<const Requirement> of_record{};
    std::span<const Requirement> of_council{};
};
constexpr NoticeNeeds kNeeds[] = {
    {Notice::WillAssess, kWillAssess},
    {Notice::RefuseAssess, kDecisionWithHelp},
    {Notice::ProposePlan, kDecision},
    {Notice::NoPlan, kDecisionWithHelp},
    {Notice::DraftPlan, kDraftPlan, kOfAPlansRecord},
    {Notice::FinalPlan, kFinal},
    {Notice::ReviewInvite, kReviewInvite},
    {Notice::ReviewReport, kReviewReport},
    {Notice::ReviewMaintain, kReviewMaintain},
    {Notice::ReviewAmend, kAmendment},
    {Notice::ReviewCease, kDecision},
    {Notice::ProposeAmendment, kAmendment},
    {Notice::AmendedPlan, kAmended},
    {Notice::AmendmentDeclined, kDecision},
    {Notice::Reassess, kDecision},
    {Notice::RefuseReassess, kDecisionWithHelp},
    {Notice::ConsiderCeasing, kDecision},
    {Notice::Cease, kDecision},
    {Notice::Transferred, kTransferred},
    {Notice::AdviceRequest, kAdviceRequest},
    {Notice::ConsultSetting, kConsultation},
    {Notice::DirectPaymentRefused, kDecision},
    {Notice::Acknowledgement, kAcknowledgement},
    {Notice::Holding, kHolding, {}, kComplaints},
    {Notice::ReviewAdvice, kReviewInvite},
    {Notice::ReviewPapers, kReviewPapers, kOfAPapersRecord},
    {Notice::PersonalBudget, kBudget},
    {Notice::MediationArranged, kMediationMeeting},
};

bool has_shape(const Value* value, Shape shape) {
    if (value == nullptr) return false;
    switch (shape) {
        case Shape::Text:
            return value->text() != nullptr && !value->text()->empty();
        case Shape::Day:
            return value->text() != nullptr && Date::parse(*value->text()).has_value();
        case Shape::List:
            return value->list() != nullptr;
        case Shape::Filled:
            return value->list() != nullptr && !value->list()->empty();
        case Shape::Number:
            return value->number() != nullptr;
    }
    return false;
}

std::string_view in_words(Shape shape) {
    switch (shape) {
        case Shape::Text:
            return "words";
        case Shape::Day:
            return "a day, as YYYY-MM-DD";
        case Shape::List:
            return "a list, which may be empty";
        case Shape::Filled:
            return "a list with at least one entry";
        case Shape::Number:
            return "a number";
    }
    return "";
}

// Walks a path, opening every row where it says []; what lies at the end must have the shape.
void require(const Value& from, std::string_view path, Shape shape, const std::string& place, Findings& findings) {
    const std::size_t end = std::min(path.find('.'), path.find('['));
    const std::string_view name = path.substr(0, end);
    const Value* value = from.find(name);
    const std::string here = place.empty() ? std::string(name) : place + "." + std::string(name);
    if (end == std::string_view::npos) {
        if (!has_shape(value, shape))
            findings.push_back({.code = "missing-value",
                                .severity = Severity::Error,
                                .place = here,
                                .what = "This notice needs it, and it is not there or not of the right kind.",
                                .mend = "Enter " + std::string(in_words(shape)) + "."});
        return;
    }
    if (path[end] == '[') {
        const Value::List* rows = value == nullptr ? nullptr : value->list();
        for (std::size_t row = 0; rows != nullptr && row < rows->size(); ++row)
            require((*rows)[row], path.substr(end + 3), shape, here + "[" + std::to_string(row) + "]", findings);
        return;  // that the list is there is a requirement of its own
    }
    static const Value kNothing;
    require(value == nullptr ? kNothing : *value, path.substr(end + 1), shape, here, findings);
}

void require_all(const Value& from, std::span<const Requirement> rows, const std::string& place, Findings& findings) {
    for (const Requirement& row : rows) require(from, row.path, row.shape, place, findings);
}

const Value* at(const Value& from, std::string_view path) {
    const Value* value = &from;
    while (value != nullptr && !path.empty()) {
        const std::size_t dot = path.find('.');
        value = value->find(path.substr(0, dot));
        path = dot == std::string_view::npos ? std::string_view() : path.substr(dot + 1);
    }
    return value;
}

const Value::List& rows_of(const Value& record, std::string_view path) {
    static const Value::List kNone;
    const Value* value = at(record, path);
    return value != nullptr && value->list() != nullptr ? *value->list() : kNone;
}

std::vector<std::string> numbers_of(const Value& record, std::string_view path) {
    std::vector<std::string> numbers;
    for (const Value& row : rows_of(record, path))
        if (const Value* number = row.find("number"); number != nullptr && number->text() != nullptr)
            numbers.push_back(*number->text());
    return numbers;
}

void check_references(const Value& row, std::string_view field, const std::vector<std::string>& known,
                      const std::string& place, Findings& findings) {
    for (const Value& number : rows_of(row, field))
        if (number.text() == nullptr || std::find(known.begin(), known.end(), *number.text()) == known.end())
            findings.push_back({.code = "unknown-row",
                                .severity = Severity::Error,
                                .place = place + "." + std::string(field),
                                .what = "It names a row that is not in the plan.",
                                .mend = "Name a need or an outcome of this plan by its number."});
}

void check_plan(const Value& record, Findings& findings) {
    std::vector<std::string> needs = numbers_of(record, "plan.needs");
    for (const std::string_view path : {"plan.health_needs", "plan.social_care_needs"})
        for (std::string& number : numbers_of(record, path)) needs.push_back(std::move(number));
    const std::vector<std::string> outcomes = numbers_of(record, "plan.outcomes");
    std::size_t row = 0;
    for (const Value& outcome : rows_of(record, "plan.outcomes"))
        check_references(outcome, "for_needs", needs, "plan.outcomes[" + std::to_string(row++) + "]", findings);
    for (const std::string_view path : kProvisionLists) {
        row = 0;
        for (const Value& provision : rows_of(record, path)) {
            const std::string place = std::string(path) + "[" + std::to_string(row++) + "]";
            require_all(provision, kProvisionRow, place, findings);
            check_references(provision, "for_needs", needs, place, findings);
            check_references(provision, "for_outcomes", outcomes, place, findings);
        }
    }
    // Section G must be agreed by the commissioning body: SI 2014/1530 reg 12(2).
    if (!rows_of(record, "plan.health_provision").empty()) {
        require(record, "plan.health_agreement.body", Shape::Text, "", findings);
        require(record, "plan.health_agreement.agreed_on", Shape::Day, "", findings);
    }
    if (at(record, "plan.placement") != nullptr)
        findings.push_back({.code = "placement-in-draft",
                            .severity = Severity::Error,
                            .place = "plan.placement",
                            .what = "A draft plan may not name a school, an institution or a type (CFA 2014 s.38(5)).",
                            .mend = "Take it out; it belongs in the final plan."});
}

// Each school that was asked for and is not named has its grounds, and they are those of the Act.
void check_grounds(const Value& content, const std::string& place, Findings& findings) {
    std::size_t row = 0;
    for (const Value& refused : rows_of(content, "refused")) {
        const std::string here = place + ".refused[" + std::to_string(row++) + "]";
        constexpr Requirement kRefused[] = {{"name"}, {"why"}, {"grounds", Shape::Filled}};
        require_all(refused, kRefused, here, findings);
        for (const Value& ground : rows_of(refused, "grounds"))
            if (ground.text() == nullptr || placement_ground(*ground.text()) == nullptr)
                findings.push_back({.code = "unknown-ground",
                                    .severity = Severity::Error,
                                    .place = here + ".grounds",
                                    .what = "The Act knows no such ground (CFA 2014 s.39(4)).",
                                    .mend = "Use unsuitable, education-of-others or resources."});
    }
}

}  // namespace

Findings missing_for(Notice notice, const Value& record, const Value& council, const Value* plan_before) {
    Findings findings;
    require_all(record, kOfEveryRecord, "", findings);
    static const Value kNothing;
    const std::string content(notice_row(notice).content);
    const Value* part = record.find(content);
    for (const NoticeNeeds& row : kNeeds) {
        if (row.notice != notice) continue;
        require_all(part == nullptr ? kNothing : *part, row.of_content, content, findings);
        require_all(record, row.of_record, "", findings);
        require_all(council, row.of_council, "council", findings);
    }
    if (tells_changes(notice) && !changes_from_versions(notice, record, plan_before))
        require_all(part == nullptr ? kNothing : *part,
                    notice == Notice::AmendedPlan ? std::span<const Requirement>(kChangedRows) : kProposedRows, content,
                    findings);
    if (notice == Notice::DraftPlan) check_plan(record, findings);
    if (part != nullptr) check_grounds(*part, content, findings);
    require_all(council, kCouncil, "council", findings);
    return findings;
}

}  // namespace ehcflow::documents
