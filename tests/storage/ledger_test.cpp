#include "storage/ledger.h"

#include <array>
#include <atomic>
#include <fstream>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <iterator>
#include <thread>
#include <unistd.h>

#include "storage/database.h"

namespace ehcflow::storage {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;

CaseId case_id(std::string_view text) { return *CaseId::parse(text); }
RecorderId officer() { return *RecorderId::parse("officer-1"); }
NewEvent event(const std::string& body) { return {"request-received", *Date::parse("2026-01-12"), Body(body)}; }
const Body kRecord(R"({"child":"Invented"})");

NewDocument letter(std::optional<CaseId> of_case, const std::string& text = "an open document") {
    return {.id = new_document_id(),
            .of_case = std::move(of_case),
            .kind = "will-assess",
            .recipient = "mother",
            .title = "We will assess",
            .template_name = *TemplateName::parse("letters.will_assess.fodt"),
            .template_hash = sha256("the template"),
            .rulebook = "england/2022-07-01",
            .data = Body(R"({"values":1})"),
            .odt = text,
            .pdf = std::string("%PDF ") + std::string(5000, 'x')};
}

class LedgerTest : public ::testing::Test {
protected:
    void SetUp() override {
        std::string form = (fs::temp_directory_path() / "ehcflow-ledger-XXXXXX").string();
        ASSERT_NE(mkdtemp(form.data()), nullptr);
        folder_ = form;
    }
    void TearDown() override {
        std::error_code ignored;
        fs::permissions(folder_, fs::perms::owner_all, ignored);
        fs::remove_all(folder_, ignored);
    }
    Ledger ledger() const { return Ledger::open(folder_); }
    static void start(Ledger& ledger, std::string_view id, const std::string& body = "first") {
        ASSERT_TRUE(ledger.open_case(case_id(id), {kRecord, {event(body)}}, officer()).ok());
    }
    static Result<Sequence, Conflict> add(Ledger& ledger, std::string_view id, Sequence expected,
                                          const std::string& body) {
        return ledger.append(case_id(id), expected, {event(body)}, officer());
    }
    // Changes the file behind the ledger's back, as a forger would.
    void forge(const char* sql) const { Database(folder_ / "ledger.db").run(sql); }

