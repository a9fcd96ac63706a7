# The web app and the tracking script, built with npm once for all presets (build/web) and compiled into the program.
function(tandem_embed_web_app target)
  set(web ${CMAKE_SOURCE_DIR}/web)
  set(tracker ${CMAKE_SOURCE_DIR}/tracker)
  set(built ${CMAKE_SOURCE_DIR}/build/web)
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS
       ${web}/src/*.ts ${web}/src/*.tsx ${web}/src/*.json ${web}/src/*.css ${web}/public/*
       ${tracker}/src/*.ts)
  # Not recursive: every build looks at these again, and node_modules is large.
  file(GLOB settings CONFIGURE_DEPENDS
       ${web}/*.json ${web}/*.ts ${web}/index.html ${web}/scripts/embed.mjs
       ${tracker}/package*.json ${tracker}/scripts/build.mjs)
  list(APPEND sources ${settings})
  list(FILTER sources EXCLUDE REGEX "\\.test\\.ts")
  add_custom_command(
    OUTPUT ${built}/assets.S ${built}/assets_table.cpp
    # One at a time: two presets may be building at once.
    COMMAND ${CMAKE_COMMAND} -E make_directory ${built}
    COMMAND flock ${built}/lock ${CMAKE_SOURCE_DIR}/script/build_web ${built}
    DEPENDS ${sources} ${CMAKE_SOURCE_DIR}/script/build_web
    COMMENT "Building the web app and the tracking script"
    VERBATIM)
  target_sources(${target} PRIVATE ${built}/assets.S ${built}/assets_table.cpp)
  set_source_files_properties(${built}/assets_table.cpp PROPERTIES SKIP_PRECOMPILE_HEADERS ON)
endfunction()
