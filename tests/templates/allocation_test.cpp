// libxml2 refused memory at every point in turn: a document is read whole, or refused, and never in part. A program of
// its own, since libxml2 takes its allocator before anything else.
#include <cstdlib>
#include <cstring>
#include <gtest/gtest.h>
#include <libxml/xmlmemory.h>
#include <new>
#include <string>

#include "templates/engine/xml.h"

namespace {

long g_left = -1;  // allocations until one fails; below zero none does

bool refuses() { return g_left >= 0 && g_left-- == 0; }
void* take(std::size_t size) { return refuses() ? nullptr : std::malloc(size); }
void* take_again(void* old, std::size_t size) { return refuses() ? nullptr : std::realloc(old, size); }
char* take_copy(const char* text) { return refuses() ? nullptr : ::strdup(text); }

std::string written(const ehcflow::templates::Node& root) {
    std::string out;
    ehcflow::templates::append_xml(out, root);
    return out;
}

TEST(Allocation, ADocumentIsReadWholeOrNotAtAll) {
    ASSERT_EQ(::xmlMemSetup(std::free, take, take_again, take_copy), 0);
    const std::string bytes =
        "<office:document xmlns:office=\"o\" xmlns:text=\"t\" office:version=\"1.3\"><office:body><text:p "
        "text:style-name="
        "\"P1\">Dear &lt;<text:span>{{child.name}}</text:span>,<text:s text:c=\"3\"/></text:p></office:body>"
        "</office:document>";
    const auto whole = ehcflow::templates::read_xml(bytes);
    ASSERT_TRUE(whole.ok());
    const std::string expected = written(**whole);
    int refused = 0;
    bool reached_the_end = false;
    for (long point = 0; point < 5'000 && !reached_the_end; ++point) {
        g_left = point;
        try {
            const auto again = ehcflow::templates::read_xml(bytes);
            reached_the_end = g_left >= 0;  // nothing was refused this time
            if (again.ok())
                EXPECT_EQ(written(**again), expected) << "refused at " << point;
            else
                ++refused;
        } catch (const std::bad_alloc&) {
            ++refused;
        }
        g_left = -1;
    }
    EXPECT_TRUE(reached_the_end);
    EXPECT_GT(refused, 10);
}

}  // namespace
