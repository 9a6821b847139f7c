// Dates and statuses as people read them on a page. Pure; any thread.
#pragma once

#include <string>
#include <string_view>

#include "documents/check/document_life.h"
#include "workflow/calendar.h"
#include "workflow/due.h"

namespace ehcflow::service {

std::string day_in_words(Date day);  // Fri 20 February 2026
// "in 4 working days", "today", "2 working days late"
std::string distance_in_words(Date day, Date today, const workflow::Calendar& calendar);

struct StatusWords {
    std::string_view words;   // "Due soon"
    std::string_view colour;  // of its tag: the words say it all, the colour only helps
};
StatusWords status_words(const workflow::Duty& duty);
StatusWords document_words(documents::LifeStage stage);  // "Approved, not sent"

std::string stage_words(std::string_view stage);  // of stage_in_words(): "Assessment: advice requested"
std::string kind_words(std::string_view kind);    // "Request received"

}  // namespace ehcflow::service
