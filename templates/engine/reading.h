// A template as far as it could be read, and everything that is wrong with it. Inner to the engine.
#pragma once

#include "base/finding.h"

namespace ehcflow::templates {

// With findings, the form may be tried with data, so that what the data lacks is said in the same pass; it must not be
// filled.
template <class Form>
struct Reading {
    Form form;
    Findings findings;
};

}  // namespace ehcflow::templates
