// ehcflow serve: runs the service until it is told to stop.
#include <algorithm>
#include <csignal>
#include <ctime>
#include <functional>
#include <iostream>
#include <mutex>
#include <pthread.h>
#include <sys/stat.h>
#include <thread>

#include "base/instant.h"
#include "documents/render/office_pool.h"
#include "interchange/value.h"
#include "service/app/batch.h"
#include "service/app/project.h"
#include "service/app/reminders.h"
#include "service/app/template_versions.h"
#include "service/app/work_jobs.h"
#include "service/http/server.h"
#include "service/http/settings.h"
#include "storage/anchors.h"
#include "storage/data_folder.h"
#include "tools/ehcflow/calendar_file.h"
#include "tools/ehcflow/subcommands.h"
#include "tools/ehcflow/template_file.h"

namespace ehcflow {
namespace {

namespace fs = std::filesystem;
using service::Settings;

struct Options {
    std::string config, data, listen;
};

Settings chosen_settings(const Options& options) {
    Settings settings;
    if (!options.config.empty()) {
        auto read = service::read_settings(read_input(options.config));
        if (!read) throw UsageError(options.config + ": " + read.error());
        settings = std::move(read).value();
        // A path in the file is meant from where the file is, wherever the program was started.
        const fs::path folder = fs::absolute(options.config).parent_path();
        for (fs::path* path : {&settings.data, &settings.council, &settings.house, &settings.bank_holidays,
                               &settings.anchors, &settings.mail.ca, &settings.mail.password_file})
            if (!path->empty()) *path = folder / *path;
    }
    if (!options.data.empty()) settings.data = options.data;
    if (!options.listen.empty()) {
        const auto read = service::read_address(options.listen, settings.server);
        if (!read) throw UsageError("--listen " + options.listen + ": " + read.error());
    }
    return settings;
}

templates::Value council_of(const Settings& settings, const fs::path& shared) {
    fs::path file = settings.council;
    if (file.empty() && fs::exists(settings.data / "council.json")) file = settings.data / "council.json";
    if (file.empty()) {
        file = shared / "templates/house/council.json";
        complain("letters go in the name of the sample council; put council.json into " + settings.data.string());
    }
    auto value = interchange::read_value(read_input(file));
    if (!value || value->object() == nullptr)
        throw UsageError(file.string() + ": " + (value ? std::string("not a JSON object") : value.error()));
    return std::move(value).value();
}

std::string name_of(const templates::Value& council) {
    const templates::Value* name = council.find("name");
    return name == nullptr || name->text() == nullptr ? std::string() : *name->text();
}

// Files that came with the program and are not there, or do not hold what they should: the world, not the call.
template <class T>
T sound(Result<T, Findings> read) {
    if (read) return std::move(read).value();
    std::cerr << in_lines(read.error());
    throw std::runtime_error("the templates cannot be used; build again with tools/start, or mend them");
}

service::OfficeState state_of(const documents::OfficePool& pool) {
    using State = documents::WorkerStats::State;
    const documents::PoolStats stats = pool.stats();
    const bool ready =
        std::any_of(stats.workers.begin(), stats.workers.end(), [](const documents::WorkerStats& worker) {
            return worker.state == State::Idle || worker.state == State::Rendering;
        });
    return {ready, stats.confined, figures(stats)};
}

// Threads inherit the mask: blocked before any is made, the signal comes to wait() alone.
class StopSignals {
public:
    StopSignals() {
        sigemptyset(&set_);
        sigaddset(&set_, SIGTERM);
        sigaddset(&set_, SIGINT);
        pthread_sigmask(SIG_BLOCK, &set_, nullptr);
        std::signal(SIGPIPE, SIG_IGN);
    }
    void wait() const {
        int signal = 0;
        while (sigwait(&set_, &signal) != 0) {
        }
    }

private:
    sigset_t set_{};
};

void write_log(const std::string& line) {
    static std::mutex turn;  // lines of several requests must not run into each other
    const std::lock_guard lock(turn);
    std::cerr << to_iso(system_now()) << " " << line << "\n";
}

// Does the jobs that wait; once a minute looks whether a day has passed, after which pages and anchor are brought up to
// date. What breaks is logged and tried again: the service goes on.
void keep_house(const std::stop_token& stop, const service::Service& house, const fs::path& anchors) {
    using std::chrono::seconds;
    std::optional<Date> anchored;
    auto next_look = std::chrono::steady_clock::now();
    while (!stop.stop_requested()) {
        try {
            if (std::chrono::steady_clock::now() >= next_look) {
                next_look = std::chrono::steady_clock::now() + seconds(60);
                service::refresh(house.desk.ledger, house.desk.calendar, house.desk.today());
                if (anchored != house.desk.today()) service::add_reminders(house.desk);
                if (anchored != house.desk.today()) storage::add_anchor(house.desk.ledger, anchors);
                anchored = house.desk.today();
            }
            if (service::work_one(house.desk, service::Work::Inside)) continue;
        } catch (const std::exception& error) {
            house.log(std::string("housekeeping: ") + error.what());
        }
        for (int tenth = 0; tenth < 10 && !stop.stop_requested(); ++tenth)
            std::this_thread::sleep_for(std::chrono::milliseconds(100));
    }
}

// Does one piece of work after another until told to stop, and looks again every tenth of a second where there is none.
void keep_working(const std::stop_token& stop, const service::Service& house, const std::string& at,
                  const std::function<bool()>& work_one) {
    while (!stop.stop_requested()) {
        try {
            if (work_one()) continue;
        } catch (const std::exception& error) {
            house.log(at + ": " + error.what());
        }
        std::this_thread::sleep_for(std::chrono::milliseconds(100));
    }
}

Exit serve(const Options& options) {
    const StopSignals signals;
    ::umask(0077);  // what is recorded here is about children
    const Settings settings = chosen_settings(options);
    const fs::path shared = shared_folder();
    const templates::Value council = council_of(settings, shared);
    const workflow::Calendar calendar = calendar_at(settings.bank_holidays);
    const auto shelf = sound(service::TemplateShelf::read(
        shared / "templates", settings.house.empty() ? settings.data / "house" : settings.house));
    const auto pages = sound(service::PageSet::read(shared / "templates/pages", shared / "web/styles.css"));

    const storage::DataFolder folder(settings.data, storage::DataFolder::Must::BeMade);
    const service::Accounts accounts(settings.data);
    auto ledger = storage::Ledger::open(settings.data / "ledger");
    ledger.take_back_leases();  // whoever held them is gone: the folder is ours
    storage::AccessLog access(settings.data / "access");
    service::bring_up_to_date(ledger, calendar, london_date(system_now()));
    documents::OfficePool pool(settings.office);
    std::optional<service::Mailing> mailing;
    if (!settings.mail.host.empty()) mailing = service::smtp_mailing(settings.mail, name_of(council));
    const service::Service house{{ledger, pool, shelf, council, calendar, system_now, settings.render_limit,
                                  settings.uploader_may_approve, mailing ? &*mailing : nullptr},
                                 access,
                                 accounts,
                                 pages,
                                 [&pool] { return state_of(pool); },
                                 write_log};
    service::Service by_itself = house;  // what nobody asked for at the moment
    by_itself.desk.recorder = *storage::RecorderId::parse("service");
    for (const Finding& finding : service::unfit_versions(house.desk, house.desk.today()))
        write_log(finding.place + ": " + finding.what + " " + finding.mend);
    service::Server server(house, settings.server);
    std::cout << "Ehcflow is at http://" << settings.server.host << ":" << server.port() << "/ with the token in "
              << (settings.data / "token").string() << std::endl;
    std::jthread keeper([&](const std::stop_token& stop) {
        keep_house(stop, by_itself, settings.anchors.empty() ? settings.data / "anchors" : settings.anchors);
    });
    // Makes the documents of batches. As many as there are offices, and one more, so that none is idle while a PDF is
    // checked.
    std::vector<std::jthread> batches;
    for (unsigned i = 0; i <= settings.office.workers; ++i)
        batches.emplace_back([&](const std::stop_token& stop) {
            service::BatchWorker worker(by_itself.desk);
            keep_working(stop, by_itself, "batches", [&] { return worker.work_one(); });
        });
    std::jthread postman;
    if (mailing)  // in a turn of its own: a mail server may take its time
        postman = std::jthread([&](const std::stop_token& stop) {
            keep_working(stop, by_itself, "mail",
                         [&] { return service::work_one(by_itself.desk, service::Work::Mail); });
        });
    signals.wait();
    write_log("stopping");
    server.stop();
    keeper.request_stop();
    for (std::jthread& one : batches) one.request_stop();
    batches.clear();  // joins
    postman.request_stop();
    keeper.join();
    if (postman.joinable()) postman.join();
    storage::add_anchor(ledger, settings.anchors.empty() ? settings.data / "anchors" : settings.anchors);
    return Exit::Done;
}

}  // namespace

void add_serve(CLI::App& program, Action& chosen) {
    auto options = std::make_shared<Options>();
    auto* command = program.add_subcommand("serve", "Run the service: the HTTP API and the pages");
    command->add_option("--config", options->config, "the settings, a JSON file (docs/operations.md)");
    command->add_option("--data", options->data, "the folder that everything is kept in (default: var)");
    command->add_option("--listen", options->listen, "host and port (default: 127.0.0.1:8080); port 0 takes any");
    command->callback([&chosen, options] { chosen = [options] { return serve(*options); }; });
}

}  // namespace ehcflow
