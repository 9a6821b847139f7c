// The program as a script sees it: exit codes, standard output, standard error.
#include <array>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <sstream>
#include <string>
#include <sys/resource.h>
#include <sys/wait.h>

namespace {

namespace fs = std::filesystem;

struct Outcome {
    int exit = -1;
    std::string out;  // standard output and, where asked for, standard error
};

Outcome run_shell(const std::string& command) {
    FILE* pipe = popen(command.c_str(), "r");
    Outcome result;
    std::array<char, 4096> part{};
    while (const std::size_t n = std::fread(part.data(), 1, part.size(), pipe)) result.out.append(part.data(), n);
    const int status = pclose(pipe);
    result.exit = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    return result;
}

Outcome run(const std::string& arguments) { return run_shell(std::string("'") + EHCFLOW_PROGRAM + "' " + arguments); }

std::string source(const std::string& path) { return std::string("'") + EHCFLOW_SOURCE_DIR + "/" + path + "'"; }

std::string read(const fs::path& path) {
    std::ostringstream text;
    text << std::ifstream(path, std::ios::binary).rdbuf();
    return text.str();
}

class Program : public ::testing::Test {
protected:
    void SetUp() override {
        std::string form = (fs::temp_directory_path() / "ehcflow-test-XXXXXX").string();
        ASSERT_NE(mkdtemp(form.data()), nullptr);
        folder_ = form;
    }
    void TearDown() override { fs::remove_all(folder_); }
    fs::path write(const std::string& name, const std::string& text) const {
        std::ofstream(folder_ / name, std::ios::binary) << text;
        return folder_ / name;
    }

