#include "domain/followup/deadline.h"

#include <algorithm>
#include <array>
#include <cmath>

#include <fmt/format.h>

namespace tandem::followup {

std::span<const LiftPoint> default_lifts() {
  static constexpr std::array<LiftPoint, 7> kLifts{
      {{1, 4.91}, {2, 2.60}, {3, 1.98}, {30, 1.62}, {60, 1.36}, {300, 1.24}, {1440, 1.17}}};
  return kLifts;
}

Result<void> check_lifts(std::span<const LiftPoint> lifts) {
  if (lifts.empty()) return Error::invalid("followup.no_lifts");
  for (std::size_t i = 0; i < lifts.size(); ++i) {
    const auto& [minutes, lift] = lifts[i];
    const bool first = i == 0;
    if (!(minutes > (first ? 0 : lifts[i - 1].minutes)) || !std::isfinite(minutes)) {
      return Error::invalid("followup.lift_order", {}, fmt::format("[{}].minutes", i));
    }
    if (!(lift > 0) || !std::isfinite(lift) || (!first && lift > lifts[i - 1].lift)) {
      return Error::invalid("followup.lift_order", {}, fmt::format("[{}].lift", i));
    }
  }
  return {};
}

double lift_at(std::span<const LiftPoint> lifts, double minutes) {
  if (minutes <= lifts.front().minutes) return lifts.front().lift;
  for (std::size_t i = 1; i < lifts.size(); ++i) {
    const auto& from = lifts[i - 1];
    const auto& to = lifts[i];
    if (minutes > to.minutes) continue;
    const double way = std::log(minutes / from.minutes) / std::log(to.minutes / from.minutes);
    return from.lift + way * (to.lift - from.lift);
  }
  return lifts.back().lift;
}

std::optional<Deadline> first_response_deadline(std::span<const LiftPoint> lifts,
                                                double index_at_five, double price, double share) {
  if (!(index_at_five > 0)) return {};
  const double needed = lift_at(lifts, 5) * std::max(share, price / index_at_five);
  if (lifts.front().lift < needed) return {};
  if (lifts.back().lift >= needed) return Deadline{lifts.back().minutes, true};
  // The last piece that begins at or above what is needed: lifts fall.
  std::size_t i = 1;
  while (lifts[i].lift >= needed) ++i;
  const auto& from = lifts[i - 1];
  const auto& to = lifts[i];
  const double way = (from.lift - needed) / (from.lift - to.lift);
  return Deadline{from.minutes * std::pow(to.minutes / from.minutes, way), false};
}

}  // namespace tandem::followup
