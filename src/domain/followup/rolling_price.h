// The price of a minute, found anew each night from who is open now and who is expected: what
// best_timed_plan finds for a business that goes on for ever, this finds for the one at hand, whose
// backlog is shorter or longer than usual.
//
// At a price, each lead's best schedule takes minutes on the days ahead, the fewer the dearer a
// minute is. The price is the one at which they run out; the last lead that there is time for is
// just worth calling at it.
//
// Source: re-solving the fluid problem each period is within O(1/sqrt(N)) of the best (Gast et al.,
// arXiv 2211.01961).
#pragma once

#include <span>

#include "domain/followup/call_queue.h"

namespace tandem::followup {

struct ExpectedLeads {
  std::int32_t segment = 0;
  int in_days = 0;  // 0 is today
  double leads = 0;
};

// For the next `days` days of `minutes_a_day` each, to within 1/10,000. Segments are positions in
// `programmes`, which are left solved at the price. 0 when the minutes are enough for everything
// that is worth doing.
double rolling_price(std::span<SegmentProgramme> programmes, std::span<const OpenLead> open,
                     std::span<const ExpectedLeads> expected, double minutes_a_day, int days);

}  // namespace tandem::followup