    fs::path folder_;
};

// A council's own version of a letter, before it is uploaded.
TEST_F(Program, TriesATemplateOnTheSampleCases) {
    const std::string shipped = EHCFLOW_SOURCE_DIR "/templates/letters/advice_reminder.fodt";
    const fs::path own = write("own.fodt", read(shipped));
    const Outcome sound =
        run("template try '" + own.string() + "' --notice advice-reminder -o " + (folder_ / "made").string());
    EXPECT_EQ(sound.exit, 0) << sound.out;
    EXPECT_NE(sound.out.find("parents-apart"), std::string::npos);
    for (const char* family : {"child", "young-person", "year-9", "no-setting", "parents-apart"})
        EXPECT_TRUE(read(folder_ / "made" / (std::string(family) + ".pdf")).starts_with("%PDF")) << family;

    std::string letter = read(EHCFLOW_SOURCE_DIR "/templates/letters/cease.fodt");
    letter.replace(letter.find("{{&gt; appeal}}"), 15, "Ring us.");
    const fs::path broken = write("broken.fodt", letter);
    const Outcome refused =
        run("template try '" + broken.string() + "' --notice cease --annotate " + (folder_ / "copy.odt").string());
    EXPECT_EQ(refused.exit, 1);
    EXPECT_NE(refused.out.find("mandatory-text-missing"), std::string::npos) << refused.out;
    EXPECT_NE(refused.out.find("Put {{> appeal}} back"), std::string::npos);
    EXPECT_TRUE(read(folder_ / "copy.odt").starts_with("PK"));
    EXPECT_EQ(run("template try '" + own.string() + "' --notice nothing 2>&1").exit, 2);
    EXPECT_EQ(run("template versions --data " + (folder_ / "nowhere").string() + " 2>&1").exit, 3);
}

TEST_F(Program, ExplainsItself) {
    EXPECT_EQ(run("--help").exit, 0);
    for (const char* command : {"due", "rules", "graph", "render", "template", "template check", "template fields",
                                "template try", "template versions"}) {
        const Outcome help = run(std::string(command) + " --help");
        EXPECT_EQ(help.exit, 0) << command;
        EXPECT_NE(help.out.find("Usage"), std::string::npos) << command;
    }
    EXPECT_EQ(run("2>/dev/null").exit, 2);
    EXPECT_EQ(run("nonsense 2>/dev/null").exit, 2);
    EXPECT_EQ(run("due 2>/dev/null").exit, 2);
}

TEST_F(Program, AnswersAndRefuses) {
    const Outcome good = run("due --today 2026-03-01 " + source("tools/demo/timelines/new_request.json"));
    EXPECT_EQ(good.exit, 0);
    EXPECT_TRUE(good.out.starts_with("{\"today\":\"2026-03-01\"")) << good.out;
    EXPECT_EQ(run("due --today 2026-03-01 --format table " + source("tools/demo/timelines/late_plan.json")).exit, 0);
    const auto refused =
        write("r.json", R"({"child":{"born":"2014-05-03"},"events":[{"kind":"plan-amended","on":"2026-01-12"}]})");
    const Outcome no = run("due " + refused.string() + " 2>&1");
    EXPECT_EQ(no.exit, 1);
    EXPECT_NE(no.out.find("event 0"), std::string::npos) << no.out;
    EXPECT_NE(no.out.find("permitted: "), std::string::npos) << no.out;
    for (const std::string& wrong :
         {std::string("due /no/such/file"), std::string("due /tmp"), "due " + write("b.json", "{").string(),
          "due --today 2026-02-30 " + refused.string(), "due --format xml " + refused.string()}) {
        const Outcome bad = run(wrong + " 2>&1 >/dev/null");
        EXPECT_EQ(bad.exit, 2) << wrong;
        EXPECT_FALSE(bad.out.empty()) << wrong;
    }
}

TEST_F(Program, ListsLikelyFaults) {
    const fs::path late = write("late.json", R"({"child":{"born":"2014-05-03"},"events":[)"
                                             R"({"kind":"request-received","on":"2026-01-12","from":"parent"}]})");
    const Outcome found = run("due " + late.string() + " --faults --today 2026-03-01");
    EXPECT_EQ(found.exit, 1);
    EXPECT_NE(found.out.find(R"("code":"not-done","rule":"ehcna-decide")"), std::string::npos);
    const Outcome none = run("due " + late.string() + " --faults --format table --today 2026-01-20");
    EXPECT_EQ(none.exit, 0);
    EXPECT_EQ(none.out, "Nothing likely to be found at fault.\n");
    EXPECT_EQ(run("due --batch " + late.string() + " --faults 2>/dev/null").exit, 2);
}

TEST_F(Program, ForetellsBreaches) {
    std::string lines;
    for (const char* decided : {"02-04", "02-09", "02-14", "02-19", "02-24"})
        lines.append(R"({"child":{"born":"2014-05-03"},"events":[{"kind":"request-received","on":"2026-01-05","from":)")
            .append(R"("parent"},{"kind":"assessment-agreed","on":"2026-)")
            .append(decided)
            .append("\"}]}\n");
    const fs::path batch =
        write("caseload.ndjson", lines + "not JSON\n" +
                                     R"({"child":{"born":"2014-05-03"},"events":[)"
                                     R"({"kind":"request-received","on":"2026-02-02","from":"parent"}]})" +
                                     "\n");
    const Outcome ahead = run("due --batch " + batch.string() + " --forecast --today 2026-03-05 2>&1");
    EXPECT_EQ(ahead.exit, 1);
    EXPECT_NE(ahead.out.find("line 6: left out"), std::string::npos) << ahead.out;
    EXPECT_NE(
        ahead.out.find(R"({"case":"line 7","rule":"ehcna-decide","due":"2026-03-16","days_left":11,"chance":0.5,)"),
        std::string::npos)
        << ahead.out;
}

TEST_F(Program, ForetellsFromTheLinesThatCanBeRead) {
    const std::string good = R"({"child":{"born":"2014-05-03"},"events":[)"
                             R"({"kind":"request-received","on":"2026-02-02","from":"parent"}]})";
    const fs::path batch = write("long.ndjson", std::string(std::size_t{5} << 20U, ' ') + "\n" + good + "\n\n");
    const Outcome ahead = run("due --batch " + batch.string() + " --forecast --today 2026-03-05 2>&1");
    EXPECT_EQ(ahead.exit, 1);
    EXPECT_NE(ahead.out.find("line 1: left out"), std::string::npos) << ahead.out.substr(0, 300);
    EXPECT_NE(ahead.out.find("a timeline is at most 4 MiB"), std::string::npos);
    EXPECT_NE(ahead.out.find(R"({"case":"line 2","rule":"ehcna-decide","due":"2026-03-16")"), std::string::npos);
    EXPECT_NE(ahead.out.find("line 3: left out"), std::string::npos);
    EXPECT_EQ(run("due --batch " + folder_.string() + " --forecast 2>/dev/null").exit, 2);
    EXPECT_EQ(run("due --batch " + (folder_ / "none").string() + " --forecast 2>/dev/null").exit, 2);
}

// SI 2017/1306: no time limit for an answer to a recommendation before 3 April 2018.
TEST_F(Program, HoldsACaseToTheLawOfAnotherDay) {
    const fs::path one =
        write("one.json", R"({"child":{"born":"2014-05-03"},"events":[{"kind":"plan-finalised","on":"2025-09-01"},)"
                          R"({"kind":"appeal-received","on":"2025-10-16","ground":"contents"},)"
                          R"({"kind":"recommendation-made","on":"2025-12-01","about":"social-care"}]})");
    EXPECT_NE(run("due " + one.string() + " --today 2026-01-01").out.find("rec-social"), std::string::npos);
    const Outcome then = run("due " + one.string() + " --today 2026-01-01 --law-of 2017-06-01");
    EXPECT_EQ(then.out.find("rec-social"), std::string::npos);
    EXPECT_NE(then.out.find("england/2015-03-23"), std::string::npos);
    EXPECT_NE(run("due " + one.string() + " --faults --today 2026-03-01").out.find("rec-social"), std::string::npos);
    EXPECT_EQ(run("due " + one.string() + " --faults --today 2026-03-01 --law-of 2017-06-01").out.find("rec-social"),
              std::string::npos);
    EXPECT_EQ(run("due " + one.string() + " --law-of soon 2>/dev/null").exit, 2);
}

constexpr const char* kSmallCase = R"({"child":{"born":"2014-05-03"},"events":[]})";

// The most memory that any program run so far has held at once.
long most_held_kilobytes() {
    rusage usage{};
    getrusage(RUSAGE_CHILDREN, &usage);
    return usage.ru_maxrss;
}

TEST_F(Program, ABatchReadsLinesAsTheyCome) {
    const std::string good = kSmallCase;
    const auto lines = write("b.ndjson", good + "\r\n\n" + std::string(6U << 20U, ' ') + good + "\n" + good);
    const Outcome answers = run("due --today 2026-03-01 --batch " + lines.string());
    EXPECT_EQ(answers.exit, 1);
    std::istringstream out(answers.out);
    for (const char* begins : {R"({"today")", R"({"error":"not-json")", R"({"error":"too-large")", R"({"today")"}) {
        std::string line;
        ASSERT_TRUE(std::getline(out, line));
        EXPECT_TRUE(line.starts_with(begins)) << line;
    }
    EXPECT_EQ(out.peek(), std::istringstream::traits_type::eof());
    EXPECT_EQ(run("due --batch " + write("none.ndjson", "").string()).out, "");
    EXPECT_EQ(run("due --batch /tmp 2>/dev/null").exit, 2);
    EXPECT_EQ(run("due --today 2026-03-01 --batch " + lines.string() + " 2>/dev/null >/dev/full").exit, 3);
}

TEST_F(Program, ABatchHoldsNoMoreForALongerFileOrAnEndlessLine) {
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
    GTEST_SKIP() << "a sanitizer keeps what the program lets go";
#endif
    const auto batch_of = [](const std::string& made_by) {
        return run_shell(made_by + " | '" + EHCFLOW_PROGRAM + "' due --today 2026-03-01 --batch -").out;
    };
    const std::string lines = std::string("yes '") + kSmallCase + "' | head -n ";
    batch_of(lines + "2000");
    const long few = most_held_kilobytes();
    batch_of(lines + "60000");
    EXPECT_LT(most_held_kilobytes() - few, 12'000) << "20 MB were written";
    EXPECT_TRUE(batch_of("yes | tr -d '\\n' | head -c 300000000").starts_with(R"({"error":"too-large")"));
    EXPECT_LT(most_held_kilobytes() - few, 100'000) << "one line of 300 MB";
}

TEST_F(Program, ABatchKeepsItsOrderAndGoesOnAfterABadLine) {
    std::string lines;
    for (int i = 0; i < 9000; ++i) {
        if (i == 4500)
            lines += "{\"child\"\n";
        else
            lines += R"({"child":{"born":"2014-05-03"},"events":[{"kind":"request-received","on":"2026-01-)" +
                     std::string(i % 28 < 9 ? "0" : "") + std::to_string(i % 28 + 1) + "\",\"from\":\"parent\"}]}\n";
    }
    const Outcome run_all = run("due --today 2026-03-01 --batch " + write("b.ndjson", lines).string());
    EXPECT_EQ(run_all.exit, 1);
    std::istringstream answers(run_all.out);
    int at = 0;
    for (std::string line; std::getline(answers, line); ++at) {
        if (at == 4500)
            EXPECT_TRUE(line.starts_with(R"({"error":"not-json","detail":)")) << line;
        else
            EXPECT_NE(line.find("\"on\":\"2026-01-" + std::string(at % 28 < 9 ? "0" : "") +
                                std::to_string(at % 28 + 1) + "\""),
                      std::string::npos)
                << at;
    }
    EXPECT_EQ(at, 9000);
}

TEST_F(Program, FillsATemplateOrWritesNothing) {
    const std::string letter = source("templates/letters/will_assess.fodt");
    const auto out = folder_ / "letter.odt";
    EXPECT_EQ(
        run("render " + letter + " " + source("tools/demo/letters/will_assess.json") + " -o " + out.string()).exit, 0);
    EXPECT_TRUE(read(out).starts_with("PK"));
    const auto other = folder_ / "other.odt";
    const Outcome missing =
        run("render " + letter + " " + write("d.json", "{}").string() + " -o " + other.string() + " 2>&1");
    EXPECT_EQ(missing.exit, 1);
    EXPECT_NE(missing.out.find("\"child.full_name\" is not in the data."), std::string::npos) << missing.out;
    EXPECT_FALSE(fs::exists(other));
    EXPECT_EQ(
        run("render " + letter + " " + write("e.json", "{").string() + " -o " + other.string() + " 2>/dev/null").exit,
        2);
    EXPECT_EQ(run("render " + letter + " - -o " + (folder_ / "letter.doc").string() + " 2>/dev/null </dev/null").exit,
              2);
    EXPECT_EQ(run("render " + source("tools/demo/letters/will_assess.json") + " - -o " + other.string() +
                  " 2>/dev/null </dev/null")
                  .exit,
              1);
    EXPECT_EQ(run("render " + letter + " " + source("tools/demo/letters/will_assess.json") +
                  " -o /no/such/folder/x.odt 2>/dev/null")
                  .exit,
              3);
}

TEST_F(Program, MakesABatchAndSkipsTheLinesThatMakeNothing) {
    const auto form =
        write("form.fodt", R"(<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" )"
                           R"(xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.3" )"
                           R"(office:mimetype="application/vnd.oasis.opendocument.text"><office:body><office:text>)"
                           R"(<text:p>{{x}}</text:p></office:text></office:body></office:document>)");
    const auto lines = write("lines.ndjson", "{\"x\":1}\nnonsense\n\n{}\n{\"x\":2}");
    const auto made = folder_ / "made";
    const Outcome batch = run("render " + form.string() + " --batch " + lines.string() + " -o " + made.string() +
                              " --jobs 3 2>&1 >/dev/null");
    EXPECT_EQ(batch.exit, 1);
    EXPECT_NE(batch.out.find("line 2: the data: not JSON"), std::string::npos) << batch.out;
    EXPECT_NE(batch.out.find("line 4: error missing-data"), std::string::npos) << batch.out;
    EXPECT_NE(batch.out.find("2 lines gave no document"), std::string::npos) << batch.out;
    EXPECT_TRUE(fs::exists(made / "00001.odt") && fs::exists(made / "00005.odt"));
    EXPECT_TRUE(fs::exists(made / "made")) << "what a batch that is begun again knows by";
    EXPECT_EQ(std::distance(fs::directory_iterator(made), fs::directory_iterator()), 3);
    EXPECT_EQ(run("render " + form.string() + " -o " + made.string() + " 2>/dev/null").exit, 2);
    EXPECT_EQ(run("render " + form.string() + " --batch " + lines.string() + " -o /proc/none 2>/dev/null").exit, 3);
}

