#include <array>
#include <cmath>
#include <filesystem>
#include <fstream>

#include <boost/random/mersenne_twister.hpp>
#include <boost/random/uniform_01.hpp>
#include <gtest/gtest.h>

#include "domain/followup/attempt_report.h"

namespace tandem::followup {
namespace {

TEST(ContactPrior, RisesThenFalls) {
  const auto hazards = prior_hazards(kContactableShare, default_reached());
  const std::array<double, 6> expected{.234, .2585, .1162, .0598, .0381, .0264};
  double missed = 1;
  for (std::size_t k = 0; k < 6; ++k) {
    EXPECT_NEAR(hazards[k], expected[k], 5e-5);
    missed *= 1 - hazards[k];
  }
  EXPECT_NEAR(1 - missed, .558, 1e-12);
  EXPECT_EQ(default_hazard(1), hazards[0]);
  EXPECT_EQ(default_hazard(99), hazards[5]);
}

TEST(Shrinkage, PullsCellsTogether) {
  const std::vector<Cell> cells{{100, 10}, {100, 30}, {200, 40}};
  const auto prior = shrinkage_of(cells);
  EXPECT_NEAR(1 / (prior.kappa + 1), 21.0 / 496, 1e-12);
  EXPECT_NEAR(prior.kappa, 475.0 / 21, 1e-9);
  const std::array<double, 3> expected{.118447, .281553, .2};
  for (std::size_t i = 0; i < 3; ++i) {
    const auto found = estimate(prior, cells[i]);
    EXPECT_NEAR(found.hazard, expected[i], 5e-7);
    EXPECT_LT(found.low, found.hazard);
    EXPECT_GT(found.high, found.hazard);
    EXPECT_NEAR(found.from_data, cells[i].at_risk / (cells[i].at_risk + 475.0 / 21), 1e-9);
  }
  EXPECT_NEAR(estimate(prior, {40, 0}).hazard, .072243, 5e-7);
}

TEST(Shrinkage, FallsBackWhereCellsCannotTell) {
  EXPECT_EQ(shrinkage_of(std::vector<Cell>{}).kappa, 50);
  EXPECT_EQ(shrinkage_of(std::vector<Cell>{{10, 1}, {10, 9}}).kappa, 50);
  EXPECT_EQ(shrinkage_of(std::vector<Cell>{{1, 1}, {1, 0}, {1, 0}}).kappa, 50);
  EXPECT_EQ(shrinkage_of(std::vector<Cell>{{100, 20}, {100, 20}, {100, 20}}).kappa, 1e4);
  EXPECT_EQ(shrinkage_of(std::vector<Cell>{{9, 0}, {9, 0}, {9, 0}}).kappa, 1e4);
  const auto apart = shrinkage_of(std::vector<Cell>{{1e6, 0}, {1e6, 1e6}, {1e6, 0}});
  EXPECT_GE(apart.kappa, 1);
  const auto none = estimate({0, 1e4}, {9, 0});
  EXPECT_EQ(none.hazard, 0);
  EXPECT_EQ(none.low, 0);
  EXPECT_LT(none.high, .001);
}

TEST(BetaGeometric, FitsTheBankMarketingCampaign) {
  // Contacts by the number of calls of the campaign, and those that agreed (UCI bank marketing).
  const std::vector<double> contacts{
      17642, 10570, 5341, 2651, 1599, 979, 629, 400, 283, 225, 177, 125, 92, 69, 51, 51, 58, 33, 26,
      30,    24,    17,   16,   15,   8,   8,   11,  8,   10,  7,   7,   4,  4,  3,  5,  0,  1,  0,
      1,     2,     1,    2,    2,    0,   0,   0,   0,   0,   0,   0,   0,  0,  0,  0,  0,  1};
  std::vector<double> agreed{2300, 1211, 574, 249, 120, 75, 38, 17, 17, 12, 12, 3, 4, 1, 2, 0, 4};
  agreed.resize(contacts.size());
  agreed[22] = 1;
  std::vector<Cell> cells(contacts.size());
  double at_risk = 0;
  for (std::size_t k = contacts.size(); k-- > 0;) cells[k] = {at_risk += contacts[k], agreed[k]};
  EXPECT_EQ(cells[0].at_risk, 41188);
  EXPECT_EQ(cells[5].at_risk, 3385);
  const auto fit = fit_beta_geometric(cells);
  ASSERT_TRUE(fit);
  EXPECT_NEAR(fit->alpha, .2017, 5e-5);
  EXPECT_NEAR(fit->beta, 3.2118, 5e-4);
  EXPECT_NEAR(fit->log_likelihood, -18676.97, 5e-3);
  EXPECT_NEAR(fit->geometric_log_likelihood, -19043.19, 5e-3);
  EXPECT_TRUE(fit->falling);
}

TEST(BetaGeometric, SaysWhenHazardsDoNotFall) {
  const auto rising = fit_beta_geometric(std::vector<Cell>{{1000, 100}, {900, 270}, {600, 240}});
  ASSERT_TRUE(rising);
  EXPECT_FALSE(rising->falling);
  EXPECT_FALSE(fit_beta_geometric(std::vector<Cell>{{10, 1}}));
  EXPECT_FALSE(fit_beta_geometric(std::vector<Cell>{{10, 0}, {10, 0}}));
  EXPECT_FALSE(fit_beta_geometric(std::vector<Cell>{{10, 10}, {0, 0}}));
  EXPECT_FALSE(fit_beta_geometric({}));
}

std::vector<Attempt> rows(int number, int at_risk, int events, const std::string& channel = "") {
  std::vector<Attempt> all;
  for (int i = 0; i < at_risk; ++i) {
    all.push_back({.number = number, .connected = i < events, .channel = channel});
  }
  return all;
}

TEST(ContactModel, StandsBetweenThePriorAndTheData) {
  const auto effects = fit_contact_model(rows(1, 100, 50));
  ASSERT_TRUE(effects);
  ASSERT_EQ(effects->size(), 1U);
  const auto& first = effects->front();
  const double hazard = first.odds / (1 + first.odds);
  EXPECT_GT(hazard, .234);
  EXPECT_LT(hazard, .5);
  // At the maximum, what the data pulls the prior pushes back.
  const double prior = std::log(.234 / (1 - .234));
  EXPECT_NEAR(50 - 100 * hazard, (first.log_odds - prior) / .25, 1e-6);
  EXPECT_NEAR(first.from_data, 100 * hazard * (1 - hazard) / (100 * hazard * (1 - hazard) + 4),
              1e-9);
  EXPECT_EQ(first.events, 50);
}

TEST(ContactModel, FindsAChannelThatWorks) {
  auto attempts = rows(1, 2000, 800, "phone");
  const auto email = rows(1, 2000, 200, "email");
  attempts.insert(attempts.end(), email.begin(), email.end());
  const auto effects = fit_contact_model(attempts);
  ASSERT_TRUE(effects);
  ASSERT_EQ(effects->size(), 3U);
  EXPECT_EQ((*effects)[1].level, "email");
  EXPECT_LT((*effects)[1].log_odds, (*effects)[2].log_odds - 1.5);
}

TEST(ContactModel, StaysFiniteWhenAllOrNoneConnect) {
  for (const int events : {0, 500}) {
    const auto effects = fit_contact_model(rows(3, 500, events));
    EXPECT_TRUE(std::isfinite(effects->front().log_odds));
    EXPECT_LT(effects->front().low, effects->front().high);
  }
  EXPECT_EQ(fit_contact_model({}).error().code, "followup.no_attempts");
}

LoggedAttempt logged(std::int64_t line, const char* lead, std::optional<int> number, bool connected,
                     std::optional<int> minute = {}) {
  LoggedAttempt row;
  row.line = line;
  row.lead = lead;
  if (number) row.number = *number;
  if (minute) row.at = Timestamp(std::chrono::minutes(*minute));
  row.attempt.connected = connected;
  return row;
}

TEST(AttemptHistory, OrdersByNumberOrByTime) {
  const auto by_time = attempt_history(
      {logged(2, "b", {}, true, 90), logged(3, "b", {}, false, 30), logged(4, "a", {}, false, 10)});
  ASSERT_TRUE(by_time);
  EXPECT_EQ(by_time->leads, 2);
  ASSERT_EQ(by_time->attempts.size(), 3U);
  EXPECT_EQ(by_time->attempts[2].number, 2);
  EXPECT_TRUE(by_time->attempts[2].connected);
  EXPECT_NEAR(*by_time->attempts[2].gap_hours, 1, 1e-12);
  const auto by_number = attempt_history({logged(2, "a", 3, false), logged(3, "a", 1, false)});
  ASSERT_TRUE(by_number);
  EXPECT_EQ(by_number->attempts[1].number, 3);
  EXPECT_EQ(by_number->missing, 1);
}

TEST(AttemptHistory, CountsNothingAfterAConnection) {
  const auto history = attempt_history({logged(2, "a", 1, true), logged(3, "a", 2, false)});
  ASSERT_TRUE(history);
  EXPECT_EQ(history->attempts.size(), 1U);
  EXPECT_EQ(history->after_connection, 1);
}

TEST(AttemptHistory, RefusesWhatHasNoOrder) {
  struct Row {
    std::vector<LoggedAttempt> log;
    const char* code;
    const char* field;
  };
  for (const auto& [log, code, field] : std::vector<Row>{
           {{}, "followup.no_attempts", ""},
           {{logged(2, "a", 1, false), logged(7, "a", 1, false)}, "followup.same_attempt", "7"},
           {{logged(2, "a", {}, false)}, "followup.no_order", "2"},
           {{logged(2, "a", 1, false), logged(3, "a", {}, false, 1)}, "followup.no_order", "3"},
           {{logged(5, "a", 0, false)}, "followup.attempt_range", "5"},
           {{logged(5, "a", 1001, false)}, "followup.attempt_range", "5"}}) {
    const auto history = attempt_history(log);
    ASSERT_FALSE(history) << code;
    EXPECT_EQ(history.error().code, code);
    EXPECT_EQ(history.error().field, field);
  }
}

TEST(AttemptReport, ClaimsADecayOnlyWhereThereIsOne) {
  boost::random::mt19937_64 random(5);
  boost::random::uniform_01<double> chance;
  const auto log = [&](auto hazard) {
    std::vector<LoggedAttempt> all;
    for (int i = 0; i < 6000; ++i) {
      auto row = logged(i, "", 1, false);
      row.lead = std::to_string(i);
      const double delay = std::exp(chance(random) * 7.5);
      row.attempt.delay_minutes = delay;
      row.attempt.connected = chance(random) < hazard(delay);
      all.push_back(row);
    }
    return *report_attempts(*attempt_history(all))->delay;
  };
  const auto flat = log([](double) { return .4; });
  EXPECT_FALSE(flat.fast_matters);
  EXPECT_FALSE(flat.steady_decay);
  const auto step = log([](double delay) { return delay <= 5 ? .5 : .4; });
  EXPECT_TRUE(step.fast_matters);
  EXPECT_FALSE(step.steady_decay);
  const auto decay = log([](double delay) { return .6 - .05 * std::log(delay); });
  EXPECT_TRUE(decay.fast_matters);
  EXPECT_TRUE(decay.steady_decay);
}

TEST(AttemptReport, ClaimsNoMoreOfASegmentThanIsKnownOfAll) {
  const auto segments = [](const std::vector<std::tuple<const char*, int, int>>& cells) {
    std::vector<LoggedAttempt> all;
    for (const auto& [segment, tries, connected] : cells) {
      for (int i = 0; i < tries; ++i) {
        auto row = logged(0, "", 1, i < connected);
        row.lead = segment + std::to_string(i);
        row.attempt.segment = segment;
        all.push_back(row);
      }
    }
    return report_attempts(*attempt_history(all))->segments;
  };
  // One try each says next to nothing: the published figure stays possible, and so do others.
  for (const auto& one : segments({{"X", 1, 0}, {"Y", 1, 0}})) {
    EXPECT_NEAR(one.hazard, .21, .02) << one.segment;
    EXPECT_LT(one.low, .11) << one.segment;
    EXPECT_GT(one.high, .35) << one.segment;
  }
  // Segments that do not differ are known as well as all of them together, and no better.
  for (const auto& one : segments({{"X", 20, 4}, {"Y", 20, 4}, {"Z", 20, 4}})) {
    EXPECT_NEAR(one.hazard, .21, .02) << one.segment;
    EXPECT_LT(one.low, .14) << one.segment;
    EXPECT_GT(one.high, .28) << one.segment;
  }
  // With much data it is example A3.
  const auto many = segments({{"X", 1000, 100}, {"Y", 1000, 300}, {"Z", 2000, 400}});
  ASSERT_EQ(many.size(), 3U);
  EXPECT_NEAR(many[0].hazard, .10, .005);
  EXPECT_NEAR(many[1].hazard, .30, .005);
  EXPECT_NEAR(many[2].hazard, .20, .005);
}

}  // namespace
}  // namespace tandem::followup
