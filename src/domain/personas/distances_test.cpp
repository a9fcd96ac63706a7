#include "domain/personas/distances.h"

#include <cmath>
#include <limits>
#include <vector>

#include <boost/random/mersenne_twister.hpp>
#include <boost/random/uniform_01.hpp>
#include <gtest/gtest.h>

#include "domain/personas/false_discovery.h"
#include "domain/personas/shrinkage.h"

namespace tandem::personas {
namespace {

const std::vector<double> kDeclared{.5, .3, .2};
const std::vector<double> kActual{.2, .3, .5};

// methods.md E1.
TEST(PersonaDistances, TheWorkedExample) {
  EXPECT_NEAR(population_stability(kDeclared, kActual), .549774, 5e-7);
  EXPECT_NEAR(total_variation(kDeclared, kActual), .3, 1e-12);
  EXPECT_NEAR(jensen_shannon_nats(kDeclared, kActual), .066414, 5e-7);
  EXPECT_NEAR(jensen_shannon_bits(kDeclared, kActual), .095816, 5e-7);
  EXPECT_NEAR(hellinger(kDeclared, kActual), .259893, 5e-7);
  EXPECT_NEAR(g_statistic(std::vector<double>{20, 30, 50}, kDeclared), 54.977, 5e-4);
  EXPECT_NEAR(critical_stability(3, 100, std::numeric_limits<double>::infinity()), .0599, 5e-5);
}

TEST(PersonaDistances, ASmallSampleBehindTheDeclarationExplainsMore) {
  EXPECT_NEAR(critical_stability(3, 100, 100), 2 * .0599, 1e-4);
  const std::vector<double> counts{20, 30, 50};
  const double certain = g_statistic(counts, kDeclared);
  const double huge = g_of_two_samples(counts, std::vector<double>{5e8, 3e8, 2e8});
  EXPECT_NEAR(huge, certain, 1e-4);
  // By hand: 2 (20 ln(20/35) + 50 ln(50/35) + 50 ln(50/35) + 20 ln(20/35)).
  const double by_hand = 4 * (20 * std::log(20 / 35.) + 50 * std::log(50 / 35.));
  EXPECT_NEAR(g_of_two_samples(counts, std::vector<double>{50, 30, 20}), by_hand, 1e-9);
}

TEST(PersonaDistances, OneValueIsNeverDifferent) {
  const std::vector<double> one{1};
  EXPECT_EQ(population_stability(one, one), 0);
  EXPECT_EQ(critical_stability(1, 50, 50), 0);
  EXPECT_EQ(g_probability(0, 1), 1);
}

TEST(PersonaDistances, WhatIsImpossibleIsInfinitelyFar) {
  const std::vector<double> p{1, 0};
  const std::vector<double> q{0, 1};
  EXPECT_TRUE(std::isinf(population_stability(p, q)));
  EXPECT_DOUBLE_EQ(jensen_shannon_bits(p, q), 1);
  EXPECT_DOUBLE_EQ(hellinger(p, q), 1);
  EXPECT_DOUBLE_EQ(total_variation(p, q), 1);
  EXPECT_EQ(g_probability(g_statistic(std::vector<double>{0, 5}, p), 2), 0);
}

TEST(PersonaDistances, ProbabilityOfTheStatistic) {
  EXPECT_NEAR(g_probability(5.991464547, 3), .05, 1e-9);
  EXPECT_NEAR(g_probability(3.841458821, 2), .05, 1e-9);
}

std::vector<double> random_shares(boost::random::mt19937& random, std::size_t values) {
  boost::random::uniform_01<double> uniform;
  std::vector<double> shares;
  double sum = 0;
  for (std::size_t i = 0; i < values; ++i) {
    const double share = uniform(random);
    sum += shares.emplace_back(share < .2 ? 0 : share);
  }
  if (sum == 0) sum = shares[0] = 1;
  for (auto& share : shares) share /= sum;
  return shares;
}

TEST(PersonaDistances, KeepTheirPromisesOnRandomShares) {
  boost::random::mt19937 random(7);
  for (std::size_t round = 0; round < 500; ++round) {
    const auto p = random_shares(random, 2 + round % 9);
    const auto q = random_shares(random, 2 + round % 9);
    const double apart = jensen_shannon_bits(p, q);
    EXPECT_NEAR(apart, jensen_shannon_bits(q, p), 1e-15);
    EXPECT_LE(apart, 1);
    EXPECT_EQ(apart > 0, p != q);
    EXPECT_EQ(jensen_shannon_bits(p, p), 0);
    EXPECT_GE(population_stability(p, q), 0);
    EXPECT_EQ(population_stability(p, p), 0);
    const double hellinger_squared = std::pow(hellinger(p, q), 2);
    EXPECT_LE(hellinger_squared, total_variation(p, q) + 1e-12);  // Le Cam
    EXPECT_LE(total_variation(p, q), std::sqrt(2 * hellinger_squared) + 1e-12);
    EXPECT_LE(total_variation(p, q), 1 + 1e-12);
  }
}

// methods.md E5.
TEST(PersonaShrinkage, HalfACustomerForEachValue) {
  const auto shares = shrunk_shares(std::vector<double>{0, 10, 0});
  EXPECT_NEAR(shares[0], .043478, 5e-7);
  EXPECT_NEAR(shares[1], .913043, 5e-7);
  EXPECT_NEAR(shares[2], .043478, 5e-7);
}

// By hand: sorted .001 .008 .039 .041 .042 .06 .074 .205 times 8 / rank, then the least from there
// on up.
TEST(PersonaFalseDiscovery, BenjaminiAndHochberg) {
  const std::vector<double> chances{.039, .001, .205, .008, .042, .041, .074, .06};
  const auto q = q_values(chances);
  const std::vector<double> by_hand{.0672, .008,  .205,         .032,
                                    .0672, .0672, .074 * 8 / 7, .06 * 8 / 6};
  for (std::size_t i = 0; i < q.size(); ++i) EXPECT_NEAR(q[i], by_hand[i], 1e-12) << i;
}

TEST(PersonaFalseDiscovery, TheExampleOfTheHeader) {
  const auto q = q_values(std::vector<double>{.01, .04, .03, .005});
  const std::vector<double> by_hand{.02, .04, .04, .02};
  for (std::size_t i = 0; i < q.size(); ++i) EXPECT_NEAR(q[i], by_hand[i], 1e-12) << i;
  EXPECT_TRUE(q_values({}).empty());
  EXPECT_EQ(q_values(std::vector<double>{1, 1}), (std::vector<double>{1, 1}));
}

}  // namespace
}  // namespace tandem::personas
