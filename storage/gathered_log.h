// The log of a connection, written in few large pieces. SQLite writes each page to it, and the 24 bytes before each, by
// a call of its own; here they are gathered while they follow one another, and written when the log is flushed or read.
//
// Only for a connection that flushes at each commit (synchronous=FULL) and writes nothing to its log before
// (cache_spill=OFF): SQLite tells others of a commit after the flush, so that what they look for is in the file, and
// nothing gathered outlives a commit or its failure. What could not be written is said by the flush, and is forgotten.
#pragma once

namespace ehcflow::storage {

// The name of the file system for sqlite3_open_v2. Any thread.
const char* gathered_log();

}  // namespace ehcflow::storage
