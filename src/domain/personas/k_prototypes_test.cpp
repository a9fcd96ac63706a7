#include "domain/personas/k_prototypes.h"

#include <algorithm>
#include <numeric>

#include <boost/random/mersenne_twister.hpp>
#include <boost/random/normal_distribution.hpp>
#include <boost/random/uniform_01.hpp>
#include <gtest/gtest.h>

#include "domain/personas/assignment.h"
#include "domain/personas/stability.h"

namespace tandem::personas {
namespace {

const std::vector<std::uint32_t> kSeed{1};

// methods.md E3.
TEST(KPrototypes, TheWorkedExample) {
  EXPECT_DOUBLE_EQ(dissimilarity({{1, -.5F}, {3, 4}}, {{0, 0}, {1, 2}}, .5), 2.25);
  EXPECT_EQ(dissimilarity({{1, -.5F}, {3, 4}}, {{1, -.5F}, {3, 4}}, .5), 0);
}

// Three groups apart in a number, in a value, and in both.
struct Planted {
  MixedData data;
  std::vector<std::int32_t> truth;
};

Planted planted(std::size_t rows) {
  boost::random::mt19937 random(5);
  boost::random::normal_distribution<float> noise(0, .3F);
  boost::random::uniform_01<float> uniform;
  Planted planted;
  planted.data.rows = rows;
  planted.data.numbers.resize(2);
  planted.data.categories.resize(2);
  planted.data.levels = {3, 3};
  for (std::size_t i = 0; i < rows; ++i) {
    const auto group = static_cast<std::int32_t>(i % 3);
    planted.truth.push_back(group);
    planted.data.numbers[0].push_back(static_cast<float>(group - 1) * 2 + noise(random));
    planted.data.numbers[1].push_back((group == 1 ? 1.5F : -.5F) + noise(random));
    for (auto& column : planted.data.categories) {
      const float u = uniform(random);
      column.push_back(u < .85F ? group : u < .93F ? (group + 1) % 3 : (group + 2) % 3);
    }
  }
  return planted;
}

TEST(KPrototypes, FindPlantedGroups) {
  const auto [data, truth] = planted(3000);
  const auto found = k_prototypes(data, {}, 3, {}, kSeed);
  for (const double likeness : matched_likeness(truth, found.labels, 3)) EXPECT_GT(likeness, .99);
}

TEST(KPrototypes, TheSameSeedGivesTheSameGroups) {
  const auto data = planted(500).data;
  const auto one = k_prototypes(data, {}, 4, {}, kSeed);
  const auto other = k_prototypes(data, {}, 4, {}, kSeed);
  EXPECT_EQ(one.labels, other.labels);
  EXPECT_EQ(one.cost, other.cost);
}

TEST(KPrototypes, TheCostIsTheSumOfTheDistances) {
  const auto data = planted(200).data;
  const auto found = k_prototypes(data, {}, 3, {}, kSeed);
  double sum = 0;
  for (std::size_t i = 0; i < data.rows; ++i) {
    const Prototype row{{data.numbers[0][i], data.numbers[1][i]},
                        {data.categories[0][i], data.categories[1][i]}};
    double least = 1e9;
    for (const auto& prototype : found.prototypes) {
      least = std::min(least, dissimilarity(row, prototype, .5));
    }
    const auto label = static_cast<std::size_t>(found.labels[i]);
    EXPECT_NEAR(least, dissimilarity(row, found.prototypes[label], .5), 1e-4) << i;
    sum += least;
  }
  EXPECT_NEAR(found.cost, sum, sum * 1e-5);
}

TEST(KPrototypes, ARowOfWeightTwoCountsAsTwo) {
  MixedData twice;
  twice.rows = 4;
  twice.numbers = {{0, 0, 1, 9}};
  MixedData weighted;
  weighted.rows = 3;
  weighted.numbers = {{0, 1, 9}};
  const std::vector<std::int32_t> weights{2, 1, 1};
  const auto one = k_prototypes(twice, {}, 2, {}, kSeed);
  const auto other = k_prototypes(weighted, weights, 2, {}, kSeed);
  EXPECT_NEAR(one.cost, 2. / 3, 1e-6);
  EXPECT_NEAR(other.cost, 2. / 3, 1e-6);
}

TEST(KPrototypes, FewerDifferentCustomersThanGroups) {
  MixedData data;
  data.rows = 5;
  data.categories = {{1, 1, 1, 1, 1}};
  data.levels = {2};
  const auto found = k_prototypes(data, {}, 3, {}, kSeed);
  EXPECT_EQ(found.labels, (std::vector<std::int32_t>{0, 0, 0, 0, 0}));
  EXPECT_EQ(found.cost, 0);
}

// methods.md E4.
TEST(PersonaStability, JaccardOfTheWorkedExample) {
  EXPECT_DOUBLE_EQ(jaccard(5, 6, 6), 5. / 7);
  EXPECT_EQ(jaccard(0, 0, 0), 0);
  // Customers 1 to 7: the first group of one has 1 to 6, the second of the other 2 to 7.
  const std::vector<std::int32_t> one{0, 0, 0, 0, 0, 0, 1};
  const std::vector<std::int32_t> other{0, 1, 1, 1, 1, 1, 1};
  EXPECT_DOUBLE_EQ(matched_likeness(one, other, 2)[0], 5. / 7);
  EXPECT_EQ(matched_likeness(one, other, 2)[1], 0);
}

TEST(PersonaStability, NamesOfGroupsDoNotMatter) {
  const std::vector<std::int32_t> one{0, 0, 1, 1, 2, 2};
  const std::vector<std::int32_t> other{2, 2, 0, 0, 1, 1};
  EXPECT_EQ(matched_likeness(one, other, 3), (std::vector<double>{1, 1, 1}));
}

TEST(PersonaStability, AResampleDependsOnItsNumberAlone) {
  const auto data = planted(300).data;
  const auto whole = k_prototypes(data, {}, 3, {}, kSeed);
  const auto seventh = likeness_in_resample(data, whole, {}, 1, 7);
  EXPECT_EQ(likeness_in_resample(data, whole, {}, 1, 7), seventh);
  for (const double likeness : seventh) EXPECT_GT(likeness, .95);
}

TEST(PersonaAssignment, EqualsTryingEveryPairing) {
  boost::random::mt19937 random(9);
  boost::random::uniform_01<double> uniform;
  for (std::size_t round = 0; round < 500; ++round) {
    const std::size_t n = 1 + round % 6;
    std::vector<double> gain(n * n);
    for (auto& each : gain) each = round % 3 == 0 ? (uniform(random) < .5) : uniform(random) - .3;
    const auto sum = [&](const std::vector<std::size_t>& column_of) {
      double total = 0;
      for (std::size_t i = 0; i < n; ++i) total += gain[i * n + column_of[i]];
      return total;
    };
    std::vector<std::size_t> tried(n);
    std::iota(tried.begin(), tried.end(), std::size_t{0});
    double best = -1e9;
    do best = std::max(best, sum(tried));
    while (std::ranges::next_permutation(tried).found);
    auto assigned = best_assignment(gain, n);
    EXPECT_NEAR(sum(assigned), best, 1e-12);
    std::ranges::sort(assigned);
    EXPECT_EQ(std::ranges::adjacent_find(assigned), assigned.end());
  }
}

}  // namespace
}  // namespace tandem::personas
