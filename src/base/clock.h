// Time is an input: rules take `now`, and only the program itself knows a wall clock.
#pragma once

#include <atomic>

#include "base/time.h"

namespace tandem {

class Clock {
 public:
  virtual ~Clock() = default;
  virtual Timestamp now() const = 0;
};

class WallClock final : public Clock {
 public:
  Timestamp now() const override {
    return std::chrono::time_point_cast<Millis>(std::chrono::system_clock::now());
  }
};

// For tests and for the demo: stands still until moved, in either direction. Safe across threads.
class FakeClock final : public Clock {
 public:
  explicit FakeClock(Timestamp start) : now_(start.time_since_epoch().count()) {}
  Timestamp now() const override { return Timestamp(Millis(now_.load())); }
  void set(Timestamp at) { now_ = at.time_since_epoch().count(); }
  void advance(Millis by) { now_ += by.count(); }

 private:
  std::atomic<std::int64_t> now_;
};

}  // namespace tandem
