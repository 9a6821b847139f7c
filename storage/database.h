// A connection to SQLite and its statements. The only file that includes sqlite3.h is database.cpp.
// One connection belongs to one thread at a time.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>

namespace ehcflow::storage {

// The world broke: disk full, read-only, locked by another, damaged. Says what, where and what to do; never what was
// stored.
struct StorageError : std::runtime_error {
    using std::runtime_error::runtime_error;
};

class Statement;

class Database {
public:
    // Opens the file, or makes it for its owner alone, with synchronous=FULL and foreign keys. A file that is there is
    // not changed by being opened.
    explicit Database(const std::filesystem::path& file);
    ~Database();
    Database(const Database&) = delete;
    Database& operator=(const Database&) = delete;

    // Changes the file for good, so first be sure that it is ours: readers then go on beside the writer.
    void keep_write_ahead_log();
    void run(const char* sql);  // one or more statements without results
    Statement prepare(std::string_view sql);
    std::int64_t number(const char* sql);  // the first column of the first row

private:
    friend class Statement;
    struct Handle;
    std::unique_ptr<Handle> handle_;
};

class Statement {
public:
    Statement(Statement&&) noexcept;
    ~Statement();

    Statement& bind(int index, std::string_view text);  // from 1
    Statement& bind(int index, std::int64_t number);
    bool step();                         // true: a row is there
    void reset();                        // to be bound and stepped again
    std::string text(int column) const;  // from 0
    std::int64_t number(int column) const;

private:
    friend class Database;
    struct Handle;
    explicit Statement(std::unique_ptr<Handle> handle);
    std::unique_ptr<Handle> handle_;
};

// All or nothing: what was not committed when this goes out of scope is undone.
class Transaction {
public:
    explicit Transaction(Database& database);  // takes the write lock at once
    ~Transaction();
    Transaction(const Transaction&) = delete;
    Transaction& operator=(const Transaction&) = delete;
    void commit();

private:
    Database& database_;
    bool open_ = true;
};

}  // namespace ehcflow::storage