TEST_F(Program, ChecksEveryTemplateThatComesWithIt) {
    int checked = 0;
    for (const char* folder : {"letters", "plans", "statements"})
        for (const auto& file : fs::directory_iterator(fs::path(EHCFLOW_SOURCE_DIR) / "templates" / folder)) {
            const Outcome check = run("template check '" + file.path().string() + "'");
            EXPECT_EQ(check.exit, 0) << file.path() << check.out;
            ++checked;
        }
    EXPECT_GE(checked, 5);
    const Outcome broken = run("template check --format json " + write("x.fodt", "<a/>").string());
    EXPECT_EQ(broken.exit, 1);
    EXPECT_NE(broken.out.find("\"not-a-template\""), std::string::npos);
}

TEST_F(Program, ChangesLimitsOnTheCommandLine) {
    const std::string form = source("templates/letters/will_assess.fodt");
    const std::string check = "template check --limit depth=5 " + form;
    EXPECT_EQ(run(check).exit, 1);
    EXPECT_NE(run(check).out.find("nested more deeply than 5 elements"), std::string::npos);
    EXPECT_EQ(run("template check --limit depth=300 --limit file-size=1MiB " + form).exit, 0);
    const Outcome unknown = run("template fields --limit nestin=5 " + form + " 2>&1");
    EXPECT_EQ(unknown.exit, 2);
    EXPECT_NE(unknown.out.find("did you mean \"nesting\"?"), std::string::npos) << unknown.out;
    const Outcome large =
        run("render --limit repetitions=1 " + form + " " + source("tools/demo/letters/will_assess.json") + " -o '" +
            (folder_ / "o.odt").string() + "' 2>&1");
    EXPECT_EQ(large.exit, 1);
    EXPECT_NE(large.out.find("grows past 1 repetitions"), std::string::npos) << large.out;
}

