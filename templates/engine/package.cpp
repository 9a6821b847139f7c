#include "templates/engine/package.h"

#include <algorithm>
#include <memory>
#include <new>
#include <set>
#include <zip.h>

namespace ehcflow::templates {
namespace {

struct CloseArchive {
    void operator()(zip_t* archive) const { zip_discard(archive); }
};
struct CloseFile {
    void operator()(zip_file_t* file) const { zip_fclose(file); }
};
using Archive = std::unique_ptr<zip_t, CloseArchive>;

bool is_safe_name(std::string_view name) {
    if (name.empty() || name.front() == '/' || name.find('\\') != std::string_view::npos ||
        name.find('\0') != std::string_view::npos)
        return false;
    for (std::size_t at = 0; at <= name.size();) {
        const auto end = std::min(name.find('/', at), name.size());
        if (name.substr(at, end - at) == "..") return false;
        at = end + 1;
    }
    return true;
}

// Nothing where the entry is acceptable, else why not.
std::string fault_of(const zip_stat_t& entry, std::size_t unpacked, const Limits& limits) {
    const std::string name = entry.name;
    if (!is_safe_name(name)) return "an entry's name leads out of the package";
    if (entry.encryption_method != ZIP_EM_NONE)
        return "\"" + name + "\" is encrypted; save the document without a password";
    if (entry.size > limits.unpacked_bytes - unpacked)
        return "unpacked it is larger than " + in_words(limits.unpacked_bytes, LimitUnit::Bytes);
    if (entry.size > 65536 && entry.size / std::max<zip_uint64_t>(entry.comp_size, 1) > limits.ratio)
        return "\"" + name + "\" unpacks to far more than it should";
    return {};
}

}  // namespace

bool looks_like_package(std::string_view bytes) { return bytes.starts_with("PK\x03\x04"); }

Result<std::vector<Entry>, std::string> read_archive(std::string_view bytes, const Limits& limits) {
    if (bytes.size() > limits.package_bytes)
        return Failure{"larger than " + in_words(limits.package_bytes, LimitUnit::Bytes)};
    zip_error_t error;
    zip_source_t* source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error);
    if (source == nullptr) throw std::bad_alloc();
    const Archive archive(zip_open_from_source(source, ZIP_RDONLY | ZIP_CHECKCONS, &error));
    if (!archive) {
        zip_source_free(source);
        return Failure{std::string("the package is damaged or cut short")};
    }
    const auto count = static_cast<zip_uint64_t>(zip_get_num_entries(archive.get(), 0));
    if (count > limits.entries) return Failure{"it has more than " + std::to_string(limits.entries) + " entries"};

    std::vector<Entry> entries;
    std::set<std::string> names;
    std::size_t unpacked = 0;
    for (zip_uint64_t i = 0; i < count; ++i) {
        zip_stat_t stat;
        if (zip_stat_index(archive.get(), i, 0, &stat) != 0 || stat.name == nullptr)
            return Failure{std::string("the package's list of entries is damaged")};
        if (std::string fault = fault_of(stat, unpacked, limits); !fault.empty()) return Failure{std::move(fault)};
        Entry entry{stat.name, std::string(stat.size, '\0')};
        if (!names.insert(entry.name).second) return Failure{"\"" + entry.name + "\" stands in it twice"};
        const std::unique_ptr<zip_file_t, CloseFile> file(zip_fopen_index(archive.get(), i, 0));
        if (!file || zip_fread(file.get(), entry.bytes.data(), stat.size) != static_cast<zip_int64_t>(stat.size))
            return Failure{"\"" + entry.name + "\" is damaged"};
        unpacked += entry.bytes.size();
        entries.push_back(std::move(entry));
    }
    return entries;
}

Result<std::vector<Entry>, std::string> read_package(std::string_view bytes, const Limits& limits) {
    if (!looks_like_package(bytes)) return Failure{std::string("not an OpenDocument package (.odt)")};
    auto entries = read_archive(bytes, limits);
    if (entries && (entries->empty() || entries->front().name != kMediaTypeEntry))
        return Failure{std::string("\"mimetype\" is not its first entry, so it is no OpenDocument package")};
    return entries;
}

}  // namespace ehcflow::templates
