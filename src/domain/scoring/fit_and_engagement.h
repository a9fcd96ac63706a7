// The explicit score, for as long as there are too few customers to learn from, and beside the
// learned one: does the lead fit, and is it interested? Both are needed.
//
// Fit is the matched share of the weights the team gave to criteria. Engagement adds up the points
// of what the lead did, halved every so many days (a page view 7, a piece of content 14, a request
// for a demo 30), and bends the sum into 0..100: 100 (1 - 2^(-points/50)). The score is the root of
// 100 * fit * engagement.
//
// Example. A demo request of 40 points 7 days ago, two pages of 10 today, a PDF of 15 points 14
// days ago, all halved every 7 days: 20 + 20 + 3.75 = 43.75 points, engagement 45.4746; with a fit
// of .5 the score is 47.6836.
#pragma once

#include <span>

#include "base/described.h"
#include "base/result.h"

namespace tandem::scoring {

struct FitCriterion {
  double weight = 0;
  bool matched = false;
};

// 0 .. 1; 0 without criteria. Errors: scoring.negative and scoring.not_finite, field
// criteria[i].weight.
Result<double> fit(std::span<const FitCriterion> criteria);

enum class EngagementKind { page, content, demo_request };
BOOST_DESCRIBE_ENUM(EngagementKind, page, content, demo_request)

double default_half_life_days(EngagementKind kind);

struct EngagementEvent {
  double points = 0;
  double age_days = 0;
  double half_life_days = 0;
};

// The points that are left of all events. Errors: scoring.negative, scoring.not_finite, fields
// events[i].points and .age_days (an event of the future); scoring.no_half_life, field
// events[i].half_life_days, when it is not above 0.
Result<double> engagement_points(std::span<const EngagementEvent> events);

// 0 .. 100. Precondition: points >= 0.
double engagement(double points);

// 0 .. 100, from a fit of 0 .. 1 and an engagement of 0 .. 100.
double explicit_score(double fit, double engagement);

// The two-dimensional reading: fit A (best) to D, engagement 1 (best) to 4, by quarters. "A4" fits
// and is not interested yet; "D1" is keen and will hardly buy.
struct GridCell {
  char fit = 'D';
  int engagement = 4;
  bool operator==(const GridCell&) const = default;
};
GridCell grid_cell(double fit, double engagement);

}  // namespace tandem::scoring
