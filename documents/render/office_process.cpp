#include "documents/render/office_process.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <cinttypes>
#include <csignal>
#include <cstdio>
#include <fcntl.h>
#include <fstream>
#include <iterator>
#include <poll.h>
#include <sched.h>
#include <sstream>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/statvfs.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <system_error>
#include <unistd.h>

#include "documents/render/private_folder.h"

extern "C" {  // glibc 2.36 forgot to say so itself
#include <sys/pidfd.h>
}

namespace ehcflow::documents {
namespace {

namespace fs = std::filesystem;
using Words = std::vector<std::string>;

// What every office is told: nothing of this machine's environment.
Words environment(const std::string& home) {
    return {"HOME=" + home, "TMPDIR=" + home, "LANG=C.UTF-8", "PATH=/usr/bin", "LD_PRELOAD=libjemalloc.so.2"};
}

Words sandbox_words(const OfficeSettings& settings, const fs::path& folder) {
    Words words{settings.bubblewrap.string(),
                "--unshare-user",
                "--disable-userns",  // none inside either, so no capability can be had in one
                "--unshare-net",
                "--unshare-pid",
                "--unshare-ipc",
                "--unshare-uts",
                "--unshare-cgroup-try",
                "--die-with-parent",
                "--new-session",
                "--cap-drop",
                "ALL",
                "--ro-bind",
                "/usr",
                "/usr"};
    // Of /etc and /var only what an office needs: fonts, its own defaults, the loader's cache.
    for (const char* shown : {"/etc/fonts", "/etc/libreoffice", "/etc/ld.so.cache", "/etc/alternatives",
                              "/var/cache/fontconfig", "/var/lib/libreoffice"})
        words.insert(words.end(), {"--ro-bind-try", shown, shown});
    for (const char* link : {"lib", "lib64", "bin"})
        words.insert(words.end(), {"--symlink", std::string("usr/") + link, std::string("/") + link});
    words.insert(words.end(), {"--proc", "/proc", "--dev", "/dev", "--bind", folder.string(), "/tmp", "--chdir", "/tmp",
                               "--clearenv"});
    // An office that is installed elsewhere than Debian does.
    if (!settings.program.string().starts_with("/usr/"))
        words.insert(words.end(), {"--ro-bind", settings.program.string(), settings.program.string()});
    for (const std::string& variable : environment("/tmp")) {
        const auto equals = variable.find('=');
        words.insert(words.end(), {"--setenv", variable.substr(0, equals), variable.substr(equals + 1)});
    }
    // The sandbox's own root is memory without bound: nobody writes there, nor beside the devices.
    words.insert(words.end(), {"--remount-ro", "/dev", "--remount-ro", "/", "--"});
    return words;
}

std::vector<char*> pointers(Words& words) {
    std::vector<char*> made;
    for (std::string& word : words) made.push_back(word.data());
    made.push_back(nullptr);
    return made;
}

void limit(__rlimit_resource what, rlim_t most) {
    const rlimit both{most, most};
    ::setrlimit(what, &both);
}

struct Start {
    char* const* words;
    char* const* variables;
    rlim_t address_bytes, file_bytes, handles;
    std::array<int, 2> talk;  // ours, the child's
    int nothing, log;         // its input, its output
};

// Between clone and exec in a program with threads: system calls only.
//
// The kernel kills the child when the thread that spawned it ends, but only once it has been asked to. So the child
// asks, says so, and goes on when that thread answers: whoever can answer has not ended yet.
[[noreturn]] void become(const Start& start) {
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    ::syscall(SYS_close, start.talk[0]);
    char byte = 0;
    if (::syscall(SYS_write, start.talk[1], &byte, 1) != 1 || ::syscall(SYS_read, start.talk[1], &byte, 1) != 1)
        ::_exit(127);
    ::setsid();
    sigset_t none;
    ::sigemptyset(&none);
    ::sigprocmask(SIG_SETMASK, &none, nullptr);
    ::signal(SIGPIPE, SIG_DFL);
    ::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
    limit(RLIMIT_CORE, 0);
    limit(RLIMIT_AS, start.address_bytes);
    limit(RLIMIT_FSIZE, start.file_bytes);
    limit(RLIMIT_NOFILE, start.handles);
    for (const auto& [from, to] : {std::pair{start.nothing, 0}, {start.log, 1}, {start.log, 2}})
        ::syscall(SYS_dup3, from, to, 0);
    ::close_range(3, ~0U, CLOSE_RANGE_CLOEXEC);
    ::execve(start.words[0], start.words, start.variables);
    ::_exit(127);
}

// In a namespace of users the child is nobody until it is told who it is: whom we are.
void name_the_user(int pid) {
    const std::string process = "/proc/" + std::to_string(pid);
    std::ofstream(process + "/setgroups") << "deny";
    for (const auto& [file, id] : {std::pair{"/uid_map", ::geteuid()}, {"/gid_map", ::getegid()}})
        std::ofstream(process + file) << id << ' ' << id << " 1\n";
}

bool is_over(int handle, int wait_ms) {
    pollfd watched{handle, POLLIN, 0};
    return ::poll(&watched, 1, wait_ms) > 0;
}

int only_child_of(int pid) {
    std::ifstream in("/proc/" + std::to_string(pid) + "/task/" + std::to_string(pid) + "/children");
    int child = 0;
    return in >> child ? child : 0;
}

}  // namespace

OfficeProcess::OfficeProcess(const OfficeSettings& settings, Sandbox sandbox, fs::path folder, const Words& arguments)
    : folder_(std::move(folder)), sandbox_(sandbox), address_bytes_(settings.office_address_bytes) {
    Words words = sandbox == Sandbox::Bubblewrap ? sandbox_words(settings, folder_) : Words{};
    words.insert(words.end(),
                 {(settings.program / "soffice.bin").string(), "--headless", "--nologo", "--nodefault", "--norestore",
                  "--nocrashreport", "--nolockcheck", "-env:UserInstallation=" + url("profile")});
    words.insert(words.end(), arguments.begin(), arguments.end());
    Words variables = sandbox == Sandbox::Bubblewrap ? Words{} : environment(folder_.string());
    const auto argv = pointers(words);
    const auto envp = pointers(variables);
    Start start{argv.data(),
                envp.data(),
                settings.office_address_bytes,
                settings.office_file_bytes,
                settings.office_handles,
                {-1, -1},
                ::open("/dev/null", O_RDONLY | O_CLOEXEC),
                -1};
    start.log = log_ =
        ::open((folder_ / "office.log").c_str(), O_RDWR | O_CREAT | O_TRUNC | O_APPEND | O_CLOEXEC, 0600);

    // bubblewrap makes a second process, and until that one has asked to die with the first nothing would end it. As
    // the first process of a namespace bubblewrap takes with it all that it made, at any moment.
    const unsigned long fresh = sandbox == Sandbox::Bubblewrap ? CLONE_NEWUSER | CLONE_NEWPID : 0;
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, start.talk.data()) == 0)
        pid_ = static_cast<int>(::syscall(SYS_clone, fresh | SIGCHLD, nullptr, nullptr, nullptr, nullptr));
    if (pid_ == 0) become(start);
    const int why = errno;
    for (const int handle : {start.talk[1], start.nothing})
        if (handle >= 0) ::close(handle);
    if (pid_ > 0) {
        handle_ = ::pidfd_open(pid_, 0);
        char byte = 0;
        if (::recv(start.talk[0], &byte, 1, 0) == 1) {
            if (fresh != 0) name_the_user(pid_);
            ::send(start.talk[0], &byte, 1, MSG_NOSIGNAL);
        }
    }
    if (start.talk[0] >= 0) ::close(start.talk[0]);
    if (pid_ < 0) {
        ::close(log_);
        throw std::system_error(why, std::generic_category(), "cannot spawn an office");
    }
}

