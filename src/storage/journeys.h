// Journeys over all cores: the room's folds take a range of contacts and merge; here are the
// threads.
#pragma once

#include <thread>
#include <vector>

#include "domain/attribution/journeys.h"

namespace tandem::storage {

// Contacts 0 .. count-1 in as many ranges as there are cores; one at least.
std::vector<attribution::ContactRange> split_contacts(std::size_t count);

// work(i, ranges[i]) for all of them at once, each on a thread of its own.
template <class Work>
void on_all_cores(const std::vector<attribution::ContactRange>& ranges, Work&& work) {
  std::vector<std::jthread> threads;
  threads.reserve(ranges.size() - 1);
  for (std::size_t i = 1; i < ranges.size(); ++i) {
    threads.emplace_back([&work, &ranges, i] { work(i, ranges[i]); });
  }
  work(std::size_t{0}, ranges[0]);
}

// See JourneysBuild.
attribution::Journeys extend_journeys(attribution::Journeys before, std::size_t contacts,
                                      std::span<const attribution::Touch> touches,
                                      std::span<const attribution::Milestone> milestones);

// Adds each journey to a copy of `empty` per core (its add(journey)), and merges the copies.
template <class Fold>
Fold fold_journeys(const attribution::Journeys& journeys, const attribution::JourneyRules& rules,
                   const Fold& empty) {
  const auto ranges = split_contacts(journeys.contacts());
  std::vector<Fold> folds(ranges.size(), empty);
  on_all_cores(ranges, [&](std::size_t i, attribution::ContactRange range) {
    // A copy of the thread's own: folds side by side in memory would share cache lines.
    auto fold = empty;
    journeys.for_each(range, rules,
                      [&](const attribution::Journey& journey) { fold.add(journey); });
    folds[i] = std::move(fold);
  });
  for (std::size_t i = 1; i < folds.size(); ++i) folds[0].merge(folds[i]);
  return std::move(folds[0]);
}

}  // namespace tandem::storage
