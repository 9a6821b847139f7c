// Documents that want to reach outside, to run something or to wear the office out: first against the whole pool, then
// past its own check, against the office in its sandbox alone. A listener on loopback and a canary file see nothing.
#include <arpa/inet.h>
#include <fcntl.h>
#include <fstream>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include "documents/check/pdf/pdf_file.h"
#include "documents/render/office_pool.h"
#include "documents/render/office_worker.h"
#include "tests/office/documents.h"

namespace ehcflow::documents {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;

class Outside {  // all that a document might reach for
public:
    Outside() : listener_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof address;
        EXPECT_EQ(::bind(listener_, reinterpret_cast<sockaddr*>(&address), size), 0);
        EXPECT_EQ(::listen(listener_, 8), 0);
        ::getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &size);
        url_ = "http://127.0.0.1:" + std::to_string(ntohs(address.sin_port)) + "/x";
        std::string form = "/dev/shm/ehcflow-canary-XXXXXX";
        folder_ = ::mkdtemp(form.data());
        std::ofstream(folder_ / "canary.txt") << kSong;
        // An old time of access, so that a file system that spares itself the work records the next one.
        const timespec old[2] = {{1'000'000, 0}, {2'000'000, 0}};
        ::utimensat(AT_FDCWD, canary().c_str(), old, 0);
    }
    ~Outside() {
        ::close(listener_);
        fs::remove_all(folder_);
    }
    const std::string& url() const { return url_; }
    std::string canary() const { return (folder_ / "canary.txt").string(); }
    fs::path written() const { return folder_ / "written"; }
    void expect_untouched() const {
        pollfd watched{listener_, POLLIN, 0};
        EXPECT_EQ(::poll(&watched, 1, 100), 0) << "somebody called";
        struct stat status {};
        EXPECT_EQ(::stat(canary().c_str(), &status), 0);
        EXPECT_EQ(status.st_atim.tv_sec, 1'000'000) << "the canary was read";
        EXPECT_FALSE(fs::exists(written()));
    }
    static constexpr const char* kSong = "a canary that nobody may hear";

private:
    int listener_;
    std::string url_;
    fs::path folder_;
};

struct Hostile {
    const char* name;
    std::string bytes;
    bool refused;  // by the pool; the others become harmless PDFs
};

std::string with_font_face(const std::string& target) {
    const std::string face =
        "<office:font-face-decls xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\"><style:font-face "
        "style:name=\"F\" svg:font-family=\"F\"><svg:font-face-src><svg:font-face-uri xlink:href=\"" +
        target + "\" xlink:type=\"simple\"/></svg:font-face-src></style:font-face></office:font-face-decls>";
    std::string made = office_tests::letter();
    return made.insert(made.find("<office:styles>"), face);
}

std::string nested(int depth) {
    std::string open, close;
    for (int i = 0; i < depth; ++i) {
        open += "<text:span>";
        close += "</text:span>";
    }
    return office_tests::flat("<text:p>" + open + "deep" + close + "</text:p>");
}

