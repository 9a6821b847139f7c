#include "tests/bench/stock_office.h"

#include <chrono>
#include <com/sun/star/beans/PropertyValue.hpp>
#include <com/sun/star/bridge/BridgeFactory.hpp>
#include <com/sun/star/frame/Desktop.hpp>
#include <com/sun/star/frame/XComponentLoader.hpp>
#include <com/sun/star/frame/XStorable.hpp>
#include <com/sun/star/io/SequenceInputStream.hpp>
#include <com/sun/star/io/XOutputStream.hpp>
#include <com/sun/star/lang/XComponent.hpp>
#include <com/sun/star/util/XCloseable.hpp>
#include <cppuhelper/bootstrap.hxx>
#include <cppuhelper/implbase1.hxx>
#include <csignal>
#include <stdexcept>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>
#include <vector>

#include "documents/render/private_folder.h"
#include "documents/uno/socket_connection.h"

namespace ehcflow::office_bench {
namespace {

namespace fs = std::filesystem;
using css::uno::Any;
using css::uno::makeAny;
using css::uno::Reference;
using css::uno::UNO_QUERY_THROW;
using Properties = css::uno::Sequence<css::beans::PropertyValue>;

Properties properties(const std::vector<std::pair<const char*, Any>>& given) {
    Properties made(static_cast<sal_Int32>(given.size()));
    for (std::size_t i = 0; i < given.size(); ++i) {
        made[static_cast<sal_Int32>(i)].Name = rtl::OUString::createFromAscii(given[i].first);
        made[static_cast<sal_Int32>(i)].Value = given[i].second;
    }
    return made;
}

Any words(const char* ascii) { return makeAny(rtl::OUString::createFromAscii(ascii)); }

class Taken final : public cppu::WeakImplHelper1<css::io::XOutputStream> {
public:
    void SAL_CALL writeBytes(const css::uno::Sequence<sal_Int8>& part) override {
        bytes.append(reinterpret_cast<const char*>(part.getConstArray()), static_cast<std::size_t>(part.getLength()));
    }
    void SAL_CALL flush() override {}
    void SAL_CALL closeOutput() override {}
    std::string bytes;
};

}  // namespace

struct StockOffice::Parts {
    pid_t process = -1;
    Reference<css::uno::XComponentContext> context;
    Reference<css::frame::XComponentLoader> desktop;

    std::string convert(const std::string& bytes, const char* read_with, const Properties& storing_first) {
        const css::uno::Sequence<sal_Int8> given(reinterpret_cast<const sal_Int8*>(bytes.data()),
                                                 static_cast<sal_Int32>(bytes.size()));
        const Reference<css::io::XInputStream> in(
            css::io::SequenceInputStream::createStreamFromSequence(context, given), UNO_QUERY_THROW);
        const auto document = desktop->loadComponentFromURL(
            rtl::OUString("private:stream"), rtl::OUString("_blank"), 0,
            properties({{"Hidden", makeAny(true)}, {"FilterName", words(read_with)}, {"InputStream", makeAny(in)}}));
        if (!document.is()) throw std::runtime_error("the stock office cannot read the letter");
        auto* const taken = new Taken;
        const Reference<css::io::XOutputStream> held(taken);
        Properties storing = storing_first;
        storing.realloc(storing.getLength() + 1);
        storing[storing.getLength() - 1].Name = rtl::OUString("OutputStream");
        storing[storing.getLength() - 1].Value = makeAny(held);
        Reference<css::frame::XStorable>(document, UNO_QUERY_THROW)
            ->storeToURL(rtl::OUString("private:stream"), storing);
        Reference<css::util::XCloseable>(document, UNO_QUERY_THROW)->close(true);
        return taken->bytes;
    }
};

StockOffice::StockOffice(const fs::path& program, const fs::path& home, const fs::path& profile)
    : parts_(std::make_unique<Parts>()) {
    fs::copy(profile, home, fs::copy_options::recursive | fs::copy_options::skip_symlinks);
    const std::string name = "stock-" + std::to_string(::getpid());
    std::vector<std::string> given{(program / "soffice.bin").string(),
                                   "--headless",
                                   "--nologo",
                                   "--nodefault",
                                   "--norestore",
                                   "-env:UserInstallation=file://" + (home / "profile").string(),
                                   "--accept=pipe,name=" + name + ";urp;StarOffice.ComponentContext"};
    std::vector<char*> argv;
    for (std::string& word : given) argv.push_back(word.data());
    argv.push_back(nullptr);
    parts_->process = ::fork();
    if (parts_->process == 0) {
        ::prctl(PR_SET_PDEATHSIG, SIGKILL);
        ::execv(argv[0], argv.data());
        ::_exit(127);
    }
    int connected = -1;
    for (int tries = 0; connected < 0 && tries < 2'000; ++tries) {
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
        connected = documents::connect_to(documents::pipe_path("/tmp", name));
    }
    if (connected < 0) throw std::runtime_error("the stock office does not listen");
    const Reference<css::connection::XConnection> connection(new documents::SocketConnection(connected));
    const auto bridge = css::bridge::BridgeFactory::create(cppu::defaultBootstrap_InitialComponentContext())
                            ->createBridge(rtl::OUString(), rtl::OUString("urp"), connection, nullptr);
    parts_->context.set(bridge->getInstance(rtl::OUString("StarOffice.ComponentContext")), UNO_QUERY_THROW);
    parts_->desktop.set(css::frame::Desktop::create(parts_->context), UNO_QUERY_THROW);
}

StockOffice::~StockOffice() {
    ::kill(parts_->process, SIGKILL);
    ::waitpid(parts_->process, nullptr, 0);
    fs::remove(documents::pipe_path("/tmp", "stock-" + std::to_string(::getpid())));
}

std::string StockOffice::as_odt(const std::string& flat) {
    return parts_->convert(flat, "OpenDocument Text Flat XML", properties({{"FilterName", words("writer8")}}));
}

std::string StockOffice::to_pdf(const std::string& odt) {
    const Properties wishes = properties({{"UseTaggedPDF", makeAny(true)},
                                          {"PDFUACompliance", makeAny(true)},
                                          {"SelectPdfVersion", makeAny(sal_Int32{2})}});
    return parts_->convert(odt, "writer8",
                           properties({{"FilterName", words("writer_pdf_Export")}, {"FilterData", makeAny(wishes)}}));
}

}  // namespace ehcflow::office_bench
