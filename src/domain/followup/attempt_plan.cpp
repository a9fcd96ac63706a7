#include "domain/followup/attempt_plan.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

namespace tandem::followup {
namespace {

// Attempt after attempt on one lead, counting the chance that it comes to each.
class Walk {
 public:
  explicit Walk(const Segment& segment, int from = 0)
      : segment_(segment), whole_{from, from, 0, 0}, last_{from, from, 0, 0} {}

  bool next() {
    const auto k = static_cast<std::size_t>(whole_.to);
    if (k >= segment_.hazards.size() || alive_ <= 0) return false;
    const double hazard = segment_.hazards[k];
    last_.from = whole_.to;
    last_.to = ++whole_.to;
    last_.minutes = alive_ * (segment_.attempt_minutes + hazard * segment_.conversation_minutes);
    last_.value = alive_ * hazard * segment_.value;
    whole_.minutes += last_.minutes;
    whole_.value += last_.value;
    alive_ *= 1 - hazard;
    return true;
  }
  const Step& whole() const { return whole_; }
  const Step& last() const { return last_; }

 private:
  const Segment& segment_;
  Step whole_;
  Step last_;
  double alive_ = 1;
};

struct Edge {
  std::size_t segment;
  Step step;  // of the whole segment
};

// The hull edges of all segments, the most valuable minutes first.
std::vector<Edge> edges_of(std::span<const Segment> segments) {
  std::vector<Edge> edges;
  for (std::size_t s = 0; s < segments.size(); ++s) {
    const double leads = segments[s].leads;
    if (leads <= 0) continue;
    for (auto step : concave_steps(segments[s])) {
      step.minutes *= leads;
      step.value *= leads;
      edges.push_back({s, step});
    }
  }
  std::ranges::stable_sort(edges, std::ranges::greater{},
                           [](const Edge& e) { return e.step.index(); });
  return edges;
}

void add(Allocation& to, const Step& step, double share) {
  to.attempts = step.to;
  to.otherwise = share < 1 ? step.from : step.to;
  to.share = share;
  to.minutes += share * step.minutes;
  to.value += share * step.value;
}

Step whole_schedule(const Segment& segment, int attempts) {
  Walk walk(segment);
  for (int k = 0; k < attempts && walk.next(); ++k) {
  }
  return walk.whole();
}

}  // namespace

Result<void> check_amount(double amount, std::string_view field) {
  if (!(amount >= 0)) return Error::invalid("followup.negative", {}, std::string(field));
  if (amount > kLargestNumber) {
    return Error::invalid("followup.too_large", {{"most", fmt::format("{:g}", kLargestNumber)}},
                          std::string(field));
  }
  return {};
}

Result<void> check_minutes(double attempt, double conversation) {
  if (!(attempt >= kLeastMinutes && attempt <= kLargestNumber)) {
    return Error::invalid("followup.out_of_range",
                          {{"low", fmt::format("{:g}", kLeastMinutes)},
                           {"high", fmt::format("{:g}", kLargestNumber)}},
                          "attempt_minutes");
  }
  return check_amount(conversation, "conversation_minutes");
}

Result<void> Segment::validate() const {
  if (auto valid = check_amount(leads, "leads"); !valid) return valid;
  if (auto valid = check_amount(value, "value"); !valid) return valid;
  for (std::size_t k = 0; k < hazards.size(); ++k) {
    if (!(hazards[k] >= 0 && hazards[k] <= 1)) {
      return Error::invalid("followup.not_a_share", {}, fmt::format("hazards[{}]", k));
    }
  }
  return check_minutes(attempt_minutes, conversation_minutes);
}

std::vector<Step> concave_steps(const Segment& segment) {
  std::vector<Step> hull;
  for (Walk walk(segment); walk.next();) {
    auto step = walk.last();
    // A step that is worth more per minute than the one before it comes together with it.
    while (!hull.empty() && hull.back().value * step.minutes <= step.value * hull.back().minutes) {
      step = {hull.back().from, step.to, hull.back().minutes + step.minutes,
              hull.back().value + step.value};
      hull.pop_back();
    }
    hull.push_back(step);
  }
  std::erase_if(hull, [](const Step& step) { return !(step.value > 0 && step.minutes > 0); });
  return hull;
}

double joint_index(const Segment& segment, int attempts_made) {
  double best = 0;
  for (Walk walk(segment, attempts_made); walk.next();) {
    best = std::max(best, walk.whole().index());
  }
  return best;
}

Plan best_plan(std::span<const Segment> segments, double capacity_minutes) {
  Plan plan;
  for (const auto& segment : segments) plan.segments.push_back({.name = segment.name});
  double left = capacity_minutes;
  const auto edges = edges_of(segments);
  for (const auto& [segment, step] : edges) {
    if (left < step.minutes) {
      plan.price_per_minute = step.index();
      if (left > 0) add(plan.segments[segment], step, left / step.minutes);
      break;
    }
    add(plan.segments[segment], step, 1);
    left -= step.minutes;
  }
  for (const auto& part : plan.segments) {
    plan.value += part.value;
    plan.minutes += part.minutes;
  }
  plan.upper_bound = plan.price_per_minute * capacity_minutes;
  for (const auto& [segment, step] : edges) {
    plan.upper_bound += std::max(0.0, step.value - plan.price_per_minute * step.minutes);
  }
  return plan;
}

double minutes_at_price(std::span<const Segment> segments, double price) {
  double minutes = 0;
  for (const auto& edge : edges_of(segments)) {
    if (edge.step.index() >= price) minutes += edge.step.minutes;
  }
  return minutes;
}

double first_in_first_out(std::span<const Segment> segments, double capacity_minutes,
                          int attempts) {
  double minutes = 0;
  double value = 0;
  for (const auto& segment : segments) {
    const auto schedule = whole_schedule(segment, attempts);
    minutes += segment.leads * schedule.minutes;
    value += segment.leads * schedule.value;
  }
  return minutes <= capacity_minutes ? value : value * (capacity_minutes / minutes);
}

double best_next_attempt(std::span<const Segment> segments, double capacity_minutes) {
  std::vector<Walk> walks;
  std::vector<Step> nexts;  // empty steps where a segment is done
  const auto advance = [&](std::size_t s) {
    nexts[s] = walks[s].next() ? walks[s].last() : Step{};
  };
  for (const auto& segment : segments) {
    walks.emplace_back(segment);
    nexts.emplace_back();
    advance(walks.size() - 1);
  }
  double value = 0;
  for (double left = capacity_minutes; left > 0;) {
    const auto best = std::ranges::max_element(
        nexts, {}, [](const Step& step) { return step.minutes > 0 ? step.index() : 0.0; });
    const auto s = static_cast<std::size_t>(best - nexts.begin());
    const double minutes = segments[s].leads * best->minutes;
    if (!(best->value > 0)) break;
    value += segments[s].leads * best->value * (minutes > left ? left / minutes : 1);
    left -= minutes;
    advance(s);
  }
  return value;
}

}  // namespace tandem::followup
