#include "documents/uno/office_link.h"

#include <chrono>
#include <com/sun/star/awt/Rectangle.hpp>
#include <com/sun/star/awt/Toolkit.hpp>
#include <com/sun/star/awt/WindowClass.hpp>
#include <com/sun/star/beans/PropertyValue.hpp>
#include <com/sun/star/beans/XPropertySet.hpp>
#include <com/sun/star/bridge/BridgeFactory.hpp>
#include <com/sun/star/container/XNameAccess.hpp>
#include <com/sun/star/frame/Frame.hpp>
#include <com/sun/star/frame/XComponentLoader.hpp>
#include <com/sun/star/frame/XStorable.hpp>
#include <com/sun/star/io/IOException.hpp>
#include <com/sun/star/lang/DisposedException.hpp>
#include <com/sun/star/lang/XComponent.hpp>
#include <com/sun/star/lang/XMultiServiceFactory.hpp>
#include <com/sun/star/util/XCloseable.hpp>
#include <cppuhelper/bootstrap.hxx>
#include <rtl/bootstrap.hxx>
#include <thread>
#include <vector>

#include "documents/uno/socket_connection.h"

namespace ehcflow::documents {
namespace {

using css::uno::Any;
using css::uno::Reference;
using css::uno::UNO_QUERY;
using css::uno::UNO_QUERY_THROW;

rtl::OUString wide(const std::string& text) { return rtl::OUString::fromUtf8(text.c_str()); }
std::string narrow(const rtl::OUString& text) { return text.toUtf8().getStr(); }

css::beans::PropertyValue property(const char* name, const Any& value) {
    css::beans::PropertyValue made;
    made.Name = rtl::OUString::createFromAscii(name);
    made.Value = value;
    return made;
}

css::uno::Sequence<css::beans::PropertyValue> properties(const std::vector<css::beans::PropertyValue>& given) {
    return {given.data(), static_cast<sal_Int32>(given.size())};
}

Any yes() { return css::uno::makeAny(true); }
Any text(const char* ascii) { return css::uno::makeAny(rtl::OUString::createFromAscii(ascii)); }

// A UNO exception is neither a std::exception nor polymorphic to a catch clause of ours: it is translated here, once.
// Anything that is not an answer of the office about the document leaves its state unknown.
void asking_office(const char* what, const std::function<void()>& ask) {
    try {
        ask();
    } catch (const css::lang::DisposedException&) {
        throw OfficeLost(std::string("the office went away while it was asked to ") + what);
    } catch (const css::uno::Exception& why) {
        throw OfficeLost(std::string("the office failed when asked to ") + what + ": " + narrow(why.Message));
    }
}

Reference<css::frame::XFrame2> make_frame(const Reference<css::uno::XComponentContext>& office) {
    css::awt::WindowDescriptor window;
    window.Type = css::awt::WindowClass_TOP;
    window.WindowServiceName = rtl::OUString("window");
    window.ParentIndex = -1;
    window.Bounds = css::awt::Rectangle(0, 0, 800, 600);
    const auto frame = css::frame::Frame::create(office);
    frame->initialize(
        Reference<css::awt::XWindow>(css::awt::Toolkit::create(office)->createWindow(window), UNO_QUERY_THROW));
    Reference<css::beans::XPropertySet>(frame, UNO_QUERY_THROW)
        ->setPropertyValue(rtl::OUString("LayoutManager"), Any());
    return frame;
}

std::string as_text(const Any& value) {
    bool truth = false;
    sal_Int64 number = 0;
    rtl::OUString words;
    if (value >>= truth) return truth ? "true" : "false";
    if (value >>= number) return std::to_string(number);
    if (value >>= words) return narrow(words);
    return {};
}

}  // namespace

struct UnoRuntime::Parts {
    Reference<css::uno::XComponentContext> context;
};

UnoRuntime::UnoRuntime(const std::filesystem::path& program) : parts_(std::make_unique<Parts>()) {
    const auto registries = wide("vnd.sun.star.pathname:" + (program / "fundamentalrc").string());
    asking_office("read its registries", [&] {
        rtl::Bootstrap::set(rtl::OUString("URE_BOOTSTRAP"), registries);
        parts_->context = cppu::defaultBootstrap_InitialComponentContext();
        // UNO's headers describe a type when it is first met, and look without a lock whether they have: that is done
        // here, before there are threads.
        cppu::UnoType<css::beans::PropertyValue>::get();
        cppu::UnoType<css::uno::Sequence<css::beans::PropertyValue>>::get();
    });
}

UnoRuntime::~UnoRuntime() {
    try {
        Reference<css::lang::XComponent>(parts_->context, UNO_QUERY_THROW)->dispose();
    } catch (const css::uno::Exception&) {
        // Nothing is left to be done with it.
    }
}

struct OfficeLink::Parts {
    Reference<css::lang::XComponent> bridge;
    Reference<css::uno::XComponentContext> office;
    Reference<css::frame::XFrame2> frame;
    Reference<css::frame::XComponentLoader> loader;
    // Settings are asked for in groups: what was made for the last one answers the next.
    Reference<css::lang::XMultiServiceFactory> settings;
    Reference<css::container::XNameAccess> node;
    std::string node_path;

