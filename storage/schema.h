// The form of the ledger's file: migrations are numbered, go forward only, and run in one transaction.
#pragma once

#include <string>

#include "storage/database.h"

namespace ehcflow::storage {

// Makes a new ledger or brings an older one up to date. Throws StorageError (NotOurs, Newer), having changed nothing.
void migrate(Database& database, const std::string& file);
// The same refusals for a reader, which can bring nothing up to date: also Older.
void expect_current(Database& database, const std::string& file);

}  // namespace ehcflow::storage
