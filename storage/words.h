// The few words that all of the ledger's values are made of. Values.
#pragma once

#include <cstdint>
#include <string>

#include "base/id.h"
#include "base/personal.h"

namespace ehcflow::storage {

using RecorderId = Id<struct RecorderTag>;  // the account that recorded something: a reference, never a name
using Body = Personal<std::string>;         // JSON text that may be about people, and may be forgotten

// How many events a case has; also the position of an event, from 1. A writer states the sequence it has seen.
using Sequence = std::int64_t;

}  // namespace ehcflow::storage
