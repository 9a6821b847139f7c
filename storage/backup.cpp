#include "storage/backup.h"

#include <fstream>
#include <iterator>

#include "storage/access_log.h"
#include "storage/anchors.h"
#include "storage/chain.h"
#include "storage/new_file.h"
#include "storage/packed_files.h"

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

constexpr char kLedger[] = "ledger.db", kAccess[] = "access.db", kAnchors[] = "anchors";
constexpr std::string_view kParts[] = {kLedger, kAccess, kAnchors};

// All lines that were whole when it was read: another may be being added.
std::string whole_lines(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    const std::string text(std::istreambuf_iterator<char>(in), {});
    return text.substr(0, text.rfind('\n') + 1);
}

// Reads everything that the folder holds.
BackupPoint point_of(const fs::path& folder, const fs::path& told) {
    const Ledger copy = Ledger::open(folder, {.access = Ledger::Access::ReadOnly});
    BackupPoint point{copy.verify(), std::nullopt};
    const auto refuse = [&](const std::string& what) {
        throw StorageError(Trouble::Corrupt, told.string() + ": does not verify: " + what);
    };
    if (point.verified.fault) refuse(point.verified.fault->place + ": " + point.verified.fault->what);
    Database database(folder / kLedger, Database::Mode::ReadOnly);
    point.last_entry = parse_instant(head_of(database).recorded_at);
    if (fs::exists(folder / kAccess)) point.looks = AccessLog::verify(folder / kAccess);
    if (fs::exists(folder / kAnchors)) {
        const AnchorsChecked checked = check_anchors(copy, folder / kAnchors);
        if (checked.fault) refuse(*checked.fault);
        point.anchors = checked.anchors;
    }
    return point;
}

// What is verified is what can be opened again, not what went in.
BackupPoint opened(const fs::path& file, const fs::path& folder, const std::optional<SealKey>& key,
                   const fs::path& told) {
    fs::path packed = file;
    if (is_sealed(file)) {
        if (!key) throw StorageError(Trouble::Failed, told.string() + ": is encrypted; name its key");
        packed = folder / "packed";
        unseal(file, packed, *key);
    }
    if (is_packed(packed))
        unpack(packed, folder, kParts);
    else
        fs::copy_file(packed, folder / kLedger);  // the ledger alone, as backups once were
    fs::remove(folder / "packed");
    if (!fs::exists(folder / kLedger)) throw StorageError(Trouble::Corrupt, told.string() + ": holds no ledger");
    fs::permissions(folder / kLedger, fs::perms::owner_read | fs::perms::owner_write);
    const BackupPoint point = point_of(folder, told);
    for (const char* beside : {"ledger.db-wal", "ledger.db-shm", "access.db-wal", "access.db-shm"})
        fs::remove(folder / beside);
    return point;
}

void expect_empty(const fs::path& data) {
    for (const fs::path& place : {data / "ledger", data / "access", data / kAnchors})
        if (fs::exists(place) && !fs::is_empty(place))
            throw StorageError(Trouble::Failed,
                               place.string() + ": is there already; restore into a folder that holds nothing yet");
}

}  // namespace

BackupPoint make_backup(const Ledger& ledger, const BesideLedger& beside, const fs::path& file,
                        const std::optional<SealKey>& key) {
    if (fs::exists(file)) throw StorageError(Trouble::Failed, file.string() + ": is there already; name a new file");
    const WorkFolder work(file), again(file);
    std::vector<std::string> parts;
    // Anchors first: each is then of an entry that the copy of the ledger has.
    if (fs::exists(beside.anchors)) {
        NewFile copy(work.path() / kAnchors);
        copy.write(whole_lines(beside.anchors));
        copy.keep();
        parts.emplace_back(kAnchors);
    }
    ledger.copy_to(work.path() / kLedger);
    parts.emplace_back(kLedger);
    if (fs::exists(beside.access)) {
        AccessLog::copy(beside.access, work.path() / kAccess);
        parts.emplace_back(kAccess);
    }
    fs::path made = work.path() / "packed";
    pack(work.path(), parts, made);
    for (const std::string& part : parts) fs::remove(work.path() / part);
    if (key) {
        seal(made, work.path() / "sealed", *key);
        fs::remove(made);
        made = work.path() / "sealed";
    }
    const BackupPoint point = opened(made, again.path(), key, file);
    fs::rename(made, file);
    return point;
}

BackupPoint restore_backup(const fs::path& file, const fs::path& data, const std::optional<SealKey>& key) {
    expect_empty(data);
    if (!fs::is_regular_file(file)) throw StorageError(Trouble::Missing, file.string() + ": there is no such file");
    const WorkFolder work(data);
    const BackupPoint point = opened(file, work.path(), key, file);
    // The ledger last: a folder that has one has all.
    for (const auto& [part, folder] :
         {std::pair(kAnchors, ""), std::pair(kAccess, "access"), std::pair(kLedger, "ledger")}) {
        if (!fs::exists(work.path() / part)) continue;
        fs::create_directories(data / folder);
        fs::permissions(data / folder, fs::perms::owner_all);
        fs::rename(work.path() / part, data / folder / part);
    }
    return point;
}

}  // namespace ehcflow::storage