std::vector<Hostile> hostile(const Outside& outside) {
    using office_tests::flat;
    using office_tests::image;
    const std::string file = "file://" + outside.canary();
    const std::string macro =
        "<office:event-listeners><script:event-listener "
        "xmlns:script=\"urn:oasis:names:tc:opendocument:xmlns:script:1.0\""
        " script:language=\"ooo:script\" script:event-name=\"dom:load\" "
        "xlink:href=\"vnd.sun.star.script:Standard.M.Main"
        "?language=Basic&amp;location=document\"/></office:event-listeners>";
    const std::string form =
        "<office:forms xmlns:form=\"urn:oasis:names:tc:opendocument:xmlns:form:1.0\"><form:form form:name=\"f\" "
        "form:method=\"post\" xlink:href=\"" +
        outside.url() + "\" xlink:type=\"simple\"/></office:forms>";
    std::string entity = office_tests::letter("&x;");
    entity.insert(entity.find("?>") + 2, "<!DOCTYPE d [<!ENTITY x SYSTEM \"" + file + "\">]>");
    std::string bomb = office_tests::letter("&j;");
    std::string entities = "<!DOCTYPE d [<!ENTITY a \"aaaaaaaaaa\">";
    for (char c = 'b'; c <= 'j'; ++c)
        entities += std::string("<!ENTITY ") + c + " \"" + std::string("&") + static_cast<char>(c - 1) + ";&" +
                    static_cast<char>(c - 1) + ";&" + static_cast<char>(c - 1) + ";\">";
    bomb.insert(bomb.find("?>") + 2, entities + "]>");
    std::string base = image("canary.txt");
    base.insert(base.find("<office:body"), "");
    base.replace(base.find("<office:document "), 17, "<office:document xml:base=\"" + file + "\" ");
    const std::string whole = office_tests::package(office_tests::content_xml("whole"));
    std::string damaged = whole;
    for (std::size_t i = damaged.size() / 3; i < damaged.size() / 3 + 40; ++i)
        damaged[i] = static_cast<char>(~damaged[i]);
    return {
        {"image over http", image(outside.url()), true},
        {"image from a file", image(file), true},
        {"image by a bare path", image(outside.canary()), true},
        {"image from above", image("../../../.." + outside.canary()), true},
        {"linked section",
         flat("<text:section text:name=\"s\"><text:section-source xlink:href=\"" + file +
              "\"/><text:p>x</text:p></text:section>"),
         true},
        {"linked object",
         flat("<text:p><draw:frame svg:width=\"5cm\" svg:height=\"5cm\"><draw:object xlink:href=\"" + file +
              "\" xlink:type=\"simple\" xlink:show=\"embed\" xlink:actuate=\"onLoad\"/></draw:frame></text:p>"),
         true},
        {"plugin",
         flat("<text:p><draw:frame svg:width=\"5cm\" svg:height=\"5cm\"><draw:plugin xlink:href=\"" + outside.url() +
              "\" xlink:type=\"simple\"/></draw:frame></text:p>"),
         true},
        {"floating frame",
         flat("<text:p><draw:frame svg:width=\"5cm\" svg:height=\"5cm\"><draw:floating-frame xlink:href=\"" +
              outside.url() + "\"/></draw:frame></text:p>"),
         true},
        {"conversation with another program",
         flat("<text:dde-connection-decls><text:dde-connection-decl office:name=\"d\" "
              "office:dde-application=\"soffice\" "
              "office:dde-topic=\"" +
              file +
              "\" office:dde-item=\"x\"/></text:dde-connection-decls><text:p>"
              "<text:dde-connection text:connection-name=\"d\">x</text:dde-connection></text:p>"),
         true},
        {"macro on load", flat(macro + "<text:p>x</text:p>"), true},
        {"form that sends", flat(form + "<text:p>x</text:p>"), true},
        {"font from elsewhere", with_font_face(outside.url()), true},
        {"outer entity", entity, true},
        {"entity bomb", bomb, true},
        {"moved base", base, true},
        {"link that runs", flat("<text:p><text:a xlink:href=\"vnd.sun.star.script:x\">x</text:a></text:p>"), true},
        {"cut off", whole.substr(0, whole.size() - 30), true},
        {"damaged", damaged, true},
        {"other thing by this name", "%PDF-1.7 not an open document", true},
        {"deep as a well", nested(50'000), true},
        {"a million spaces", flat("<text:p>" + std::string(1'000'000, ' ') + "x</text:p>"), false},
        {"far repeated cells",
         flat("<table:table><table:table-column/><table:table-row table:number-rows-repeated=\"2000000000\">"
              "<table:table-cell><text:p>x</text:p></table:table-cell></table:table-row></table:table>"),
         false},
    };
}

TEST(HostileDocuments, TheCanaryWouldBeHeard) {
    const Outside outside;
    std::string heard;
    std::getline(std::ifstream(outside.canary()), heard);
    struct stat status {};
    ASSERT_EQ(::stat(outside.canary().c_str(), &status), 0);
    EXPECT_NE(status.st_atim.tv_sec, 1'000'000);
}

TEST(HostileDocuments, EachEndsInATypedErrorOrAHarmlessPdf) {
    const Outside outside;
    OfficeSettings settings;
    settings.workers = 2;
    settings.quarantine = 1s;
    OfficePool pool(settings);
    for (const Hostile& document : hostile(outside)) {
        const auto began = std::chrono::steady_clock::now();
        const auto answer = pool.render({document.bytes}, Deadline::in(10s));
        EXPECT_LT(std::chrono::steady_clock::now() - began, 11s) << document.name;
        EXPECT_EQ(answer.ok(), !document.refused) << document.name;
        if (!answer) {
            EXPECT_FALSE(answer.error().what.empty()) << document.name;
            EXPECT_THAT(answer.error().what, ::testing::Not(::testing::HasSubstr(Outside::kSong))) << document.name;
        }
        EXPECT_TRUE(pool.render({office_tests::letter()}, Deadline::in(20s)).ok()) << "after " << document.name;
    }
    outside.expect_untouched();
}

// As if our own check had a hole: the office's settings and the sandbox still hold.
TEST(HostileDocuments, TheOfficeAloneReachesNothingEither) {
    const Outside outside;
    OfficeSettings settings;
    std::string form = "/dev/shm/ehcflow-hostile-XXXXXX";
    const fs::path root = ::mkdtemp(form.data());
    {
        const UnoRuntime runtime(settings.program);
        const OfficeSeed seed = make_seed(settings, root / "seed");
        ASSERT_EQ(seed.sandbox, Sandbox::Bubblewrap);
        int life = 0;
        std::unique_ptr<OfficeWorker> office;
        for (const Hostile& document : hostile(outside)) {
            if (!office)
                office = std::make_unique<OfficeWorker>(
                    settings, runtime, seed,
                    OfficeWorker::Place{root / ("worker-" + std::to_string(life)), "hostile-" + std::to_string(life)});
            ++life;
            const auto form_of = document.bytes.starts_with("PK") ? SourceForm::Package : SourceForm::FlatXml;
            const OfficeAnswer answer = office->render(document.bytes, form_of, Deadline::in(5s));
            EXPECT_EQ(answer.pdf.find(Outside::kSong), std::string::npos) << document.name;
            if (answer.outcome != Outcome::Rendered && answer.outcome != Outcome::Refused) office.reset();
        }
    }
    fs::remove_all(root);
    outside.expect_untouched();
}

}  // namespace
}  // namespace ehcflow::documents
