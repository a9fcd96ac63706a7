// Who to call next: open leads sorted by what calling them now is worth a minute, above the price
// of the plan (the index of timed_plan.h). Ties go to the older due time, then to the smaller id.
#pragma once

#include <span>
#include <vector>

#include "base/id.h"
#include "base/time.h"
#include "domain/followup/timed_plan.h"

namespace tandem::followup {

struct OpenLead {
  Id id;
  Timestamp due;
  std::int32_t segment = 0;
  std::int16_t attempts_made = 0;
  std::int16_t age_days = 0;
  std::int16_t days_since_attempt = 1;
};

struct QueuedLead {
  double index = 0;
  Timestamp due;
  Id id;
};

// The indices of one segment at every state, for look-up.
class IndexTable {
 public:
  // Precondition: the programme is solved.
  IndexTable(const SegmentProgramme& programme, const Timing& timing);
  // As SegmentProgramme::index; not a number where that has nothing.
  double at(int attempts_made, int age_days, int days_since_attempt) const;

 private:
  int attempts_;
  int days_;
  std::vector<double> indices_;
};

// The first `most` leads that are worth calling now, best first. Leads of a segment that has no
// table are left out.
std::vector<QueuedLead> call_queue(std::span<const OpenLead> leads,
                                   std::span<const IndexTable> tables, std::size_t most);

}  // namespace tandem::followup
