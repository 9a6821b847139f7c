// One libFuzzer target a program; which one is said when it is compiled.
#include "tests/fuzz/targets.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    ehcflow::fuzz::EHCFLOW_FUZZ_TARGET(data, size);
    return 0;
}
