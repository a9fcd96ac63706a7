// What the follow-up planner is worth over 60 business days against a truth it does not see.
//
// The truth: hazards per segment and attempt of their own, which drift by the day, and calls soon
// after the last one connect less often. The planner starts from a log of 60 earlier days in which
// reps called up to six times, one to four days apart. Every fifth night it fits the contact model
// to all attempts so far; every night it corrects the model's hazards by what each segment's
// attempts have done since. What it brings is compared with the truth's own upper bound for the
// very leads that came: the best schedules of somebody who knows every hazard, the drift and who
// will come. Value is counted as the true chance times the value of a connection, so that luck in
// single calls hardly shows.
#pragma once

#include <cmath>
#include <map>

#include <boost/random/bernoulli_distribution.hpp>
#include <boost/random/mersenne_twister.hpp>
#include <boost/random/normal_distribution.hpp>
#include <boost/random/poisson_distribution.hpp>
#include <boost/random/uniform_int_distribution.hpp>
#include <boost/random/uniform_real_distribution.hpp>

#include "bench/measure.h"
#include "domain/followup/call_queue.h"
#include "domain/followup/contact_model.h"
#include "domain/followup/contact_prior.h"

namespace tandem::bench {

using namespace followup;
using Random = boost::random::mt19937_64;

constexpr int kSegments = 20;
constexpr int kAttempts = 12;
constexpr int kDays = 60;
constexpr int kHorizon = 20;
constexpr double kAttemptMinutes = 4;
constexpr double kConversationMinutes = 15;
constexpr double kMinutesPerLead = 6;

inline double real(Random& random, double low, double high) {
  return boost::random::uniform_real_distribution<double>(low, high)(random);
}

inline int whole(Random& random, int low, int high) {
  return boost::random::uniform_int_distribution<int>(low, high)(random);
}

inline double logit(double h) {
  return std::log(h / (1 - h));
}
inline double logistic(double x) {
  return 1 / (1 + std::exp(-x));
}

inline double value_at(double value, int made, int age) {
  return value * std::exp2(-age / 10.0) * (made + 1 >= 7 ? .55 : 1);
}

struct Truth {
  std::vector<double> values;
  std::vector<std::vector<double>> logits;  // [segment][attempt]
  std::vector<double> drift;                // of the logit, from the first day to the last

  explicit Truth(Random& random) {
    boost::random::normal_distribution<double> normal;
    for (int s = 0; s < kSegments; ++s) {
      values.push_back(60 * std::exp(.8 * normal(random)));
      const double shift = .5 * normal(random);
      logits.emplace_back();
      for (int k = 1; k <= kAttempts; ++k) {
        logits.back().push_back(logit(default_hazard(k)) + shift + .25 * normal(random));
      }
      drift.push_back(real(random, -.4, .4));
    }
  }

  double hazard(int segment, int made, int gap, int day) const {
    const auto s = static_cast<std::size_t>(segment);
    const double soon = made == 0 ? 0 : gap == 1 ? -.35 : gap == 2 ? -.1 : 0;
    return logistic(logits[s][static_cast<std::size_t>(made)] + soon +
                    drift[s] * (day + 1) / kDays);
  }
};

// leads[day][segment]
using Arrivals = std::vector<std::vector<int>>;

inline Arrivals arrivals_of(Random& random, double leads_a_day) {
  boost::random::poisson_distribution<int, double> some(leads_a_day / kSegments);
  Arrivals arrivals(kDays, std::vector<int>(kSegments));
  for (auto& day : arrivals) {
    for (auto& count : day) count = some(random);
  }
  return arrivals;
}

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

struct Lead {
  std::int64_t id = 0;
  int segment = 0;
  int came = 0;
  int made = 0;
  int last = 0;
  bool done = false;
};

// A day's order of calls: positions in `leads`, best first. More may follow when minutes are left.
class Policy {
 public:
  virtual ~Policy() = default;
  virtual void night(int) {}
  virtual std::vector<std::size_t> order(const std::vector<Lead>& leads, int day, int round) = 0;
  virtual void learn(const Lead&, int, int, bool) {}  // the lead, days since, the day
};

class FixedRule : public Policy {
 public:
  FixedRule(int attempts, int apart, bool newest)
      : attempts_(attempts), apart_(apart), newest_(newest) {}
  std::vector<std::size_t> order(const std::vector<Lead>& leads, int day, int round) override {
    std::vector<std::size_t> order;
    if (round > 0) return order;
    for (std::size_t i = 0; i < leads.size(); ++i) {
      const auto& lead = leads[i];
      if (lead.made < attempts_ && (lead.made == 0 || day - lead.last >= apart_))
        order.push_back(i);
    }
    if (newest_) std::ranges::reverse(order);
    return order;
  }

 private:
  int attempts_;
  int apart_;
  bool newest_;
};

// Calls as the planner says, with what it has learnt so far.
class Planner : public Policy {
 public:
  Planner(const Truth& truth, double leads_a_day, double capacity)
      : values_(truth.values), leads_a_day_(leads_a_day), capacity_(capacity) {}

  void learn(const Lead& lead, int gap, int day, bool connected) override {
    auto& attempt = log_.emplace_back();
    attempt.number = lead.made + 1;
    attempt.connected = connected;
    attempt.segment = std::to_string(lead.segment);
    if (lead.made > 0) attempt.gap_hours = 24 * gap;
    trials_.push_back({lead.segment, lead.made, gap, day, connected});
  }

  // Instead of learning: the truth as it is on the day.
  void know(const Truth& truth) { truth_ = &truth; }

  void night(int day) override {
    if (truth_) {
      copy_truth(day);
    } else {
      if (day % 5 == 0) fit();
      correct(day);
    }
  }

