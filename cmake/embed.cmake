# Text compiled into the program: named SQL queries, migrations, the words of both languages.
set(TANDEM_EMBED ${CMAKE_SOURCE_DIR}/cmake/embed.py)
find_package(Python3 REQUIRED COMPONENTS Interpreter)

# tandem_embed(<target> <mode> <output name> <files...>)
# Modes: "queries" makes one constant per `-- name:` of each file; "texts" one table of whole files.
function(tandem_embed target mode name)
  set(output ${CMAKE_BINARY_DIR}/generated/${name})
  add_custom_command(
    OUTPUT ${output}
    COMMAND Python3::Interpreter ${TANDEM_EMBED} ${mode} ${output} ${ARGN}
    DEPENDS ${TANDEM_EMBED} ${ARGN}
    VERBATIM)
  target_sources(${target} PRIVATE ${output})
  target_include_directories(${target} PUBLIC ${CMAKE_BINARY_DIR}/generated)
endfunction()
