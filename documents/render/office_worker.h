// OfficeWorker: one life of one office: its folder, its process, the conversation with it and the watchdog that ends
// it. Made, used and destroyed by one thread, which must outlive the process; kill() and office_pid() may come from
// any.
#pragma once

#include <filesystem>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>

#include "base/deadline.h"
#include "documents/render/office_process.h"
#include "documents/render/office_seed.h"
#include "documents/render/office_settings.h"
#include "documents/render/profile.h"
#include "documents/render/supervision.h"
#include "documents/render/watchdog.h"
#include "documents/uno/office_link.h"

namespace ehcflow::documents {

// The office did not start, or did not start as it was told to.
struct StartFailure : std::runtime_error {
    using std::runtime_error::runtime_error;
};

struct OfficeAnswer {
    Outcome outcome;
    std::string pdf;               // of Rendered
    std::string what;              // of the others
    Excuse excuse = Excuse::None;  // what else than the document explains it
};

class OfficeWorker {
public:
    struct Place {
        std::filesystem::path folder;  // made here, removed with the worker
        std::string pipe;
    };

    // Starts an office, reads its settings back and has it draw a page. Throws StartFailure.
    OfficeWorker(const OfficeSettings& settings, const UnoRuntime& runtime, const OfficeSeed& seed, Place place);
    ~OfficeWorker();

    // After Crashed or Hung, and after anything thrown, the worker is of no further use.
    OfficeAnswer render(std::string_view document, SourceForm form, const Deadline& deadline);

    void kill() const { process_->kill(); }
    bool ended() const { return process_->ended(); }
    int office_pid() const { return process_->office_pid(); }
    std::size_t resident_bytes() const { return process_->resident_bytes(); }
    Excuse excuse() const;  // for what the office did last
    std::chrono::milliseconds age() const;

private:
    OfficeAnswer convert(std::string_view document, SourceForm form, const Deadline& deadline);
    void check_settings(const std::vector<ProfileLine>& lines);
    void warm_up(const Deadline& deadline);

    const OfficeSettings& settings_;
    const Place place_;
    const std::chrono::steady_clock::time_point born_ = std::chrono::steady_clock::now();
    std::unique_ptr<OfficeProcess> process_;
    std::unique_ptr<OfficeLink> link_;
    std::unique_ptr<Watchdog> watchdog_;
};

}  // namespace ehcflow::documents
