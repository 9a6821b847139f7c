# A second build of the same tree should cost seconds, wherever the first one was made.
find_program(EHCFLOW_CCACHE ccache)
if(EHCFLOW_CCACHE)
  set(CMAKE_CXX_COMPILER_LAUNCHER "${EHCFLOW_CCACHE}")
endif()
