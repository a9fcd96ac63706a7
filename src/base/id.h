// 64-bit ids ordered by time, unique across writer nodes without asking anyone.
//
//   63        62 ........ 22   21 .. 16   15 ....... 0
//   always 0  milliseconds     node       sequence
//             since 2020       0..63      within the millisecond
//
// Ids of one node strictly increase in the order they were made, also when the clock steps back.
#pragma once

#include <compare>
#include <cstdint>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

#include "base/clock.h"

namespace tandem {

struct Id {
  std::int64_t value = 0;

  // NOLINTNEXTLINE(modernize-use-nullptr): a false alarm of clang-tidy 14
  auto operator<=>(const Id&) const = default;

  int node() const;
  Timestamp time() const;  // when it was made, to the millisecond
};

std::string to_string(Id id);  // decimal, as in JSON: JavaScript has no 64-bit integers
std::optional<Id> parse_id(std::string_view text);  // nothing unless a positive decimal number

inline constexpr int kNodes = 64;

// Makes the ids of one node. Safe to call from several threads.
class IdSource {
 public:
  // Precondition: 0 <= node < kNodes.
  IdSource(const Clock& clock, int node) : clock_(clock), node_(node) {}

  Id next();
  // Every later id is greater than `seen`, of whichever node that is (the newest of a stored log).
  void continue_after(Id seen);
  int node() const { return node_; }

 private:
  const Clock& clock_;
  int node_;
  std::mutex mutex_;
  std::int64_t millis_ = 0;    // of the last id
  std::int64_t sequence_ = 0;  // of the last id; 0 at first, so that no clock ever yields Id{0}
};

}  // namespace tandem

template <>
struct std::hash<tandem::Id> {
  std::size_t operator()(tandem::Id id) const noexcept {
    return std::hash<std::int64_t>{}(id.value);
  }
};
