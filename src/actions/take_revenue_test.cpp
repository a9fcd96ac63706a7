#include "actions/test_rows.h"

namespace tandem::actions {
namespace {

using people::DealState;

struct TakeRevenue : TakeTest {
  const std::vector<std::string> names{"crm:deal", "shop:seller_id"};

  void SetUp() override {
    auto row = deal_row("d1", DealState::won);
    row.references.push_back({"shop:seller_id", "s1"});
    ASSERT_TRUE(take(row));
  }
};

TEST_F(TakeRevenue, GoesToTheDealKnownUnderAnyOfTheNames) {
  const auto taken = take({{"seller_id", "s1"}, {12'345, "BRL"}}, names);
  ASSERT_TRUE(taken);
  EXPECT_EQ(taken->outcome, Outcome::changed);
  EXPECT_TRUE(taken->matched);
  EXPECT_EQ(taken->money, (Money{12'345, "BRL"}));
  EXPECT_EQ(deal("d1").revenue, 12'345);
  EXPECT_EQ(deal("d1").currency, "BRL");
  EXPECT_TRUE(take({{"deal", "d1"}, {1, "BRL"}}, names));
}

TEST_F(TakeRevenue, IsWhatTheDealHasBroughtInNotAnAddition) {
  const imports::RevenueRow row{{"seller_id", "s1"}, {100, "BRL"}};
  EXPECT_EQ(take(row, names)->outcome, Outcome::changed);
  const auto again = take(row, names);
  EXPECT_EQ(again->outcome, Outcome::unchanged);
  EXPECT_EQ(again->money, (Money{100, "BRL"}));
  EXPECT_EQ(take({row.deal, {150, "BRL"}}, names)->outcome, Outcome::changed);
  EXPECT_EQ(deal("d1").revenue, 150);
}

TEST_F(TakeRevenue, OfAnUnknownDealIsRefused) {
  for (const auto& [value, under] : {std::pair<std::string, std::vector<std::string>>{"s2", names},
                                     {"s1", {}},
                                     {"s1", {"crm:deal"}}}) {
    const auto refused = take({{"seller_id", value}, {1, "BRL"}}, under);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, "imports.deal_unknown");
    EXPECT_EQ(refused.error().args, (TextArgs{{"reference", "seller_id"}, {"value", value}}));
  }
}

TEST_F(TakeRevenue, InAnotherCurrencyThanTheDealIsRefused) {
  ASSERT_TRUE(take({{"deal", "d1"}, {100, "BRL"}}, names));
  const auto refused = take({{"deal", "d1"}, {100, "CAD"}}, names);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, "imports.deal_in_other_currency");
  EXPECT_EQ(refused.error().args, (TextArgs{{"deal", "BRL"}, {"row", "CAD"}}));
  EXPECT_EQ(deal("d1").revenue, 100);
}

TEST_F(TakeRevenue, ACurrencyWithoutAnAmountBindsNothing) {
  auto row = deal_row("d2", DealState::won);
  row.deal.currency = "CAD";
  ASSERT_TRUE(take(row));
  ASSERT_TRUE(take({{"deal", "d2"}, {100, "BRL"}}, names));
  EXPECT_EQ(deal("d2").currency, "BRL");
}

}  // namespace
}  // namespace tandem::actions
