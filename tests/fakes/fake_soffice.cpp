// An office with faults. The file "fault" beside it says which one it has today; without one it is the real office.
// With --probe it tries from the inside all that the sandbox forbids, and prints a line for each: "denied" or "OPEN".
#include <arpa/inet.h>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <netinet/in.h>
#include <sched.h>
#include <string>
#include <sys/mman.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>
#include <vector>

namespace {

namespace fs = std::filesystem;

void say(const std::string& what, bool open) { std::cout << what << ": " << (open ? "OPEN" : "denied") << std::endl; }

bool can_read(const std::string& path) {
    const int file = ::open(path.c_str(), O_RDONLY);
    if (file >= 0) ::close(file);
    return file >= 0;
}

bool can_write(const std::string& path) {
    int file = ::open(path.c_str(), O_WRONLY);
    if (file < 0) {
        file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL, 0600);
        if (file >= 0) ::unlink(path.c_str());
    }
    if (file >= 0) ::close(file);
    return file >= 0;
}

bool can_connect(int port) {
    const int made = ::socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    const bool open = ::connect(made, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0;
    ::close(made);
    return open;
}

bool can_connect_by_name(const std::string& name) {  // a socket without a file
    const int made = ::socket(AF_UNIX, SOCK_STREAM, 0);
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    std::memcpy(address.sun_path + 1, name.data(), name.size());
    const auto size = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + 1 + name.size());
    const bool open = ::connect(made, reinterpret_cast<sockaddr*>(&address), size) == 0;
    ::close(made);
    return open;
}

std::string status_line(const std::string& key) {
    std::ifstream in("/proc/self/status");
    for (std::string line; std::getline(in, line);)
        if (line.starts_with(key + ":")) return line.substr(line.find_last_of("\t ") + 1);
    return {};
}

int other_handles() {
    int found = 0;
    for (int handle = 3; handle < 1024; ++handle)
        if (::fcntl(handle, F_GETFD) >= 0) ++found;
    return found;
}

// SERVICE-PID PORT SOCKET-NAME FILES...
int probe(const std::vector<std::string>& words) {
    const int service = std::stoi(words.at(0));
    for (std::size_t i = 3; i < words.size(); ++i) {
        say("read " + words[i], can_read(words[i]));
        say("write " + words[i], can_write(words[i]));
    }
    say("write into /usr", can_write("/usr/lib/ehcflow-probe"));
    say("write into /etc", can_write("/etc/ehcflow-probe"));
    say("write beside the devices", can_write("/dev/shm/ehcflow-probe"));
    say("write into the root", can_write("/ehcflow-probe"));
    say("trace the service", ::ptrace(PTRACE_SEIZE, service, nullptr, nullptr) == 0);
    say("signal the service", ::kill(service, 0) == 0);
    say("see the service", fs::exists("/proc/" + words.at(0)));
    say("read the service's memory", can_read("/proc/" + words.at(0) + "/mem"));
    say("connect to the machine", can_connect(std::stoi(words.at(1))));
    say("connect to a named socket", can_connect_by_name(words.at(2)));
    say("gain privileges by a program", ::prctl(PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0) != 1);
    say("hold a capability", status_line("CapEff").find_first_not_of('0') != std::string::npos);
    say("make a namespace of users", ::unshare(CLONE_NEWUSER) == 0);
    say("mount", ::mount("none", "/tmp", "tmpfs", 0, nullptr) == 0);
    say("keep a handle of the service", other_handles() > 0);
    ::signal(SIGXFSZ, SIG_IGN);
    const int large = ::open("/tmp/large", O_RDWR | O_CREAT, 0600);
    say("write a file without bound", ::ftruncate(large, off_t{1} << 40) == 0);
    ::unlink("/tmp/large");
    say("take memory without bound", ::mmap(nullptr, std::size_t{64} << 30U, PROT_READ | PROT_WRITE,
                                            MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) != MAP_FAILED);
    rlimit most{};
    ::getrlimit(RLIMIT_NOFILE, &most);
    say("raise its limit of handles", most.rlim_max > 4096);
    ::getrlimit(RLIMIT_CORE, &most);
    say("leave its memory in a file", most.rlim_max > 0);
    for (char** variable = environ; *variable != nullptr; ++variable)
        std::cout << "variable " << *variable << std::endl;
    return 0;
}

}  // namespace

int main(int count, char** words) {
    if (count > 1 && std::string(words[count - 1]) == "--probe-end") {
        std::vector<std::string> given;
        int at = 1;
        while (std::string(words[at]) != "--probe") ++at;
        for (++at; at < count - 1; ++at) given.emplace_back(words[at]);
        return probe(given);
    }
    const fs::path self = words[0];
    std::string fault;
    std::getline(std::ifstream(self.parent_path() / "fault"), fault);
    const bool seed = std::string(words[count - 1]) == "--terminate_after_init";
    if (fault == "hang") ::pause();
    if (fault == "crash" && !seed) std::abort();
    if (fault == "exit-81" && !seed) return 81;
    if (fault == "slow") ::sleep(1);
    while (fault == "held" && !seed) {  // until it is let go
        ::usleep(20'000);
        fault.clear();
        std::getline(std::ifstream(self.parent_path() / "fault"), fault);
    }
    std::vector<char*> given(words, words + count + 1);
    std::string real = REAL_SOFFICE;
    given[0] = real.data();
    ::execv(REAL_SOFFICE, given.data());
    std::perror(REAL_SOFFICE);
    return 127;
}
