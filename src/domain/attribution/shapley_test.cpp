#include "domain/attribution/shapley.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include <gtest/gtest.h>

#include "domain/attribution/test_paths.h"

namespace tandem::attribution {
namespace {

ChannelSets sets_of(const TestPaths& test) {
  return test.folded(ChannelSets(test.names.size()));
}

RateShapley rate_of(const TestPaths& test, bool ignore_nulls = false, Sampling sampling = {}) {
  const auto answer = rate_shapley(sets_of(test), ignore_nulls, sampling);
  EXPECT_TRUE(answer);
  return *answer;
}

// Example B3 of the specification, and the additive line of B1.
TEST(Shapley, OfTheAdditiveGame) {
  const auto b3 = lettered({{"A", 4, 0},
                            {"B", 2, 0},
                            {"C", 1, 0},
                            {"AB", 2, 0},
                            {"BA", 4, 0},
                            {"CA", 3, 0},
                            {"CAB", 3, 0}});
  const auto credits = additive_shapley(sets_of(b3));
  EXPECT_NEAR(credits[0].conversions, 9.5, 1e-12);
  EXPECT_NEAR(credits[1].conversions, 6, 1e-12);
  EXPECT_NEAR(credits[2].conversions, 3.5, 1e-12);
  const auto of_b1 = additive_shapley(sets_of(b1()));
  EXPECT_NEAR(of_b1[0].conversions, 19 / 6., 1e-12);
  EXPECT_NEAR(of_b1[1].conversions, 8 / 3., 1e-12);
  EXPECT_NEAR(of_b1[2].conversions, 7 / 6., 1e-12);
}

// Example B4.
TEST(Shapley, OfTheRateGame) {
  const auto shares = shapley_of_game({0, .04, .02, .10, .01, .06, .03, .12}, 3);
  EXPECT_NEAR(shares[0], .065, 1e-15);
  EXPECT_NEAR(shares[1], .04, 1e-15);
  EXPECT_NEAR(shares[2], .015, 1e-15);
}

TEST(Shapley, OfRatesByHand) {
  // v(A) = 1/2, v(B) = 0, v(AB) = 2/10: A (1/2 + 1/5) / 2, B (0 - 3/10) / 2.
  const auto answer = rate_of(lettered({{"A", 1, 1}, {"B", 0, 4}, {"AB", 1, 3}}));
  EXPECT_NEAR(answer.of_rate[0], .35, 1e-15);
  EXPECT_NEAR(answer.of_rate[1], -.15, 1e-15);  // negative credit is shown
  EXPECT_NEAR(answer.credits[0].conversions, 3.5, 1e-12);
  EXPECT_NEAR(answer.credits[1].conversions, -1.5, 1e-12);
  EXPECT_EQ(answer.permutations, 0U);
}

TEST(Shapley, IsEfficient) {
  for (std::uint64_t seed = 1; seed <= 10; ++seed) {
    const auto test = generated(seed, 9, 80, 6);
    const auto total = test.total();
    const auto answer = rate_of(test);
    Credit sum;
    for (const auto& credit : answer.credits) {
      sum.conversions += credit.conversions;
      sum.value += credit.value;
    }
    EXPECT_NEAR(sum.conversions, total.conversions, 1e-9);
    EXPECT_NEAR(sum.value, total.value, 1e-9);
    double additive = 0;
    for (const auto& credit : additive_shapley(sets_of(test))) additive += credit.conversions;
    EXPECT_NEAR(additive, total.conversions, 1e-9);
  }
}

TEST(Shapley, IsSymmetric) {
  // C does wherever B does, and the other way round.
  const auto test = lettered({{"A", 3, 7},
                              {"B", 1, 9},
                              {"C", 1, 9},
                              {"AB", 4, 6},
                              {"CA", 4, 6},
                              {"BC", 2, 3},
                              {"ACB", 5, 5}});
  const auto answer = rate_of(test);
  EXPECT_NEAR(answer.of_rate[1], answer.of_rate[2], 1e-15);
  const auto additive = additive_shapley(sets_of(test));
  EXPECT_NEAR(additive[1].conversions, additive[2].conversions, 1e-12);
}

TEST(Shapley, GivesNothingToWhoAddsNothing) {
  // C changes no rate: with it, any journeys convert as without it.
  const auto shares = shapley_of_game({0, .5, .2, .6, 0, .5, .2, .6}, 3);
  EXPECT_NEAR(shares[2], 0, 1e-15);
  // Nor does a channel that no journey touches, additive or not.
  auto test = lettered({{"A", 1, 1}, {"B", 1, 3}});
  test.names.emplace_back("C");
  EXPECT_EQ(rate_of(test).of_rate[2], 0);
  EXPECT_EQ(additive_shapley(sets_of(test))[2].conversions, 0);
}

TEST(Shapley, SamplesBeyondTwentyChannelsWithinItsError) {
  // 20 channels are solved exactly; the same with one more, that comes alone and rarely, must agree
  // with what sampling says of itself.
  const auto test = generated(4, 21, 400, 4);
  const auto sampled = rate_of(test);
  EXPECT_EQ(sampled.permutations, 2000U);
  ASSERT_EQ(sampled.of_rate_error.size(), 21U);
  const auto more = rate_of(test, false, {.seed = 2, .permutations = 20'000});
  for (std::size_t i = 0; i < 21; ++i) {
    EXPECT_GT(sampled.of_rate_error[i], 0);
    EXPECT_NEAR(sampled.of_rate[i], more.of_rate[i], 5 * sampled.of_rate_error[i]);
  }
  const auto total = test.total();
  EXPECT_NEAR(std::accumulate(sampled.of_rate.begin(), sampled.of_rate.end(), 0.0),
              total.conversions / (total.conversions + total.nulls), 1e-12);
  EXPECT_EQ(rate_of(test).of_rate, sampled.of_rate);  // the seed is an argument
}

TEST(Shapley, RefusesWhereNothingConverts) {
  EXPECT_EQ(rate_shapley(sets_of(lettered({{"A", 0, 3}})), false, {}).error().code,
            "attribution.no_conversions");
}

TEST(Shapley, DoesNotDependOnTheOrderOfRows) {
  const auto test = generated(8, 6, 100, 5);
  auto turned = test;
  std::ranges::reverse(turned.rows);
  const auto there = rate_of(test);
  const auto back = rate_of(turned);
  for (std::size_t i = 0; i < 6; ++i) EXPECT_NEAR(there.of_rate[i], back.of_rate[i], 1e-12);
}

}  // namespace
}  // namespace tandem::attribution
