#include "documents/render/office_worker.h"

#include <cerrno>
#include <fcntl.h>
#include <sys/stat.h>
#include <system_error>
#include <thread>
#include <unistd.h>

#include "base/invariant.h"

namespace ehcflow::documents {
namespace {

namespace fs = std::filesystem;

constexpr char kPdfName[] = "document.pdf";

const char* name_of(SourceForm form) { return form == SourceForm::Package ? "document.odt" : "document.fodt"; }

// The first document of an office is slow whatever it holds; this one is nobody's.
constexpr std::string_view kFirstPage = R"(<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 office:version="1.3" office:mimetype="application/vnd.oasis.opendocument.text"><office:body><office:text>
<text:h text:outline-level="1">Ready</text:h><text:p>The office is ready.</text:p>
<table:table><table:table-column/><table:table-row><table:table-cell><text:p>Yes</text:p></table:table-cell></table:table-row>
</table:table></office:text></office:body></office:document>)";

[[noreturn]] void fail(const char* doing) { throw std::system_error(errno, std::generic_category(), doing); }

class OpenFile {
public:
    explicit OpenFile(int descriptor) : descriptor_(descriptor) {}
    ~OpenFile() {
        if (descriptor_ >= 0) ::close(descriptor_);
    }
    OpenFile(const OpenFile&) = delete;
    OpenFile& operator=(const OpenFile&) = delete;
    int get() const { return descriptor_; }

private:
    int descriptor_;
};

// The office can write into the folder, and is not trusted: no link of its making is followed, in or out.
void put_file(const fs::path& path, std::string_view bytes) {
    ::unlink(path.c_str());
    const OpenFile file(::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600));
    if (file.get() < 0) fail("cannot hand a document to the office");
    while (!bytes.empty()) {
        const ssize_t written = ::write(file.get(), bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR) continue;
        if (written < 0) fail("cannot hand a document to the office");
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
}

// Empty where there is no ordinary file of that name.
std::string take_file(const fs::path& path, std::size_t most) {
    const OpenFile file(::open(path.c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC));
    ::unlink(path.c_str());
    struct stat status {};
    if (file.get() < 0 || ::fstat(file.get(), &status) != 0 || !S_ISREG(status.st_mode)) return {};
    if (static_cast<std::size_t>(status.st_size) > most) return {};
    std::string bytes(static_cast<std::size_t>(status.st_size), '\0');
    std::size_t got = 0;
    while (got < bytes.size()) {
        const ssize_t part = ::read(file.get(), bytes.data() + got, bytes.size() - got);
        if (part < 0 && errno == EINTR) continue;
        if (part <= 0) break;
        got += static_cast<std::size_t>(part);
    }
    bytes.resize(got);
    return bytes;
}

OfficeAnswer lost(Bite bite, std::string what) {
    switch (bite) {
        case Bite::None:
            return {Outcome::Crashed, {}, std::move(what), {}};
        case Bite::Deadline:
            return {Outcome::Hung, {}, "it was killed at the deadline", {}};
        case Bite::Stall:
            return {Outcome::Stuck, {}, "it did no work any more and was killed", {}};
        case Bite::Memory:
            return {Outcome::Swollen, {}, "it took more memory than it may and was killed", {}};
    }
    broken_invariant("a watchdog that bites for no reason");
}

}  // namespace

OfficeWorker::OfficeWorker(const OfficeSettings& settings, const UnoRuntime& runtime, const OfficeSeed& seed,
                           Place place)
    : settings_(settings), place_(std::move(place)) {
    const Deadline deadline = Deadline::in(settings.longest_start);
    try {
        fs::create_directory(place_.folder);
        fs::copy(seed.home, place_.folder, fs::copy_options::recursive | fs::copy_options::skip_symlinks);
        process_ = std::make_unique<OfficeProcess>(
            settings, seed.sandbox, place_.folder,
            std::vector<std::string>{"--accept=pipe,name=" + place_.pipe + ";urp;StarOffice.ComponentContext"});
        watchdog_ = std::make_unique<Watchdog>(
            Watchdog::Limits{settings.longest_stall, settings.office_resident_bytes},
            [this] { return process_->vitals(); }, [this] { process_->kill(); });
        watchdog_->arm(deadline);
        link_ = std::make_unique<OfficeLink>(runtime, process_->socket(place_.pipe),
                                             [&] { return process_->ended() || deadline.passed(); });
        check_settings(seed.lines);
        warm_up(deadline);
        watchdog_->call_off();
    } catch (const std::exception& why) {
        const std::string what = process_ ? process_->with_log(why.what()) : why.what();
        watchdog_.reset();
        if (process_) process_->kill();
        link_.reset();
        process_.reset();
        std::error_code ignored;
        fs::remove_all(place_.folder, ignored);
        throw StartFailure(what);
    }
}

