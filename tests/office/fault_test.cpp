// Offices that do not start, start late or end at once; and what one can do from inside its sandbox.
#include <arpa/inet.h>
#include <fstream>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sstream>
#include <sys/socket.h>
#include <thread>
#include <unistd.h>

#include "documents/render/office_pool.h"
#include "documents/render/office_process.h"
#include "tests/office/documents.h"
#include "tests/office/fake_office.h"

namespace ehcflow::documents {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;
using office_tests::FakeOffice;
using office_tests::letter;
using ::testing::HasSubstr;
using ::testing::Not;

// One for all: UNO reads its registries once in the life of a program, wherever they lie.
FakeOffice& office_with(const std::string& fault) {
    static FakeOffice office("");
    office.have(fault);
    return office;
}

OfficeSettings settings_for(const FakeOffice& office) {
    OfficeSettings settings;
    settings.workers = 1;
    settings.program = office.program();
    settings.longest_start = 5s;
    settings.first_back_off = 50ms;
    return settings;
}

TEST(OfficeFaults, ASlowStartIsWaitedFor) {
    const FakeOffice& office = office_with("slow");
    OfficePool pool(settings_for(office));
    const auto pdf = pool.render({letter()}, Deadline::in(20s));
    EXPECT_TRUE(pdf.ok()) << pdf.error().what;
    EXPECT_EQ(pool.stats().failed_starts, 0U);
}

class FailedStart : public ::testing::TestWithParam<const char*> {};

TEST_P(FailedStart, IsTriedAgainAndSaysWhyAndThePoolRecovers) {
    FakeOffice& office = office_with("");
    OfficeSettings settings = settings_for(office);
    settings.longest_start = 2s;
    settings.longest_stall = 700ms;
    settings.spares = 0;
    settings.recycle_after_documents = 1;
    OfficePool pool(settings);
    const Deadline first = Deadline::in(20s);
    while (pool.stats().started == 0 && !first.passed()) std::this_thread::sleep_for(5ms);
    office.have(GetParam());
    ASSERT_TRUE(pool.render({letter()}, Deadline::in(20s)).ok()) << "the office that was started already";
    const auto none = pool.render({letter()}, Deadline::in(3s));
    ASSERT_FALSE(none.ok());
    EXPECT_GT(pool.stats().failed_starts, 0U);
    EXPECT_FALSE(pool.stats().last_start_failure.empty());
    office.have("");
    const auto again = pool.render({letter()}, Deadline::in(20s));
    EXPECT_TRUE(again.ok()) << again.error().what;
}

INSTANTIATE_TEST_SUITE_P(OfficeFaults, FailedStart, ::testing::Values("crash", "exit-81", "hang"),
                         [](const auto& tested) {
                             std::string name = tested.param;
                             std::erase(name, '-');
                             return name;
                         });

TEST(OfficeFaults, AnOfficeThatHangsAtItsFirstStartIsSaidAtOnce) {
    const FakeOffice& office = office_with("hang");
    OfficeSettings settings = settings_for(office);
    settings.longest_start = 500ms;
    EXPECT_THROW(OfficePool{settings}, OfficeUnavailable);
}

struct Listener {
    int handle = ::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    int port = 0;
    Listener() {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof address;
        EXPECT_EQ(::bind(handle, reinterpret_cast<sockaddr*>(&address), size), 0);
        EXPECT_EQ(::listen(handle, 4), 0);
        ::getsockname(handle, reinterpret_cast<sockaddr*>(&address), &size);
        port = ntohs(address.sin_port);
    }
    ~Listener() { ::close(handle); }
};

std::string probe(Sandbox sandbox) {
    const FakeOffice& office = office_with("");
    std::string form = "/dev/shm/ehcflow-probe-XXXXXX";
    const fs::path root = ::mkdtemp(form.data());
    for (const char* folder : {"own", "another-worker", "data"}) fs::create_directory(root / folder);
    const Listener listener;
    std::vector<std::string> words{"--probe", std::to_string(::getpid()), std::to_string(listener.port), "none"};
    for (const char* file : {"data/ledger.db", "data/ehcflow.toml", "another-worker/document.fodt"}) {
        std::ofstream(root / file) << "kept from all offices\n";
        words.push_back((root / file).string());
    }
    words.insert(words.end(), {"/etc/passwd", "/etc/hostname", "--probe-end"});
    std::string log;
    {
        OfficeSettings settings;
        settings.program = office.program();
        const OfficeProcess process(settings, sandbox, root / "own", words);
        EXPECT_TRUE(process.wait_until_ended(Deadline::in(10s)));
        std::ostringstream all;
        all << std::ifstream(root / "own" / "office.log").rdbuf();
        log = all.str();
        EXPECT_EQ(process.exit_code(), 0) << log;
    }
    fs::remove_all(root);
    return log;
}

TEST(Sandbox, NothingThatItForbidsCanBeDoneFromTheInside) {
    ::setenv("EHCFLOW_SECRET", "a token", 1);
    const std::string log = probe(Sandbox::Bubblewrap);
    ::unsetenv("EHCFLOW_SECRET");
    EXPECT_THAT(log, Not(HasSubstr("OPEN"))) << log;
    for (const char* tried : {"ledger.db: denied", "ehcflow.toml: denied", "another-worker/document.fodt: denied",
                              "trace the service: denied", "connect to the machine: denied",
                              "make a namespace of users: denied", "take memory without bound: denied"})
        EXPECT_THAT(log, HasSubstr(tried));
    EXPECT_THAT(log, Not(HasSubstr("EHCFLOW_SECRET")));
    std::size_t variables = 0;
    for (std::size_t at = 0; (at = log.find("variable ", at)) != std::string::npos; ++at) ++variables;
    EXPECT_LE(variables, 6U) << log;
}

// The probe can find a door that stands open: without the sandbox it does.
TEST(Sandbox, WithoutItTheSameProbeFindsDoorsOpen) {
    const std::string log = probe(Sandbox::None);
    EXPECT_THAT(log, HasSubstr("ledger.db: OPEN"));
    EXPECT_THAT(log, HasSubstr("connect to the machine: OPEN"));
    EXPECT_THAT(log, HasSubstr("gain privileges by a program: denied"));
    EXPECT_THAT(log, HasSubstr("take memory without bound: denied"));
}

}  // namespace
}  // namespace ehcflow::documents
