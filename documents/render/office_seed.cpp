#include "documents/render/office_seed.h"

#include <optional>
#include <system_error>

#include "documents/render/office_pool.h"
#include "documents/render/office_worker.h"

namespace ehcflow::documents {
namespace {

namespace fs = std::filesystem;

std::string installed_version(const OfficeSettings& settings) {
    const std::string version = office_version(settings.program);
    if (version.empty() || !fs::exists(settings.program / "soffice.bin"))
        throw OfficeUnavailable("LibreOffice is not in " + settings.program.string() +
                                "; install the package libreoffice-writer-nogui (tools/install does)");
    return version;
}

// Throws StartFailure.
void complete(const OfficeSettings& settings, Sandbox sandbox, const fs::path& home,
              const std::vector<ProfileLine>& lines) {
    constexpr int kStartAgain = 81;  // what an office says after it has completed a fresh profile
    fs::create_directory(home);
    write_profile(home, lines);
    std::optional<OfficeProcess> process;
    try {
        process.emplace(settings, sandbox, home, std::vector<std::string>{"--terminate_after_init"});
    } catch (const std::system_error& why) {
        throw StartFailure(why.what());
    }
    if (!process->wait_until_ended(Deadline::in(settings.longest_start)))
        throw StartFailure(process->with_log("the office did not complete its profile in time"));
    const int said = process->exit_code();
    if (said != 0 && said != kStartAgain) throw StartFailure(process->with_log("the office could not be run"));
}

}  // namespace

OfficeSeed make_seed(const OfficeSettings& settings, const fs::path& home) {
    OfficeSeed seed{Sandbox::Bubblewrap, home, profile_lines(installed_version(settings))};
    try {
        complete(settings, seed.sandbox, home, seed.lines);
        return seed;
    } catch (const StartFailure& why) {
        if (settings.confinement == Confinement::Required)
            throw OfficeUnavailable("LibreOffice cannot be run in its sandbox: " + std::string(why.what()) +
                                    ". Install the package bubblewrap and allow user namespaces, or set confinement "
                                    "to preferred and accept that it runs unconfined");
    }
    fs::remove_all(home);
    seed.sandbox = Sandbox::None;
    complete(settings, seed.sandbox, home, seed.lines);
    return seed;
}

}  // namespace ehcflow::documents