  std::vector<std::size_t> order(const std::vector<Lead>& leads, int day, int round) override {
    if (round > 6) return {};
    if (round > 0)
      use_price(price_ * std::pow(.5, round));  // minutes are left: go deeper
    else
      use_price(price_);
    std::vector<OpenLead> open;
    for (std::size_t i = 0; i < leads.size(); ++i) {
      const auto& lead = leads[i];
      if (lead.made > 0 && lead.last == day) continue;
      open.push_back({Id{static_cast<std::int64_t>(i)}, Timestamp(Millis(lead.came)), lead.segment,
                      static_cast<std::int16_t>(lead.made),
                      static_cast<std::int16_t>(day - lead.came),
                      static_cast<std::int16_t>(std::max(1, day - lead.last))});
    }
    std::vector<std::size_t> order;
    for (const auto& lead : call_queue(open, tables_, open.size())) {
      order.push_back(static_cast<std::size_t>(lead.id.value));
    }
    return order;
  }

 private:
  void use_price(double price) {
    if (price == table_price_) return;
    table_price_ = price;
    tables_.clear();
    for (auto& programme : programmes_) {
      programme.solve(price);
      tables_.emplace_back(programme, timing_);
    }
  }

  void copy_truth(int day) {
    timing_.gap_offsets = {-.35, -.1, 0};
    std::vector<TimedSegment> segments;
    for (int s = 0; s < kSegments; ++s) {
      segments.push_back(segment_of(s));
      for (int made = 0; made < kAttempts; ++made) {
        segments.back().hazards.push_back(truth_->hazard(s, made, kHorizon, day));
      }
    }
    plan(segments);
  }

  TimedSegment segment_of(int s) const {
    TimedSegment segment{.leads = leads_a_day_ / kSegments,
                         .value = values_[static_cast<std::size_t>(s)]};
    segment.channels = {{"phone", kAttemptMinutes, kConversationMinutes, 0}};
    return segment;
  }

  void plan(const std::vector<TimedSegment>& segments) {
    programmes_.clear();
    for (const auto& segment : segments) programmes_.emplace_back(segment, timing_);
    price_ = best_timed_plan(programmes_, segments, capacity_).price_per_minute;
    table_price_ = -1;
  }

  // The additive model: log-odds of attempt, segment and gap.
  void fit() {
    attempt_.clear();
    segment_.clear();
    gap_.clear();
    if (log_.empty()) return;
    const auto effects = fit_contact_model(log_);
    for (const auto& e : *effects) {
      if (e.kind == EffectKind::attempt) attempt_[std::atoi(e.level.c_str())] = e.log_odds;
      if (e.kind == EffectKind::segment) segment_[std::atoi(e.level.c_str())] = e.log_odds;
      if (e.kind == EffectKind::gap) gap_[e.level] = e.log_odds;
    }
  }

  double model(int segment, int made, int gap) {
    const auto found = attempt_.find(made + 1);
    const double base = found != attempt_.end() ? found->second : logit(default_hazard(made + 1));
    return logistic(base + segment_[segment] + gap_offset(made, gap));
  }

  double gap_offset(int made, int gap) {
    static const auto kBands = [] {
      std::vector<std::string> bands{""};  // no gap
      for (int days = 1; days <= kHorizon + 1; ++days) bands.push_back(gap_band(24.0 * days));
      return bands;
    }();
    return made == 0 ? 0 : gap_[kBands[static_cast<std::size_t>(std::min(gap, kHorizon + 1))]];
  }

  // Each segment's attempt, where it connects more or less often than the model says; attempts of
  // long ago count less.
  void correct(int day) {
    constexpr double kPriorConnections = 15;
    constexpr double kForget = 20;  // days, half of an attempt's weight
    std::map<std::pair<int, int>, std::pair<double, double>> records;  // connected, expected
    for (const auto& trial : trials_) {
      const double weight = std::exp2((trial.day - day) / kForget);
      auto& [connected, expected] = records[{trial.segment, trial.made}];
      connected += weight * trial.connected;
      expected += weight * model(trial.segment, trial.made, trial.gap);
    }
    timing_.gap_offsets.clear();
    for (int gap = 1; gap <= 8; ++gap) timing_.gap_offsets.push_back(gap_offset(1, gap));
    std::vector<TimedSegment> segments;
    for (int s = 0; s < kSegments; ++s) {
      segments.push_back(segment_of(s));
      for (int made = 0; made < kAttempts; ++made) {
        const auto [connected, expected] = records[{s, made}];
        const double h =
            model(s, made, 0) * (kPriorConnections + connected) / (kPriorConnections + expected);
        segments.back().hazards.push_back(std::min(h, .95));
      }
    }
    plan(segments);
  }

  struct Trial {
    int segment;
    int made;
    int gap;
    int day;
    bool connected;
  };

  const Truth* truth_ = nullptr;
  std::vector<double> values_;
  double leads_a_day_;
  double capacity_;
  Timing timing_;
  std::vector<Attempt> log_;
  std::vector<Trial> trials_;
  std::map<int, double> attempt_;
  std::map<int, double> segment_;
  std::map<std::string, double> gap_;
  std::vector<SegmentProgramme> programmes_;
  std::vector<IndexTable> tables_;
  double price_ = 0;
  double table_price_ = -1;
};

inline double simulate(const Truth& truth, const Arrivals& arrivals, double capacity,
                       Policy& policy, std::uint64_t seed) {
  Random random(seed);
  std::vector<Lead> leads;
  std::int64_t next_id = 0;
  double value = 0;
  double debt = 0;  // of the last conversation of the day before
  for (int day = 0; day < kDays; ++day) {
    policy.night(day);
    std::erase_if(leads, [&](const Lead& lead) { return lead.done || day - lead.came > kHorizon; });
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
