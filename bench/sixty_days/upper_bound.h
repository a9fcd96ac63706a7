// What nobody can do better than (sixty_days.h).
#pragma once

#include <algorithm>

#include "bench/sixty_days/truth.h"

namespace tandem::bench {

// The Lagrangian bound: with any prices of each day's minutes, no way to call is worth more than
// the leads' best schedules at these prices and the price of all minutes. The best prices are
// looked for by subgradient steps; stopping early only makes the bound larger.
class UpperBound {
 public:
  UpperBound(const Truth& truth, const Arrivals& arrivals, double capacity)
      : truth_(truth), arrivals_(arrivals), capacity_(capacity) {}

  double best() {
    constexpr int kRounds = 120;
    std::vector<double> prices(kDays, common_price());
    const double scale = prices.front();
    double best = at(prices);
    for (int round = 0; round < kRounds; ++round) {
      const double step = .5 * scale / std::sqrt(1.0 + round);
      for (std::size_t day = 0; day < kDays; ++day) {
        const double over = std::clamp(used_[day] / capacity_ - 1, -1.0, 1.0);
        prices[day] = std::max(0.0, prices[day] + step * over);
      }
      best = std::min(best, at(prices));
    }
    return best;
  }

 private:
  static constexpr int kWide = kHorizon + 3;

  double& worth(int made, int age, int gap) {
    return worth_[static_cast<std::size_t>((made * kWide + age) * kWide + gap)];
  }

  // One price for all days: bisection on whether more minutes are used than there are.
  double common_price() {
    double low = 0;
    double high = 100;
    for (int i = 0; i < 16; ++i) {
      const double price = (low + high) / 2;
      at(std::vector<double>(kDays, price));
      double used = 0;
      for (const double minutes : used_) used += minutes;
      (used > capacity_ * kDays ? low : high) = price;
    }
    return high;
  }

  double at(const std::vector<double>& prices) {
    used_.assign(kDays, 0);
    double sum = 0;
    for (std::size_t day = 0; day < kDays; ++day) {
      sum += prices[day] * capacity_;
      // A call that goes on past the end of the day takes its minutes from the next day.
      const double next = day + 1 < kDays ? prices[day + 1] : 0;
      sum += std::max(0.0, prices[day] - next) * (kAttemptMinutes + kConversationMinutes);
      for (int s = 0; s < kSegments; ++s) {
        const int leads = arrivals_[day][static_cast<std::size_t>(s)];
        if (leads > 0) sum += leads * solve(s, static_cast<int>(day), leads, prices);
      }
    }
    return sum;
  }

  double act(int segment, int day, int made, int age, int gap, double price) {
    const double h = truth_.hazard(segment, made, gap, day + age);
    const double value = value_at(truth_.values[static_cast<std::size_t>(segment)], made, age);
    return h * (value - price * kConversationMinutes) - price * kAttemptMinutes +
           (1 - h) * worth(made + 1, age + 1, 1);
  }

  // The worth of one lead that comes on `day`, to the last day; adds the minutes of all to used_.
  double solve(int segment, int day, int leads, const std::vector<double>& prices) {
    const int last = std::min(kHorizon, kDays - 1 - day);
    const auto price = [&](int age) { return prices[static_cast<std::size_t>(day + age)]; };
    worth_.assign(static_cast<std::size_t>((kAttempts + 1) * kWide * kWide), 0);
    for (int age = last; age >= 0; --age) {
      for (int made = std::min(age, kAttempts - 1); made >= 0; --made) {
        for (int gap = made == 0 ? 0 : 1; gap <= (made == 0 ? 0 : age); ++gap) {
          worth(made, age, gap) = std::max({0.0, act(segment, day, made, age, gap, price(age)),
                                            worth(made, age + 1, made == 0 ? 0 : gap + 1)});
        }
      }
    }
    int made = 0;
    int gap = 0;
    double alive = leads;
    for (int age = 0; age <= last && made < kAttempts && worth(made, age, gap) > 0; ++age) {
      const int waited = made == 0 ? 0 : gap + 1;
      if (act(segment, day, made, age, gap, price(age)) < worth(made, age + 1, waited)) {
        gap = waited;
        continue;
      }
      const double h = truth_.hazard(segment, made, gap, day + age);
      used_[static_cast<std::size_t>(day + age)] +=
          alive * (kAttemptMinutes + h * kConversationMinutes);
      alive *= 1 - h;
      ++made;
      gap = 1;
    }
    return worth(0, 0, 0);
  }

  const Truth& truth_;
  const Arrivals& arrivals_;
  double capacity_;
  std::vector<double> worth_;
  std::vector<double> used_;
};

}  // namespace tandem::bench