    fs::path folder_;
};

TEST(Digest, IsSha256) {
    EXPECT_EQ(sha256("").hex(), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    EXPECT_EQ(sha256("abc").hex(), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    EXPECT_EQ(Digest::parse(sha256("abc").hex()), sha256("abc"));
    EXPECT_EQ(Digest::parse("ABC"), std::nullopt);
}

TEST_F(LedgerTest, KeepsWhatItAcknowledged) {
    {
        Ledger ledger = this->ledger();
        start(ledger, "SC-0001");
        EXPECT_EQ(*add(ledger, "SC-0001", 1, "second"), 2);
    }
    const Ledger again = ledger();
    ASSERT_EQ(again.cases().size(), 1U);
    EXPECT_EQ(again.cases()[0].sequence, 2);
    const auto history = again.read_case(case_id("SC-0001"));
    ASSERT_TRUE(history.has_value());
    EXPECT_EQ(history->record, kRecord);
    ASSERT_EQ(history->events.size(), 2U);
    EXPECT_EQ(history->events[1].body->reveal(), "second");
    EXPECT_EQ(history->events[1].recorder, officer());
    EXPECT_EQ(history->events[1].happened_on, *Date::parse("2026-01-12"));
    const Verification verified = again.verify();
    EXPECT_FALSE(verified.fault.has_value());
    EXPECT_EQ(verified.entries, 3);
    EXPECT_EQ(again.read_case(case_id("SC-0404")), std::nullopt);
}

TEST_F(LedgerTest, ACaseIsOpenedOnceHoweverOftenItIsAsked) {
    Ledger ledger = this->ledger();
    start(ledger, "SC-0001");
    ASSERT_TRUE(add(ledger, "SC-0001", 1, "second").ok());
    const auto again = ledger.open_case(case_id("SC-0001"), {kRecord, {event("first")}}, officer());
    ASSERT_TRUE(again.ok());
    EXPECT_EQ(again->was, Opened::Was::Identical);
    EXPECT_EQ(again->sequence, 2);
    const auto other = ledger.open_case(case_id("SC-0001"), {kRecord, {event("other")}}, officer());
    ASSERT_FALSE(other.ok());
    EXPECT_EQ(other.error().code, Conflict::Code::CaseExists);
}

TEST_F(LedgerTest, TheSlowerWriterIsTold) {
    Ledger ledger = this->ledger();
    start(ledger, "SC-0001");
    ASSERT_TRUE(add(ledger, "SC-0001", 1, "a").ok());
    const auto late = add(ledger, "SC-0001", 1, "b");
    ASSERT_FALSE(late.ok());
    EXPECT_EQ(late.error().code, Conflict::Code::SequenceMoved);
    EXPECT_EQ(late.error().actual, 2);
    EXPECT_EQ(add(ledger, "SC-0404", 0, "a").error().code, Conflict::Code::CaseUnknown);
}

TEST_F(LedgerTest, OfManyWritersOnOneCaseEachStepHasOneWinner) {
    Ledger ledger = this->ledger();
    start(ledger, "SC-0001");
    std::atomic<int> won = 0;
    {
        std::vector<std::jthread> writers;
        for (int writer = 0; writer < 4; ++writer)
            writers.emplace_back([&] {
                for (Sequence expected = 1; expected <= 20; ++expected)
                    won += add(ledger, "SC-0001", expected, "x").ok() ? 1 : 0;
            });
    }
    EXPECT_EQ(ledger.read_case(case_id("SC-0001"))->sequence(), won + 1);
    EXPECT_FALSE(ledger.verify().fault.has_value());
}

TEST_F(LedgerTest, ReadersSeeOneMomentWhileOthersWrite) {
    Ledger ledger = this->ledger();
    start(ledger, "SC-0001");
    start(ledger, "SC-0002");
    std::atomic<bool> done = false;
    std::jthread writer([&] {
        for (Sequence at = 1; at <= 60; ++at) {
            EXPECT_TRUE(add(ledger, "SC-0001", at, "x").ok());
            EXPECT_TRUE(add(ledger, "SC-0002", at, "x").ok());
        }
        done = true;
    });
    while (!done) {
        std::vector<Sequence> seen;
        ledger.for_each_case([&](const CaseHistory& history) { seen.push_back(history.sequence()); });
        ASSERT_EQ(seen.size(), 2U);
        EXPECT_TRUE(seen[0] == seen[1] || seen[0] == seen[1] + 1) << seen[0] << " " << seen[1];
    }
}

TEST_F(LedgerTest, ARequestIsAnsweredOnce) {
    Ledger ledger = this->ledger();
    start(ledger, "SC-0001");
    const Effects effects{KeptReply{"key-1", sha256("request"), "{}"}};
    ASSERT_TRUE(ledger.append(case_id("SC-0001"), 1, {event("a")}, officer(), effects).ok());
    const auto again = ledger.append(case_id("SC-0001"), 2, {event("a")}, officer(), effects);
    ASSERT_FALSE(again.ok());
    EXPECT_EQ(again.error().code, Conflict::Code::KeyUsed);
    EXPECT_EQ(ledger.kept_reply("key-1")->request, sha256("request"));
    EXPECT_EQ(ledger.kept_reply("key-1")->response, "{}");
    EXPECT_EQ(ledger.kept_reply("key-2"), std::nullopt);
    EXPECT_EQ(ledger.read_case(case_id("SC-0001"))->sequence(), 2);
}

TEST_F(LedgerTest, ManyCasesAreOneTransactionAndEachThatDoesNotFitLeavesNothing) {
    Ledger ledger = this->ledger();
    start(ledger, "SC-0");
    start(ledger, "SC-1");
    const auto opens = [](std::string_view id) {
        return CaseWrite{case_id(id), true, 0, 0, {event("first")}, kRecord, {}};
    };
    const std::vector<CaseWrite> writes = {
        opens("SC-2"),
        opens("SC-0"),  // is there
        {case_id("SC-1"), false, 1, 0, {event("second"), event("third")}, Body("revised"), {}},
        {case_id("SC-0"), false, 7, 0, {event("late")}, std::nullopt, {}},      // moved on
        {case_id("SC-0"), false, 1, 3, {event("late")}, Body("late"), {}},      // its record moved on
        {case_id("SC-9"), false, 0, 0, {event("nobody's")}, std::nullopt, {}},  // not there
        {case_id("SC-2"), false, 1, 0, {event("second")}, std::nullopt, {}},    // opened just before
    };
    const auto keep = [](const Outcomes& outcomes) {
        return KeptReply{"import-1", sha256("x"), std::to_string(outcomes.size())};
    };
    const auto done = ledger.write_cases(writes, officer(), "import-1", keep);
    ASSERT_TRUE(done.ok());
    using Code = Conflict::Code;
    const std::vector<std::optional<Code>> expected = {std::nullopt,        Code::CaseExists,    std::nullopt,
                                                       Code::SequenceMoved, Code::RevisionMoved, Code::CaseUnknown,
                                                       std::nullopt};
    for (std::size_t i = 0; i < expected.size(); ++i)
        EXPECT_EQ((*done)[i] ? std::optional((*done)[i]->code) : std::nullopt, expected[i]) << i;
    EXPECT_EQ(ledger.read_case(case_id("SC-0"))->sequence(), 1);
    EXPECT_EQ(ledger.read_case(case_id("SC-1"))->sequence(), 3);
    EXPECT_EQ(ledger.read_case(case_id("SC-1"))->record, Body("revised"));
    EXPECT_EQ(ledger.read_case(case_id("SC-2"))->sequence(), 2);
    EXPECT_EQ(ledger.kept_reply("import-1")->response, "7");
    const auto again = ledger.write_cases({opens("SC-3")}, officer(), "import-1", keep);
    ASSERT_FALSE(again.ok());
    EXPECT_EQ(again.error().code, Code::KeyUsed);
    EXPECT_FALSE(ledger.read_case(case_id("SC-3")).has_value());
    // What breaks in the middle leaves nothing of any of them.
    EXPECT_THROW(ledger.write_cases({opens("SC-4")}, officer(), "import-2",
                                    [](const Outcomes&) -> KeptReply { throw std::runtime_error("broke"); }),
                 std::runtime_error);
    EXPECT_FALSE(ledger.read_case(case_id("SC-4")).has_value());
    EXPECT_FALSE(ledger.verify().fault.has_value());
}

// One that breaks in the same transaction undoes them all, and each of the others is done again.
TEST_F(LedgerTest, AWriteThatIsDoneTwiceTellsOfTheSecond) {
    Ledger ledger = this->ledger();
    start(ledger, "SC-1");
    const auto opens = [](std::string_view id) {
        return CaseWrite{case_id(id), true, 0, 0, {event("first")}, kRecord, {}};
    };
    std::atomic<int> came = 0, asked = 0;
    std::vector<std::jthread> others;
    const auto come = [&](auto write) {
        others.emplace_back([&came, write] {
            ++came;
            write();
        });
    };
    const auto done =
        ledger.write_cases({opens("SC-2"), opens("SC-1")}, officer(), "import-1", [&](const Outcomes& outcomes) {
            if (++asked == 1) {
                come([&] {
                    EXPECT_THROW(
                        ledger.write_cases({opens("SC-3")}, officer(), "import-2",
                                           [](const Outcomes&) -> KeptReply { throw std::runtime_error("broke"); }),
                        std::runtime_error);
                });
                come([&] {
                    const auto opened = ledger.open_case(case_id("SC-3"), {kRecord, {event("first")}}, officer());
                    ASSERT_TRUE(opened.ok());
                    EXPECT_EQ(opened->was, Opened::Was::New);
                });
                come([&] { EXPECT_EQ(*add(ledger, "SC-1", 1, "second"), 2); });
                for (; came < 3; std::this_thread::yield()) continue;
                std::this_thread::sleep_for(std::chrono::milliseconds(100));
            }
            return KeptReply{"import-1", sha256("x"), std::to_string(outcomes.size())};
        });
    others.clear();
    EXPECT_EQ(asked, 2);
    ASSERT_TRUE(done.ok());
    ASSERT_EQ(done->size(), 2U);
    EXPECT_FALSE(done->at(0).has_value());
    EXPECT_EQ(done->at(1)->code, Conflict::Code::CaseExists);
    EXPECT_EQ(ledger.kept_reply("import-1")->response, "2");
    EXPECT_EQ(ledger.read_case(case_id("SC-1"))->sequence(), 2);
    EXPECT_EQ(ledger.read_case(case_id("SC-2"))->sequence(), 1);
    EXPECT_EQ(ledger.read_case(case_id("SC-3"))->sequence(), 1);
    EXPECT_EQ(ledger.verify().events, 4);
}

TEST_F(LedgerTest, ADocumentIsPreparedThenIssuedOnceWithItsEvent) {
    Ledger ledger = this->ledger();
    start(ledger, "SC-0001");
    const NewDocument made = letter(case_id("SC-0001"));
    ASSERT_TRUE(ledger.prepare_document(made, officer()).ok());
    EXPECT_EQ(ledger.prepare_document(made, officer()).error().code, Conflict::Code::DocumentExists);
    const auto prepared = ledger.document(made.id);
    ASSERT_TRUE(prepared.has_value());
    EXPECT_TRUE(prepared->steps.empty());
    EXPECT_EQ(ledger.bytes(prepared->odt), made.odt);
    EXPECT_EQ(ledger.bytes(*prepared->pdf), made.pdf);
    EXPECT_EQ(ledger.bytes(prepared->data), made.data.reveal());

    const Date sent_on = *Date::parse("2026-02-16");
    const NewStep issued{"issued", sent_on, "", "", Body("")};
    const NewStep dispatched{"dispatched", sent_on, "h-marsh", "first-class", Body("QX 123")};
    const auto newest = [&] { return ledger.documents_of(case_id("SC-0001")).front().steps.back().position; };
    EXPECT_EQ(ledger.record_step(made.id, issued, {0, 0}, {}, officer()).error().code, Conflict::Code::SequenceMoved);
    EXPECT_EQ(*ledger.record_step(made.id, issued, {1, 0}, {}, officer()), 1);
    EXPECT_EQ(ledger.record_step(made.id, issued, {1, 0}, {}, officer()).error().code, Conflict::Code::DocumentMoved);
    EXPECT_EQ(*ledger.record_step(made.id, dispatched, {1, newest()}, {event("sent")}, officer()), 2);
    const auto documents = ledger.documents_of(case_id("SC-0001"));
    ASSERT_EQ(documents.size(), 1U);
    ASSERT_EQ(documents[0].steps.size(), 2U);
    EXPECT_FALSE(documents[0].steps[0].event.has_value());
    const DocumentStep& sent = *documents[0].last("dispatched");
    EXPECT_EQ(sent.happened_on, sent_on);
    EXPECT_EQ(sent.event, 2);
    EXPECT_EQ(sent.officer + "/" + sent.route + "/" + sent.note->reveal(), "h-marsh/first-class/QX 123");
    EXPECT_EQ(ledger.read_case(case_id("SC-0001"))->sequence(), 2);
    EXPECT_EQ(ledger.verify().documents, 1);
    EXPECT_FALSE(ledger.verify().fault.has_value());
}

TEST_F(LedgerTest, ADocumentAboutManyCasesIsNeverIssued) {
    Ledger ledger = this->ledger();
    const NewDocument statement = letter(std::nullopt);
    ASSERT_TRUE(ledger.prepare_document(statement, officer()).ok());
    const NewStep issued{"issued", *Date::parse("2026-02-16"), "", "", Body("")};
    EXPECT_EQ(ledger.record_step(statement.id, issued, {}, {}, officer()).error().code,
              Conflict::Code::DocumentOfNoCase);
    EXPECT_EQ(ledger.prepare_document(letter(case_id("SC-0404")), officer()).error().code, Conflict::Code::CaseUnknown);
    EXPECT_EQ(ledger.record_step(new_document_id(), issued, {}, {}, officer()).error().code,
              Conflict::Code::DocumentUnknown);
}

TEST_F(LedgerTest, WhatWasRecordedIsNeverChangedOrRemoved) {
    Ledger ledger = this->ledger();
    start(ledger, "SC-0001");
    ASSERT_TRUE(ledger.prepare_document(letter(case_id("SC-0001")), officer()).ok());
    for (const char* sql :
         {"UPDATE entries SET recorder = 'other'", "DELETE FROM entries", "UPDATE events SET kind = 'other'",
          "UPDATE texts SET body = 'other'", "UPDATE documents SET title = 'other'",
          "UPDATE contents SET bytes = x'00'", "UPDATE cases SET case_id = 'other'", "DELETE FROM documents"})
        EXPECT_THROW(forge(sql), StorageError) << sql;
}

class Forgery : public LedgerTest, public ::testing::WithParamInterface<const char*> {};

TEST_P(Forgery, IsFoundAndNamed) {
    {
        Ledger ledger = this->ledger();
        start(ledger, "SC-0001");
        ASSERT_TRUE(add(ledger, "SC-0001", 1, "a").ok() && add(ledger, "SC-0001", 2, "b").ok());
        const NewDocument made = letter(case_id("SC-0001"));
        ASSERT_TRUE(ledger.prepare_document(made, officer()).ok());
        const NewStep sent{"dispatched", *Date::parse("2026-02-16"), "h-marsh", "hand", Body("at the door")};
        ASSERT_TRUE(ledger.record_step(made.id, sent, {3, 0}, {event("sent")}, officer()).ok());
        ASSERT_FALSE(ledger.verify().fault.has_value());
    }
    forge("PRAGMA foreign_keys=OFF");
    std::string sql = "PRAGMA foreign_keys=OFF;";
    for (const char* table : {"entries", "cases", "events", "documents", "steps"})
        sql.append("DROP TRIGGER ")
            .append(table)
            .append("_are_never_changed; DROP TRIGGER ")
            .append(table)
            .append("_are_never_removed;");
    forge(
        (sql + "DROP TRIGGER texts_are_never_changed; DROP TRIGGER contents_are_never_changed;" + GetParam()).c_str());
    const auto fault = ledger().verify().fault;
    ASSERT_TRUE(fault.has_value());
    EXPECT_THAT(fault->place, ::testing::AnyOf(HasSubstr("entry "), HasSubstr("the ledger")));
    EXPECT_FALSE(fault->what.empty());
}

INSTANTIATE_TEST_SUITE_P(
    Ledger, Forgery,
    ::testing::Values(
        "UPDATE texts SET body = 'other' WHERE position = 2", "DELETE FROM texts WHERE position = 2",
        "UPDATE texts SET salt = x'00' WHERE position = 2", "UPDATE entries SET recorder = 'other' WHERE position = 2",
        "UPDATE entries SET recorded_at = '2020-01-01T00:00:00.000Z' WHERE position = 2",
        "UPDATE events SET happened_on = '2026-01-11' WHERE position = 3",
        "UPDATE events SET sequence = 9 WHERE position = 3", "DELETE FROM events WHERE position = 3",
        "DELETE FROM events WHERE position = 3; DELETE FROM entries WHERE position = 3",
        "UPDATE cases SET record = x'00'", "UPDATE documents SET recipient = 'father'",
        "UPDATE documents SET pdf = NULL", "UPDATE contents SET bytes = x'00', packed = 0", "DELETE FROM contents",
        "UPDATE steps SET happened_on = '2026-02-15'", "UPDATE steps SET event = NULL",
        "UPDATE steps SET officer = 'other'", "UPDATE steps SET note = x'00'", "DELETE FROM texts WHERE position = 7",
        "INSERT INTO steps SELECT 99, document_id, 'returned', happened_on, '', '', NULL, note FROM steps",
        "INSERT INTO events VALUES (99, 'SC-0001', 5, 'request-received', '2026-01-12', x'00')"));

TEST_F(LedgerTest, AFileThatCannotBeUsedIsNamed) {
    const auto complaint = [](const fs::path& folder) {
        try {
            const Ledger ledger = Ledger::open(folder);
        } catch (const StorageError& error) {
            return std::string(error.what());
        }
        return std::string();
    };
    fs::create_directories(folder_ / "text");
    std::ofstream(folder_ / "text/ledger.db") << std::string(4096, 'x');
    EXPECT_THAT(complaint(folder_ / "text"), HasSubstr("restore a backup"));
    { const Ledger made = ledger(); }
    forge("PRAGMA user_version=99");
    EXPECT_THAT(complaint(folder_), HasSubstr("newer Ehcflow"));
    fs::create_directories(folder_ / "other");
    Database(folder_ / "other/ledger.db").run("CREATE TABLE mine (a)");
    EXPECT_THAT(complaint(folder_ / "other"), HasSubstr("another program"));
    EXPECT_THROW(Ledger::open(folder_ / "none", {.access = Ledger::Access::ReadOnly}), StorageError);
    EXPECT_FALSE(fs::exists(folder_ / "none")) << "a reader makes nothing";
}

TEST_F(LedgerTest, ARefusedFileIsLeftAsItWas) {
    const auto bytes_of = [](const fs::path& file) {
        std::ifstream in(file, std::ios::binary);
        return std::string(std::istreambuf_iterator<char>(in), {});
    };
    const auto other = folder_ / "ledger.db";
    Database(other).run("CREATE TABLE mine (a); PRAGMA journal_mode=DELETE");
    const std::string before = bytes_of(other);
    ASSERT_FALSE(before.empty());
    EXPECT_THROW(Ledger::open(folder_), StorageError);
    EXPECT_TRUE(bytes_of(other) == before) << "the file of another program was changed";
}

TEST_F(LedgerTest, OnlyItsOwnerMayReadTheFiles) {
    const fs::path own = folder_ / "own";
    Ledger ledger = Ledger::open(own);
    start(ledger, "SC-0001");
    EXPECT_EQ(fs::status(own).permissions(), fs::perms::owner_all);
    int files = 0;
    for (const auto& entry : fs::directory_iterator(own)) {
        ++files;
        EXPECT_TRUE(entry.status().permissions() == (fs::perms::owner_read | fs::perms::owner_write)) << entry.path();
    }
    EXPECT_EQ(files, 3) << "the file, its write-ahead log and the log's index";
}

TEST_F(LedgerTest, AFailureInTheMiddleLeavesNothingHalfWritten) {
    Ledger ledger = this->ledger();
    start(ledger, "SC-0001");
    // A trigger makes the second insert of one append fail.
    forge(
        "CREATE TRIGGER full BEFORE INSERT ON texts WHEN new.body = 'too much' BEGIN SELECT RAISE(FAIL, 'full'); END");
    EXPECT_THROW(static_cast<void>(ledger.append(case_id("SC-0001"), 1, {event("fits"), event("too much")}, officer())),
                 StorageError);
    EXPECT_EQ(ledger.read_case(case_id("SC-0001"))->sequence(), 1) << "nothing half-written";
    EXPECT_TRUE(add(ledger, "SC-0001", 1, "after").ok());
    EXPECT_FALSE(ledger.verify().fault.has_value());
}

TEST_F(LedgerTest, AFullLedgerSaysSoAndKeepsWhatItHas) {
    Ledger ledger = Ledger::open(folder_, {.most_bytes = 400'000});
    start(ledger, "SC-0001");
    Sequence acknowledged = 1;
    try {
        while (acknowledged < 1000) acknowledged = *add(ledger, "SC-0001", acknowledged, std::string(4000, 'x'));
        FAIL() << "it grew past its limit";
    } catch (const StorageError& error) {
        EXPECT_EQ(error.trouble(), Trouble::Full) << error.what();
        EXPECT_THAT(error.what(), HasSubstr("make room"));
    }
    EXPECT_EQ(ledger.read_case(case_id("SC-0001"))->sequence(), acknowledged);
    EXPECT_FALSE(ledger.verify().fault.has_value());
}

TEST_F(LedgerTest, AClockSetBackIsRefused) {
    Instant now = *parse_instant("2026-02-16T09:00:00.000Z");
    Ledger ledger = Ledger::open(folder_, {.clock = [&] { return now; }});
    start(ledger, "SC-0001");
    now -= std::chrono::seconds(2);  // being set right: nobody is troubled, and no time goes back
    ASSERT_TRUE(add(ledger, "SC-0001", 1, "a").ok());
    EXPECT_EQ(to_iso(ledger.read_case(case_id("SC-0001"))->events[1].recorded_at), "2026-02-16T09:00:00.000Z");
    now -= std::chrono::hours(24);
    EXPECT_THROW(static_cast<void>(add(ledger, "SC-0001", 2, "b")), StorageError);
    EXPECT_EQ(ledger.read_case(case_id("SC-0001"))->sequence(), 2);
}

TEST_F(LedgerTest, AFolderThatMayNotBeWrittenIsNamed) {
    if (::geteuid() == 0) {  // root may write anywhere: a file in the folder's place is the same obstacle
        std::ofstream(folder_ / "file") << "x";
        EXPECT_THROW(Ledger::open(folder_ / "file"), StorageError);
        return;
    }
    fs::permissions(folder_, fs::perms::owner_read | fs::perms::owner_exec);
    EXPECT_THROW(Ledger::open(folder_), StorageError);
}

}  // namespace
}  // namespace ehcflow::storage
