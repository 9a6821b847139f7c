// What a caller sees of each fault, how soon, and how soon all offices are up again: the table of docs/rendering.md.
// Medians of ROUNDS rounds (default 5).
#include <algorithm>
#include <csignal>
#include <cstdlib>
#include <functional>
#include <iomanip>
#include <iostream>
#include <string>
#include <sys/resource.h>
#include <thread>
#include <vector>

#include "documents/render/office_pool.h"
#include "tests/bench/comparison.h"
#include "tests/office/documents.h"

namespace ehcflow::documents {
namespace {

using namespace std::chrono_literals;
using office_bench::median;
using office_bench::milliseconds_of;
using State = WorkerStats::State;

int office_that_is(const OfficePool& pool, State state) {
    for (const WorkerStats& worker : pool.stats().workers)
        if (worker.state == state && worker.process != 0) return worker.process;
    return 0;
}

void wait_until_all_are_up(const OfficePool& pool) {
    const auto up = [&] {
        const PoolStats now = pool.stats();
        return std::all_of(now.workers.begin(), now.workers.end(), [](const WorkerStats& worker) {
            return worker.state == State::Idle || worker.state == State::Spare;
        });
    };
    while (!up()) std::this_thread::sleep_for(1ms);
}

struct Fault {
    const char* name;
    std::string document;
    std::chrono::milliseconds patience;
    std::function<void(int office)> harm;  // to the office that has the document in hand
};

void measure(const Fault& fault, int rounds) {
    OfficeSettings settings;
    settings.workers = 1;
    settings.longest_stall = 1s;
    std::vector<double> answered, recovered;
    std::string seen;
    for (int round = 0; round < rounds; ++round) {
        OfficePool pool(settings);
        wait_until_all_are_up(pool);
        std::thread villain([&] {
            int office = 0;
            for (const Deadline end = Deadline::in(2s); office == 0 && !end.passed(); std::this_thread::sleep_for(1ms))
                office = office_that_is(pool, State::Rendering);
            if (office != 0) fault.harm(office);
        });
        const auto began = std::chrono::steady_clock::now();
        const auto since = [&] {
            return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - began).count();
        };
        const auto pdf = pool.render({fault.document}, Deadline::in(fault.patience));
        answered.push_back(since());
        villain.join();
        wait_until_all_are_up(pool);
        recovered.push_back(since());
        seen = pdf ? "the PDF" : std::string(code(pdf.error().fault));
    }
    std::cout << std::left << std::setw(46) << fault.name << std::setw(16) << seen << std::right << std::fixed
              << std::setprecision(0) << std::setw(8) << median(answered) << " ms" << std::setw(8) << median(recovered)
              << " ms" << std::endl;
}

}  // namespace
}  // namespace ehcflow::documents

int main(int count, char** words) {
    using namespace ehcflow::documents;
    const int rounds = count > 1 ? std::max(1, std::atoi(words[1])) : 5;
    const std::string slow = ehcflow::office_tests::long_table(400);
    const auto signal = [](int what) { return [what](int office) { ::kill(office, what); }; };
    const auto starve = [](int office) {
        const rlimit nothing{1, OfficeSettings{}.office_address_bytes};
        ::prlimit(office, RLIMIT_AS, &nothing, nullptr);
    };
    for (const Fault& fault :
         {Fault{"none", slow, 60s, [](int) {}}, Fault{"SIGKILL of the office", slow, 60s, signal(SIGKILL)},
          Fault{"SIGSEGV of the office", slow, 60s, signal(SIGSEGV)},
          Fault{"SIGSTOP, longest_stall 1 s", slow, 60s, signal(SIGSTOP)},
          Fault{"SIGSTOP, deadline 0.5 s", slow, 500ms, signal(SIGSTOP)},
          Fault{"no memory left to the office", slow, 60s, starve}})
        measure(fault, rounds);
}
