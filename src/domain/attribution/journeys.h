// The touches of all contacts in memory, as compressed sparse rows: one array of touches ordered by
// contact and time, and where each contact's begin. 8 bytes a touch, 8 a contact, 24 a milestone.
//
// They are read as journeys towards a goal, by the rules of journey_walk.h.
//
// Example. Contact 0 was touched by A on day 2 and by B on day 1, contact 1 by C: offsets 0, 2, 3
// and touches B, A, C.
#pragma once

#include <memory>

#include "domain/attribution/journey_walk.h"

namespace tandem::attribution {

struct ContactRange {
  Contact first = 0;
  Contact end = 0;
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
  // a journey converted. Gives how many open opportunities were left out. Several threads may each
  // visit a range.
  template <class Visit>
  std::size_t for_each(ContactRange range, const JourneyRules& rules, Visit&& visit) const;
  template <class Visit>
  std::size_t for_each(const JourneyRules& rules, Visit&& visit) const {
    return for_each({0, static_cast<Contact>(contacts())}, rules, std::forward<Visit>(visit));
  }

 private:
  friend class JourneysBuild;

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

template <class Visit>
std::size_t Journeys::for_each(ContactRange range, const JourneyRules& rules, Visit&& visit) const {
  JourneyWalk<std::remove_reference_t<Visit>> walk(rules, visit);
  auto first = std::ranges::lower_bound(milestones_, range.first, {}, &Milestone::contact);
  for (auto contact = range.first; contact < range.end; ++contact) {
    auto last = first;
    while (last != milestones_.end() && last->contact == contact) ++last;
    walk.contact(of(contact), {first, last});
    first = last;
  }
  return walk.left_out();
}

}  // namespace tandem::attribution
