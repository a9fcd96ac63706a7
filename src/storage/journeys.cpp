#include "storage/journeys.h"

namespace tandem::storage {

using attribution::Contact;
using attribution::ContactRange;

std::vector<ContactRange> split_contacts(std::size_t count) {
  const auto parts = std::clamp<std::size_t>(std::thread::hardware_concurrency(), 1,
                                             std::max<std::size_t>(1, count));
  std::vector<ContactRange> ranges;
  for (std::size_t part = 0; part < parts; ++part) {
    ranges.push_back({static_cast<Contact>(count * part / parts),
                      static_cast<Contact>(count * (part + 1) / parts)});
  }
  return ranges;
}

attribution::Journeys extend_journeys(attribution::Journeys before, std::size_t contacts,
                                      std::span<const attribution::Touch> touches,
                                      std::span<const attribution::Milestone> milestones) {
  attribution::JourneysBuild build(std::move(before), contacts, touches, milestones);
  const auto ranges = split_contacts(contacts);
  on_all_cores(ranges, [&](std::size_t, ContactRange range) { build.count(range); });
  build.lay_out();
  on_all_cores(ranges, [&](std::size_t, ContactRange range) { build.place(range); });
  return std::move(build).finish();
}

}  // namespace tandem::storage
