# ehcflow_embed(TARGET FILE NAMESPACE NAME): compiles a text file of the tree into a target as a string_view, so that the
# program has it wherever it runs.
function(ehcflow_embed target file namespace name)
  set(source "${CMAKE_CURRENT_BINARY_DIR}/${name}.cpp")
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS "${file}")
  file(READ "${file}" text)
  file(CONFIGURE OUTPUT "${source}" @ONLY CONTENT [==[
// Made from a file of the tree by cmake/embed.cmake.
#include <string_view>

namespace @namespace@ {
extern const std::string_view @name@;
const std::string_view @name@ = R"embedded(@text@)embedded";
}
]==])
  target_sources(${target} PRIVATE "${source}")
endfunction()
