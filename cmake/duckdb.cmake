# DuckDB's C API. A system-wide library is preferred; script/bootstrap fetches the pinned one otherwise.
find_library(DUCKDB_LIBRARY duckdb)
find_path(DUCKDB_INCLUDE duckdb.h)
if(NOT DUCKDB_LIBRARY OR NOT DUCKDB_INCLUDE)
  set(bundled ${CMAKE_SOURCE_DIR}/build/third_party/duckdb)
  if(NOT EXISTS ${bundled}/libduckdb.so)
    message(FATAL_ERROR "DuckDB is missing: run script/bootstrap")
  endif()
  # Beside the program, so that the build folder can be moved as a whole.
  configure_file(${bundled}/libduckdb.so ${CMAKE_BINARY_DIR}/libduckdb.so COPYONLY)
  set(DUCKDB_LIBRARY ${CMAKE_BINARY_DIR}/libduckdb.so)
  set(DUCKDB_INCLUDE ${bundled})
endif()
add_library(duckdb::duckdb SHARED IMPORTED)
set_target_properties(duckdb::duckdb PROPERTIES
  IMPORTED_LOCATION ${DUCKDB_LIBRARY}
  IMPORTED_NO_SONAME ON
  INTERFACE_INCLUDE_DIRECTORIES ${DUCKDB_INCLUDE})
set(CMAKE_BUILD_RPATH_USE_ORIGIN ON)
