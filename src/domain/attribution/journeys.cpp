#include "domain/attribution/journeys.h"

#include <algorithm>
#include <tuple>

namespace tandem::attribution {
namespace {

// Up to here moving touches one by one is faster than asking for memory to merge in.
constexpr std::size_t kInsertion = 64;

bool earlier(const Milestone& one, const Milestone& other) {
  return std::tie(one.contact, one.at, one.kind) < std::tie(other.contact, other.at, other.kind);
}

// By time; touches of the same time keep their order.
void sort_by_time(PackedTouch* first, PackedTouch* last) {
  if (static_cast<std::size_t>(last - first) > kInsertion) {
    std::stable_sort(first, last, [](PackedTouch one, PackedTouch other) {
      return one.millis() < other.millis();
    });
    return;
  }
  for (auto* next = first + (first != last); next < last; ++next) {
    const auto touch = *next;
    auto* hole = next;
    for (; hole > first && hole[-1].millis() > touch.millis(); --hole) *hole = hole[-1];
    *hole = touch;
  }
}

}  // namespace

JourneysBuild::JourneysBuild(Journeys before, std::size_t contacts, std::span<const Touch> touches,
                             std::span<const Milestone> milestones)
    : before_(std::move(before)), touches_(touches) {
  after_.offsets_.assign(contacts + 1, 0);
  after_.milestones_ = std::move(before_.milestones_);
  auto& all = after_.milestones_;
  const auto old = static_cast<std::ptrdiff_t>(all.size());
  all.insert(all.end(), milestones.begin(), milestones.end());
  std::stable_sort(all.begin() + old, all.end(), earlier);
  std::inplace_merge(all.begin(), all.begin() + old, all.end(), earlier);
}

// After counting, offsets_[c + 1] is how many touches c has; laid out, where they begin; and as
// they are placed it moves on, until it is where they end, which is where those of c + 1 begin.
void JourneysBuild::count(ContactRange range) {
  auto* const counts = after_.offsets_.data() + 1;
  const auto known = std::min<std::size_t>(range.end, before_.contacts());
  for (std::size_t contact = range.first; contact < known; ++contact) {
    counts[contact] = before_.offsets_[contact + 1] - before_.offsets_[contact];
  }
  const auto width = range.end - range.first;
  for (const auto& touch : touches_) {
    if (touch.contact - range.first < width) ++counts[touch.contact];
  }
}

void JourneysBuild::lay_out() {
  std::uint64_t sum = 0;
  for (auto& offset : std::span(after_.offsets_).subspan(1)) {
    const auto count = offset;
    offset = sum;
    sum += count;
  }
  // Not filled with zeros: each thread then is the first to write to its own part.
  after_.packed_ = std::make_unique_for_overwrite<PackedTouch[]>(sum);
}

void JourneysBuild::place(ContactRange range) {
  if (range.first >= range.end) return;
  auto* const next = after_.offsets_.data() + 1;
  auto* const packed = after_.packed_.get();
  auto begin = next[range.first];
  const auto known = std::min<std::size_t>(range.end, before_.contacts());
  for (std::size_t contact = range.first; contact < known; ++contact) {
    const auto old = before_.of(static_cast<Contact>(contact));
    std::ranges::copy(old, packed + next[contact]);
    next[contact] += old.size();
  }
  const auto width = range.end - range.first;
  for (const auto& touch : touches_) {
    if (touch.contact - range.first < width) {
      packed[next[touch.contact]++] = PackedTouch(touch.channel, touch.at);
    }
  }
  for (auto contact = range.first; contact < range.end; ++contact) {
    sort_by_time(packed + begin, packed + next[contact]);
    begin = next[contact];
  }
}

Journeys JourneysBuild::finish() && {
  return std::move(after_);
}

}  // namespace tandem::attribution
