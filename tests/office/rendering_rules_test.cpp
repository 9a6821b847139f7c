// The parts that decide, without an office: supervision by table, the watchdog, the rules and the readers of the PDF
// checker.
#include <atomic>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <set>

#include "documents/check/pdf/page_content.h"
#include "documents/check/pdf/pdf_metadata.h"
#include "documents/check/pdf/pdf_rules.h"
#include "documents/render/job_queue.h"
#include "documents/render/supervision.h"
#include "documents/render/watchdog.h"

namespace ehcflow::documents {
namespace {

using namespace std::chrono_literals;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

struct Case {
    const char* when;
    Attempt attempt;
    Decision then;
};

constexpr std::size_t kMiB = std::size_t{1} << 20U;

TEST(Supervision, EachAttemptIsAnsweredByTheTable) {
    const OfficeSettings settings;
    const auto soon = 100ms, late = settings.hang_counts_after;
    const std::uint64_t old = settings.recycle_after_documents;
    const std::size_t large = settings.recycle_above_bytes + 1;
    const unsigned last = settings.most_tries - 1;
    const auto replaced = NextOffice::Replace;
    const Case cases[] = {
        {"all is well", {Outcome::Rendered, 0, 0, 0, soon, 1, kMiB}, {Reply::Pdf, NextOffice::Keep, Blame::Forget}},
        {"size unknown", {Outcome::Rendered, 0, 0, 0, soon, 1, 0}, {Reply::Pdf, NextOffice::Keep, Blame::Forget}},
        {"before old", {Outcome::Rendered, 0, 0, 0, soon, old - 1, 0}, {Reply::Pdf, NextOffice::Keep, Blame::Forget}},
        {"old", {Outcome::Rendered, 0, 0, 0, soon, old, 0}, {Reply::Pdf, NextOffice::Recycle, Blame::Forget}},
        {"a day old",
         {Outcome::Rendered, 0, 0, 0, soon, 1, 0, Excuse::None, settings.recycle_after_age},
         {Reply::Pdf, NextOffice::Recycle, Blame::Forget}},
        {"large", {Outcome::Rendered, 0, 0, 0, soon, 1, large}, {Reply::Pdf, NextOffice::Recycle, Blame::Forget}},
        {"second try", {Outcome::Rendered, 1, 1, 1, soon, 1, 0}, {Reply::Pdf, NextOffice::Keep, Blame::Forget}},
        {"refused", {Outcome::Refused, 0, 0, 0, soon, 1, 0}, {Reply::BadDocument, NextOffice::Recycle, Blame::None}},
        {"crash", {Outcome::Crashed, 0, 0, 0, soon, 1, 0}, {Reply::None, replaced, Blame::Count}},
        {"second", {Outcome::Crashed, 1, 1, 1, soon, 1, 0}, {Reply::OfficeFailed, replaced, Blame::Quarantine}},
        {"earlier asking", {Outcome::Crashed, 0, 0, 1, soon, 1, 0}, {Reply::OfficeFailed, replaced, Blame::Quarantine}},
        {"stuck", {Outcome::Stuck, 0, 0, 0, soon, 1, 0}, {Reply::None, replaced, Blame::Count}},
        {"stuck twice", {Outcome::Stuck, 1, 1, 1, soon, 1, 0}, {Reply::OfficeFailed, replaced, Blame::Quarantine}},
        {"swollen", {Outcome::Swollen, 0, 0, 0, soon, 1, large}, {Reply::None, replaced, Blame::Count}},
        {"swollen twice",
         {Outcome::Swollen, 1, 1, 1, soon, 1, large},
         {Reply::OfficeFailed, replaced, Blame::Quarantine}},
        {"spoiled", {Outcome::Spoiled, 0, 0, 0, soon, 1, 0}, {Reply::None, replaced, Blame::None}},
        {"spoiled twice", {Outcome::Spoiled, 1, 1, 0, soon, 1, 0}, {Reply::BadDocument, replaced, Blame::None}},
        {"hurry", {Outcome::Hung, 0, 0, 0, soon, 1, 0}, {Reply::TimedOut, replaced, Blame::None}},
        {"hang", {Outcome::Hung, 0, 0, 0, late, 1, 0}, {Reply::TimedOut, replaced, Blame::Count}},
        {"second hang", {Outcome::Hung, 0, 0, 1, late, 1, 0}, {Reply::TimedOut, replaced, Blame::Quarantine}},
        // The document is not to blame: for an office that did others before, or that something else ended.
        {"old office", {Outcome::Crashed, 0, 0, 1, soon, 2, 0}, {Reply::None, replaced, Blame::None}},
        {"old office hangs", {Outcome::Hung, 0, 0, 1, late, 2, 0}, {Reply::TimedOut, replaced, Blame::None}},
        {"old, spoiled", {Outcome::Spoiled, 1, 1, 0, soon, 2, 0}, {Reply::None, replaced, Blame::None}},
        {"killed", {Outcome::Crashed, 1, 1, 1, soon, 1, 0, Excuse::Killed}, {Reply::None, replaced, Blame::None}},
        {"halted", {Outcome::Stuck, 1, 1, 1, soon, 1, 0, Excuse::Halted}, {Reply::None, replaced, Blame::None}},
        {"halted late", {Outcome::Hung, 0, 0, 1, late, 1, 0, Excuse::Halted}, {Reply::TimedOut, replaced, Blame::None}},
        {"starved", {Outcome::Crashed, 1, 1, 1, soon, 1, 0, Excuse::Starved}, {Reply::None, replaced, Blame::None}},
        {"starved, spoiled",
         {Outcome::Spoiled, 1, 1, 0, soon, 1, 0, Excuse::Starved},
         {Reply::None, replaced, Blame::None}},
        // But not for ever.
        {"killed too often",
         {Outcome::Crashed, last, 0, 0, soon, 1, 0, Excuse::Killed},
         {Reply::OfficeFailed, replaced, Blame::None}},
        {"spoiled too often",
         {Outcome::Spoiled, last, 0, 0, soon, 1, 0, Excuse::Starved},
         {Reply::OfficeFailed, replaced, Blame::None}},
    };
    for (const Case& row : cases) {
        const Decision made = decide(row.attempt, settings);
        EXPECT_EQ(made.reply, row.then.reply) << row.when;
        EXPECT_EQ(made.office, row.then.office) << row.when;
        EXPECT_EQ(made.blame, row.then.blame) << row.when;
    }
}

TEST(Supervision, FailedStartsAreWaitedForLongerUpToABound) {
    OfficeSettings settings;
    settings.first_back_off = 100ms;
    settings.longest_back_off = 350ms;
    EXPECT_EQ(back_off(1, settings), 100ms);
    EXPECT_EQ(back_off(2, settings), 200ms);
    EXPECT_EQ(back_off(3, settings), 350ms);
    EXPECT_EQ(back_off(4'000'000'000U, settings), 350ms);
}

bool becomes_overdue(const JobQueue& queue) {
    for (const Deadline end = Deadline::in(10s); !end.passed(); std::this_thread::sleep_for(1ms))
        if (queue.further_try_waits(2ms)) return true;
    return false;
}

JobPtr queued(JobQueue& queue, bool can_wait) {
    auto job = std::make_shared<Job>(Job{"", SourceForm::FlatXml, 0, Deadline::in(60s), can_wait});
    EXPECT_EQ(queue.put(job), JobQueue::Taken::Yes);
    return job;
}

TEST(JobQueue, LetsThoseThatCannotWaitGoFirstAndFurtherTriesBeforeAll) {
    JobQueue queue(10);
    const JobPtr patient = queued(queue, true), second_patient = queued(queue, true);
    const JobPtr urgent = queued(queue, false), second_urgent = queued(queue, false);
    const auto next = [&](JobQueue::Office office) { return queue.take(1ms, office); };
    EXPECT_EQ(next(JobQueue::Office::Used), urgent);
    urgent->tries = 1;
    queue.put_first(urgent);
    EXPECT_EQ(next(JobQueue::Office::Used), second_urgent) << "a further try is for an office that did nothing yet";
    EXPECT_FALSE(queue.further_try_waits(1h));
    EXPECT_TRUE(becomes_overdue(queue));
    EXPECT_EQ(next(JobQueue::Office::Fresh), urgent);
    EXPECT_FALSE(queue.further_try_waits(0ms));
    EXPECT_EQ(next(JobQueue::Office::Fresh), patient);
    EXPECT_EQ(next(JobQueue::Office::Used), second_patient);
    EXPECT_EQ(next(JobQueue::Office::Used), nullptr);
}

Bite wait_for_bite(const Watchdog& dog) {
    for (const Deadline end = Deadline::in(10s); !end.passed(); std::this_thread::sleep_for(5ms))
        if (dog.bitten() != Bite::None) return dog.bitten();
    return Bite::None;
}

TEST(Watchdog, BitesForEachReasonAndForNoneOnceItIsCalledOff) {
    std::atomic<int> bites = 0;
    std::atomic<std::uint64_t> work = 0;
    std::atomic<std::size_t> memory = 0;
    std::atomic<Excuse> excuse = Excuse::None;
    const auto look = [&] { return Vitals{work, memory, excuse}; };
    const auto busy = [&] { return Vitals{++work, memory, excuse}; };
    const auto bite = [&] { ++bites; };
    {
        Watchdog dog({300ms, 1'000}, look, bite);
        dog.arm(Deadline::in(30s));
        EXPECT_EQ(wait_for_bite(dog), Bite::Stall);
        EXPECT_EQ(dog.excuse(), Excuse::None);
    }
    {
        Watchdog dog({300ms, 1'000}, look, bite);
        excuse = Excuse::Halted;
        dog.arm(Deadline::in(30s));
        EXPECT_EQ(wait_for_bite(dog), Bite::Stall);
        EXPECT_EQ(dog.excuse(), Excuse::Halted);
        excuse = Excuse::None;
    }
    {
        Watchdog dog({300ms, 1'000}, busy, bite);
        dog.arm(Deadline::in(900ms));
        EXPECT_EQ(wait_for_bite(dog), Bite::Deadline);
    }
    {
        Watchdog dog({300ms, 1'000}, busy, bite);
        memory = 1'001;
        dog.arm(Deadline::in(30s));
        EXPECT_EQ(wait_for_bite(dog), Bite::Memory);
        memory = 0;
    }
    {
        Watchdog dog({300ms, 1'000}, look, bite);
        dog.arm(Deadline::in(200ms));
        dog.call_off();
        std::this_thread::sleep_for(500ms);
        EXPECT_EQ(dog.bitten(), Bite::None);
    }
    EXPECT_EQ(bites, 4);
}

PdfElement element(const char* type, std::vector<PdfElement> children = {}) {
    PdfElement made;
    made.type = made.own_type = type;
    made.page = 2;
    made.children = std::move(children);
    return made;
}

PdfFacts good() {
    PdfFacts facts;
    facts.pages = 1;
    facts.tagged = facts.shows_title = facts.marked_pdf_ua = facts.has_bookmarks = true;
    facts.title = "Decision";
    facts.language = "en-GB";
    facts.each_page = {PdfPage{}};
    facts.each_page.front().tabs_by_structure = true;
    PdfElement head = element("TH");
    head.scope = "Column";
    PdfElement list = element("L");
    list.list_numbering = "Decimal";
    PdfElement figure = element("Figure"), note = element("Note");
    figure.has_alternative = true;
    note.id = "note-1";
    facts.structure.children = {element(
        "Document", {element("H1"), element("H2"), list, figure, note, element("Table", {element("TR", {head})})})};
    return facts;
}

struct Spoiled {
    const char* code;
    void (*spoil)(PdfFacts&);
};

std::vector<PdfElement>& body(PdfFacts& facts) { return facts.structure.children.front().children; }

const Spoiled kSpoiled[] = {
    {"no-pages", [](PdfFacts& f) { f.pages = 0; }},
    {"not-tagged", [](PdfFacts& f) { f.tagged = false; }},
    {"not-marked-pdf-ua", [](PdfFacts& f) { f.marked_pdf_ua = false; }},
    {"no-title", [](PdfFacts& f) { f.title.clear(); }},
    {"title-not-shown", [](PdfFacts& f) { f.shows_title = false; }},
    {"no-language", [](PdfFacts& f) { f.language.clear(); }},
    {"font-not-embedded", [](PdfFacts& f) { f.fonts_not_embedded = {"Arial"}; }},
    {"font-missing", [](PdfFacts& f) { f.each_page[0].missing_fonts = 1; }},
    {"font-without-characters", [](PdfFacts& f) { f.fonts_without_characters = {"Arial"}; }},
    {"acts-by-itself", [](PdfFacts& f) { f.acts = true; }},
    {"unknown-type", [](PdfFacts& f) { body(f).push_back(element("Banana")); }},
    {"loose-text", [](PdfFacts& f) { f.each_page[0].loose_texts = 1; }},
    {"content-not-read", [](PdfFacts& f) { f.each_page[0].content_known = false; }},
    {"artifact-without-kind", [](PdfFacts& f) { f.each_page[0].bare_artifacts = 1; }},
    {"heading-skipped", [](PdfFacts& f) { body(f).push_back(element("H4")); }},
    {"no-bookmarks", [](PdfFacts& f) { f.has_bookmarks = false; }},
    {"figure-without-text", [](PdfFacts& f) { body(f).push_back(element("Figure")); }},
    {"table-without-headers", [](PdfFacts& f) { body(f).push_back(element("Table", {element("TR")})); }},
    {"header-without-scope", [](PdfFacts& f) { body(f).push_back(element("TH")); }},
    {"list-without-numbering", [](PdfFacts& f) { body(f).push_back(element("L")); }},
    {"note-without-id", [](PdfFacts& f) { body(f).push_back(element("Note")); }},
    {"note-id-repeated", [](PdfFacts& f) { body(f).push_back(body(f)[4]); }},
    {"link-outside-structure", [](PdfFacts& f) { f.each_page[0].loose_annotations = 1; }},
    {"link-without-description", [](PdfFacts& f) { f.each_page[0].silent_annotations = 1; }},
    {"tabs-not-by-structure", [](PdfFacts& f) { f.each_page[0].tabs_by_structure = false; }},
};

TEST(PdfRules, EachRuleFindsItsOwnFaultAndNoOther) {
    EXPECT_THAT(check_pdf(good()), IsEmpty()) << summary(check_pdf(good()));
    std::set<std::string> tried;
    for (const Spoiled& row : kSpoiled) {
        PdfFacts facts = good();
        row.spoil(facts);
        const Findings found = check_pdf(facts);
        ASSERT_EQ(found.size(), 1U) << row.code << ": " << summary(found);
        EXPECT_EQ(found.front().code, row.code);
        EXPECT_FALSE(found.front().place.empty() || found.front().mend.empty());
        tried.insert(row.code);
    }
    for (const PdfRule& rule : pdf_rules()) EXPECT_TRUE(tried.contains(std::string(rule.code))) << rule.code;
    EXPECT_EQ(tried.size(), pdf_rules().size());
}

TEST(PdfRules, TheSummarySaysHowManyRulesAndNeverThatAFileConforms) {
    PdfFacts facts = good();
    EXPECT_EQ(summary(check_pdf(facts)), "Checked against 25 rules: all kept.");
    body(facts).push_back(element("Figure"));
    EXPECT_EQ(summary(check_pdf(facts)), "Checked against 25 rules: not kept: figure-without-text (page 2, <Figure>).");
}

TEST(PageContent, FindsWhatIsMarkedAndWhatItSays) {
    PageFont font;
    font.texts[1] = "1";
    font.texts[2] = ".";
    font.texts['a'] = "é";
    const auto read = read_content(
        "/P<</MCID 0>>BDC BT /F1 12 Tf [<01>5<02>]TJ ET EMC /P<</MCID 1>>BDC BT (\\141\\))Tj ET EMC "
        "/Artifact BMC BT (x)Tj ET EMC BT (loose)Tj ET");
    ASSERT_TRUE(read.known);
    const auto said = [&](long long piece) {
        std::string text;
        for (const Shown& shown : read.content.pieces.at(piece)) text += text_of(shown.strings, font);
        return text;
    };
    EXPECT_EQ(said(0), "1.");
    EXPECT_EQ(said(1), "é");
    EXPECT_EQ(read.content.pieces.at(0).at(0).font, "/F1");
    EXPECT_EQ(read.content.bare_artifacts.size(), 1U);
    EXPECT_EQ(read.content.loose_texts, 1U);
}

std::string named(std::string_view stream) { return name_artifacts(stream, read_content(stream).content, 842); }

TEST(PageContent, NamesArtifactsByWhatTheyDrawAndTouchesNothingElse) {
    const std::string before =
        "/Artifact BMC\nBT 50 800 Td (top)Tj ET\nEMC (/Artifact BMC)Tj /Artifact BMC\nBT 50 40 Td (1)Tj ET EMC "
        "/Artifact BMC 0 0 m 1 1 l S EMC";
    const std::string after = named(before);
    EXPECT_THAT(after, HasSubstr("/Subtype/Header"));
    EXPECT_THAT(after, HasSubstr("/Subtype/Footer"));
    EXPECT_THAT(after, HasSubstr("/Type/Layout"));
    EXPECT_THAT(after, HasSubstr("(/Artifact BMC)Tj"));
    EXPECT_THAT(read_content(after).content.bare_artifacts, IsEmpty());
    EXPECT_EQ(named(after), after);
}

TEST(PageContent, IsNotFollowedWhereItCannotBe) {
    for (const char* broken : {"(never ends", "<0102", "/Artifact BMC BI /W 1 ID \x01 EI EMC"}) {
        EXPECT_FALSE(read_content(broken).known) << broken;
        EXPECT_EQ(named(broken), broken);
    }
    for (const char* odd : {"", "EMC EMC EMC", "BDC", "Tf Tj", "/MCID", ")", "\\", "/F1 Tf BMC"})
        EXPECT_TRUE(read_content(odd).known) << odd;
}

TEST(PdfMetadata, ListsAreNumberedAsTheirFirstLabelSays) {
    const std::pair<const char*, const char*> labels[] = {
        {"1.", "Decimal"},    {"(12)", "Decimal"},  {"a)", "LowerAlpha"},
        {"A.", "UpperAlpha"}, {"i.", "LowerRoman"}, {"•", "Disc"},
        {"▪", "Square"},      {"c)", ""},           {"", ""},
        {"We will", ""}};
    for (const auto& [label, numbering] : labels) EXPECT_EQ(list_numbering(label), numbering) << label;
}

TEST(PdfMetadata, SaysTheSameInBothPlacesAndEscapesIt) {
    PdfMetadata metadata;
    metadata.title = "A & B <draft>";
    metadata.pdf_a = metadata.pdf_ua = true;
    metadata.dated = parse_instant("2026-02-20T09:15:00.000Z");
    const std::string xmp = xmp_of(metadata);
    EXPECT_THAT(xmp, HasSubstr("A &amp; B &lt;draft&gt;"));
    EXPECT_THAT(xmp, HasSubstr("<xmp:CreateDate>2026-02-20T09:15:00Z<"));
    EXPECT_TRUE(says_pdf_a(xmp) && says_pdf_ua(xmp));
    EXPECT_EQ(pdf_date(*metadata.dated), "D:20260220091500Z");
}

}  // namespace
}  // namespace ehcflow::documents
