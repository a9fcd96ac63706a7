#include "domain/agreement/due_queue.h"

namespace tandem::agreement {

void DueQueue::put(Id clock, Timestamp at) {
  remove(clock);
  order_.emplace(at, clock);
  places_.emplace(clock, at);
}

void DueQueue::remove(Id clock) {
  const auto place = places_.find(clock);
  if (place == places_.end()) return;
  order_.erase({place->second, clock});
  places_.erase(place);
}

std::optional<Timestamp> DueQueue::wakes_at() const {
  if (order_.empty()) return std::nullopt;
  return order_.begin()->first;
}

std::vector<Id> DueQueue::take_due(Timestamp now) {
  std::vector<Id> due;
  while (!order_.empty() && order_.begin()->first <= now) {
    due.push_back(order_.begin()->second);
    places_.erase(due.back());
    order_.erase(order_.begin());
  }
  return due;
}

}  // namespace tandem::agreement
