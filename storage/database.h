// A connection to SQLite and its statements. Only database.cpp includes sqlite3.h, and gathered_log.cpp for how a log
// is written. One connection belongs to one thread at a time. What breaks is a StorageError.
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "storage/storage_error.h"

namespace ehcflow::storage {

class Statement;

struct Reset {
    void operator()(Statement* statement) const;
};
using Lent = std::unique_ptr<Statement, Reset>;

class Database {
public:
    enum class Mode : std::uint8_t {
        Write,          // made for its owner alone where there is none; synchronous=FULL and foreign keys
        WriteGathered,  // likewise, its log in large pieces (gathered_log.h); keeps a transaction in memory
        ReadOnly,       // must be there
    };
    // A file that is there is not changed by being opened.
    explicit Database(const std::filesystem::path& file, Mode mode = Mode::Write,
                      std::chrono::milliseconds busy_timeout = std::chrono::seconds(5));
    ~Database();
    Database(Database&&) noexcept;
    Database& operator=(Database&&) noexcept;

    // Changes the file for good, so first be sure that it is ours: readers then go on beside the writer.
    void keep_write_ahead_log();
    void run(const char* sql);  // one or more statements without results
    Statement prepare(std::string_view sql);
    // The same statement again, ready to be bound: compiled once for the life of the connection. `sql` is a literal.
    // Reset when the answer goes out of scope, so that it holds no view of the database open.
    Lent cached(const char* sql);
    std::int64_t number(const char* sql);  // the first column of the first row
    std::int64_t changed() const;          // rows, by the last statement that inserts, updates or deletes
    bool in_transaction() const;           // SQLite ends one by itself when the disk is full

private:
    friend class Statement;
    struct Handle;
    std::unique_ptr<Handle> handle_;
};

class Statement {
public:
    Statement(Statement&&) noexcept;
    ~Statement();

    Statement& text(int index, std::string_view text);  // binds; from 1
    Statement& blob(int index, std::string_view bytes);
    Statement& number(int index, std::int64_t number);
    Statement& nothing(int index);
    bool step();   // true: a row is there
    void run();    // to its end, then reset
    void reset();  // to be bound and stepped again

    std::string text(int column) const;  // from 0; a BLOB's bytes likewise, "" for NULL
    std::int64_t number(int column) const;
    bool is_null(int column) const;
    int columns() const;

private:
    friend class Database;
    struct Handle;
    explicit Statement(std::unique_ptr<Handle> handle);
    std::unique_ptr<Handle> handle_;
};

// All or nothing: what was not committed when this goes out of scope is undone.
class Transaction {
public:
    enum class Kind : std::uint8_t {
        Write,  // takes the write lock at once
        Read,   // sees one moment
    };
    explicit Transaction(Database& database, Kind kind = Kind::Write);
    ~Transaction();
    Transaction(const Transaction&) = delete;
    Transaction& operator=(const Transaction&) = delete;
    void commit();

private:
    Database& database_;
    bool open_ = true;
};

}  // namespace ehcflow::storage
