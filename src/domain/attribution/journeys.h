// The touches of all contacts in memory, as compressed sparse rows: one array of touches ordered by
// contact and time, and where each contact's begin. 8 bytes a touch, 8 a contact, 24 a milestone.
//
// From touches to journeys: each conversion closes a journey. Its touches are the contact's since
// its conversion before, not older than the lookback, up to the very moment of the conversion. What
// follows a contact's last conversion is still open and is counted nowhere. A contact that never
// converted is one null journey: its touches not older than the lookback before the last of them.
//
// Example. Touches A on day 0, B on day 100, C on day 101 and a conversion worth 50 on day 102,
// with a lookback of 90 days: the journey B, C (A is too old) with 1 conversion worth 50.
#pragma once

#include <algorithm>
#include <memory>

#include <boost/describe.hpp>

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

enum class MilestoneKind : std::uint8_t { lead, opportunity, conversion };
BOOST_DESCRIBE_ENUM(MilestoneKind, lead, opportunity, conversion)

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

struct ContactRange {
  Contact first = 0;
  Contact end = 0;
};

struct Lookback {
  Millis length = std::chrono::days(90);
};

class Journeys {
 public:
  std::size_t contacts() const { return offsets_.size() - 1; }
  std::size_t touches() const { return offsets_.back(); }
  std::size_t bytes() const {
    return offsets_.size() * sizeof(offsets_[0]) + touches() * sizeof(PackedTouch) +
           milestones_.size() * sizeof(Milestone);
  }

  // A contact's touches in order of time; of the same time, as they came.
  std::span<const PackedTouch> of(Contact contact) const {
    return {packed_.get() + offsets_[contact], offsets_[contact + 1] - offsets_[contact]};
  }

  // visit(const Journey&) for each journey of these contacts, in their order. Ages are given where
  // a journey converted. Several threads may each visit a range.
  template <class Visit>
  void for_each(ContactRange range, Lookback lookback, Visit&& visit) const;
  template <class Visit>
  void for_each(Lookback lookback, Visit&& visit) const {
    for_each({0, static_cast<Contact>(contacts())}, lookback, std::forward<Visit>(visit));
  }

 private:
  friend class JourneysBuild;
  template <class Visit>
  class Walk;

  std::vector<std::uint64_t> offsets_{0};  // of contacts + 1
  std::unique_ptr<PackedTouch[]> packed_;
  std::vector<Milestone> milestones_;  // ordered by contact, then time, then kind
};

// Adds touches, in any order, to journeys: a counting sort by contact, then each contact's by time.
// Both passes take a range of contacts, so that the level above may split them over cores:
//
//   JourneysBuild build(std::move(before), contacts, touches, milestones);
//   build.count(range);  // of all ranges, at once if one likes
//   build.lay_out();
//   build.place(range);  // likewise
//   journeys = std::move(build).finish();
class JourneysBuild {
 public:
  // Precondition: touches and milestones are valid, of contacts below `contacts`, of which there
  // are as many as before at least; `touches` outlives the build.
  JourneysBuild(Journeys before, std::size_t contacts, std::span<const Touch> touches,
                std::span<const Milestone> milestones);

  void count(ContactRange range);
  void lay_out();
  void place(ContactRange range);
  Journeys finish() &&;

 private:
  Journeys before_;
  Journeys after_;
  std::span<const Touch> touches_;
};

// Lists the journeys of one contact after the other into memory that is used again.
template <class Visit>
class Journeys::Walk {
 public:
  Walk(Lookback lookback, Visit& visit) : lookback_(lookback.length.count()), visit_(visit) {}

  void contact(std::span<const PackedTouch> touches, std::span<const Milestone> milestones) {
    const auto is_conversion = [](const Milestone& milestone) {
      return milestone.kind == MilestoneKind::conversion;
    };
    if (std::ranges::none_of(milestones, is_conversion)) return null(touches);
    std::size_t begin = 0;
    lead_ = opportunity_ = nullptr;
    for (const auto& milestone : milestones) {
      if (!is_conversion(milestone)) {
        auto& kept = milestone.kind == MilestoneKind::lead ? lead_ : opportunity_;
        if (!kept) kept = &milestone;
        continue;
      }
      auto end = begin;
      const auto at = millis(milestone);
      while (end < touches.size() && touches[end].millis() <= at) ++end;
      conversion(touches.subspan(begin, end - begin), milestone);
      begin = end;
      lead_ = opportunity_ = nullptr;
    }
  }

 private:
  static std::int64_t millis(const Milestone& milestone) {
    return (milestone.at - PackedTouch::kFirst).count();
  }

  std::span<const PackedTouch> not_older(std::span<const PackedTouch> touches,
                                         std::int64_t since) const {
    std::size_t begin = 0;
    while (begin < touches.size() && touches[begin].millis() < since) ++begin;
    return touches.subspan(begin);
  }

  void take_channels(std::span<const PackedTouch> touches) {
    channels_.resize(touches.size());
    for (std::size_t i = 0; i < touches.size(); ++i) channels_[i] = touches[i].channel();
  }

  void null(std::span<const PackedTouch> touches) {
    if (touches.empty()) return;
    take_channels(not_older(touches, touches.back().millis() - lookback_));
    visit_(Journey{channels_, {}, {0, 0, 1}, {}, {}});
  }

  // The last touch up to a milestone: what made it happen.
  static std::optional<std::size_t> anchor(std::span<const PackedTouch> touches,
                                           const Milestone* milestone) {
    if (!milestone) return {};
    auto after = touches.size();
    while (after > 0 && touches[after - 1].millis() > millis(*milestone)) --after;
    if (after == 0) return {};
    return after - 1;
  }

  void conversion(std::span<const PackedTouch> all, const Milestone& milestone) {
    constexpr double kDay = 86'400'000;
    const auto at = millis(milestone);
    const auto touches = not_older(all, at - lookback_);
    take_channels(touches);
    ages_.resize(touches.size());
    for (std::size_t i = 0; i < touches.size(); ++i) {
      ages_[i] = static_cast<double>(at - touches[i].millis()) / kDay;
    }
    visit_(Journey{channels_,
                   ages_,
                   {1, milestone.value, 0},
                   anchor(touches, lead_),
                   anchor(touches, opportunity_)});
  }

  std::int64_t lookback_;
  Visit& visit_;
  const Milestone* lead_ = nullptr;
  const Milestone* opportunity_ = nullptr;
  std::vector<Channel> channels_;
  std::vector<double> ages_;
};

template <class Visit>
void Journeys::for_each(ContactRange range, Lookback lookback, Visit&& visit) const {
  Walk<std::remove_reference_t<Visit>> walk(lookback, visit);
  auto first = std::ranges::lower_bound(milestones_, range.first, {}, &Milestone::contact);
  for (auto contact = range.first; contact < range.end; ++contact) {
    auto last = first;
    while (last != milestones_.end() && last->contact == contact) ++last;
    walk.contact(of(contact), {first, last});
    first = last;
  }
}

}  // namespace tandem::attribution
