// The form of the ledger's file: migrations are numbered, go forward only, and run in one transaction.
#pragma once

#include <string>

#include "storage/database.h"

namespace ehcflow::storage {

// Makes a new ledger or brings an older one up to date. Throws StorageError (NotOurs, Newer), having changed nothing of
// the file; the connection is then to be closed.
void migrate(Database& database, const std::string& file);
// No further than to that version, as the program of its time did: for tests.
void migrate_to(std::int64_t version, Database& database, const std::string& file);
std::int64_t latest_version();
// The same refusals for a reader, which can bring nothing up to date: also Older.
void expect_current(Database& database, const std::string& file);

}  // namespace ehcflow::storage
