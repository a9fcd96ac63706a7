// When things happen in the demo company: more on weekdays and in office hours, less in July and at
// the end of the year, and more every month than the month before.
#pragma once

#include <vector>

#include "actions/demo/chance.h"
#include "base/time.h"

namespace date {
class time_zone;
}

namespace tandem::actions {

inline constexpr std::string_view kDemoTimeZone = "America/Toronto";

class Season {
 public:
  explicit Season(Timestamp now);

  // When `count` contacts were first seen within the last fourteen months, oldest first; the last
  // few within the last hours.
  std::vector<Timestamp> arrivals(int count, Chance& chance) const;

  // The day of the last fair before `at`, at some hour of its opening; nothing when that is more
  // than five days before.
  std::optional<Timestamp> at_the_fair(Timestamp at, Chance& chance) const;

  // `at`, or when the office opens next and somebody gets to it.
  Timestamp in_office_hours(Timestamp at, Chance& chance) const;

 private:
  double busyness(Timestamp at) const;  // 0 to 1

  Timestamp now_;
  Timestamp start_;
  const date::time_zone* zone_;
};

}  // namespace tandem::actions
