#include "cli/progress.h"

#include <algorithm>
#include <csignal>
#include <iostream>

#include <fmt/format.h>
#include <unistd.h>

namespace tandem::cli {
namespace {

constexpr int kBarWidth = 32;
volatile std::sig_atomic_t stop_asked = 0;

void on_signal(int signal) {
  stop_asked = 1;
  std::signal(signal, SIG_DFL);
}

}  // namespace

Progress::Progress(std::string label, std::optional<std::int64_t> whole)
    : label_(std::move(label)), whole_(whole), shown_(isatty(STDERR_FILENO) == 1) {}

Progress::~Progress() {
  if (shown_) std::cerr << "\r\x1b[K" << std::flush;
}

void Progress::step(std::int64_t done) {
  if (!shown_) return;
  if (!whole_ || *whole_ <= 0) {
    std::cerr << fmt::format("\r{} {} kB", label_, done / 1024) << std::flush;
    return;
  }
  const auto percent = std::clamp<std::int64_t>(done * 100 / *whole_, 0, 100);
  if (percent == last_shown_) return;
  last_shown_ = percent;
  const auto full = static_cast<int>(percent * kBarWidth / 100);
  std::string bar;
  for (int i = 0; i < kBarWidth; ++i) bar += i < full ? "█" : "░";
  std::cerr << fmt::format("\r{} {} {:3} %", label_, bar, percent) << std::flush;
}

StopRequest::StopRequest() {
  stop_asked = 0;
  std::signal(SIGINT, on_signal);
  std::signal(SIGTERM, on_signal);
}

StopRequest::~StopRequest() {
  std::signal(SIGINT, SIG_DFL);
  std::signal(SIGTERM, SIG_DFL);
}

bool StopRequest::asked() {
  return stop_asked != 0;
}

}  // namespace tandem::cli
