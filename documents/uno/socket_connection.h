// SocketConnection: the office's pipe as the bridge wants it, over a socket that is ours. The office's own client code
// looks for the pipe in the system's temp folder only, whereas a sealed-off office has it in its private folder.
#pragma once

#include <com/sun/star/connection/XConnection.hpp>
#include <cppuhelper/implbase1.hxx>
#include <filesystem>

namespace ehcflow::documents {

// The connected socket, or -1 where nobody listens (yet). Paths longer than a socket address are reached through the
// folder's descriptor. Anything but a socket under that name is not followed.
int connect_to(const std::filesystem::path& socket);

// May be read by one thread while another writes, as the bridge does.
class SocketConnection final : public cppu::WeakImplHelper1<css::connection::XConnection> {
public:
    explicit SocketConnection(int socket) : socket_(socket) {}  // takes it over
    ~SocketConnection() override;

    // Fewer bytes than asked only where the other side has gone.
    sal_Int32 SAL_CALL read(css::uno::Sequence<sal_Int8>& bytes, sal_Int32 wanted) override;
    void SAL_CALL write(const css::uno::Sequence<sal_Int8>& bytes) override;
    void SAL_CALL flush() override {}
    void SAL_CALL close() override;
    rtl::OUString SAL_CALL getDescription() override { return rtl::OUString("office"); }

private:
    const int socket_;
};

}  // namespace ehcflow::documents
