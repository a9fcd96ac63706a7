#include "domain/attribution/returns.h"

#include <limits>

#include <gtest/gtest.h>

namespace tandem::attribution {
namespace {

Money usd(std::int64_t amount) {
  return {amount, "USD"};
}

TEST(Returns, OfSpend) {
  const auto answer = return_on({usd(100'000), usd(1'200'000), usd(300'000), 4});
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->roi, 2);
  EXPECT_EQ(answer->roas, 12);
  EXPECT_EQ(answer->cac, usd(25'000));
}

TEST(Returns, WithoutCostOrCustomers) {
  const auto free = return_on({usd(0), usd(500), usd(200), 2});
  ASSERT_TRUE(free);
  EXPECT_FALSE(free->roi);
  EXPECT_FALSE(free->roas);
  EXPECT_EQ(free->cac, usd(0));
  const auto lost = return_on({usd(100), usd(0), usd(0), 0});
  ASSERT_TRUE(lost);
  EXPECT_EQ(lost->roi, -1);
  EXPECT_EQ(lost->roas, 0);
  EXPECT_FALSE(lost->cac);
}

TEST(Returns, RefuseWhatMeansNothing) {
  const auto problem = [](const Spend& spend) {
    const auto answer = return_on(spend);
    return answer ? std::string() : answer.error().code + " " + answer.error().field;
  };
  EXPECT_EQ(problem({usd(-1), usd(0), usd(0), 1}), "attribution.negative cost");
  EXPECT_EQ(problem({usd(1), usd(0), usd(0), -1}), "attribution.negative customers");
  EXPECT_EQ(problem({usd(1), usd(0), usd(0), std::numeric_limits<double>::quiet_NaN()}),
            "attribution.not_finite customers");
  EXPECT_EQ(problem({usd(1), {1, "EUR"}, usd(0), 1}), "money.mixed_currencies revenue");
  EXPECT_EQ(problem({usd(1), usd(0), {1, "EUR"}, 1}), "money.mixed_currencies margin");
  EXPECT_EQ(problem({usd(1'000'000), usd(0), usd(0), 1e-300}), "money.too_large customers");
}

}  // namespace
}  // namespace tandem::attribution
