#include "domain/goals/simulation.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include <boost/random/beta_distribution.hpp>
#include <boost/random/binomial_distribution.hpp>
#include <boost/random/gamma_distribution.hpp>
#include <boost/random/poisson_distribution.hpp>
#include <fmt/format.h>

#include "domain/goals/chances.h"
#include "domain/goals/sale_sizes.h"

namespace tandem::goals {
namespace {

constexpr std::int64_t kNever = kMostLeads + 1;

double draw_rate(const std::vector<Rate>& rates, Engine& engine) {
  double product = 1;
  for (const auto& rate : rates) {
    if (!rate.belief) {
      product *= rate.mean;
      continue;
    }
    // The ratio of two gammas; both may be 0 to a double when there is hardly any evidence.
    boost::random::beta_distribution<double> beta(rate.belief->alpha, rate.belief->beta);
    const double drawn = beta(engine);
    product *= std::isfinite(drawn) ? drawn : rate.mean;
  }
  return product;
}

std::int64_t draw_binomial(std::int64_t trials, double chance, Engine& engine) {
  if (trials == 0 || chance <= 0) return 0;
  if (chance >= 1) return trials;
  boost::random::binomial_distribution<std::int64_t, double> binomial(trials, chance);
  return binomial(engine);
}

// Leads until `customers` of them have converted: the customers and a negative binomial number of
// others, drawn as a Poisson number whose mean is gamma.
std::int64_t draw_leads_until(std::int64_t customers, double chance, Engine& engine) {
  if (customers > kMostLeads || !(chance > 0)) return kNever;
  if (chance >= 1) return customers;
  boost::random::gamma_distribution<double> gamma(static_cast<double>(customers),
                                                  (1 - chance) / chance);
  const double mean = gamma(engine);
  if (!(mean < static_cast<double>(kMostLeads))) return kNever;
  if (!(mean > 0)) return customers;
  boost::random::poisson_distribution<std::int64_t, double> others(mean);
  return std::min(kNever, customers + others(engine));
}

// The smallest drawn value that a share of the draws does not exceed. Sorts.
template <class T>
T quantile(std::vector<T>& draws, double share) {
  const auto place = static_cast<std::size_t>(std::ceil(share * static_cast<double>(draws.size())));
  const auto nth = draws.begin() + static_cast<std::ptrdiff_t>(std::max<std::size_t>(place, 1) - 1);
  std::nth_element(draws.begin(), nth, draws.end());
  return *nth;
}

std::optional<std::int64_t> reachable(std::vector<std::int64_t>& leads, double share) {
  const auto needed = quantile(leads, share);
  return needed > kMostLeads ? std::nullopt : std::optional(needed);
}

Result<void> check(const Play& setting) {
  if (setting.sales.empty()) return Error::invalid("goals.no_sales", {}, "sales");
  for (std::size_t i = 0; i < setting.sales.size(); ++i) {
    if (setting.sales[i] <= 0) {
      return Error::invalid("goals.sale_amount", {{"value", fmt::format("{}", setting.sales[i])}},
                            fmt::format("sales[{}]", i));
    }
  }
  std::int64_t left = kMostLeads;
  for (const auto leads : setting.leads) {
    if (leads > left) {
      return Error::invalid("goals.too_many",
                            {{"stage", "lead"}, {"most", fmt::format("{}", kMostLeads)}}, "leads");
    }
    left -= leads;
  }
  return {};
}

// The share of each period's eventual customers that comes before the horizon, and of all together.
struct InTime {
  std::vector<double> by_period;
  double of_all = 0;
};

InTime in_time(const Play& setting) {
  InTime shares;
  const auto periods = static_cast<std::int64_t>(setting.leads.size());
  double leads = 0;
  double counted = 0;
  for (std::int64_t i = 0; i < periods; ++i) {
    const auto n = static_cast<double>(setting.leads[static_cast<std::size_t>(i)]);
    shares.by_period.push_back(std::min(1., setting.lag.by(periods - 1 - i)));
    counted += n * shares.by_period.back();
    leads += n;
  }
  shares.of_all = leads > 0 ? counted / leads : share_in_time(setting.lag, periods);
  return shares;
}

}  // namespace

Result<Played> play(const Play& setting) {
  if (auto valid = check(setting); !valid) return valid.error();
  const auto shares = in_time(setting);
  const SaleSizes sizes(setting.sales);
  const auto target = static_cast<double>(setting.target);
  Engine engine(setting.seed);

  std::vector<double> revenue;
  std::vector<std::int64_t> customers;
  std::vector<std::int64_t> leads;
  int reached = 0;
  for (int i = 0; i < setting.plays; ++i) {
    const double rate = draw_rate(setting.rates, engine);
    std::int64_t won = 0;
    for (std::size_t period = 0; period < setting.leads.size(); ++period) {
      won += draw_binomial(setting.leads[period], rate * shares.by_period[period], engine);
    }
    customers.push_back(won);
    revenue.push_back(sizes.sum(won, engine));
    if (revenue.back() >= target) ++reached;
    leads.push_back(
        draw_leads_until(sizes.count_until(target, engine), rate * shares.of_all, engine));
  }
  const double share = static_cast<double>(reached) / setting.plays;
  return Played{
      .probability = share,
      .standard_error = std::sqrt(share * (1 - share) / setting.plays),
      .revenue_p10 = quantile(revenue, 0.1),
      .revenue_p50 = quantile(revenue, 0.5),
      .revenue_p90 = quantile(revenue, 0.9),
      .customers_p10 = quantile(customers, 0.1),
      .customers_p50 = quantile(customers, 0.5),
      .customers_p90 = quantile(customers, 0.9),
      .leads_for_50 = reachable(leads, 0.5),
      .leads_for_80 = reachable(leads, 0.8),
      .leads_for_90 = reachable(leads, 0.9),
  };
}

}  // namespace tandem::goals
