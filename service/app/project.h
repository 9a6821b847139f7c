// How a case stands, as the ledger keeps it for the pages (storage/now.h): made of a case that was worked out, written
// in the transaction of what made it so, and written anew when a day has passed that ended it.
//
// Why this may be kept at all: dates are not late by themselves. A duty's day, what it is and who owes it follow from
// the events; whether it is overdue follows from the day of reading and is never stored. What the passing of time alone
// does change (a window closes, an exception begins to count, a phase transfer arises) has days known beforehand: each
// row says through which day it holds.
#pragma once

#include "service/app/case_view.h"
#include "service/app/document_view.h"

namespace ehcflow::service {

storage::CaseNow project(const CaseView& view);

// Works out those cases whose rows do not hold today, and writes them. Cheap where there are none.
void refresh(storage::Ledger& ledger, const workflow::Calendar& calendar, Date today);

// Works out all of them from the chain alone, and replaces what is kept.
storage::Rebuilt rebuild(storage::Ledger& ledger, const workflow::Calendar& calendar, Date today);

// refresh(), or rebuild() where another program or calendar made the rows: it may count otherwise.
void bring_up_to_date(storage::Ledger& ledger, const workflow::Calendar& calendar, Date today);

}  // namespace ehcflow::service
