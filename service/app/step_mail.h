// The mail that says which step changed in a case and what is wanted next, to the officer whose case it is. It names
// the case by its reference and nobody by name: mail is read over shoulders and on lost telephones.
#pragma once

#include "service/app/case_view.h"
#include "service/app/mail.h"

namespace ehcflow::service {

// Asks for it with the write whose last `recorded` events it is about; for nothing where no mail server is set.
void add_step_mail(storage::Effects& effects, const Desk& desk, const CaseView& then, std::size_t recorded);

// What both this mail and reminders end with: where the case is to be found.
std::string where_it_is(const Desk& desk, const CaseId& id);
// "By 23 February 2026: The council must … (SEND Regulations 2014 reg.4)"
std::string in_a_sentence(const workflow::Duty& duty);

}  // namespace ehcflow::service
