// Letters through the whole service, HTTP, checks and ledger included, beside two offices that do nothing but convert
// the very same letters.
#include <algorithm>
#include <atomic>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <mutex>
#include <netinet/in.h>
#include <stdexcept>
#include <sys/resource.h>
#include <sys/socket.h>
#include <thread>
#include <unistd.h>

#include "documents/render/office_pool.h"
#include "documents/render/office_worker.h"
#include "interchange/calendar.h"
#include "interchange/value.h"
#include "service/http/server.h"
#include "tests/bench/comparison.h"
#include "tools/demo/sample_council.h"

namespace ehcflow {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;
using documents::OfficePool;
using documents::OfficeWorker;

std::string text_of(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

// Keeps what it was asked for, so that the bare offices can be asked for the same.
class Remembering final : public documents::Renderer {
public:
    explicit Remembering(documents::Renderer& renderer) : renderer_(renderer) {}
    Result<documents::Pdf, documents::RenderError> render(const documents::Odt& document,
                                                          const Deadline& deadline) override {
        ++letters;
        if (letters <= 50) {
            const std::lock_guard lock(mutex_);
            asked.push_back(document.bytes);
        }
        return renderer_.render(document, deadline);
    }
    std::atomic<int> letters = 0;
    std::vector<std::string> asked;

private:
    documents::Renderer& renderer_;
    std::mutex mutex_;
};

int call(std::uint16_t port, const std::string& token, const std::string& method, const std::string& path,
         const std::string& body) {
    const int handle = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::connect(handle, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0) throw std::runtime_error(path);
    const std::string request =
        method + " " + path + " HTTP/1.1\r\nHost: bench\r\nConnection: close\r\nAuthorization: " + "Bearer " + token +
        "\r\nContent-Type: application/json\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
    for (std::size_t sent = 0; sent < request.size();) {
        const ssize_t part = ::send(handle, request.data() + sent, request.size() - sent, MSG_NOSIGNAL);
        if (part <= 0) throw std::runtime_error(path);
        sent += static_cast<std::size_t>(part);
    }
    std::string reply;
    char part[16'384];
    for (ssize_t got = 0; (got = ::recv(handle, part, sizeof part, 0)) > 0;)
        reply.append(part, static_cast<std::size_t>(got));
    ::close(handle);
    return std::atoi(reply.c_str() + std::string("HTTP/1.1 ").size());
}

void at_once(int callers, int count, const std::function<void(int)>& one) {
    std::atomic<int> next = 0;
    std::vector<std::jthread> threads;
    for (int caller = 0; caller < callers; ++caller)
        threads.emplace_back([&] {
            for (int i = next++; i < count; i = next++) one(i);
        });
}

// What this process has used of the cores; the offices are processes of their own.
double own_milliseconds() {
    rusage used{};
    ::getrusage(RUSAGE_SELF, &used);
    const auto of = [](const timeval& time) {
        return 1e3 * static_cast<double>(time.tv_sec) + 1e-3 * static_cast<double>(time.tv_usec);
    };
    return of(used.ru_utime) + of(used.ru_stime);
}

int bench(unsigned offices_at_once, int rounds) {
    std::string form = "/var/tmp/ehcflow-service-bench-XXXXXX";  // a disk, as a ledger has
    const fs::path root = ::mkdtemp(form.data());
    const fs::path source = EHCFLOW_SOURCE_DIR;
    const auto council = interchange::read_value(text_of(source / "templates/house/council.json")).value();
    const auto calendar = interchange::built_in_calendar();
    const auto shelf = service::TemplateShelf::read(source / "templates", root / "house").value();
    const auto pages = service::PageSet::read(source / "templates/pages", EHCFLOW_STYLES).value();
    auto ledger = storage::Ledger::open(root / "ledger");
    storage::AccessLog access(root / "access");
    documents::OfficeSettings pool_settings;
    pool_settings.workers = offices_at_once;
    OfficePool pool(pool_settings);
    Remembering renderer(pool);
    const service::Accounts accounts(root);
    std::string token = text_of(root / "token");
    token.erase(token.find_last_not_of('\n') + 1);
    const service::Service house{{ledger, renderer, shelf, council, calendar, system_now, 30s},
                                 access,
                                 accounts,
                                 pages,
                                 [] { return service::OfficeState{}; },
                                 [](const std::string&) {}};
    service::ServerSettings listen;
    listen.port = 0;
    service::Server server(house, listen);

    const Date today = house.desk.today();
    std::vector<std::string> cases;
    for (const auto& one : demo::sample_council(today)) {
        if (one.record.find("\"assessment\"") == std::string::npos) continue;
        if (call(server.port(), token, "PUT", "/api/v1/cases/" + one.reference,
                 R"({"record":)" + one.record + R"(,"timeline":)" + one.timeline + "}") == 201)
            cases.push_back(one.reference);
    }
    const auto prepare = [&](int i) {
        const int status = call(server.port(), token, "POST",
                                "/api/v1/cases/" + cases.at(static_cast<std::size_t>(i) % cases.size()) + "/documents",
                                R"({"kind":"will-assess","sent_on":")" + to_iso(today) + "\"}");
        if (status != 201) throw std::runtime_error("a letter was answered with " + std::to_string(status));
    };
    prepare(0);
    at_once(4, 30, prepare);  // warm

    documents::OfficeSettings settings;
    documents::UnoRuntime& runtime = *new documents::UnoRuntime(settings.program);
    // Where the pool has its own: in memory. On a disk they would be slower, and the service look better than it is.
    std::string memory = "/dev/shm/ehcflow-service-bench-XXXXXX";
    const fs::path offices = ::mkdtemp(memory.data());
    const auto seed = documents::make_seed(settings, offices / "seed");
    std::vector<std::unique_ptr<OfficeWorker>> bare;
    for (unsigned i = 0; i < offices_at_once; ++i)
        bare.push_back(std::make_unique<OfficeWorker>(
            settings, runtime, seed,
            OfficeWorker::Place{offices / ("bare-" + std::to_string(i)), "bare-" + std::to_string(i)}));
    const auto loop = [&](int letters) {
        std::atomic<int> next = 0;
        std::vector<std::jthread> threads;
        for (auto& office : bare)
            threads.emplace_back([&, worker = office.get()] {
                for (int i = next++; i < letters; i = next++) {
                    const std::string& letter = renderer.asked.at(static_cast<std::size_t>(i) % renderer.asked.size());
                    if (worker->render(letter, documents::SourceForm::FlatXml, Deadline::in(60s)).outcome !=
                        documents::Outcome::Rendered)
                        throw std::runtime_error("no letter");
                }
            });
    };
    loop(40);
    double service_used = 0, bare_used = 0;
    int service_letters = 0, bare_letters = 0;
    office_bench::compare(
        {offices_at_once == 1 ? "letters a second: service, HTTP and ledger, one office / one bare worker"
                              : "letters a second: service, HTTP and ledger / as many bare workers",
         0.85, true},
        rounds,
        [&] {
            const int before = renderer.letters;
            service_used -= own_milliseconds();
            const double took = office_bench::milliseconds_of([&] { at_once(4, 60, prepare); });
            service_used += own_milliseconds();
            service_letters += renderer.letters - before;
            return 1'000 * (renderer.letters - before) / took;
        },
        [&] {
            bare_used -= own_milliseconds();
            const double took = office_bench::milliseconds_of([&] { loop(100); });
            bare_used += own_milliseconds();
            bare_letters += 100;
            return 1'000 * 100 / took;
        });
    std::cout << "of a core a letter, outside the offices: service " << service_used / service_letters << " ms, bare "
              << bare_used / bare_letters << " ms\n";
    const auto stats = pool.stats();
    std::cout << "a letter in the office " << static_cast<double>(stats.working.count()) / double(stats.rendered)
              << " ms, its checks and repairs " << static_cast<double>(stats.checking.count()) / double(stats.rendered)
              << " ms, in the queue " << static_cast<double>(stats.waited.count()) / double(stats.rendered) << " ms\n";
    server.stop();
    for (auto& office : bare) office.reset();
    pool.shut_down();
    fs::remove_all(root);
    fs::remove_all(offices);
    return 0;
}

}  // namespace
}  // namespace ehcflow

//   service_bench [ROUNDS]     first with one office, so that a core is left for the service; then with one a core
int main(int count, char** words) {
    const int rounds = count > 1 ? std::max(1, std::atoi(words[1])) : 7;
    ehcflow::bench(1, rounds);
    return ehcflow::bench(std::max(2U, std::thread::hardware_concurrency()), rounds);
}
