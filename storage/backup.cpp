#include "storage/backup.h"

#include "storage/chain.h"
#include "storage/digest.h"

namespace ehcflow::storage {
namespace {

namespace fs = std::filesystem;

// A folder beside the file, so that renaming out of it is one step; gone when this is.
class WorkFolder {
public:
    explicit WorkFolder(const fs::path& near) : path_(near.string() + "." + random_token().substr(0, 8)) {
        std::error_code error;
        if (!fs::create_directories(path_, error))
            throw StorageError(Trouble::ReadOnly, path_.string() + ": cannot be made (" + error.message() + ")");
        fs::permissions(path_, fs::perms::owner_all);
    }
    ~WorkFolder() {
        std::error_code ignored;
        fs::remove_all(path_, ignored);
    }
    WorkFolder(const WorkFolder&) = delete;
    WorkFolder& operator=(const WorkFolder&) = delete;
    const fs::path& path() const { return path_; }

private:
    const fs::path path_;
};

BackupPoint point_of(const fs::path& folder, const fs::path& told) {
    const Ledger copy = Ledger::open(folder, {.access = Ledger::Access::ReadOnly});
    BackupPoint point{copy.verify(), std::nullopt};
    if (point.verified.fault)
        throw StorageError(Trouble::Corrupt, told.string() + ": does not verify: " + point.verified.fault->place +
                                                 ": " + point.verified.fault->what);
    Database database(folder / "ledger.db", Database::Mode::ReadOnly);
    point.last_entry = parse_instant(head_of(database).recorded_at);
    return point;
}

}  // namespace

BackupPoint make_backup(const Ledger& ledger, const fs::path& file, const std::optional<SealKey>& key) {
    if (fs::exists(file)) throw StorageError(Trouble::Failed, file.string() + ": is there already; name a new file");
    const WorkFolder work(file);
    const fs::path copy = work.path() / "ledger.db";
    ledger.copy_to(copy);
    if (!key) {
        const BackupPoint point = point_of(work.path(), file);
        fs::permissions(copy, fs::perms::owner_read | fs::perms::owner_write);
        fs::rename(copy, file);
        return point;
    }
    // What is verified is what can be opened again, not what went in.
    const fs::path sealed = work.path() / "sealed";
    seal(copy, sealed, *key);
    fs::remove(copy);
    unseal(sealed, copy, *key);
    const BackupPoint point = point_of(work.path(), file);
    fs::rename(sealed, file);
    return point;
}

BackupPoint restore_backup(const fs::path& file, const fs::path& folder, const std::optional<SealKey>& key) {
    if (fs::exists(folder) && !fs::is_empty(folder))
        throw StorageError(Trouble::Failed,
                           folder.string() + ": holds something already; restore into an empty folder");
    if (!fs::is_regular_file(file)) throw StorageError(Trouble::Missing, file.string() + ": there is no such file");
    const bool sealed = is_sealed(file);
    if (sealed && !key) throw StorageError(Trouble::Failed, file.string() + ": is encrypted; name its key");
    const WorkFolder work(folder);
    const fs::path copy = work.path() / "ledger.db";
    if (sealed)
        unseal(file, copy, *key);
    else
        fs::copy_file(file, copy);
    fs::permissions(copy, fs::perms::owner_read | fs::perms::owner_write);
    const BackupPoint point = point_of(work.path(), file);
    std::error_code ignored;
    for (const char* beside : {"ledger.db-wal", "ledger.db-shm"}) fs::remove(work.path() / beside, ignored);
    fs::create_directories(folder);
    fs::permissions(folder, fs::perms::owner_all);
    fs::rename(copy, folder / "ledger.db");
    return point;
}

}  // namespace ehcflow::storage
