// An office dies with whoever spawned it, at whatever moment that one is killed: the parent is a process of its own
// here, ended by SIGKILL while the sandbox is being made, while the office starts, and while it works.
#include <algorithm>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <random>
#include <string>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>
#include <vector>

#include "documents/render/office_pool.h"
#include "documents/render/office_process.h"

namespace ehcflow::documents {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;

// All that were told of this folder: bubblewrap, what it forked, and the office itself.
std::vector<int> processes_that_name(const std::string& folder) {
    std::vector<int> found;
    std::error_code ignored;
    for (const auto& entry : fs::directory_iterator("/proc", ignored)) {
        const std::string name = entry.path().filename().string();
        if (name.find_first_not_of("0123456789") != std::string::npos || std::stoi(name) == ::getpid()) continue;
        std::ifstream in(entry.path() / "cmdline", std::ios::binary);
        std::string words;
        std::getline(in, words, '\1');  // all of it; where the process ends meanwhile, nothing
        if (words.find(folder) != std::string::npos) found.push_back(std::stoi(name));
    }
    return found;
}

std::vector<int> left_after(const std::string& folder, std::chrono::milliseconds patience) {
    std::vector<int> left = processes_that_name(folder);
    for (const Deadline end = Deadline::in(patience); !left.empty() && !end.passed(); std::this_thread::sleep_for(2ms))
        left = processes_that_name(folder);
    return left;
}

void nap(std::chrono::microseconds time) { std::this_thread::sleep_for(time); }

class Orphans : public ::testing::TestWithParam<Sandbox> {
protected:
    void SetUp() override {
        std::string form = "/dev/shm/ehcflow-orphan-XXXXXX";
        ASSERT_NE(::mkdtemp(form.data()), nullptr);
        root_ = form;
        if (GetParam() == Sandbox::None) {
            settings_.bubblewrap = "/nonexistent/bwrap";
            settings_.confinement = Confinement::Preferred;
        }
        settings_.private_root = root_;
    }
    void TearDown() override {
        for (const int left : processes_that_name(root_.string())) ::kill(left, SIGKILL);
        fs::remove_all(root_);
    }

    // Spawns with `begin` in a process of its own, which is killed after `life`.
    template <class Begin>
    void kill_parent_after(std::chrono::microseconds life, Begin begin) {
        int ready[2];
        ASSERT_EQ(::pipe(ready), 0);
        const pid_t parent = ::fork();
        if (parent == 0) {
            (void)!::write(ready[1], "x", 1);
            begin();
            ::pause();
            ::_exit(0);
        }
        char byte = 0;
        ASSERT_EQ(::read(ready[0], &byte, 1), 1);
        nap(life);
        ::kill(parent, SIGKILL);
        ::waitpid(parent, nullptr, 0);
        ::close(ready[0]);
        ::close(ready[1]);
    }

    fs::path root_;
    OfficeSettings settings_;
};

// Most of them within the sandbox's first moments, in which it is neither one process nor the other.
TEST_P(Orphans, NoneIsLeftOfASpawnerThatIsKilledAtAnyMoment) {
    std::mt19937 chance(20260220);
    std::uniform_int_distribution<int> microseconds(0, 25'000);
    const fs::path folder = root_ / "own";
    fs::create_directory(folder);
    for (int round = 0; round < 250; ++round) {
        const std::chrono::microseconds life(microseconds(chance));
        kill_parent_after(life,
                          [&] { new OfficeProcess(settings_, GetParam(), folder, {"--accept=pipe,name=orphan;urp"}); });
        const auto left = left_after(folder.string(), 2s);
        ASSERT_TRUE(left.empty()) << left.size() << " left, such as " << left.front()
                                  << ", of a spawner that lived for " << life.count() << " us (round " << round << ")";
    }
}

TEST_P(Orphans, NoneIsLeftOfAPoolThatIsKilledAndTheNextSweepsItsFiles) {
    std::mt19937 chance(20260221);
    std::uniform_int_distribution<int> milliseconds(0, 2'500);
    for (int round = 0; round < 5; ++round) {
        const std::chrono::milliseconds life(milliseconds(chance));
        kill_parent_after(life, [&] { new OfficePool(settings_); });
        const auto left = left_after(root_.string(), 2s);
        ASSERT_TRUE(left.empty()) << left.size() << " left of a pool that lived for " << life.count() << " ms";
    }
    { const OfficePool next(settings_); }
    for (const auto& entry : fs::recursive_directory_iterator(root_))
        EXPECT_TRUE(entry.is_directory() || entry.path().filename() == "lock") << entry.path();
    EXPECT_TRUE(processes_that_name(root_.string()).empty());
}

INSTANTIATE_TEST_SUITE_P(Office, Orphans, ::testing::Values(Sandbox::Bubblewrap, Sandbox::None),
                         [](const auto& tested) { return tested.param == Sandbox::None ? "Unconfined" : "Sealed"; });

}  // namespace
}  // namespace ehcflow::documents