// docs/rules.md is what a lawyer signs: it must be what the program holds. Made by `ehcflow rules --on 2026-01-01`.
TEST_F(Program, TheRuleBookInTheDocumentationIsNotStale) {
    const Outcome rules = run("rules --on 2026-01-01");
    EXPECT_EQ(rules.exit, 0);
    EXPECT_EQ(rules.out, read(fs::path(EHCFLOW_SOURCE_DIR) / "docs/rules.md"))
        << "run: ehcflow rules --on 2026-01-01 > docs/rules.md";
    EXPECT_EQ(run("rules --on yesterday 2>/dev/null").exit, 2);
}

// docs/measures.md is what a figure is challenged by.
TEST_F(Program, TheMeasuresInTheDocumentationAreNotStale) {
    EXPECT_EQ(run("measures").out, read(fs::path(EHCFLOW_SOURCE_DIR) / "docs/measures.md"))
        << "run: ehcflow measures > docs/measures.md";
    EXPECT_TRUE(run("measures --format json").out.starts_with("{\n  \"measures\": ["));
}

TEST_F(Program, DrawsALifecycle) {
    for (const char* lifecycle : {"assessment", "plan", "review", "reassessment", "appeal", "transfer"}) {
        const std::string name = lifecycle;
        EXPECT_TRUE(run("graph " + name).out.starts_with("digraph \"" + name + "\""));
        EXPECT_TRUE(run("graph " + name + " --format mermaid").out.starts_with("stateDiagram-v2\n"));
    }
    EXPECT_NE(run("graph plan --format mermaid").out.find("draft_sent --> maintained : plan-finalised"),
              std::string::npos);
    EXPECT_EQ(run("graph nothing 2>/dev/null").exit, 2);
    EXPECT_EQ(run("graph plan --format svg 2>/dev/null").exit, 2);
}

// docs/lifecycles.md is drawn from the tables that the program runs on.
TEST_F(Program, TheLifecyclesInTheDocumentationAreNotStale) {
    EXPECT_EQ(run("graph --format md").out, read(fs::path(EHCFLOW_SOURCE_DIR) / "docs/lifecycles.md"))
        << "run: ehcflow graph --format md > docs/lifecycles.md";
}

}  // namespace
