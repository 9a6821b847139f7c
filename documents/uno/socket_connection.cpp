#include "documents/uno/socket_connection.h"

#include <cerrno>
#include <com/sun/star/io/IOException.hpp>
#include <cstring>
#include <fcntl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

namespace ehcflow::documents {

int connect_to(const std::filesystem::path& socket_path) {
    const int folder = ::open(socket_path.parent_path().c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC);
    if (folder < 0) return -1;
    int connected = -1;
    struct stat status {};
    const std::string name = socket_path.filename().string();
    if (::fstatat(folder, name.c_str(), &status, AT_SYMLINK_NOFOLLOW) == 0 && S_ISSOCK(status.st_mode)) {
        const std::string near = "/proc/self/fd/" + std::to_string(folder) + "/" + name;
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        if (near.size() < sizeof address.sun_path) {
            std::memcpy(address.sun_path, near.c_str(), near.size() + 1);
            connected = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
            if (connected >= 0 && ::connect(connected, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0) {
                ::close(connected);
                connected = -1;
            }
        }
    }
    ::close(folder);
    return connected;
}

SocketConnection::~SocketConnection() { ::close(socket_); }

sal_Int32 SocketConnection::read(css::uno::Sequence<sal_Int8>& bytes, sal_Int32 wanted) {
    bytes.realloc(wanted);
    sal_Int8* const into = bytes.getArray();
    sal_Int32 got = 0;
    while (got < wanted) {
        const ssize_t part = ::recv(socket_, into + got, static_cast<std::size_t>(wanted - got), 0);
        if (part < 0 && errno == EINTR) continue;
        if (part <= 0) break;
        got += static_cast<sal_Int32>(part);
    }
    if (got < wanted) bytes.realloc(got);
    return got;
}

void SocketConnection::write(const css::uno::Sequence<sal_Int8>& bytes) {
    const sal_Int8* from = bytes.getConstArray();
    for (sal_Int32 left = bytes.getLength(); left > 0;) {
        // MSG_NOSIGNAL: a killed office must not raise SIGPIPE in the service.
        const ssize_t part = ::send(socket_, from, static_cast<std::size_t>(left), MSG_NOSIGNAL);
        if (part < 0 && errno == EINTR) continue;
        if (part <= 0) throw css::io::IOException(rtl::OUString("the office has gone"), nullptr);
        from += part;
        left -= static_cast<sal_Int32>(part);
    }
}

// Wakes a reader; the descriptor itself lives until nobody uses it.
void SocketConnection::close() { ::shutdown(socket_, SHUT_RDWR); }

}  // namespace ehcflow::documents
