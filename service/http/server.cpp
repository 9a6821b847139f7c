#include "service/http/server.h"

#include <Poco/Exception.h>
#include <Poco/Net/HTTPRequestHandler.h>
#include <Poco/Net/HTTPRequestHandlerFactory.h>
#include <Poco/Net/HTTPServer.h>
#include <Poco/Net/HTTPServerParams.h>
#include <Poco/Net/HTTPServerRequest.h>
#include <Poco/Net/HTTPServerResponse.h>
#include <Poco/Net/NetException.h>
#include <Poco/Net/ServerSocket.h>
#include <Poco/Net/SocketAddress.h>
#include <Poco/ThreadPool.h>
#include <Poco/Timespan.h>
#include <array>
#include <optional>
#include <thread>

#include "base/deadline.h"
#include "service/http/problem.h"
#include "service/http/router.h"

namespace ehcflow::service {
namespace {

using Poco::Net::HTTPServerRequest;
using Poco::Net::HTTPServerResponse;

Poco::Timespan timespan(std::chrono::seconds seconds) { return Poco::Timespan(static_cast<long>(seconds.count()), 0); }

Method method_of(const std::string& name) {
    if (name == "GET" || name == "HEAD") return Method::Get;
    if (name == "PUT") return Method::Put;
    return name == "POST" ? Method::Post : Method::Other;
}

// Everything but the body, which is not read for a stranger.
Request head_of(const HTTPServerRequest& from) {
    const std::string& uri = from.getURI();
    const auto question = uri.find('?');
    Request request;
    request.method = method_of(from.getMethod());
    request.path = uri.substr(0, question);
    request.query = question == std::string::npos ? std::string() : uri.substr(question + 1);
    request.authorization = from.get("Authorization", "");
    request.cookie = from.get("Cookie", "");
    request.content_type = from.get("Content-Type", "");
    request.idempotency_key = from.get("Idempotency-Key", "");
    request.correlation = storage::random_token().substr(0, 12);
    return request;
}

// The body; or nothing where it is larger than may be, or did not come in time.
std::optional<Reply> read_body(HTTPServerRequest& from, std::string& body, std::size_t most, const Deadline& deadline) {
    const Reply too_large =
        problem(413, "too-large", "A body may have " + std::to_string(most >> 20U) + " MiB here. Send less at once.");
    if (from.hasContentLength() && from.getContentLength64() > static_cast<Poco::Int64>(most)) return too_large;
    std::array<char, 16384> part{};
    std::istream& in = from.stream();
    while (in) {
        in.read(part.data(), part.size());
        body.append(part.data(), static_cast<std::size_t>(in.gcount()));
        if (body.size() > most) return too_large;
        if (deadline.passed()) return problem(400, "bad-request", "The body did not come in time.");
    }
    if (from.hasContentLength() && static_cast<Poco::Int64>(body.size()) != from.getContentLength64())
        return problem(400, "bad-request", "The body is shorter than its Content-Length says.");
    return std::nullopt;
}

// Reads on and throws away, so that a caller who is still sending hears why it was refused, not only that the line went
// dead. Bounded: whoever sends more than that hears nothing.
void let_finish(std::istream& in, const Deadline& deadline) {
    constexpr std::size_t kMost = 2 * kLargestBatch;
    std::array<char, 16384> part{};
    for (std::size_t read = 0; in && read < kMost && !deadline.passed();) {
        in.read(part.data(), part.size());
        read += static_cast<std::size_t>(in.gcount());
    }
}

// On every answer: nothing is kept by browsers or proxies, no other site frames it, nothing is loaded from elsewhere: a
// picture stands in the page itself.
void add_safety(HTTPServerResponse& response) {
    response.set("Cache-Control", "no-store");
    response.set("Content-Security-Policy",
                 "default-src 'none'; style-src 'self'; img-src data:; form-action 'self'; frame-ancestors 'none'; "
                 "base-uri 'none'");
    response.set("X-Content-Type-Options", "nosniff");
    response.set("X-Frame-Options", "DENY");
    response.set("Referrer-Policy", "no-referrer");
    response.set("Cross-Origin-Resource-Policy", "same-origin");
}

void send(HTTPServerRequest& to, const Reply& reply) {
    HTTPServerResponse& response = to.response();
    response.setStatusAndReason(static_cast<Poco::Net::HTTPResponse::HTTPStatus>(reply.status));
    add_safety(response);
    response.setContentType(reply.content_type);
    for (const auto& [name, value] : reply.headers) response.set(name, value);
    if (to.getMethod() == "HEAD") {
        response.setContentLength64(static_cast<Poco::Int64>(reply.body.size()));
        response.send();
    } else {
        response.sendBuffer(reply.body.data(), reply.body.size());
    }
}

class Handler final : public Poco::Net::HTTPRequestHandler {
public:
    Handler(const Service& service, const ServerSettings& settings) : service_(service), settings_(settings) {}

