# Our own code compiles without a single warning; libraries are included as system headers.
add_library(tandem_warnings INTERFACE)
target_compile_options(tandem_warnings INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Werror)
if(CMAKE_CXX_COMPILER_ID STREQUAL GNU)
  # False alarms of g++ 12 in its own std::string when optimising (GCC bug 105329).
  target_compile_options(tandem_warnings INTERFACE -Wno-restrict)
endif()
