#include "domain/personas/drift.h"

#include <cmath>

#include <boost/random/mersenne_twister.hpp>
#include <boost/random/uniform_01.hpp>
#include <gtest/gtest.h>

namespace tandem::personas {
namespace {

Expected of_values(const std::string& name, std::vector<ExpectedShare> values) {
  Expected expected;
  expected.attribute = name;
  expected.values = std::move(values);
  return expected;
}

Expected of_range(const std::string& name, double low, double high) {
  Expected expected;
  expected.attribute = name;
  expected.numbers = NumericDistribution::of_quantiles({{0, low}, {1, high}});
  expected.bounded = true;
  return expected;
}

Drift drift_of(const Expected& expected, const Observed& observed) {
  return drift({expected}, {observed}, observed.customers());
}

const Expected kE1 = of_values("x", {{"online", .5}, {"shop", .3}, {"market", .2}});

// The example of the header; the figures are those of the shrunk shares 20.5, 30.5, 50.5 of 101.5.
TEST(Drift, TheWorkedExample) {
  const auto report = drift_of(kE1, {0, {{"online", 20}, {"shop", 30}, {"market", 50}}, {}});
  EXPECT_TRUE(report.enough);
  ASSERT_EQ(report.attributes.size(), 1U);
  const auto& x = report.attributes[0];
  EXPECT_TRUE(x.flagged);
  EXPECT_EQ(x.status, DriftStatus::compared);
  EXPECT_NEAR(*x.psi, .541322, .000001);
  EXPECT_NEAR(*x.psi_critical, .0599, .00005);
  EXPECT_NEAR(*x.g, 54.977, .0005);
  EXPECT_NEAR(*x.total_variation, 50.5 / 101.5 - .2 + 30.5 / 101.5 - .3, 1e-12);
  ASSERT_EQ(x.values.size(), 3U);
  EXPECT_NEAR(*x.values[2].actual, 50.5 / 101.5, 1e-12);
  EXPECT_NEAR(*x.values[2].lift, 50.5 / 101.5 / .2, 1e-12);
  EXPECT_FALSE(x.wasserstein);
}

TEST(Drift, CustomersAsDeclaredDoNotDrift) {
  const auto report = drift_of(kE1, {0, {{"online", 500}, {"shop", 300}, {"market", 200}}, {}});
  const auto& x = report.attributes[0];
  EXPECT_FALSE(x.flagged);
  EXPECT_LT(*x.psi, 1e-4);
  EXPECT_NEAR(*x.q, 1, 1e-9);
}

TEST(Drift, FewerThanThirtyCustomersSayNothing) {
  const auto report = drift_of(kE1, {0, {{"market", 29}}, {}});
  EXPECT_FALSE(report.enough);
  const auto& x = report.attributes[0];
  EXPECT_EQ(x.status, DriftStatus::not_enough);
  EXPECT_FALSE(x.psi);
  EXPECT_FALSE(x.flagged);
  EXPECT_EQ(x.values[2].customers, 29);
  EXPECT_FALSE(x.values[2].lift);
  EXPECT_TRUE(drift_of(kE1, {0, {{"market", 30}}, {}}).enough);
}

TEST(Drift, NoCustomersAtAll) {
  const auto report = drift_of(kE1, {});
  EXPECT_FALSE(report.enough);
  EXPECT_EQ(report.attributes[0].status, DriftStatus::not_enough);
}

TEST(Drift, NotKnownIsAValueOfItsOwn) {
  const auto report = drift_of(kE1, {100, {{"online", 50}, {"shop", 30}, {"market", 20}}, {}});
  const auto& x = report.attributes[0];
  ASSERT_EQ(x.values.size(), 4U);
  EXPECT_EQ(x.values[3].level, Level::unknown);
  EXPECT_EQ(x.values[3].customers, 100);
  EXPECT_FALSE(x.values[3].lift);
  EXPECT_TRUE(x.flagged);
  EXPECT_NEAR(*x.total_variation, .5, .01);

  auto declared = kE1;
  for (auto& value : declared.values) value.share /= 2;
  declared.values.push_back({"", .5});
  const auto foreseen =
      drift_of(declared, {100, {{"online", 50}, {"shop", 30}, {"market", 20}}, {}});
  EXPECT_FALSE(foreseen.attributes[0].flagged);
  EXPECT_NEAR(*foreseen.attributes[0].values[3].lift, 1, .01);
}

TEST(Drift, AnAttributeKnownOfNobodyIsNotCompared) {
  const auto report = drift({kE1, of_range("n", 0, 1)}, {{50, {}, {}}, {50, {}, {}}}, 50);
  for (const auto& attribute : report.attributes) {
    EXPECT_EQ(attribute.status, DriftStatus::unknown_for_all);
    EXPECT_FALSE(attribute.psi);
    EXPECT_FALSE(attribute.flagged);
  }
}

TEST(Drift, ValuesNeverDeclaredAreOneTogether) {
  Observed observed{0, {{"online", 500}, {"shop", 300}, {"market", 200}}, {}};
  for (int i = 0; i < 100'000; ++i) observed.counts["value " + std::to_string(i)] = 1;
  observed.counts["often"] = 9;
  const auto report = drift_of(kE1, observed);
  const auto& x = report.attributes[0];
  ASSERT_EQ(x.values.size(), 4U);
  EXPECT_EQ(x.values[3].level, Level::undeclared);
  EXPECT_EQ(x.values[3].customers, 100'009);
  EXPECT_EQ(x.undeclared_values, 100'001);
  ASSERT_EQ(x.undeclared.size(), 5U);
  EXPECT_EQ(x.undeclared[0].value, "often");
  EXPECT_EQ(x.undeclared[1].value, "value 0");
  EXPECT_TRUE(std::isfinite(*x.psi));
  EXPECT_TRUE(x.flagged);
}

TEST(Drift, AWeightOfZeroThatNobodyHasIsNoDifference) {
  auto declared = kE1;
  declared.values.push_back({"never", 0});
  const auto report =
      drift_of(declared, {0, {{"online", 500}, {"shop", 300}, {"market", 200}}, {}});
  EXPECT_LT(*report.attributes[0].psi, 1e-5);
  EXPECT_FALSE(report.attributes[0].values[3].lift);
}

TEST(Drift, AColumnOfOneValue) {
  const auto all = drift_of(of_values("x", {{"a", 1}}), {0, {{"a", 40}}, {}});
  EXPECT_EQ(*all.attributes[0].psi, 0);
  EXPECT_EQ(*all.attributes[0].q, 1);
  EXPECT_FALSE(all.attributes[0].flagged);
  const auto half = drift_of(of_values("x", {{"a", .5}, {"b", .5}}), {0, {{"a", 40}}, {}});
  EXPECT_TRUE(half.attributes[0].flagged);
}

TEST(Drift, TheMostDifferentComesFirst) {
  const Observed as_declared{0, {{"online", 50}, {"shop", 30}, {"market", 20}}, {}};
  const Observed changed{0, {{"online", 20}, {"shop", 30}, {"market", 50}}, {}};
  const Observed opposite{0, {{"online", 1}, {"shop", 1}, {"market", 98}}, {}};
  auto second = kE1;
  second.attribute = "y";
  auto third = kE1;
  third.attribute = "z";
  const auto report = drift({kE1, second, third}, {as_declared, changed, opposite}, 100);
  EXPECT_EQ(report.attributes[0].attribute, "z");
  EXPECT_EQ(report.attributes[1].attribute, "y");
  EXPECT_EQ(report.attributes[2].attribute, "x");
}

TEST(Drift, ANumberIsComparedByDeclaredQuintiles) {
  Observed observed;
  for (int i = 0; i < 100; ++i) observed.numbers.push_back(i + .5);
  const auto same = drift_of(of_range("n", 0, 100), observed).attributes[0];
  EXPECT_FALSE(same.flagged);
  ASSERT_EQ(same.values.size(), 5U);
  EXPECT_EQ(same.values[0].value, "[0, 20]");
  EXPECT_EQ(same.values[4].value, "(80, 100]");
  EXPECT_EQ(same.values[3].customers, 20);
  EXPECT_NEAR(*same.wasserstein, .25, 1e-9);
  EXPECT_NEAR(*same.kolmogorov_smirnov, .005, 1e-9);

  const auto outside = drift_of(of_range("n", 20, 50), observed).attributes[0];
  EXPECT_TRUE(outside.flagged);
  ASSERT_EQ(outside.values.size(), 7U);
  EXPECT_EQ(outside.values[5].value, "< 20");
  EXPECT_EQ(outside.values[5].customers, 20);
  EXPECT_EQ(outside.values[6].value, "> 50");
  EXPECT_EQ(outside.values[6].customers, 50);
  EXPECT_EQ(outside.values[6].level, Level::undeclared);
  EXPECT_NEAR(*outside.wasserstein_iqr, *outside.wasserstein / 15, 1e-9);
}

TEST(Drift, OfASampleTheOutermostBinsAreOpen) {
  Expected expected;
  expected.attribute = "n";
  expected.numbers = NumericDistribution::of_sample({1, 1, 1, 1, 2, 3, 4, 5, 6, 7});
  expected.sample_size = 10;
  Observed observed;
  observed.numbers.assign(30, 1e300);
  const auto n = drift_of(expected, observed).attributes[0];
  ASSERT_EQ(n.values.size(), 4U);  // a fifth of the customers and more have a 1
  EXPECT_EQ(n.values[0].value, "≤ 1");
  EXPECT_DOUBLE_EQ(n.values[0].declared, .4);
  EXPECT_EQ(n.values[3].value, "> 5");
  EXPECT_EQ(n.values[3].customers, 30);
  EXPECT_TRUE(n.flagged);
  EXPECT_TRUE(std::isfinite(*n.wasserstein));
}

// Of customers drawn from the declaration itself, few attributes may be flagged.
TEST(Drift, ChanceIsSeldomFlagged) {
  boost::random::mt19937 random(3);
  boost::random::uniform_01<double> uniform;
  int flagged = 0;
  for (int round = 0; round < 400; ++round) {
    Observed observed;
    for (int i = 0; i < 60; ++i) {
      const double u = uniform(random);
      ++observed.counts[u < .5 ? "online" : u < .8 ? "shop" : "market"];
    }
    flagged += int{drift_of(kE1, observed).attributes[0].flagged};
  }
  EXPECT_LE(flagged, 32);  // 5 % would be 20
}

}  // namespace
}  // namespace tandem::personas
