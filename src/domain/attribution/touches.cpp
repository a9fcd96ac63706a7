#include "domain/attribution/touches.h"

#include <cmath>

namespace tandem::attribution {
namespace {

bool in_range(Timestamp at) {
  return at >= PackedTouch::kFirst && at <= PackedTouch::kLast;
}

Error out_of_range() {
  return Error::invalid("attribution.time_out_of_range", {}, "at");
}

}  // namespace

Result<void> validate(const Touch& touch) {
  if (touch.channel >= PackedTouch::kChannels) {
    return Error::invalid("attribution.too_many_channels",
                          {{"limit", std::to_string(PackedTouch::kChannels)}}, "channel");
  }
  if (!in_range(touch.at)) return out_of_range();
  return {};
}

Result<void> validate(const Milestone& milestone) {
  if (!in_range(milestone.at)) return out_of_range();
  if (!std::isfinite(milestone.value)) {
    return Error::invalid("attribution.not_finite", {}, "value");
  }
  if (milestone.value < 0) return Error::invalid("attribution.negative", {}, "value");
  return {};
}

}  // namespace tandem::attribution