    void handleRequest(HTTPServerRequest& from, HTTPServerResponse& response) override {
        const auto begun = Deadline::Steady::now();
        Request request = head_of(from);
        Found found = find_route(service_, request);
        const bool reads = found.route != nullptr && takes_body(*found.route);
        if (reads) {
            if (auto refused =
                    read_body(from, request.body, found.route->largest_body, Deadline::in(settings_.whole_body)))
                found = {nullptr, {}, std::move(*refused)};
        }
        if (found.route == nullptr) {
            // What was not read to its end would be taken for the next request.
            response.setKeepAlive(false);
            let_finish(from.stream(), Deadline::in(settings_.stalled));
        }
        const Reply reply = found.route == nullptr ? found.refusal : answer(service_, found, request);
        try {
            send(from, reply);
        } catch (const Poco::Exception&) {
            // The caller went away. What was recorded stands, and an Idempotency-Key tells them so.
        }
        const auto took = std::chrono::duration_cast<std::chrono::milliseconds>(Deadline::Steady::now() - begun);
        service_.log(request.correlation + " " + from.getMethod() + " " +
                     (found.route == nullptr ? std::string("(refused)") : std::string(found.route->pattern)) + " " +
                     std::to_string(reply.status) + " " + std::to_string(took.count()) + " ms");
    }

private:
    const Service& service_;
    const ServerSettings& settings_;
};

class Factory final : public Poco::Net::HTTPRequestHandlerFactory {
public:
    Factory(const Service& service, ServerSettings settings) : service_(service), settings_(std::move(settings)) {}
    Poco::Net::HTTPRequestHandler* createRequestHandler(const HTTPServerRequest&) override {
        return std::make_unique<Handler>(service_, settings_).release();  // Poco deletes it
    }

private:
    const Service& service_;
    ServerSettings settings_;
};

Poco::Net::ServerSocket listen(const ServerSettings& settings) {
    const std::string address = settings.host + ":" + std::to_string(settings.port);
    try {
        Poco::Net::ServerSocket socket;
        // The port is ours alone: with its short form Poco would let a second service share it unseen.
        socket.bind(Poco::Net::SocketAddress(settings.host, settings.port), true, false);
        socket.listen(settings.waiting);
        return socket;
    } catch (const Poco::Exception& error) {
        throw CannotListen(address + ": cannot listen here (" + error.displayText() +
                           "); end the program that has the port, or choose another with --listen");
    }
}

}  // namespace

struct Server::Parts {
    Parts(const Service& service, const ServerSettings& settings)
        : drain(settings.drain), pool("http", 2, settings.threads) {
        Poco::Net::HTTPServerParams::Ptr params = new Poco::Net::HTTPServerParams;
        params->setMaxThreads(settings.threads);
        params->setMaxQueued(settings.waiting);
        params->setTimeout(timespan(settings.stalled));
        params->setKeepAliveTimeout(timespan(settings.idle));
        params->setSoftwareVersion("ehcflow");
        server =
            std::make_unique<Poco::Net::HTTPServer>(new Factory(service, settings), pool, listen(settings), params);
        server->start();
    }

    std::chrono::seconds drain;
    Poco::ThreadPool pool;
    std::unique_ptr<Poco::Net::HTTPServer> server;
    bool running = true;
};

Server::Server(const Service& service, const ServerSettings& settings)
    : parts_(std::make_unique<Parts>(service, settings)) {}

Server::~Server() { stop(); }

std::uint16_t Server::port() const { return parts_->server->port(); }

void Server::stop() {
    if (!parts_->running) return;
    parts_->running = false;
    parts_->server->stop();
    parts_->server->stopAll(false);  // connections that wait for their next request end now
    const Deadline deadline = Deadline::in(parts_->drain);
    while (parts_->server->currentThreads() > 0 && !deadline.passed())
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
    if (parts_->server->currentThreads() > 0) parts_->server->stopAll(true);
    parts_->pool.joinAll();
}

}  // namespace ehcflow::service
