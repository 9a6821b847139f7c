#include "plans/checks.h"

#include <algorithm>

#include "base/text.h"
#include "plans/looks.h"

namespace ehcflow::plans {
namespace {

constexpr Check kChecks[] = {
    {"need-without-provision", Weight::Statutory, "Provision must be made for each need that section B describes.",
     "Special Educational Needs and Disability Regulations 2014, reg 12(1)(b) and (f)",
     "Need B1 is met by provision F1", "Need B2 is met by nothing",
     "Add the provision in section F that meets it, or tie a row that does to this need.", needs_without_provision},
    {"placement-in-draft", Weight::Statutory, "The family must be free to ask for a setting.",
     "Children and Families Act 2014, s.38(5)", "Section I is empty in the draft", "The draft names Larkfield School",
     "Empty section I until the plan is final.", placement_in_draft, true},
    {"placement-missing", Weight::Statutory, "A final plan names a setting and its type, or the type alone.",
     "Special Educational Needs and Disability Regulations 2014, reg 12(1)(i)",
     "Larkfield School, a mainstream secondary school", "Section I is empty in a final plan",
     "Give the type of setting, and its name where one is named.", placement_missing},
    {"views-missing", Weight::Statutory,
     "The plan sets out the views, interests and aspirations of the child and the parents, or of the young person.",
     "Special Educational Needs and Disability Regulations 2014, reg 12(1)(a)", "Tam wants to work with horses",
     "Section A is empty", "Ask the family and write down what they say.", views_missing},
    {"health-not-agreed", Weight::Statutory,
     "The health board must agree health care provision before it stands in a plan.",
     "Special Educational Needs and Disability Regulations 2014, reg 12(2)",
     "Agreed by the health board on 3 March 2026", "No agreement is recorded",
     "Get the health board's agreement and record its day.", health_not_agreed},
    {"adulthood-missing", Weight::Statutory,
     "From year 9 the provision must help to prepare for adulthood and independent living.",
     "Special Educational Needs and Disability Regulations 2014, reg 12(3)",
     "Travel training on the 14 bus, weekly until July, which prepares for independent living",
     "Nothing in a year 10 plan",
     "Write the provision that prepares for work, home, health or taking part, and mark those rows with prepares_for.",
     adulthood_missing},
    {"social-care-unclassified", Weight::Statutory,
     "Sections H1 and H2 are set out apart: what stands in H1 is a duty of its own.",
     "Special Educational Needs and Disability Regulations 2014, reg 12(1)(h)", "Short breaks stand in H1",
     "Short breaks stand in \"H\"", "Ask social care under which law it is given, and move the row to H1 or H2.",
     unclassified_social_care},
    {"h1-over-18", Weight::Statutory,
     "Section H1 is for those under 18; from then on care is given under the Care Act 2014.",
     "Children and Families Act 2014, s.37(2)(e)", "Support at home for a woman of 20 stands in H2", "It stands in H1",
     "Move the rows to H2.", h1_over_18},
    {"education-outside-f", Weight::Statutory, "Care that educates or trains is special educational provision.",
     "Children and Families Act 2014, s.21(5)", "Speech therapy that teaches her to speak stands in F",
     "It stands in G", "Move the row to section F.", education_outside_f},
    {"budget-incomplete", Weight::Statutory,
     "Where provision is to be given by direct payment, section J says which needs and outcomes it is to meet.",
     "Special Educational Needs and Disability Regulations 2014, reg 12(1)(j)",
     "A direct payment for need B2 and outcome E2", "A direct payment for nothing",
     "Name the needs and the outcomes in section J.", budget_incomplete},
    {"care-need-without-provision", Weight::Blocking,
     "A need of health or social care to which nothing answers looks forgotten.", "", "Need C1 is met by G1",
     "Need C1 is met by nothing", "Add the provision that meets it, or move the sentence to where it is only told.",
     care_needs_without_provision},
    {"outcome-not-served", Weight::Blocking, "An outcome that no provision serves is only a hope.", "",
     "Outcome E1 is served by F1", "Outcome E2 is served by nothing",
     "Tie the provision that serves it to this outcome.", outcomes_not_served},
    {"outcome-without-need", Weight::Blocking, "An outcome is wanted because of a need.", "",
     "Outcome E1 answers need B1", "Outcome E1 answers nothing", "Name the needs that it answers.", loose_outcomes},
    {"provision-loose", Weight::Blocking, "A reader must see what each provision is for.", "",
     "F1 is for need B1 and outcome E1", "F1 is for nothing", "Name its need and its outcome.", loose_provision},
    {"unknown-row", Weight::Blocking, "A number that leads nowhere was mistyped, or its row was taken out.", "",
     "F1 is for need B1, which is there", "F1 is for need B9", "Correct the number, or put the row back.",
     unknown_rows},
    {"repeated-number", Weight::Blocking, "Two rows of one number cannot be told apart.", "", "F1, F2", "F1, F1",
     "Give one of them another number.", repeated_numbers},
    {"provision-unspecified", Weight::Blocking, "Nobody can tell whether it is given.", "",
     "A teaching assistant trained in Makaton, daily, 20 minutes", "Speech support",
     "Write what is missing in its place.", unspecified},
    {"vague-words", Weight::Blocking, "Such words promise nothing that can be held to.", "", "Weekly, for 45 minutes",
     "Access to speech therapy as required", "Say what will be done, how often and for how long.", vague},
    {"outcome-undated", Weight::Blocking, "Without a date nobody can say that it was missed.", "", "By July 2027",
     "In time", "Give the day by which it should be reached.", undated_outcomes},
    {"outcome-past", Weight::Blocking, "An outcome whose day has gone is met or missed, and no longer sought.", "",
     "By July 2027, in a plan of March 2026", "By July 2025, in a plan of March 2026",
     "Say what is wanted next, and by when.", past_outcomes},
    {"outcome-unmeasured", Weight::Blocking, "The review must be able to tell whether it was reached.", "",
     "Read aloud to her teacher each half term", "Nothing says how we will know", "Write how we will know.",
     unmeasured_outcomes},
    {"outcome-vague", Weight::Blocking, "A direction is no place to arrive at.", "", "She reads 50 common words aloud",
     "She improves her reading", "Say what will be seen, how often or how many.", vague_outcomes},
    {"section-empty", Weight::Blocking, "An empty section may be forgotten or may be meant.", "",
     "No health needs are known", "Section C is empty", "Write what is needed, or that nothing is.", empty_sections},
    {"views-stale", Weight::Blocking, "Views change, and the plan must reflect those of today.", "",
     "Written at this year's review", "Written two reviews ago", "Ask the family again and date what they say.",
     views_stale},
    {"without-source", Weight::Blocking, "Families and tribunals ask who advised it.", "",
     "From the psychologist's advice, K3", "From nowhere",
     "Name the advice in the row's from, or in square brackets behind the sentence.", without_source},
    {"advice-not-reflected", Weight::Blocking, "Advice that left no trace was perhaps not read.", "",
     "B1 and F1 come from the advice", "Nothing does", "Take up what it says, or write in not_used_because why not.",
     advice_not_reflected},
    {"advice-after-plan", Weight::Blocking, "What it says cannot be in this version.", "", "Received before the draft",
     "Received after the draft", "Read it, take it up and date the plan anew.", advice_after_plan},
    {"advice-missing", Weight::Blocking, "A plan rests on advice from each whom the council must ask.",
     "Special Educational Needs and Disability Regulations 2014, regs 6(1) and 12(4)", "K1 to K5 are of five kinds",
     "There is no psychologist's advice", "Ask for it, or say who advised it: the adviser of a row in section K.",
     advice_missing},
    {"another-name", Weight::Blocking,
     "Another child's name means that a text was copied, and may tell one family about another.", "", "Tam reads aloud",
     "Oliver reads aloud, in Tam's plan",
     "Read the whole sentence: it may be about somebody else. Write it anew, or name the person among my_team.",
     another_name},
    {"unexplained-initials", Weight::Advice, "Families should not have to ask what letters mean.", "",
     "The special educational needs coordinator (SENCO)", "The SENCO", "Write it out, or explain it in words_used.",
     unexplained_initials},
    {"jargon", Weight::Advice, "Words of the trade shut families out.", "", "She gets upset and cannot calm down",
     "She becomes dysregulated", "Use the plain words, or explain it in words_used.", jargon},
    {"long-sentence", Weight::Advice, "Past 40 words most readers lose the thread.", "", "Two sentences of 15 words",
     "One sentence of 62 words", "Cut it in two or more.", long_sentences},
    {"hard-to-read", Weight::Advice, "The family and the child should be able to read their plan.", "",
     "A reading age of 12", "A reading age of 17", "Shorten the sentences and use everyday words.", hard_to_read},
    {"too-long", Weight::Advice, "Nobody uses a plan that takes an hour to read.", "", "25 minutes aloud",
     "80 minutes aloud", "Take out what is told twice, and what is advice and not need or provision.", too_long},
};

const Override* override_of(const Plan& plan, const Check& check) {
    if (check.weight != Weight::Blocking) return nullptr;
    const auto found = std::ranges::find_if(plan.overrides, [&](const Override& one) {
        return one.check == check.id && !trim(one.by).empty() && !trim(one.reason).empty();
    });
    return found == plan.overrides.end() ? nullptr : &*found;
}

}  // namespace

std::string_view name_of(Weight weight) {
    constexpr std::string_view kNames[] = {"statutory", "blocking", "advice"};
    return kNames[static_cast<std::size_t>(weight)];
}

std::span<const Check> all_checks() { return kChecks; }

const Check* check_named(std::string_view id) {
    const auto* found = std::ranges::find(kChecks, id, &Check::id);
    return found == std::end(kChecks) ? nullptr : found;
}

std::vector<Remark> check(const Plan& plan) {
    std::vector<Remark> remarks;
    for (const auto& row : kChecks)
        for (auto& spot : row.look(plan)) remarks.push_back({&row, std::move(spot), override_of(plan, row)});
    return remarks;
}

bool stops_a_final(const Remark& remark) {
    return remark.check->weight != Weight::Advice && remark.overridden == nullptr;
}

Finding as_finding(const Remark& remark, Stage stage) {
    std::string mend(remark.check->mend);
    if (stops_a_final(remark) && remark.check->weight == Weight::Blocking)
        mend += " Or let somebody named override it, with a reason.";
    const bool stops = stage == Stage::Draft ? remark.check->of_drafts : stops_a_final(remark);
    return {std::string(remark.check->id), stops ? Severity::Error : Severity::Warning, remark.spot.place,
            remark.spot.what, std::move(mend)};
}

}  // namespace ehcflow::plans
