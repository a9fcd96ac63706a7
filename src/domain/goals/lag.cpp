#include "domain/goals/lag.h"

#include <algorithm>
#include <numeric>

#include <fmt/format.h>

namespace tandem::goals {
namespace {

constexpr double kNoise = 1e-9;  // .3 + .4 + .3 need not be 1 in binary

}  // namespace

double Lag::by(std::int64_t period) const {
  if (period < 0) return 0;
  const auto periods = std::min(static_cast<std::size_t>(period) + 1, shares.size());
  return std::accumulate(shares.begin(), shares.begin() + static_cast<std::ptrdiff_t>(periods), 0.);
}

Result<Lag> make_lag(std::vector<double> shares) {
  if (shares.empty()) return Error::invalid("goals.lag_empty", {}, "lag");
  if (shares.size() > kMostPeriods) {
    return Error::invalid("goals.lag_too_long", {{"most", fmt::format("{}", kMostPeriods)}}, "lag");
  }
  double sum = 0;
  for (std::size_t i = 0; i < shares.size(); ++i) {
    if (!(shares[i] >= 0 && shares[i] <= 1)) {
      return Error::invalid("goals.lag_share", {{"value", fmt::format("{}", shares[i])}},
                            fmt::format("lag[{}]", i));
    }
    sum += shares[i];
  }
  if (!(sum > 0 && sum <= 1 + kNoise)) {
    return Error::invalid("goals.lag_sum", {{"sum", fmt::format("{:.6g}", sum)}}, "lag");
  }
  return Lag{std::move(shares)};
}

double customers_by_end(const std::vector<double>& leads, double rate, const Lag& lag) {
  const auto won = customers_by_period(leads, rate, lag);
  return std::accumulate(won.begin(), won.end(), 0.);
}

std::vector<double> customers_by_period(const std::vector<double>& leads, double rate,
                                        const Lag& lag) {
  std::vector<double> won(leads.size());
  for (std::size_t came = 0; came < leads.size(); ++came) {
    const auto left = std::min(lag.shares.size(), leads.size() - came);
    for (std::size_t i = 0; i < left; ++i) won[came + i] += leads[came] * rate * lag.shares[i];
  }
  return won;
}

double share_in_time(const Lag& lag, std::int64_t periods) {
  if (periods <= 0) return 0;
  double sum = 0;
  double by = 0;  // G of the period
  for (std::int64_t i = 0; i < periods; ++i) {
    if (i < static_cast<std::int64_t>(lag.shares.size())) {
      by += lag.shares[static_cast<std::size_t>(i)];
    }
    sum += by;
  }
  return std::min(1., sum / static_cast<double>(periods));
}

std::int64_t first_reachable(const Lag& lag) {
  const auto first = std::ranges::find_if(lag.shares, [](double share) { return share > 0; });
  return first - lag.shares.begin() + 1;
}

Result<LagEstimate> estimate_lag(const std::vector<Followed>& leads) {
  if (leads.empty()) return Error::invalid("goals.nobody_followed");
  std::vector<std::int64_t> bought(1);
  std::vector<std::int64_t> left(1);  // the risk set: bought or last seen
  for (std::size_t i = 0; i < leads.size(); ++i) {
    const auto periods = leads[i].periods;
    if (periods < 0 || periods >= static_cast<std::int64_t>(kMostPeriods)) {
      return Error::invalid(
          "goals.bad_duration",
          {{"value", fmt::format("{}", periods)}, {"most", fmt::format("{}", kMostPeriods - 1)}},
          fmt::format("[{}]", i));
    }
    const auto period = static_cast<std::size_t>(periods);
    if (period >= left.size()) {
      bought.resize(period + 1);
      left.resize(period + 1);
    }
    bought[period] += leads[i].bought ? 1 : 0;
    ++left[period];
  }
  LagEstimate estimate;
  auto followed = static_cast<std::int64_t>(leads.size());
  double surviving = 1;
  for (std::size_t i = 0; i < left.size(); followed -= left[i++]) {
    surviving *= 1 - static_cast<double>(bought[i]) / static_cast<double>(followed);
    estimate.surviving.push_back(surviving);
  }
  estimate.cured = surviving;
  if (surviving < 1) {
    Lag lag;
    double before = 1;
    for (const double s : estimate.surviving) {
      lag.shares.push_back((before - s) / (1 - surviving));
      before = s;
    }
    estimate.lag = std::move(lag);
  }
  return estimate;
}

}  // namespace tandem::goals