OfficeProcess::~OfficeProcess() {
    kill();
    int status = 0;
    while (::waitpid(pid_, &status, 0) < 0 && errno == EINTR) {
    }
    ::close(handle_);
    ::close(log_);
}

void OfficeProcess::kill() const {
    killed_ = true;
    ::pidfd_send_signal(handle_, SIGKILL, nullptr, 0);
}

bool OfficeProcess::ended() const { return killed_ || is_over(handle_, 0); }

bool OfficeProcess::wait_until_ended(const Deadline& deadline) const {
    return is_over(handle_, static_cast<int>(deadline.remaining().count()));
}

int OfficeProcess::exit_code() const {
    siginfo_t how{};
    if (::waitid(P_PID, static_cast<id_t>(pid_), &how, WEXITED | WNOHANG | WNOWAIT) != 0 || how.si_pid == 0) return -1;
    return how.si_code == CLD_EXITED ? how.si_status : -1;
}

// bubblewrap ends with 128 and the signal's number; an office that is asked to end says 255.
int OfficeProcess::fatal_signal() const {
    constexpr int kAsked = 255;
    siginfo_t how{};
    if (::waitid(P_PID, static_cast<id_t>(pid_), &how, WEXITED | WNOHANG | WNOWAIT) != 0 || how.si_pid == 0) return 0;
    if (how.si_code != CLD_EXITED) return how.si_status;
    if (how.si_status == kAsked) return SIGTERM;
    return sandbox_ == Sandbox::Bubblewrap && how.si_status > 128 ? how.si_status - 128 : 0;
}

