# EHCFLOW_SANITIZE goes to every target, so that no room is left unwatched. LibreOffice's C++ types have no usable
# run-time type information on our side of the bridge, hence no vptr check.
if(EHCFLOW_SANITIZE)
  add_compile_options(-fsanitize=${EHCFLOW_SANITIZE} -fno-omit-frame-pointer)
  string(REPLACE "fuzzer-no-link" "" link_sanitize "${EHCFLOW_SANITIZE}")
  string(REGEX REPLACE ",$" "" link_sanitize "${link_sanitize}")
  add_link_options(-fsanitize=${link_sanitize})
  if(EHCFLOW_SANITIZE MATCHES "undefined")
    add_compile_options(-fno-sanitize=vptr -fno-sanitize-recover=undefined)
    add_link_options(-fno-sanitize=vptr)
  endif()
endif()
