// What the follow-up planner is worth over 60 business days against a truth it does not see
// (truth.h). It starts from a log of 60 earlier days in which reps called up to six times, one to
// four days apart. What it brings is compared with the truth's own upper bound for the very leads
// that came: the best schedules of somebody who knows every hazard, the drift and who will come.
// Value is counted as the true chance times the value of a connection, so that luck in single calls
// hardly shows.
#pragma once

#include <map>

#include <boost/random/bernoulli_distribution.hpp>

#include "bench/measure.h"
#include "bench/sixty_days/planner.h"
#include "bench/sixty_days/upper_bound.h"

namespace tandem::bench {

inline double simulate(const Truth& truth, const Arrivals& arrivals, double capacity,
                       Policy& policy, std::uint64_t seed) {
  Random random(seed);
  std::vector<Lead> leads;
  std::int64_t next_id = 0;
  double value = 0;
  double debt = 0;  // of the last conversation of the day before
  for (int day = 0; day < kDays; ++day) {
    std::erase_if(leads, [&](const Lead& lead) { return lead.done || day - lead.came > kHorizon; });
    policy.night(day, leads);
    for (int s = 0; s < kSegments; ++s) {
      for (int i = arrivals[static_cast<std::size_t>(day)][static_cast<std::size_t>(s)]; i > 0;
           --i) {
        leads.push_back({next_id++, s, day, 0, day, false});
      }
    }
    double left = capacity - debt;
    for (int round = 0; left > 0; ++round) {
      const auto order = policy.order(leads, day, round);
      if (order.empty() && round > 6) break;
      if (order.empty() && dynamic_cast<FixedRule*>(&policy)) break;
      for (const auto i : order) {
        if (left <= 0) break;
        auto& lead = leads[i];
        if (lead.done || (lead.made > 0 && lead.last == day) || lead.made >= kAttempts) continue;
        const int gap = std::max(1, day - lead.last);
        const double h = truth.hazard(lead.segment, lead.made, gap, day);
        const bool connected = boost::random::bernoulli_distribution<double>(h)(random);
        value += h * value_at(truth.values[static_cast<std::size_t>(lead.segment)], lead.made,
                              day - lead.came);
        left -= kAttemptMinutes + (connected ? kConversationMinutes : 0);
        policy.learn(lead, gap, day, connected);
        ++lead.made;
        lead.last = day;
        lead.done = connected;
      }
    }
    debt = std::max(0.0, -left);
  }
  return value;
}

// 60 earlier days, before the drift, in which reps called the newest leads first.
inline void give_history(const Truth& truth, double leads_a_day, Planner& planner, Random& random) {
  const auto leads = static_cast<std::int64_t>(leads_a_day * kDays);
  for (std::int64_t i = 0; i < leads; ++i) {
    Lead lead{.id = i, .segment = whole(random, 0, kSegments - 1)};
    for (; lead.made < 6 && real(random, 0, 1) < .6; ++lead.made) {
      const int gap = whole(random, 1, 4);
      const bool connected = real(random, 0, 1) < truth.hazard(lead.segment, lead.made, gap, -1);
      planner.learn(lead, gap, static_cast<int>(i * kDays / leads) - kDays, connected);
      if (connected) break;
    }
  }
}

inline void simulate_sixty_days(Table& table, double leads_a_day, int worlds) {
  const double capacity = kMinutesPerLead * leads_a_day;
  std::map<std::string, double> value;
  double bound = 0;
  for (int world = 0; world < worlds; ++world) {
    Random random(100 + static_cast<std::uint64_t>(world));
    const Truth truth(random);
    const auto arrivals = arrivals_of(random, leads_a_day);
    bound += UpperBound(truth, arrivals, capacity).best();
    const auto run = [&](const std::string& name, Policy& policy) {
      value[name] += simulate(truth, arrivals, capacity, policy, 7);
    };
    Planner planner(truth, leads_a_day, capacity);
    give_history(truth, leads_a_day, planner, random);
    run("planner, 60 days of earlier attempts", planner);
    Planner cold(truth, leads_a_day, capacity);
    run("planner, from the prior alone", cold);
    Planner knowing(truth, leads_a_day, capacity);
    knowing.know(truth);
    run("planner that knows the day's truth", knowing);
    FixedRule newest(6, 2, true);
    run("6 attempts every 2 days, newest first", newest);
    FixedRule oldest(6, 2, false);
    run("6 attempts every 2 days, oldest first", oldest);
    FixedRule daily(12, 1, true);
    run("12 daily attempts, newest first", daily);
    FixedRule once(1, 1, true);
    run("1 attempt, newest first", once);
  }
  for (const auto& [name, brought] : value) {
    table.add(fmt::format("{:.0f} leads a day, {}", leads_a_day, name),
              fmt::format("{:.1f} % of the bound", 100 * brought / bound),
              name.starts_with("planner, 60") && leads_a_day >= 100 ? "99 %" : "-");
  }
}

}  // namespace tandem::bench
