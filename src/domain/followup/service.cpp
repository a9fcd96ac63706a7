#include "domain/followup/service.h"

#include <cmath>

#include <fmt/format.h>

#include "domain/followup/attempt_plan.h"

namespace tandem::followup {
namespace {

// Erlang B for 1, 2, 3 ... people in turn, and from it the chance of waiting.
class ErlangB {
 public:
  explicit ErlangB(double load) : load_(load) {}
  void add_one() {
    ++people_;
    blocking_ = load_ * blocking_ / (people_ + load_ * blocking_);
  }
  int people() const { return people_; }
  // Erlang C: the chance of waiting at all; 1 when the people cannot keep up.
  double waiting() const {
    if (people_ <= load_) return 1;
    return people_ * blocking_ / (people_ - load_ * (1 - blocking_));
  }

 private:
  double load_;
  double blocking_ = 1;
  int people_ = 0;
};

double load_of(const Arrivals& arrivals) {
  return arrivals.per_hour / 60 * arrivals.minutes_each;
}

double waits_longer(const ErlangB& desk, const Arrivals& arrivals, double minutes) {
  const double load = load_of(arrivals);
  if (desk.people() <= load) return load > 0 ? 1 : 0;
  return desk.waiting() * std::exp(-(desk.people() - load) * minutes / arrivals.minutes_each);
}

}  // namespace

Result<void> check_arrivals(const Arrivals& arrivals) {
  if (auto valid = check_amount(arrivals.per_hour, "per_hour"); !valid) return valid;
  if (auto valid = check_amount(arrivals.minutes_each, "minutes_each"); !valid) return valid;
  if (!(arrivals.minutes_each > 0)) {
    return Error::invalid("followup.not_positive", {}, "minutes_each");
  }
  if (load_of(arrivals) > kLargestLoad) {
    return Error::invalid("followup.too_large_load",
                          {{"most", fmt::format("{:.0f}", kLargestLoad)}}, "per_hour");
  }
  return {};
}

double wait_probability(const Arrivals& arrivals, int people, double minutes) {
  ErlangB desk(load_of(arrivals));
  while (desk.people() < people) desk.add_one();
  return waits_longer(desk, arrivals, minutes);
}

int people_needed(const Arrivals& arrivals, double minutes, double target) {
  if (arrivals.per_hour <= 0) return 0;
  ErlangB desk(load_of(arrivals));
  do {
    desk.add_one();
  } while (waits_longer(desk, arrivals, minutes) > 1 - target);
  return desk.people();
}

}  // namespace tandem::followup
