// A progress bar on a terminal, silence elsewhere; and Ctrl-C as a polite request to stop.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "base/text.h"

namespace tandem::cli {

class Progress {
 public:
  // `whole` in the same unit as step(); nothing when it is not known.
  Progress(std::string label, std::optional<std::int64_t> whole);
  ~Progress();  // clears the line
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  void step(std::int64_t done);

 private:
  std::string label_;
  std::optional<std::int64_t> whole_;
  bool shown_ = false;
  std::int64_t last_shown_ = -1;
};

// While it lives, SIGINT and SIGTERM set a flag instead of ending the program; a second one ends
// it.
class StopRequest {
 public:
  StopRequest();
  ~StopRequest();
  StopRequest(const StopRequest&) = delete;
  StopRequest& operator=(const StopRequest&) = delete;

  static bool asked();
};

}  // namespace tandem::cli
