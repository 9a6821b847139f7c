// OfficeProcess: one soffice.bin, in a sandbox of its own or (where the pool allows it) without one, in a private
// folder. It dies with the thread that spawned it, at whatever moment that ends, and with this object.
//
// In the sandbox it sees an empty network, the system's programs read-only, and its own folder as /tmp; no other
// process, folder or file of the machine.
#pragma once

#include <atomic>
#include <filesystem>
#include <string>
#include <vector>

#include "base/deadline.h"
#include "documents/render/office_settings.h"
#include "documents/render/watchdog.h"

namespace ehcflow::documents {

enum class Sandbox { Bubblewrap, None };

class OfficeProcess {
public:
    // `folder` holds the profile and becomes the process's home. Output goes to office.log in it. Throws
    // std::system_error where nothing can be spawned; a process that ends at once is for ended() to tell.
    OfficeProcess(const OfficeSettings& settings, Sandbox sandbox, std::filesystem::path folder,
                  const std::vector<std::string>& arguments);
    ~OfficeProcess();
    OfficeProcess(const OfficeProcess&) = delete;
    OfficeProcess& operator=(const OfficeProcess&) = delete;

    // SIGKILL, to the office and all that it began. Any thread, as often as wanted.
    void kill() const;
    bool ended() const;  // or was killed by us: it gets nothing more to do, even while it is still dying
    bool wait_until_ended(const Deadline& deadline) const;
    // 0 where it ended well; to be asked once it has ended.
    int exit_code() const;
    // The signal that ended the office, once it has ended; 0 where it was none.
    int fatal_signal() const;
    // What is done to it from outside that would explain a failure: asked while it lives, or just after.
    Excuse excuse() const;

    // How the office names a file that lies in its folder.
    std::string url(const std::string& name) const;
    std::filesystem::path socket(const std::string& pipe) const;

    int office_pid() const;              // of soffice.bin as this machine counts; 0 where there is none
    std::size_t resident_bytes() const;  // 0 where it cannot be told
    Vitals vitals() const;
    // With the last lines that the office wrote, where there are any: for the reason of a failed start.
    std::string with_log(const std::string& what) const;

private:
    std::string log_tail() const;

    bool starves() const;

    const std::filesystem::path folder_;
    const Sandbox sandbox_;
    const std::size_t address_bytes_;
    mutable std::atomic<int> office_ = 0;  // once it is known
    mutable std::atomic<bool> killed_ = false;
    int log_ = -1;
    int pid_ = -1;     // what we spawned: bubblewrap, with which everything inside dies, or the office
    int handle_ = -1;  // pid file descriptor of the same
};

}  // namespace ehcflow::documents
