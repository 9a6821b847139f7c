// All letters of 1,000 cases, composed, filled and checked, without a PDF: one line says how long that took.
#include <chrono>
#include <cstdio>
#include <map>

#include "documents/check/approved_passages.h"
#include "documents/check/letter_checks.h"
#include "templates/engine/template.h"
#include "tests/documents/compose/example.h"

namespace {

using namespace ehcflow;
using namespace ehcflow::documents;

constexpr int kCases = 1000;

struct Prepared {
    templates::Template form;
    workflow::Timeline timeline;
};

}  // namespace

int main() {
    const templates::Value council = example("templates/house/council.json");
    const ApprovedBlocks approved(approved_block);
    std::map<Notice, Prepared> prepared;
    for (const NoticeRow& row : notice_rows())
        prepared.emplace(row.notice,
                         Prepared{*templates::Template::parse(file_text("templates/" + std::string(row.template_path)),
                                                              approved_block),
                                  *interchange::read_timeline(moment_for(row.notice).timeline)});
    std::vector<std::string> others;
    for (int i = 0; i < kCases; ++i) others.push_back("Zz" + std::to_string(10000 + i));

    std::size_t letters = 0, stopped = 0;
    const auto from = std::chrono::steady_clock::now();
    for (int i = 0; i < kCases; ++i) {
        templates::Value record = example("templates/samples/record.json");
        record.set("reference", "EHC-" + std::to_string(i));
        for (const NoticeRow& row : notice_rows()) {
            const Moment& moment = moment_for(row.notice);
            const Prepared& one = prepared.at(row.notice);
            const CaseFile file{record, council, one.timeline, interchange::built_in_calendar()};
            const Sending sending{row.notice, moment.to, moment.sent_on};
            const auto composed = compose(file, sending);
            const auto flat = one.form.fill_flat(composed->values);
            const auto required = approved.passages(row, moment.sent_on, composed->values);
            const auto pieces = read_pieces(*flat);
            const std::string text = text_of_flat(*flat), snapshot = interchange::write_value(composed->values);
            const Output outputs[] = {{"the words", text}, {"the file", *flat}, {"what is kept", snapshot}};
            const Findings findings =
                check_letter({file, sending, *composed, *pieces, text, *required, outputs, others});
            ++letters;
            if (!all_overridden(findings, {})) ++stopped;
        }
    }
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - from;
    std::printf("%zu letters of %d cases in %.1f s: %.0f a second; %zu stopped\n", letters, kCases, took.count(),
                static_cast<double>(letters) / took.count(), stopped);
    return stopped == 0 ? 0 : 1;
}
