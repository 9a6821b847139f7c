// Two thousand documents by one office: it stays below the size at which it would be put to rest, and makes the last
// one as well as the first. What it costs in time is for tests/bench/office_bench.cpp to say, beside a fresh one.
#include <filesystem>
#include <gtest/gtest.h>
#include <iostream>

#include "documents/check/pdf/pdf_rules.h"
#include "documents/render/office_worker.h"
#include "tests/office/documents.h"
#include "tests/office/pdf_text.h"

namespace ehcflow::documents {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;

constexpr int kDocuments = 2'000;
constexpr int kYoung = 20;  // by then an office has loaded what it needs

TEST(Ageing, AfterTwoThousandDocumentsAnOfficeHoldsItsMemoryAndMakesTheSame) {
    const OfficeSettings settings;
    std::string form = (fs::temp_directory_path() / "ehcflow-ageing-XXXXXX").string();
    const fs::path root = ::mkdtemp(form.data());
    {
        const UnoRuntime runtime(settings.program);
        const OfficeSeed seed = make_seed(settings, root / "seed");
        OfficeWorker office(settings, runtime, seed, {root / "worker", "ageing-" + std::to_string(::getpid())});
        const std::string letter = office_tests::rich(false), table = office_tests::long_table(100);
        const auto made = [&](const std::string& document) {
            const OfficeAnswer answer = office.render(document, SourceForm::FlatXml, Deadline::in(60s));
            EXPECT_EQ(answer.outcome, Outcome::Rendered) << answer.what;
            return answer.pdf;
        };
        std::string first;
        std::size_t young = 0, largest = 0;
        for (int i = 1; i <= kDocuments && !::testing::Test::HasFailure(); ++i) {
            const std::string pdf = made(i % 10 == 0 ? table : letter);
            if (i == 1) first = office_tests::text_of(pdf);
            if (i == kYoung) young = office.resident_bytes();
            largest = std::max(largest, office.resident_bytes());
        }
        EXPECT_EQ(office_tests::text_of(made(letter)), first);
        EXPECT_GT(young, 0U);
        EXPECT_LT(largest, settings.recycle_above_bytes);
        EXPECT_LE(static_cast<double>(largest), 1.6 * static_cast<double>(young));
        std::cout << "memory after " << kYoung << ": " << (young >> 20U) << " MiB, largest in " << kDocuments << ": "
                  << (largest >> 20U) << " MiB\n";
    }
    fs::remove_all(root);
}

}  // namespace
}  // namespace ehcflow::documents
