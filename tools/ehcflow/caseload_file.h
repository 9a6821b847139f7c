// A file of cases, one a line, read whole: what is counted over all of it.
#pragma once

#include <string>

#include "interchange/caseload.h"

namespace ehcflow {

struct CaseloadFile {
    interchange::Caseload cases;
    std::size_t left_out = 0;  // lines that are no case; each was complained of
};

// "-" is standard input. Throws UsageError where the file cannot be read.
CaseloadFile read_caseload(const std::string& name, const workflow::Calendar& calendar, Date today);

// Standard input, or the file of that name; open until the program ends. Throws UsageError likewise.
int opened(const std::string& name);

}  // namespace ehcflow
