#include "domain/personas/numeric_distribution.h"

#include <algorithm>
#include <cmath>

#include <boost/random/mersenne_twister.hpp>
#include <boost/random/uniform_int_distribution.hpp>
#include <gtest/gtest.h>

namespace tandem::personas {
namespace {

NumericDistribution sample(std::vector<double> numbers) {
  return NumericDistribution::of_sample(std::move(numbers));
}
NumericDistribution range(double low, double high) {
  return NumericDistribution::of_quantiles({{0, low}, {1, high}});
}

// methods.md E2.
TEST(NumericDistribution, TheWorkedExample) {
  EXPECT_NEAR(wasserstein(sample({1, 2, 3}), sample({2, 4, 9})), 3, 1e-12);
}

struct Pair {
  NumericDistribution one, other;
  double wasserstein, kolmogorov_smirnov;
};

TEST(NumericDistribution, DistancesByHand) {
  const std::vector<Pair> pairs{
      {sample({5}), sample({5, 5, 5}), 0, 0},
      {sample({0}), sample({10}), 10, 1},
      {sample({0, 1}), sample({0, 1, 1, 1}), .25, .25},
      {sample({3, 1, 2}), sample({2, 9, 4}), 3, 2. / 3},
      {range(0, 10), range(5, 15), 5, .5},
      {range(0, 10), sample({5}), 2.5, .5},
      {range(0, 4), range(1, 3), .5, .25},
      {NumericDistribution::of_quantiles({{0, 0}, {.5, 10}, {1, 30}}), range(0, 30), 2.5, 1. / 6},
      {range(7, 7), sample({7}), 0, 0},
      {sample({-1e300}), sample({1e300}), 2e300, 1},
  };
  for (std::size_t i = 0; i < pairs.size(); ++i) {
    const auto& [one, other, w, ks] = pairs[i];
    const double scale = std::max(1.0, w);
    EXPECT_NEAR(wasserstein(one, other) / scale, w / scale, 1e-12) << i;
    EXPECT_NEAR(wasserstein(other, one) / scale, w / scale, 1e-12) << i;
    EXPECT_NEAR(kolmogorov_smirnov(one, other), ks, 1e-12) << i;
    EXPECT_NEAR(kolmogorov_smirnov(other, one), ks, 1e-12) << i;
  }
}

// Of samples of one size the distance is the mean difference of the sorted numbers.
TEST(NumericDistribution, WassersteinIsTheMeanDifferenceOfSortedSamples) {
  boost::random::mt19937 random(11);
  boost::random::uniform_int_distribution<int> number(-50, 50);
  for (std::size_t round = 0; round < 300; ++round) {
    const std::size_t size = 1 + round % 40;
    std::vector<double> one(size);
    std::vector<double> other(size);
    for (auto& each : one) each = number(random);
    for (auto& each : other) each = number(random) * 2;
    const double distance = wasserstein(sample(one), sample(other));
    std::ranges::sort(one);
    std::ranges::sort(other);
    double sum = 0;
    for (std::size_t i = 0; i < size; ++i) sum += std::abs(one[i] - other[i]);
    EXPECT_NEAR(distance, sum / static_cast<double>(size), 1e-9);
  }
}

TEST(NumericDistribution, QuantilesAndShares) {
  const auto numbers = sample({4, 1, 3, 2});
  EXPECT_EQ(numbers.quantile(.25), 1);
  EXPECT_EQ(numbers.quantile(.5), 2);
  EXPECT_EQ(numbers.quantile(1), 4);
  EXPECT_EQ(numbers.at_most(2), .5);
  EXPECT_EQ(numbers.below(2), .25);
  EXPECT_EQ(numbers.at_most(0), 0);
  EXPECT_EQ(interquartile_range(numbers), 2);
  EXPECT_EQ(range(0, 8).quantile(.25), 2);
  EXPECT_EQ(range(0, 8).at_most(6), .75);
  EXPECT_EQ(range(3, 3).at_most(3), 1);
  EXPECT_EQ(range(3, 3).below(3), 0);
}

TEST(NumericDistribution, AMixtureHoldsEachGroupByWeight) {
  const auto mix =
      NumericDistribution::mixture({{3, range(0, 10)}, {1, sample({5, 5, 20})}, {2, range(5, 25)}});
  for (const double number : {-1., 0., 2., 5., 7.5, 10., 20., 24., 25., 30.}) {
    const double by_hand = (3 * range(0, 10).at_most(number) + sample({5, 5, 20}).at_most(number) +
                            2 * range(5, 25).at_most(number)) /
                           6;
    EXPECT_NEAR(mix.at_most(number), by_hand, 1e-12) << number;
  }
  EXPECT_NEAR(mix.at_most(5) - mix.below(5), 2. / 3 / 6, 1e-12);
}

}  // namespace
}  // namespace tandem::personas
