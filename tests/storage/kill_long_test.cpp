// The long form of the kill test: 200 times.
#include <filesystem>
#include <gtest/gtest.h>
#include <unistd.h>

#include "tests/storage/killing.h"

namespace ehcflow::storage {
namespace {

TEST(Kill, TwoHundredTimes) {
    std::string form = (std::filesystem::temp_directory_path() / "ehcflow-kill-XXXXXX").string();
    ASSERT_NE(mkdtemp(form.data()), nullptr);
    kill_writers(std::filesystem::path(form) / "ledger", 200);
    std::filesystem::remove_all(form);
}

}  // namespace
}  // namespace ehcflow::storage