// Signals that a program does not bring upon itself.
Excuse OfficeProcess::excuse() const {
    constexpr std::array kFromOutside{SIGKILL, SIGTERM, SIGINT, SIGHUP, SIGQUIT, SIGXCPU};
    if (is_over(handle_, 0) && std::ranges::find(kFromOutside, fatal_signal()) != kFromOutside.end())
        return Excuse::Killed;
    return starves() ? Excuse::Starved : vitals().excuse;
}

// Of room for files or of memory, as the whole machine does.
bool OfficeProcess::starves() const {
    constexpr std::uint64_t kLittleRoom = std::uint64_t{32} << 20U, kLittleMemory = std::uint64_t{128} << 20U;
    struct statvfs room {};
    if (::statvfs(folder_.c_str(), &room) == 0 && room.f_bavail * room.f_frsize < kLittleRoom) return true;
    std::ifstream in("/proc/meminfo");
    for (std::string line; std::getline(in, line);) {
        std::uint64_t kibibytes = 0;
        if (std::sscanf(line.c_str(), "MemAvailable: %" SCNu64, &kibibytes) == 1)
            return kibibytes * 1024 < kLittleMemory;
    }
    return false;
}

std::string OfficeProcess::url(const std::string& name) const {
    constexpr std::string_view kPlain = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/";
    constexpr std::string_view kHex = "0123456789ABCDEF";
    const std::string path = (sandbox_ == Sandbox::Bubblewrap ? fs::path("/tmp") : folder_) / name;
    std::string made = "file://";
    for (const char c : path) {
        const auto byte = static_cast<unsigned char>(c);
        if (kPlain.find(c) != std::string_view::npos)
            made += c;
        else
            made.append({'%', kHex[byte >> 4U], kHex[byte & 15U]});
    }
    return made;
}

fs::path OfficeProcess::socket(const std::string& pipe) const {
    // An office that finds no /etc/passwd, as in the sandbox, has no user to name its socket for.
    return sandbox_ == Sandbox::Bubblewrap ? folder_ / ("OSL_PIPE_" + pipe) : pipe_path("/tmp", pipe);
}

int OfficeProcess::office_pid() const {
    if (ended()) return 0;
    if (sandbox_ == Sandbox::None) return pid_;
    // In the sandbox: bubblewrap, the first process inside, the office, once it has begun.
    int office = office_;
    if (office == 0) office_ = office = only_child_of(only_child_of(pid_));
    return office;
}

std::size_t OfficeProcess::resident_bytes() const { return vitals().resident_bytes; }

// From /proc/PID/stat (proc(5)): after the name, which may hold anything but ends with the last bracket, the fields 3
// and on; 14 and 15 are the processor's ticks, 24 the resident pages.
Vitals OfficeProcess::vitals() const {
    const int pid = office_pid();
    std::ifstream in("/proc/" + std::to_string(pid) + "/stat");
    std::string line;
    if (pid == 0 || !std::getline(in, line)) return {};
    std::istringstream fields(line.substr(line.rfind(')') + 1));
    const std::vector<std::string> from_third{std::istream_iterator<std::string>(fields), {}};
    const auto field = [&](std::size_t number) {
        std::uint64_t value = 0;
        if (number - 3 < from_third.size()) {
            const std::string& text = from_third[number - 3];
            std::from_chars(text.data(), text.data() + text.size(), value);
        }
        return value;
    };
    const bool halted = !from_third.empty() && (from_third[0] == "T" || from_third[0] == "t");
    rlimit limits{};
    const bool starved = ::prlimit(pid, RLIMIT_AS, nullptr, &limits) == 0 && limits.rlim_cur < address_bytes_;
    return {field(14) + field(15), field(24) * static_cast<std::size_t>(::sysconf(_SC_PAGESIZE)),
            halted    ? Excuse::Halted
            : starved ? Excuse::Starved
                      : Excuse::None};
}

std::string OfficeProcess::with_log(const std::string& what) const {
    const std::string log = log_tail();
    return log.empty() ? what : what + " (it wrote: " + log + ")";
}

std::string OfficeProcess::log_tail() const {
    std::array<char, 400> last{};
    const off_t size = ::lseek(log_, 0, SEEK_END);
    const auto most = static_cast<off_t>(last.size());
    const ssize_t got = ::pread(log_, last.data(), last.size(), size > most ? size - most : 0);
    std::string text(last.data(), got > 0 ? static_cast<std::size_t>(got) : 0);
    std::replace(text.begin(), text.end(), '\n', ' ');
    return text;
}

}  // namespace ehcflow::documents
