#include "domain/goals/rates.h"

#include <cmath>
#include <limits>

#include <gtest/gtest.h>

#include "domain/goals/beta.h"

namespace tandem::goals {
namespace {

TEST(Rates, NobodyBoughtYetButTheMeanIsNotZero) {  // methods.md D7
  const auto rate = posterior_rate(0.2, 10, 0, 30);
  ASSERT_TRUE(rate);
  EXPECT_DOUBLE_EQ(rate->mean, 0.05);
  EXPECT_DOUBLE_EQ(rate->belief->alpha, 2);
  EXPECT_DOUBLE_EQ(rate->belief->beta, 38);
  const auto interval = credible_interval(*rate->belief);
  EXPECT_NEAR(beta_below(2, 38, interval.low), 0.025, 1e-12);
  EXPECT_NEAR(beta_above(2, 38, interval.high), 0.025, 1e-12);
  EXPECT_NEAR(interval.low, 0.0063, 1e-4);
  EXPECT_NEAR(interval.high, 0.1348, 1e-4);
}

TEST(Rates, EvidenceOutweighsTheParent) {
  double before = 0.2;
  for (const std::int64_t leads : {0, 10, 100, 1'000, 100'000}) {
    const auto rate = posterior_rate(0.2, kParentWeight, leads / 10, leads - leads / 10);
    ASSERT_TRUE(rate);
    EXPECT_LE(rate->mean, before + 1e-12);
    EXPECT_GE(rate->mean, 0.1);
    before = rate->mean;
  }
  EXPECT_NEAR(before, 0.1, 1e-4);
}

TEST(Rates, RefuseWhatIsNoRate) {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  const double infinite = std::numeric_limits<double>::infinity();
  EXPECT_EQ(known_rate(0).error().code, "goals.rate_zero");
  for (const double value : {-0.1, 1.0001, nan, infinite, -infinite}) {
    EXPECT_EQ(known_rate(value).error().code, "goals.rate_out_of_range") << value;
    EXPECT_EQ(known_rate(value).error().field, "rate");
    EXPECT_EQ(posterior_rate(value, 20, 1, 1).error().code, "goals.parent_rate") << value;
  }
  EXPECT_TRUE(known_rate(1));
  EXPECT_TRUE(known_rate(1e-12));
  for (const double value : {0., -1., nan, infinite, 1e300}) {
    EXPECT_EQ(believed_rate(value, 1).error().field, "alpha") << value;
    EXPECT_EQ(believed_rate(1, value).error().field, "beta") << value;
    EXPECT_EQ(posterior_rate(0.1, value, 1, 1).error().field, "kappa") << value;
  }
  EXPECT_EQ(posterior_rate(0.1, 20, -1, 1).error().field, "won");
  EXPECT_EQ(posterior_rate(0.1, 20, 1, -1).error().field, "lost");
  EXPECT_EQ(posterior_rate(0.1, 20, std::numeric_limits<std::int64_t>::max(), 0).error().code,
            "goals.bad_evidence");
}

}  // namespace
}  // namespace tandem::goals
