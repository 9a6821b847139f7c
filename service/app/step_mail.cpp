#include "service/app/step_mail.h"

#include "base/text.h"
#include "service/app/mailing.h"

namespace ehcflow::service {

std::string where_it_is(const Desk& desk, const CaseId& id) {
    return desk.mailing->pages.empty() ? std::string() : "\n" + desk.mailing->pages + "/cases/" + id.text() + "\n";
}

std::string in_a_sentence(const workflow::Duty& duty) {
    return (duty.due ? "By " + to_plain(*duty.due) + ": " : std::string()) + std::string(duty.rule->sense) + " (" +
           std::string(duty.rule->cite) + ")";
}

void add_step_mail(storage::Effects& effects, const Desk& desk, const CaseView& then, std::size_t recorded) {
    if (desk.mailing == nullptr || recorded == 0) return;
    const auto& events = then.history.events;
    std::string steps;
    for (std::size_t i = events.size() - recorded; i < events.size(); ++i)
        steps += kind_in_words(events[i].kind) + ", " + to_plain(events[i].happened_on) + "\n";
    const workflow::Duty* next = workflow::next_duty(then.answer);
    Mail mail{
        "officer",
        then.id().text() + ": " +
            (recorded == 1 ? kind_in_words(events.back().kind) : std::to_string(recorded) + " steps were recorded"),
        "What changed in case " + then.id().text() + "\n" + steps + "\nWhat is wanted next\n" +
            (next == nullptr ? std::string("Nothing has to be done now.") : in_a_sentence(*next)) + "\n" +
            where_it_is(desk, then.id())};
    effects.jobs.push_back(mail_job(then.id(), mail));
}

}  // namespace ehcflow::service
