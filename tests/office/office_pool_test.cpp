// The pool with the real LibreOffice: what it makes, and what becomes of documents when an office is killed or hangs.
#include "documents/render/office_pool.h"

#include <arpa/inet.h>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

#include "documents/check/pdf/pdf_file.h"
#include "documents/render/office_process.h"
#include "tests/office/asking.h"
#include "tests/office/documents.h"

namespace ehcflow::documents {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;
using office_tests::letter;
using office_tests::soon;
using office_tests::text_of;
using office_tests::workers;
using ::testing::HasSubstr;

template <class Condition>
bool becomes_true(Condition condition, std::chrono::milliseconds patience = 10s) {
    for (const Deadline end = Deadline::in(patience); !end.passed(); std::this_thread::sleep_for(5ms))
        if (condition()) return true;
    return false;
}

int office_that_is(const OfficePool& pool, WorkerStats::State state) {
    for (const WorkerStats& worker : pool.stats().workers)
        if (worker.state == state && worker.process != 0) return worker.process;
    return 0;
}

int wait_for_office(const OfficePool& pool, WorkerStats::State state) {
    int pid = 0;
    becomes_true([&] { return (pid = office_that_is(pool, state)) != 0; });
    return pid;
}

bool is_alive(int pid) { return ::kill(pid, 0) == 0 || errno != ESRCH; }

RenderFault fault_of(const Result<Pdf, RenderError>& result) {
    EXPECT_FALSE(result.ok());
    return result ? RenderFault::ShuttingDown : result.error().fault;
}

TEST(OfficePool, NobodysTextIsLeftForTheNext) {
    OfficePool pool(workers(1));
    for (int i = 0; i < 20; ++i) {
        const std::string own = "Child number " + std::to_string(i) + " ends";
        const auto pdf = pool.render({letter(own)}, soon());
        ASSERT_TRUE(pdf.ok()) << pdf.error().what;
        const std::string text = text_of(*pdf);
        EXPECT_THAT(text, HasSubstr(own));
        EXPECT_EQ(text.find("Child number"), text.rfind("Child number"));
    }
    EXPECT_EQ(pool.stats().workers.front().documents, 20U);
}

TEST(OfficePool, AKilledOfficeStillEndsInALetter) {
    OfficePool pool(workers(2));
    std::thread killer([&] {
        const int pid = wait_for_office(pool, WorkerStats::State::Rendering);
        EXPECT_NE(pid, 0);
        std::this_thread::sleep_for(300ms);
        EXPECT_EQ(::kill(pid, SIGKILL), 0);
    });
    const auto pdf = pool.render({office_tests::long_table(2'000)}, Deadline::in(60s));
    killer.join();
    ASSERT_TRUE(pdf.ok()) << pdf.error().what;
    EXPECT_THAT(text_of(*pdf), HasSubstr("Row 1999"));
    EXPECT_EQ(pool.stats().crashed, 1U);
}

TEST(OfficePool, AnOfficeKilledWhileIdleIsReplaced) {
    OfficePool pool(workers(1));
    const int pid = wait_for_office(pool, WorkerStats::State::Idle);
    ASSERT_NE(pid, 0);
    ::kill(pid, SIGKILL);
    ASSERT_TRUE(becomes_true([&] {
        const int now = office_that_is(pool, WorkerStats::State::Idle);
        return now != 0 && now != pid;
    }));
    EXPECT_TRUE(pool.render({letter()}, soon()).ok());
}

TEST(OfficePool, AHangEndsAtTheDeadlineAndTheNextLetterIsMade) {
    OfficePool pool(workers(1));
    const int pid = wait_for_office(pool, WorkerStats::State::Idle);
    ASSERT_NE(pid, 0);
    ASSERT_EQ(::kill(pid, SIGSTOP), 0);
    const auto began = std::chrono::steady_clock::now();
    const auto hung = pool.render({letter()}, Deadline::in(1s));
    const auto took = std::chrono::steady_clock::now() - began;
    EXPECT_EQ(fault_of(hung), RenderFault::TimedOut);
    EXPECT_LT(took, 2s);
    const auto next = pool.render({letter("after the hang")}, soon());
    ASSERT_TRUE(next.ok()) << next.error().what;
    EXPECT_THAT(text_of(*next), HasSubstr("after the hang"));
    EXPECT_TRUE(becomes_true([&] { return !is_alive(pid); }));
}

// Sends the signal to whatever office has a document in hand, again and again.
class Villain {
public:
    Villain(const OfficePool& pool, int signal) : pool_(pool), signal_(signal), thread_([this] { harm(); }) {}
    ~Villain() {
        over_ = true;
        thread_.join();
    }

private:
    void harm() const {
        for (; !over_; std::this_thread::sleep_for(50ms))
            if (const int pid = office_that_is(pool_, WorkerStats::State::Rendering)) ::kill(pid, signal_);
    }
    const OfficePool& pool_;
    const int signal_;
    std::atomic<bool> over_ = false;
    std::thread thread_;
};

TEST(OfficePool, ADocumentThatEndsTwoOfficesIsQuarantined) {
    OfficePool pool(workers(1));
    const Odt deadly{office_tests::long_table(3'000)};
    {
        // As if it fell over by itself.
        const Villain villain(pool, SIGSEGV);
        EXPECT_EQ(fault_of(pool.render(deadly, Deadline::in(60s))), RenderFault::OfficeFailed);
    }
    EXPECT_EQ(pool.stats().excused, 0U);
    EXPECT_EQ(fault_of(pool.render(deadly, Deadline::in(60s))), RenderFault::Quarantined);
    EXPECT_TRUE(pool.render({letter()}, soon()).ok()) << "other documents must not suffer for it";
}

class Innocent : public ::testing::TestWithParam<int> {};

TEST_P(Innocent, DocumentsAreNotQuarantinedForWhatSomebodyElseDoesToTheirOffices) {
    OfficeSettings settings = workers(1);
    settings.longest_stall = 300ms;
    OfficePool pool(settings);
    const Odt innocent{office_tests::long_table(1'000)};
    {
        const Villain villain(pool, GetParam());
        EXPECT_EQ(fault_of(pool.render(innocent, Deadline::in(60s))), RenderFault::OfficeFailed);
    }
    const PoolStats stats = pool.stats();
    EXPECT_EQ(stats.excused, settings.most_tries);
    EXPECT_EQ(stats.quarantined, 0U);
    EXPECT_TRUE(pool.render(innocent, Deadline::in(60s)).ok());
}

INSTANTIATE_TEST_SUITE_P(OfficePool, Innocent, ::testing::Values(SIGKILL, SIGTERM, SIGSTOP),
                         [](const auto& row) { return std::string(::sigabbrev_np(row.param)); });

TEST(OfficePool, ADeathOfAnOldOfficeSaysNothingOfTheDocument) {
    OfficeSettings settings = workers(1);
    settings.spares = 0;
    OfficePool pool(settings);
    const Odt innocent{office_tests::long_table(1'000)};
    for (int round = 0; round < 3; ++round) {
        ASSERT_TRUE(pool.render({letter()}, soon()).ok());  // so that the office has done one
        std::thread killer([&] { ::kill(wait_for_office(pool, WorkerStats::State::Rendering), SIGSEGV); });
        EXPECT_TRUE(pool.render(innocent, Deadline::in(60s)).ok());
        killer.join();
    }
    EXPECT_EQ(pool.stats().crashed, 3U);
    EXPECT_EQ(pool.stats().quarantined, 0U);
}

TEST(OfficePool, AFullQueueRefusesAndSaysWhenToComeBack) {
    OfficeSettings settings = workers(1);
    settings.queue_limit = 1;
    OfficePool pool(settings);
    std::vector<std::thread> callers;
    callers.emplace_back([&] { (void)pool.render({office_tests::long_table(2'000)}, soon()); });
    ASSERT_NE(wait_for_office(pool, WorkerStats::State::Rendering), 0);
    callers.emplace_back([&] { EXPECT_TRUE(pool.render({letter()}, soon()).ok()); });
    ASSERT_TRUE(becomes_true([&] { return pool.stats().waiting == 1; }));
    const auto refused = pool.render({letter("one too many")}, soon());
    ASSERT_FALSE(refused.ok());
    EXPECT_EQ(refused.error().fault, RenderFault::Busy);
    EXPECT_GT(refused.error().retry_after, 0ms);
    for (std::thread& caller : callers) caller.join();
}

TEST(OfficePool, AnOfficeIsRecycledByAge) {
    {
        OfficeSettings settings = workers(1);
        settings.recycle_after_age = 0ms;
        OfficePool pool(settings);
        for (int i = 0; i < 3; ++i) ASSERT_TRUE(pool.render({letter()}, soon()).ok());
        EXPECT_TRUE(becomes_true([&] { return pool.stats().recycled == 3U; }));
    }
    OfficeSettings settings = workers(1);
    settings.recycle_after_documents = 3;
    OfficePool pool(settings);
    for (int i = 0; i < 7; ++i) ASSERT_TRUE(pool.render({letter()}, soon()).ok());
    EXPECT_EQ(pool.stats().recycled, 2U);
}

// A parent that is killed cannot clear up: the kernel ends its offices, and the next pool removes its files.
TEST(OfficePool, WhatAKilledServiceLeftIsSwept) {
    const fs::path root = fs::temp_directory_path() / ("ehcflow-sweep-" + std::to_string(::getpid()));
    fs::create_directory(root);
    OfficeSettings settings = workers(1);
    settings.private_root = root;
    int report[2];
    ASSERT_EQ(::pipe(report), 0);
    const pid_t service = ::fork();
    if (service == 0) {
        OfficePool pool(settings);
        const int pid = wait_for_office(pool, WorkerStats::State::Idle);
        (void)!::write(report[1], &pid, sizeof pid);
        ::pause();
        ::_exit(0);
    }
    int office = 0;
    ASSERT_EQ(::read(report[0], &office, sizeof office), static_cast<ssize_t>(sizeof office));
    ASSERT_NE(office, 0);
    ::kill(service, SIGKILL);
    ::waitpid(service, nullptr, 0);
    EXPECT_TRUE(becomes_true([&] { return !is_alive(office); }));
    const auto pools = [&] {
        const fs::path home = root / ("ehcflow-office-" + std::to_string(::geteuid()));
        return std::count_if(fs::directory_iterator(home), fs::directory_iterator(),
                             [](const fs::directory_entry& entry) { return entry.is_directory(); });
    };
    EXPECT_EQ(pools(), 1);
    {
        OfficePool next(settings);
        EXPECT_EQ(pools(), 1) << "only the new one's own";
        EXPECT_TRUE(next.render({letter()}, soon()).ok());
    }
    EXPECT_EQ(pools(), 0);
    fs::remove_all(root);
}

class EitherWay : public ::testing::TestWithParam<Sandbox> {
protected:
    OfficeSettings settings() const {
        OfficeSettings made = workers(2);
        made.private_root = root_;
        if (GetParam() == Sandbox::None) {
            made.bubblewrap = "/nonexistent/bwrap";
            made.confinement = Confinement::Preferred;
        }
        return made;
    }
    void SetUp() override {
        std::string form = (fs::temp_directory_path() / "ehcflow root-XXXXXX").string();
        ASSERT_NE(::mkdtemp(form.data()), nullptr);
        root_ = form;
    }
    void TearDown() override { fs::remove_all(root_); }

    fs::path root_;
};

std::vector<std::string> sockets_in_temp() {
    std::vector<std::string> found;
    for (const auto& entry : fs::directory_iterator("/tmp"))
        if (entry.path().filename().string().find("_pool-") != std::string::npos)
            found.push_back(entry.path().filename().string());
    return found;
}

TEST_P(EitherWay, ShutdownLeavesNoProcessSocketOrFile) {
    std::vector<int> offices;
    std::string name;  // of this pool's folder, and so of its sockets: others may run beside it
    {
        OfficePool pool(settings());
        for (const auto& entry : fs::directory_iterator(root_ / ("ehcflow-office-" + std::to_string(::geteuid()))))
            if (entry.path().filename().string().starts_with("pool-")) name = entry.path().filename().string();
        ASSERT_NE(name, "");
        ASSERT_TRUE(becomes_true([&] {
            const PoolStats now = pool.stats();
            return std::all_of(now.workers.begin(), now.workers.end(),
                               [](const WorkerStats& worker) { return worker.process != 0; });
        }));
        EXPECT_EQ(pool.stats().confined, GetParam() == Sandbox::Bubblewrap);
        const auto pdf = pool.render({letter()}, soon());
        ASSERT_TRUE(pdf.ok()) << pdf.error().what;
        for (const WorkerStats& worker : pool.stats().workers) offices.push_back(worker.process);
        pool.shut_down();
        EXPECT_EQ(fault_of(pool.render({letter()}, soon())), RenderFault::ShuttingDown);
    }
    for (const int pid : offices) EXPECT_FALSE(is_alive(pid));
    for (const std::string& socket : sockets_in_temp()) EXPECT_EQ(socket.find(name), std::string::npos) << socket;
    for (const auto& entry : fs::recursive_directory_iterator(root_))
        EXPECT_TRUE(entry.is_directory() || entry.path().filename() == "lock") << entry.path();
}

TEST_P(EitherWay, ShutdownDoesNotWaitForAHang) {
    OfficeSettings impatient = settings();
    impatient.workers = 1;
    impatient.drain = 300ms;
    OfficePool pool(impatient);
    const int pid = wait_for_office(pool, WorkerStats::State::Idle);
    ::kill(pid, SIGSTOP);
    std::thread caller([&] { EXPECT_FALSE(pool.render({letter()}, Deadline::in(60s)).ok()); });
    EXPECT_NE(wait_for_office(pool, WorkerStats::State::Rendering), 0);
    const auto began = std::chrono::steady_clock::now();
    pool.shut_down();
    EXPECT_LT(std::chrono::steady_clock::now() - began, 3s);
    caller.join();
}

INSTANTIATE_TEST_SUITE_P(OfficePool, EitherWay, ::testing::Values(Sandbox::Bubblewrap, Sandbox::None),
                         [](const auto& tested) { return tested.param == Sandbox::None ? "Unconfined" : "Sealed"; });

TEST(OfficePoolStart, RefusesWithoutASandboxUnlessToldOtherwise) {
    OfficeSettings settings = workers(1);
    settings.bubblewrap = "/nonexistent/bwrap";
    try {
        OfficePool pool(settings);
        FAIL() << "it started without a sandbox";
    } catch (const OfficeUnavailable& why) {
        EXPECT_THAT(why.what(), HasSubstr("bubblewrap"));
        EXPECT_THAT(why.what(), HasSubstr("confinement"));
    }
}

TEST(OfficePoolStart, SaysThatLibreOfficeIsMissing) {
    OfficeSettings settings = workers(1);
    settings.program = "/nonexistent/program";
    try {
        OfficePool pool(settings);
        FAIL() << "it started without an office";
    } catch (const OfficeUnavailable& why) {
        EXPECT_THAT(why.what(), HasSubstr("/nonexistent/program"));
        EXPECT_THAT(why.what(), HasSubstr("libreoffice-writer-nogui"));
    }
}

// Ends of a loopback listener that counts whoever comes.
class Listener {
public:
    Listener() : socket_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0)) {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof address;
        EXPECT_EQ(::bind(socket_, reinterpret_cast<sockaddr*>(&address), size), 0);
        EXPECT_EQ(::listen(socket_, 8), 0);
        EXPECT_EQ(::getsockname(socket_, reinterpret_cast<sockaddr*>(&address), &size), 0);
        port_ = ntohs(address.sin_port);
    }
    ~Listener() { ::close(socket_); }
    std::string url() const { return "http://127.0.0.1:" + std::to_string(port_) + "/logo.png"; }
    bool was_called() const {
        pollfd watched{socket_, POLLIN, 0};
        return ::poll(&watched, 1, 200) > 0;
    }

private:
    int socket_;
    int port_ = 0;
};

TEST_P(EitherWay, DocumentsThatReachOutsideAreRefusedBeforeTheOfficeSeesThem) {
    const Listener listener;
    OfficePool pool(settings());
    for (const std::string& target : {listener.url(), std::string("file:///etc/hostname"), std::string("/etc/hostname"),
                                      std::string("../../etc/hostname")}) {
        const auto refused = pool.render({office_tests::image(target)}, soon());
        EXPECT_EQ(fault_of(refused), RenderFault::BadDocument) << target;
        ASSERT_FALSE(refused.ok());
        EXPECT_THAT(refused.error().what, HasSubstr("outside the document"));
    }
    EXPECT_FALSE(listener.was_called());
}

TEST(OfficePool, DocumentsThatAreNoneAreRefusedInWords) {
    OfficePool pool(workers(1));
    const std::string good = office_tests::package(office_tests::content_xml("good"));
    const std::vector<std::pair<std::string, std::string>> bad{
        {"", "empty"},
        {"Just some words that were saved as .odt", "neither"},
        {good.substr(0, good.size() / 2), ""},
        {office_tests::package(""), "no content.xml"},
        {"<html><body>no</body></html>", "not a flat open document"},
        {letter().substr(0, letter().size() - 40), "well-formed"},
    };
    for (const auto& [bytes, reason] : bad) {
        const auto refused = pool.render({bytes}, soon());
        EXPECT_EQ(fault_of(refused), RenderFault::BadDocument) << bytes.substr(0, 40);
        ASSERT_FALSE(refused.ok());
        EXPECT_THAT(refused.error().what, HasSubstr(reason));
    }
    EXPECT_EQ(pool.stats().crashed, 0U);
    EXPECT_TRUE(pool.render({letter()}, soon()).ok());
}

}  // namespace
}  // namespace ehcflow::documents
