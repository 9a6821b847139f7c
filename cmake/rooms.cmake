# A room is one static library; what it links is what it may include (docs/architecture.md, held by tests/architecture).
#
#   ehcflow_room(NAME SOURCES a.cpp ... [USES other rooms] [PRIVATE_LIBRARIES third-party targets])
#   ehcflow_test(NAME SOURCES a_test.cpp ... USES rooms [LABELS slow])
function(ehcflow_room name)
  cmake_parse_arguments(ROOM "" "" "SOURCES;USES;PRIVATE_LIBRARIES" ${ARGN})
  add_library(ehcflow_${name} STATIC ${ROOM_SOURCES})
  target_include_directories(ehcflow_${name} PUBLIC "${CMAKE_SOURCE_DIR}")
  list(TRANSFORM ROOM_USES PREPEND ehcflow_)
  target_link_libraries(ehcflow_${name} PUBLIC ${ROOM_USES} PRIVATE ehcflow_warnings ${ROOM_PRIVATE_LIBRARIES})
endfunction()

# EHCFLOW_SOURCE_DIR lets a test find its data; LABELS "slow" keeps it out of the quick run (tools/test --slow).
include(GoogleTest)

function(ehcflow_test name)
  cmake_parse_arguments(TEST "" "" "SOURCES;USES;LIBRARIES;LABELS" ${ARGN})
  find_package(GTest REQUIRED)
  add_executable(${name} ${TEST_SOURCES})
  list(TRANSFORM TEST_USES PREPEND ehcflow_)
  target_link_libraries(${name} PRIVATE ${TEST_USES} ${TEST_LIBRARIES} ehcflow_warnings GTest::gmock GTest::gtest_main)
  target_compile_definitions(${name} PRIVATE EHCFLOW_SOURCE_DIR="${CMAKE_SOURCE_DIR}"
    EHCFLOW_PROGRAM="$<TARGET_FILE:ehcflow>")
  set_target_properties(${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/tests")
  set(properties TIMEOUT 300)
  if(TEST_LABELS)
    set(properties TIMEOUT 2400 LABELS "${TEST_LABELS}")
  endif()
  gtest_discover_tests(${name} DISCOVERY_MODE PRE_TEST PROPERTIES ${properties})
endfunction()
