// A thousand letters while their offices are stopped, killed and starved of memory: a thousand right letters.
#include <atomic>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <thread>

#include "documents/check/pdf/pdf_rules.h"
#include "documents/render/office_pool.h"
#include "tests/office/documents.h"
#include "tests/office/pdf_text.h"

namespace ehcflow::documents {
namespace {

using namespace std::chrono_literals;

constexpr int kLetters = 1'000;

std::string name_in(int letter) { return "Child " + std::to_string(letter) + " ends"; }

int a_working_office(const OfficePool& pool) {
    for (const WorkerStats& worker : pool.stats().workers)
        if (worker.state == WorkerStats::State::Rendering && worker.process != 0) return worker.process;
    return 0;
}

// In turn: stopped, killed, and left with no address to take memory from.
void do_harm(int office, int turn) {
    const rlimit nothing{1, OfficeSettings{}.office_address_bytes};
    switch (turn % 3) {
        case 0:
            ::kill(office, SIGSTOP);
            break;
        case 1:
            ::kill(office, SIGKILL);
            break;
        default:
            EXPECT_EQ(::prlimit(office, RLIMIT_AS, &nothing, nullptr), 0) << std::strerror(errno);
            break;
    }
}

TEST(Batch, AThousandLettersComeOutRightWhateverHappensToTheOffices) {
    OfficeSettings settings;
    settings.longest_stall = 1s;
    OfficePool pool(settings);
    std::atomic<int> next = 0, done = 0, harms = 0;
    std::vector<std::string> wrong(kLetters);
    std::atomic<bool> over = false;
    std::thread villain([&] {
        for (int reached = 50; !over; std::this_thread::sleep_for(1ms)) {
            if (done < reached) continue;
            const int office = a_working_office(pool);
            if (office == 0) continue;
            do_harm(office, harms++);
            reached += 25;
        }
    });
    const auto make_letters = [&] {
        for (int letter = next++; letter < kLetters; letter = next++) {
            const auto pdf = pool.render({office_tests::letter(name_in(letter))}, Deadline::in(60s));
            if (!pdf)
                wrong[static_cast<std::size_t>(letter)] =
                    std::string(code(pdf.error().fault)) + ": " + pdf.error().what;
            else if (office_tests::text_of(pdf->bytes).find(name_in(letter)) == std::string::npos)
                wrong[static_cast<std::size_t>(letter)] = "it holds another text";
            ++done;
        }
    };
    std::vector<std::thread> callers;
    for (int i = 0; i < 4; ++i) callers.emplace_back(make_letters);
    for (std::thread& caller : callers) caller.join();
    over = true;
    villain.join();
    for (int letter = 0; letter < kLetters; ++letter)
        EXPECT_EQ(wrong[static_cast<std::size_t>(letter)], "") << "letter " << letter;
    const PoolStats stats = pool.stats();
    EXPECT_GE(harms, 30);
    EXPECT_EQ(stats.quarantined, 0U);
    EXPECT_EQ(stats.failed(RenderFault::Quarantined), 0U);
    EXPECT_EQ(stats.rendered, static_cast<std::uint64_t>(kLetters));
    EXPECT_GT(stats.stuck, 0U);
    EXPECT_GE(stats.excused, 20U) << "what was killed and stopped from outside is known for it";
    RecordProperty("harms", harms);
    std::cout << "harms " << harms << ", crashed " << stats.crashed << ", stuck " << stats.stuck << ", retried "
              << stats.retried << ", excused " << stats.excused << ", started " << stats.started << ", recycled "
              << stats.recycled << '\n';
}

}  // namespace
}  // namespace ehcflow::documents
