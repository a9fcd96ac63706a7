// Attribution: which channels get the credit for a conversion.
//
// A journey is the touches of one contact in order of time, and how it ended: in a conversion with
// a value, or in nothing (a null). Models fold over journeys one at a time, so it does not matter
// whether they come from a file of paths (paths.h) or from touches of contacts (journeys.h).
//
// Example. Touches A, A, B and a conversion worth 90: last gives B 1 conversion and 90, linear
// gives A 2/3 and 60, B 1/3 and 30.
//
// Credit is a way of sharing out what happened. It does not say what would have happened without a
// channel (Blake, Nosko, Tadelis, Econometrica 2015).
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <boost/describe.hpp>
#include <boost/unordered/unordered_flat_map.hpp>

namespace tandem::attribution {

using Channel = std::uint32_t;  // its place in ChannelNames

// What a number of like journeys came to. Counts may be fractions where a source samples.
struct Outcome {
  double conversions = 0;
  double value = 0;  // of all the conversions together
  double nulls = 0;  // journeys without a conversion

  Outcome& operator+=(const Outcome& other) {
    conversions += other.conversions;
    value += other.value;
    nulls += other.nulls;
    return *this;
  }
};

BOOST_DESCRIBE_STRUCT(Outcome, (), (conversions, value, nulls))

struct Journey {
  std::span<const Channel> channels;  // of the touches; none: a conversion nobody knows the way to
  std::span<const double> ages;       // days from each touch to the conversion; as many as channels
                                      // where the journey converted, else possibly none
  Outcome outcome;
  std::optional<std::size_t> lead;         // the touch that made the contact a lead
  std::optional<std::size_t> opportunity;  // the touch that made an opportunity
};

// The part of a conversion, or of many, that belongs to one channel.
struct Credit {
  double conversions = 0;
  double value = 0;
};

// Channels by name, numbered in the order of their first appearance.
class ChannelNames {
 public:
  Channel number(std::string_view name) {
    key_.assign(name);
    const auto [entry, is_new] = numbers_.try_emplace(key_, static_cast<Channel>(names_.size()));
    if (is_new) names_.push_back(key_);
    return entry->second;
  }
  const std::vector<std::string>& names() const { return names_; }
  std::size_t size() const { return names_.size(); }

 private:
  boost::unordered_flat_map<std::string, Channel> numbers_;
  std::vector<std::string> names_;
  std::string key_;
};

}  // namespace tandem::attribution