OfficeWorker::~OfficeWorker() {
    watchdog_.reset();
    // Before the link: taking leave of an office that hangs would wait for it.
    process_->kill();
    link_.reset();
    const fs::path socket = process_->socket(place_.pipe);
    process_.reset();
    std::error_code ignored;
    fs::remove(socket, ignored);
    fs::remove_all(place_.folder, ignored);
}

// A setting that did not take would leave a door open that nobody looks at again.
void OfficeWorker::check_settings(const std::vector<ProfileLine>& lines) {
    for (const ProfileLine& line : lines) {
        const std::string found = link_->setting(line.path, line.property);
        if (found != line.value)
            throw StartFailure("the office did not take the setting " + line.path + "/" + line.property + ": it is \"" +
                               found + "\", not \"" + line.value + "\"");
    }
}

void OfficeWorker::warm_up(const Deadline& deadline) {
    const OfficeAnswer answer = render(kFirstPage, SourceForm::FlatXml, deadline);
    if (answer.outcome != Outcome::Rendered) throw StartFailure("the office could not draw a page: " + answer.what);
}

Excuse OfficeWorker::excuse() const {
    const Excuse seen = watchdog_->excuse();
    return seen == Excuse::None ? process_->excuse() : seen;
}

std::chrono::milliseconds OfficeWorker::age() const {
    return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - born_);
}

OfficeAnswer OfficeWorker::render(std::string_view document, SourceForm form, const Deadline& deadline) {
    constexpr auto kDying = std::chrono::seconds(1);  // for the signal that ended it to be known
    OfficeAnswer answer = convert(document, form, deadline);
    if (answer.outcome == Outcome::Rendered || answer.outcome == Outcome::Refused) {
        // One that starved meanwhile may have left things out, or said no for that.
        answer.excuse = process_->vitals().excuse;
        if (answer.excuse == Excuse::Starved)
            answer = {Outcome::Spoiled, {}, "the office was short of memory", Excuse::Starved};
        return answer;
    }
    if (answer.outcome == Outcome::Crashed) process_->wait_until_ended(Deadline::in(kDying));
    // A bite is a kill of our own, and the reason for it stands in the outcome.
    const bool bitten = watchdog_->bitten() != Bite::None;
    answer.excuse = bitten ? watchdog_->excuse() : excuse();
    return answer;
}

OfficeAnswer OfficeWorker::convert(std::string_view document, SourceForm form, const Deadline& deadline) {
    const fs::path source = place_.folder / name_of(form);
    put_file(source, document);
    watchdog_->arm(deadline);
    try {
        const auto done = link_->convert(process_->url(name_of(form)), form, process_->url(kPdfName), settings_.pdf);
        watchdog_->call_off();
        ::unlink(source.c_str());
        if (!done) return {done.error().while_storing ? Outcome::Spoiled : Outcome::Refused, {}, done.error().what, {}};
        std::string pdf = take_file(place_.folder / kPdfName, settings_.largest_pdf_bytes);
        if (pdf.empty()) return {Outcome::Spoiled, {}, "the office made no PDF of it, or one that is too large", {}};
        return {Outcome::Rendered, std::move(pdf), {}, {}};
    } catch (const OfficeLost& why) {
        watchdog_->call_off();
        return lost(watchdog_->bitten(), why.what());
    }
}

}  // namespace ehcflow::documents
