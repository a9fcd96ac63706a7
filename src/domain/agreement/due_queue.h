// Which clocks change by themselves next, so that whoever watches them sleeps until then instead of
// looking at all of them.
//
// Example. Of 100,000 running clocks the first is due at 10:00:00: wakes_at() says so, take_due
// (10:00:00) gives its id, and wakes_at() then names the next.
#pragma once

#include <optional>
#include <set>
#include <unordered_map>
#include <utility>
#include <vector>

#include "base/id.h"
#include "base/time.h"

namespace tandem::agreement {

// Every operation takes logarithmic time per clock. The queue knows no time of its own: a clock it
// gives is to be looked at again (clock.h), and put back with its next change.
class DueQueue {
 public:
  // Once per clock: an earlier entry of the same id is replaced.
  void put(Id clock, Timestamp at);
  // Nothing happens to a clock that is not there.
  void remove(Id clock);

  std::optional<Timestamp> wakes_at() const;
  // The clocks due at `now` or before, the oldest first, and of one instant by id. They are gone.
  std::vector<Id> take_due(Timestamp now);

  std::size_t size() const { return places_.size(); }

 private:
  std::set<std::pair<Timestamp, Id>> order_;
  std::unordered_map<Id, Timestamp> places_;
};

}  // namespace tandem::agreement
