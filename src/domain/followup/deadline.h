// How soon a new lead must be called.
//
// Each delay multiplies the chance of a first call by a lift, known at a few delays and
// interpolated linearly in the logarithm of the delay. The deadline is the longest delay at which a
// minute of the call is still worth its price, and still worth a share (0.8) of what it is worth at
// 5 minutes.
//
// Example. With the default lifts, lift(5 min) = 1.900134; 0.8 of it is reached at 39.15 minutes.
//
// The default lifts are a vendor's observation (Leads360/Velocify 2012, 3.5 million leads of 400
// firms), of buyers and of when reps happened to call: a weak prior, not a truth.
#pragma once

#include <optional>
#include <span>

#include "base/described.h"
#include "base/result.h"

namespace tandem::followup {

struct LiftPoint {
  double minutes = 0;
  double lift = 1;
};
BOOST_DESCRIBE_STRUCT(LiftPoint, (), (minutes, lift))

std::span<const LiftPoint> default_lifts();

// Delays must grow from above 0, lifts be positive and fall or stay. Errors: followup.no_lifts,
// followup.lift_order (field "[2].minutes" or "[2].lift").
Result<void> check_lifts(std::span<const LiftPoint> lifts);

// The first and the last lift hold beyond them. Precondition: checked lifts, minutes > 0.
double lift_at(std::span<const LiftPoint> lifts, double minutes);

struct Deadline {
  double minutes = 0;
  bool beyond_table = false;  // even the longest delay known will do: `minutes` is that
};

// `index_at_five`: the value per minute of a first call after 5 minutes. Nothing when even the
// shortest delay is not worth the price.
std::optional<Deadline> first_response_deadline(std::span<const LiftPoint> lifts,
                                                double index_at_five, double price,
                                                double share = .8);

}  // namespace tandem::followup
