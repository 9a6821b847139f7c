// Server: carries requests from a socket to the router and back. The only file of ours that includes Poco is
// server.cpp.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <stdexcept>
#include <string>

#include "service/http/service.h"

namespace ehcflow::service {

// The address cannot be had: says which, why and what to do.
struct CannotListen : std::runtime_error {
    using std::runtime_error::runtime_error;
};

struct ServerSettings {
    std::string host = "127.0.0.1";
    std::uint16_t port = 8080;            // 0: any that is free
    int threads = 16;                     // requests at once; one more waits
    int waiting = 256;                    // connections that may wait; one more is closed
    std::chrono::seconds idle{10};        // a connection between two requests
    std::chrono::seconds stalled{15};     // a read or a write that does not move
    std::chrono::seconds whole_body{60};  // the body of a request, however slowly it moves
    std::chrono::seconds drain{10};       // for requests in hand when the service is stopped
};

class Server {
public:
    // Answers from now on. The service outlives it. Throws CannotListen.
    Server(const Service& service, const ServerSettings& settings);
    ~Server();  // stop()
    Server(const Server&) = delete;
    Server& operator=(const Server&) = delete;

    std::uint16_t port() const;
    // Takes no new connection, lets requests in hand be answered for `drain`, then ends them. May be called twice.
    void stop();

private:
    struct Parts;
    std::unique_ptr<Parts> parts_;
};

}  // namespace ehcflow::service
