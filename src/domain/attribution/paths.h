// Paths with how often they ended in what: a table "a > b > c", conversions, value, nulls.
#pragma once

#include "base/result.h"
#include "domain/attribution/journey.h"

namespace tandem::attribution {

// Equal paths are merged, so that memory grows with distinct paths only.
class Paths {
 public:
  // Errors: attribution.empty_path; attribution.not_finite and attribution.negative, field
  // conversions, value or nulls; attribution.value_without_conversion, field value;
  // attribution.total_too_large, field conversions, nulls (beyond 2^53 single journeys are no
  // longer told apart) or value.
  Result<void> add(std::span<const Channel> channels, const Outcome& outcome);

  std::size_t distinct() const { return rows_.size(); }
  const Outcome& total() const { return total_; }

  // visit(Journey) for each distinct path. Paths know the order of touches, not their times:
  // `step_days` is the time assumed between one touch and the next, and the last touch is the
  // conversion's.
  template <class Visit>
  void for_each(double step_days, Visit&& visit) const {
    std::vector<double> ages;
    for (const auto& [channels, outcome] : rows_) {
      const auto touches = channels.size();
      ages.resize(touches);
      for (std::size_t i = 0; i < touches; ++i) {
        ages[i] = step_days * static_cast<double>(touches - 1 - i);
      }
      visit(Journey{channels, ages, outcome, {}, {}});
    }
  }

 private:
  boost::unordered_flat_map<std::vector<Channel>, Outcome> rows_;
  std::vector<Channel> key_;
  Outcome total_;
};

}  // namespace tandem::attribution
