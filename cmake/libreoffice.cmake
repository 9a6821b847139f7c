# LibreOffice as a library to speak to: the target ehcflow_libreoffice, linked by documents/uno alone.
#
# Debian ships the UNO types as registries, not as C++ headers: cppumaker writes the headers into the build folder,
# which takes under a second. It needs an absolute output folder ("cannot open for writing" otherwise).
set(EHCFLOW_LIBREOFFICE "/usr/lib/libreoffice" CACHE PATH "Where LibreOffice is installed")
set(program "${EHCFLOW_LIBREOFFICE}/program")
find_program(EHCFLOW_CPPUMAKER cppumaker PATHS "${EHCFLOW_LIBREOFFICE}/sdk/bin" NO_DEFAULT_PATH)
if(NOT EHCFLOW_CPPUMAKER OR NOT EXISTS "${program}/types/offapi.rdb")
  message(FATAL_ERROR "LibreOffice and its SDK are not in ${EHCFLOW_LIBREOFFICE}: run tools/install (packages "
    "libreoffice-writer-nogui and libreoffice-dev), or name the folder with -DEHCFLOW_LIBREOFFICE=...")
endif()

set(uno_headers "${CMAKE_BINARY_DIR}/uno")
add_custom_command(
  OUTPUT "${uno_headers}/made"
  COMMAND "${CMAKE_COMMAND}" -E rm -rf "${uno_headers}"
  COMMAND "${CMAKE_COMMAND}" -E make_directory "${uno_headers}"
  COMMAND "${CMAKE_COMMAND}" -E env "LD_LIBRARY_PATH=${program}"
          "${EHCFLOW_CPPUMAKER}" -Gc "-O${uno_headers}" "${program}/types.rdb" "${program}/types/offapi.rdb"
  COMMAND "${CMAKE_COMMAND}" -E touch "${uno_headers}/made"
  DEPENDS "${program}/types.rdb" "${program}/types/offapi.rdb"
  COMMENT "Writing the UNO headers"
  VERBATIM)
add_custom_target(ehcflow_uno_headers DEPENDS "${uno_headers}/made")

add_library(ehcflow_libreoffice INTERFACE)
add_dependencies(ehcflow_libreoffice ehcflow_uno_headers)
set(sdk_include "${EHCFLOW_LIBREOFFICE}/sdk/include")
target_include_directories(ehcflow_libreoffice SYSTEM INTERFACE "${uno_headers}" "${sdk_include}")
target_compile_definitions(ehcflow_libreoffice INTERFACE UNX GCC LINUX "CPPU_ENV=gcc3")
foreach(library uno_cppuhelpergcc3 uno_cppu uno_sal uno_salhelpergcc3)
  target_link_libraries(ehcflow_libreoffice INTERFACE "${program}/lib${library}.so.3")
endforeach()
target_link_options(ehcflow_libreoffice INTERFACE "-Wl,-rpath,${program}")
