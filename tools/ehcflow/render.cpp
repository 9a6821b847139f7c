// ehcflow render: fills a template with data, once or for each line of a file.
#include <algorithm>
#include <array>
#include <atomic>
#include <cstdio>
#include <exception>
#include <iostream>
#include <optional>
#include <thread>
#include <vector>

#include "base/text.h"
#include "tools/ehcflow/document_maker.h"
#include "tools/ehcflow/made_list.h"
#include "tools/ehcflow/subcommands.h"
#include "tools/ehcflow/template_file.h"

namespace ehcflow {
namespace {

struct Options {
    std::string template_file, data_file, batch_file, output, house;
    std::vector<std::string> limits;
    Mode mode = Mode::Final;
    bool draft = false;
    std::string kind = "odt";
    unsigned jobs = 1;
};

// Or nothing, where the template has errors, which are said.
std::optional<DocumentMaker> maker_for(const Options& options, FileKind kind) {
    auto form =
        templates::Template::parse(read_input(options.template_file), blocks_beside(options.template_file),
                                   limits_of(options.limits), house_beside(options.template_file, options.house));
    if (form) return DocumentMaker(std::move(form).value(), {kind, options.mode, options.draft, options.jobs});
    std::cerr << in_lines(form.error());
    complain(options.template_file + ": the template has errors; nothing was written");
    return std::nullopt;
}

FileKind kind_of(const std::string& output) {
    const std::string extension = std::filesystem::path(output).extension().string();
    if (extension == ".odt") return FileKind::Odt;
    if (extension == ".fodt") return FileKind::FlatOdt;
    if (extension == ".pdf") return FileKind::Pdf;
    throw UsageError("-o " + output + ": name a file that ends in .odt, .pdf or .fodt");
}

Exit render_one(const Options& options) {
    const auto maker = maker_for(options, kind_of(options.output));
    if (!maker) return Exit::No;
    const auto document = maker->make(read_input(options.data_file));
    if (!document) {
        std::cerr << document.error().complaints;
        complain(options.data_file + ": no document was made of it; nothing was written");
        return document.error().exit;
    }
    write_output(options.output, *document);
    return Exit::Done;
}

std::vector<std::string_view> lines_of(std::string_view text) {
    std::vector<std::string_view> lines;
    while (!text.empty()) {
        const auto end = std::min(text.find('\n'), text.size());
        lines.push_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return lines;
}

// A file is named for its line and never for a person: "00012.odt".
std::string file_name(std::size_t line, const std::string& kind) {
    std::array<char, 24> digits{};
    std::snprintf(digits.data(), digits.size(), "%05zu", line);
    return std::string(digits.data()) + "." + kind;
}

constexpr std::size_t kFewLines = 100;  // a batch of fewer says nothing of its progress

// Each worker takes the next line; a line whose document is there already, and was made of the same, is left. what a
// line complains of is kept in its place, so that the report is in order.
class Batch {
public:
    Batch(const DocumentMaker& maker, const Options& options, std::vector<std::string_view> lines)
        : maker_(maker),
          options_(options),
          lines_(std::move(lines)),
          complaints_(lines_.size()),
          made_(options.output) {}

    void run() {
        std::vector<std::jthread> workers;
        for (unsigned i = 0; i < options_.jobs; ++i) workers.emplace_back([this] { work(); });
    }
    // How many lines gave no document; what each complained of goes to standard error.
    std::size_t report() const {
        if (broken_) std::rethrow_exception(broken_);
        std::size_t bad = 0;
        for (std::size_t i = 0; i < lines_.size(); ++i) {
            if (complaints_[i].empty()) continue;
            ++bad;
            std::cerr << "line " << i + 1 << ": " << complaints_[i];
        }
        return bad;
    }

private:
    void work() {
        try {
            for (std::size_t i = next_++; i < lines_.size() && !stop_; i = next_++) one(i);
        } catch (...) {  // the disk is full: no line after it would fare better
            if (!stop_.exchange(true)) broken_ = std::current_exception();
        }
    }
    void one(std::size_t i) {
        if (!trim(lines_[i]).empty())
            if (auto made = make(i); !made) complaints_[i] = made.error().complaints;
        const std::size_t done = ++done_;
        if (lines_.size() < kFewLines || done * 20 / lines_.size() == (done - 1) * 20 / lines_.size()) return;
        complain(std::to_string(done) + " of " + std::to_string(lines_.size()) + " lines done");
    }
    Result<void, NoDocument> make(std::size_t i) {
        auto filled = maker_.fill(lines_[i]);
        if (!filled) return Failure{std::move(filled).error()};
        const std::string file = file_name(i + 1, options_.kind);
        const std::string made_of = (options_.draft ? "draft " : "final ") + *filled;
        if (made_.has(file, made_of)) return {};
        const auto document = maker_.finish(std::move(filled).value());
        if (!document) return Failure{document.error()};
        made_.forget(file);
        write_output(std::filesystem::path(options_.output) / file, *document);
        made_.add(file, made_of);
        return {};
    }

    const DocumentMaker& maker_;
    const Options& options_;
    const std::vector<std::string_view> lines_;
    std::vector<std::string> complaints_;
    MadeList made_;
    std::atomic<std::size_t> next_ = 0, done_ = 0;
    std::atomic<bool> stop_ = false;
    std::exception_ptr broken_;
};

Exit render_batch(const Options& options) {
    const std::string text = read_input(options.batch_file);
    const auto maker = maker_for(options, options.kind == "pdf" ? FileKind::Pdf : FileKind::Odt);
    if (!maker) return Exit::No;
    std::filesystem::create_directories(options.output);
    Batch batch(*maker, options, lines_of(text));
    batch.run();
    const std::size_t bad = batch.report();
    if (bad == 0) return Exit::Done;
    complain(options.batch_file + ": " + std::to_string(bad) + (bad == 1 ? " line" : " lines") +
             " gave no document; the rest were made");
    return Exit::No;
}

Exit render(const Options& options) {
    if (options.data_file.empty() == options.batch_file.empty())
        throw UsageError("give DATA.json for one document, or --batch DATA.ndjson for one a line");
    return options.batch_file.empty() ? render_one(options) : render_batch(options);
}

}  // namespace

void add_render(CLI::App& program, Action& chosen) {
    auto options = std::make_shared<Options>();
    auto* command = program.add_subcommand("render", "Fill a template with data");
    command->add_option("TEMPLATE", options->template_file, "an .odt or .fodt template")->required();
    command->add_option("DATA", options->data_file, "its data, a JSON file; - for standard input");
    command->add_option("--batch", options->batch_file, "one document for each line of JSON in this file");
    command
        ->add_option("-o,--output", options->output,
                     "the document to write: .odt, .pdf, or .fodt of a flat template; with --batch a folder")
        ->required();
    command->add_option("--house", options->house, "the house style to use, a .fodt; else house/style.fodt beside it");
    add_limit_option(*command, options->limits);
    command->add_flag_callback(
        "--preview", [options] { options->mode = Mode::Preview; },
        "print a visible mark where data is missing; such a document is to be looked at, not issued");
    command->add_flag("--draft", options->draft, "mark a PDF as a draft, across each page and in its title");
    command->add_option("--as", options->kind, "what a batch makes")->check(CLI::IsMember({"odt", "pdf"}));
    command->add_option("--jobs", options->jobs, "how many documents of a batch are made at once")
        ->check(CLI::Range(1, 16));
    command->callback([&chosen, options] { chosen = [options] { return render(*options); }; });
}

}  // namespace ehcflow
