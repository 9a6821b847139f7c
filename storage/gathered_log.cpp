#include "storage/gathered_log.h"

#include <cstddef>
#include <new>
#include <sqlite3.h>
#include <string>

#include "base/invariant.h"

namespace ehcflow::storage {
namespace {

constexpr std::size_t kMost = 65'536;  // bytes at once; SQLite's own file system takes less than 131,072, quietly

sqlite3_vfs* disk() {
    static sqlite3_vfs* const usual = sqlite3_vfs_find(nullptr);
    return usual;
}

// SQLite gives the room for it and, behind it, for the file of the usual file system.
struct Log : sqlite3_file {
    std::string gathered;
    sqlite3_int64 at = 0;  // where in the file it begins

    sqlite3_file* file();
    const sqlite3_io_methods& of_file() { return *file()->pMethods; }
    int write_out();
    int write(const void* bytes, int size, sqlite3_int64 offset);
};

constexpr std::size_t kRoom =
    (sizeof(Log) + alignof(std::max_align_t) - 1) / alignof(std::max_align_t) * alignof(std::max_align_t);

sqlite3_file* Log::file() { return reinterpret_cast<sqlite3_file*>(reinterpret_cast<std::byte*>(this) + kRoom); }

int Log::write_out() {
    if (gathered.empty()) return SQLITE_OK;
    const int done = of_file().xWrite(file(), gathered.data(), static_cast<int>(gathered.size()), at);
    gathered.clear();
    return done;
}

int Log::write(const void* bytes, int size, sqlite3_int64 offset) {
    const bool follows = offset == at + static_cast<sqlite3_int64>(gathered.size());
    if (!follows || gathered.size() + static_cast<std::size_t>(size) > kMost) {
        if (const int done = write_out(); done != SQLITE_OK) return done;
        at = offset;
    }
    gathered.append(static_cast<const char*>(bytes), static_cast<std::size_t>(size));
    return SQLITE_OK;
}

Log& log_of(sqlite3_file* file) { return *static_cast<Log*>(file); }

// Whatever asks about the file finds it as it was told to be.
template <class Ask>
int in_file(sqlite3_file* file, Ask ask) {
    Log& log = log_of(file);
    const int done = log.write_out();
    return done != SQLITE_OK ? done : ask(log.of_file(), log.file());
}

int close(sqlite3_file* file) {
    Log& log = log_of(file);
    const int done = log.of_file().xClose(log.file());
    log.~Log();
    return done;
}

int read(sqlite3_file* file, void* to, int size, sqlite3_int64 offset) {
    return in_file(file, [&](const auto& methods, auto* real) { return methods.xRead(real, to, size, offset); });
}

int write(sqlite3_file* file, const void* bytes, int size, sqlite3_int64 offset) {
    try {
        return log_of(file).write(bytes, size, offset);
    } catch (const std::bad_alloc&) {
        log_of(file).gathered.clear();
        return SQLITE_IOERR_NOMEM;
    }
}

int truncate(sqlite3_file* file, sqlite3_int64 size) {
    return in_file(file, [&](const auto& methods, auto* real) { return methods.xTruncate(real, size); });
}

int flush(sqlite3_file* file, int how) {
    return in_file(file, [&](const auto& methods, auto* real) { return methods.xSync(real, how); });
}

int size_of(sqlite3_file* file, sqlite3_int64* size) {
    return in_file(file, [&](const auto& methods, auto* real) { return methods.xFileSize(real, size); });
}

int lock(sqlite3_file* file, int level) { return log_of(file).of_file().xLock(log_of(file).file(), level); }

int unlock(sqlite3_file* file, int level) { return log_of(file).of_file().xUnlock(log_of(file).file(), level); }

int is_reserved(sqlite3_file* file, int* is) {
    return log_of(file).of_file().xCheckReservedLock(log_of(file).file(), is);
}

int control(sqlite3_file* file, int what, void* with) {
    return log_of(file).of_file().xFileControl(log_of(file).file(), what, with);
}

int sector_size(sqlite3_file* file) { return log_of(file).of_file().xSectorSize(log_of(file).file()); }

int characteristics(sqlite3_file* file) { return log_of(file).of_file().xDeviceCharacteristics(log_of(file).file()); }

constexpr sqlite3_io_methods kMethods{
    .iVersion = 1,
    .xClose = close,
    .xRead = read,
    .xWrite = write,
    .xTruncate = truncate,
    .xSync = flush,
    .xFileSize = size_of,
    .xLock = lock,
    .xUnlock = unlock,
    .xCheckReservedLock = is_reserved,
    .xFileControl = control,
    .xSectorSize = sector_size,
    .xDeviceCharacteristics = characteristics,
    .xShmMap = nullptr,
    .xShmLock = nullptr,
    .xShmBarrier = nullptr,
    .xShmUnmap = nullptr,
    .xFetch = nullptr,
    .xUnfetch = nullptr,
};

int open(sqlite3_vfs*, const char* name, sqlite3_file* file, int flags, int* given) {
    if ((flags & SQLITE_OPEN_WAL) == 0) return disk()->xOpen(disk(), name, file, flags, given);
    Log* log = new (file) Log{};
    const int done = disk()->xOpen(disk(), name, log->file(), flags, given);
    if (done == SQLITE_OK) {
        log->pMethods = &kMethods;
    } else {
        log->~Log();
        file->pMethods = nullptr;  // nothing is to be closed
    }
    return done;
}

sqlite3_vfs made() {
    invariant(disk() != nullptr, "SQLite knows a file system");
    sqlite3_vfs vfs = *disk();
    vfs.zName = "ehcflow-gathered-log";
    vfs.szOsFile += static_cast<int>(kRoom);
    vfs.pNext = nullptr;
    vfs.xOpen = open;
    return vfs;
}

}  // namespace

const char* gathered_log() {
    static sqlite3_vfs vfs = made();
    static const int registered = sqlite3_vfs_register(&vfs, 0);
    invariant(registered == SQLITE_OK, "SQLite takes one more file system");
    return vfs.zName;
}

}  // namespace ehcflow::storage