    ~Parts() {
        node.clear();
        settings.clear();
        loader.clear();
        frame.clear();
        office.clear();
        try {
            if (bridge.is()) bridge->dispose();
        } catch (const css::uno::Exception&) {
            // The office has gone already.
        }
    }
};

OfficeLink::OfficeLink(const UnoRuntime& runtime, const std::filesystem::path& socket,
                       const std::function<bool()>& give_up)
    : parts_(std::make_unique<Parts>()) {
    int connected = connect_to(socket);
    for (; connected < 0; connected = connect_to(socket)) {
        if (give_up()) throw OfficeLost("the office did not begin to listen");
        std::this_thread::sleep_for(std::chrono::milliseconds(2));
    }
    const Reference<css::connection::XConnection> connection(new SocketConnection(connected));
    asking_office("open the conversation", [&] {
        const auto bridge = css::bridge::BridgeFactory::create(runtime.parts_->context)
                                ->createBridge(rtl::OUString(), rtl::OUString("urp"), connection, nullptr);
        parts_->bridge.set(bridge, UNO_QUERY_THROW);
        parts_->office.set(bridge->getInstance(rtl::OUString("StarOffice.ComponentContext")), UNO_QUERY_THROW);
        parts_->frame = make_frame(parts_->office);
        parts_->loader.set(parts_->frame, UNO_QUERY_THROW);
    });
}

OfficeLink::~OfficeLink() = default;

Result<void, Refusal> OfficeLink::convert(const std::string& source_url, SourceForm form, const std::string& target_url,
                                          PdfKind kind) {
    // The filter is named: left to itself the office would take any text that is called .odt.
    const char* filter = form == SourceForm::Package ? "writer8" : "OpenDocument Text Flat XML";
    const auto loading =
        properties({property("Hidden", yes()), property("ReadOnly", yes()), property("FilterName", text(filter)),
                    property("MacroExecutionMode", css::uno::makeAny(sal_Int16{0})),
                    property("UpdateDocMode", css::uno::makeAny(sal_Int16{0}))});
    std::vector<css::beans::PropertyValue> wishes{property("UseTaggedPDF", yes()), property("PDFUACompliance", yes())};
    if (kind == PdfKind::AccessibleArchive)
        wishes.push_back(property("SelectPdfVersion", css::uno::makeAny(sal_Int32{2})));
    const auto storing = properties({property("FilterName", text("writer_pdf_Export")),
                                     property("FilterData", css::uno::makeAny(properties(wishes)))});
    Refusal refused;
    asking_office("make a PDF", [&] {
        const auto document =
            parts_->loader->loadComponentFromURL(wide(source_url), rtl::OUString("_self"), 0, loading);
        // A damaged document is a null reference, without an exception.
        if (!document.is()) {
            refused.what = "the office cannot read it";
            return;
        }
        try {
            Reference<css::frame::XStorable>(document, UNO_QUERY_THROW)->storeToURL(wide(target_url), storing);
        } catch (const css::io::IOException& why) {
            refused = {"the office cannot make a PDF of it: " + narrow(why.Message), true};
        }
        // Both: a document left for the next load to replace is leaked and slows every later one.
        parts_->frame->setComponent(nullptr, nullptr);
        Reference<css::util::XCloseable>(document, UNO_QUERY_THROW)->close(true);
    });
    if (!refused.what.empty()) return Failure{refused};
    return {};
}

std::string OfficeLink::setting(const std::string& path, const std::string& name) {
    std::string found;
    asking_office("show its settings", [&] {
        if (!parts_->settings.is())
            parts_->settings.set(parts_->office->getServiceManager()->createInstanceWithContext(
                                     rtl::OUString("com.sun.star.configuration.ConfigurationProvider"), parts_->office),
                                 UNO_QUERY_THROW);
        if (!parts_->node.is() || parts_->node_path != path) {
            const Any place = css::uno::makeAny(property("nodepath", css::uno::makeAny(wide(path))));
            const css::uno::Sequence<Any> arguments(&place, 1);
            parts_->node.set(parts_->settings->createInstanceWithArguments(
                                 rtl::OUString("com.sun.star.configuration.ConfigurationAccess"), arguments),
                             UNO_QUERY_THROW);
            parts_->node_path = path;
        }
        if (parts_->node->hasByName(wide(name))) found = as_text(parts_->node->getByName(wide(name)));
    });
    return found;
}

}  // namespace ehcflow::documents
