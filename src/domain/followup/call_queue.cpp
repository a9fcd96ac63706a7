#include "domain/followup/call_queue.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <tuple>

namespace tandem::followup {

IndexTable::IndexTable(const SegmentProgramme& programme, const Timing& timing)
    : attempts_(timing.max_attempts), days_(timing.horizon_days + 1) {
  constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
  for (int made = 0; made < attempts_; ++made) {
    for (int age = 0; age < days_; ++age) {
      for (int gap = 1; gap <= days_; ++gap) {
        indices_.push_back(programme.index(made, age, gap).value_or(kNone));
      }
    }
  }
}

double IndexTable::at(int attempts_made, int age_days, int days_since_attempt) const {
  if (attempts_made < 0 || attempts_made >= attempts_ || age_days < 0 || age_days >= days_) {
    return std::numeric_limits<double>::quiet_NaN();
  }
  const int gap = std::clamp(days_since_attempt, 1, days_);
  return indices_[static_cast<std::size_t>((attempts_made * days_ + age_days) * days_ + gap - 1)];
}

std::vector<QueuedLead> call_queue(std::span<const OpenLead> leads,
                                   std::span<const IndexTable> tables, std::size_t most) {
  std::vector<QueuedLead> queue;
  for (const auto& lead : leads) {
    if (lead.segment < 0 || static_cast<std::size_t>(lead.segment) >= tables.size()) continue;
    const double index = tables[static_cast<std::size_t>(lead.segment)].at(
        lead.attempts_made, lead.age_days, lead.days_since_attempt);
    if (!std::isnan(index)) queue.push_back({index, lead.due, lead.id});
  }
  const auto before = [](const QueuedLead& one, const QueuedLead& other) {
    return std::tie(other.index, one.due, one.id) < std::tie(one.index, other.due, other.id);
  };
  if (queue.size() > most) {
    const auto end = queue.begin() + static_cast<std::ptrdiff_t>(most);
    std::ranges::nth_element(queue, end, before);
    queue.resize(most);
  }
  std::ranges::sort(queue, before);
  return queue;
}

}  // namespace tandem::followup
