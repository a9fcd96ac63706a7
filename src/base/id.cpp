#include "base/id.h"

#include <charconv>

namespace tandem {
namespace {

constexpr int kSequenceBits = 16;
constexpr int kNodeBits = 6;
constexpr int kTimeShift = kSequenceBits + kNodeBits;
constexpr std::int64_t kLastSequence = (1 << kSequenceBits) - 1;
constexpr Timestamp kEpoch = std::chrono::sys_days(std::chrono::year(2020) / 1 / 1);

static_assert(kNodes == 1 << kNodeBits);

}  // namespace

int Id::node() const {
  return static_cast<int>(value >> kSequenceBits) & (kNodes - 1);
}

Timestamp Id::time() const {
  return kEpoch + Millis(value >> kTimeShift);
}

std::string to_string(Id id) {
  return std::to_string(id.value);
}

std::optional<Id> parse_id(std::string_view text) {
  Id id;
  const char* const end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, id.value);
  if (error != std::errc() || stop != end || id.value <= 0) return std::nullopt;
  return id;
}

Id IdSource::next() {
  const std::lock_guard lock(mutex_);
  const std::int64_t now = (clock_.now() - kEpoch).count();
  if (now > millis_) {
    millis_ = now;
    sequence_ = 0;
  } else if (sequence_ < kLastSequence) {
    ++sequence_;  // the same millisecond, or a clock that stepped back
  } else {
    ++millis_;  // borrowed from the future; the clock catches up
    sequence_ = 0;
  }
  return Id{millis_ << kTimeShift | std::int64_t{node_} << kSequenceBits | sequence_};
}

void IdSource::continue_after(Id seen) {
  const std::lock_guard lock(mutex_);
  const std::int64_t seen_millis = seen.value >> kTimeShift;
  if (seen_millis < millis_) return;
  // Not the same millisecond: `seen` may be of a higher node, which sorts after all of ours there.
  millis_ = seen_millis + 1;
  sequence_ = -1;
}

}  // namespace tandem
