// What happened to a contact, as it comes: a touch by a channel, or a milestone on its way.
//
//   lead          became a lead
//   opportunity   an opportunity was created
//   conversion    was won; ends a journey
//   lost          was lost, or given up; ends a journey too
//
// Who reached a milestone has reached those above it too, then at the latest.
#pragma once

#include <span>

#include "base/result.h"
#include "base/time.h"
#include "domain/attribution/journey.h"

namespace tandem::attribution {

using Contact = std::uint32_t;  // numbered from 0, by whoever brings the touches

struct Touch {
  Contact contact = 0;
  Channel channel = 0;
  Timestamp at;
};

enum class MilestoneKind : std::uint8_t { lead, opportunity, conversion, lost };
BOOST_DESCRIBE_ENUM(MilestoneKind, lead, opportunity, conversion, lost)

struct Milestone {
  Timestamp at;
  double value = 0;  // of a conversion
  Contact contact = 0;
  MilestoneKind kind = MilestoneKind::conversion;
};
static_assert(sizeof(Milestone) == 24);

// A touch in 8 bytes: 43 bits of milliseconds since 1900, 21 bits of channel.
class PackedTouch {
 public:
  static constexpr int kChannelBits = 21;
  static constexpr Channel kChannels = 1 << kChannelBits;
  static constexpr Timestamp kFirst = std::chrono::sys_days(std::chrono::January / 1 / 1900);
  static constexpr Timestamp kLast = kFirst + Millis((std::int64_t{1} << 43) - 1);  // in 2178

  PackedTouch() = default;
  PackedTouch(Channel channel, Timestamp at)
      : bits_(static_cast<std::uint64_t>((at - kFirst).count()) << kChannelBits | channel) {}

  Channel channel() const { return static_cast<Channel>(bits_ & (kChannels - 1)); }
  std::int64_t millis() const { return static_cast<std::int64_t>(bits_ >> kChannelBits); }

 private:
  std::uint64_t bits_;
};

// Errors: attribution.too_many_channels {limit}, field channel; attribution.time_out_of_range,
// field at, before 1900 and after 2178.
Result<void> validate(const Touch& touch);
// Errors: attribution.time_out_of_range, field at; attribution.not_finite and attribution.negative,
// field value.
Result<void> validate(const Milestone& milestone);

}  // namespace tandem::attribution
