# The warnings every room is built with. Third-party headers come in as SYSTEM and are not held to them.
# g++ 12 at -O2 takes the unused alternatives of a moved std::variant for uninitialised: that one stays a warning.
add_library(ehcflow_warnings INTERFACE)
target_compile_options(ehcflow_warnings INTERFACE
  -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Wold-style-cast -Wswitch-enum
  $<$<BOOL:${EHCFLOW_WERROR}>:-Werror>
  $<$<CXX_COMPILER_ID:GNU>:-Wno-error=maybe-uninitialized>)
