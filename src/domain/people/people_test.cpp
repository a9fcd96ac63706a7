#include <gtest/gtest.h>

#include "domain/people/company.h"
#include "domain/people/contact.h"
#include "domain/people/deal.h"

namespace tandem::people {
namespace {

Timestamp at(const char* day) {
  return *parse_timestamp(std::string(day) + "T00:00:00Z");
}

TEST(Email, IsTrimmedAndLowered) {
  const std::vector<std::pair<std::string, std::string>> cases{
      {"Ada@Example.ORG ", "ada@example.org"},
      {"\t o'brien+x@sub.example\r\n", "o'brien+x@sub.example"},
      {"a@b", "a@b"},
      {"ÉMILE@exemple.example", "Émile@exemple.example"},  // only ASCII has a lower case everywhere
      {"用户@例子.example", "用户@例子.example"},
      {std::string(252, 'a') + "@b", std::string(252, 'a') + "@b"},
  };
  for (const auto& [text, expected] : cases) {
    const auto email = normalise_email(text);
    ASSERT_TRUE(email) << text;
    EXPECT_EQ(*email, expected);
  }
}

TEST(Email, RefusesWhatCannotBeAnAddress) {
  for (const std::string text : {"", "   ", "ada", "@", "ada@", "@example.org", "a@b@c",
                                 "a b@c.org", "a@b c.org", "a@@b", "a\t@b", "a@b\nc"}) {
    const auto email = normalise_email(text);
    ASSERT_FALSE(email) << text;
    EXPECT_EQ(email.error().code, "people.bad_email");
  }
  EXPECT_FALSE(normalise_email(std::string(253, 'a') + "@b"));
  EXPECT_EQ(normalise_email(" x ").error().args, (TextArgs{{"value", "x"}}));
}

TEST(Contact, FilledFieldsReplaceAndEmptyOnesDoNot) {
  Contact known{.id = {1},
                .email = "ada@example.org",
                .first_name = "Ada",
                .last_name = "Byron",
                .phone = "1",
                .title = "",
                .company_id = Id{10},
                .owner_id = {},
                .origin = "social",
                .landing_page = "/a",
                .first_seen_at = at("2024-03-02"),
                .attributes = {{"kept", 1}, {"both", 1}}};
  Contact newer;
  newer.id = {2};
  newer.last_name = "Lovelace";
  newer.title = "Countess";
  newer.owner_id = Id{20};
  newer.first_seen_at = at("2024-03-05");
  newer.attributes = {{"both", 2}, {"new", 3}};

  const auto after = updated(known, newer);
  EXPECT_EQ(after.id, Id{1});
  EXPECT_EQ(after.first_name, "Ada");
  EXPECT_EQ(after.last_name, "Lovelace");
  EXPECT_EQ(after.title, "Countess");
  EXPECT_EQ(after.company_id, Id{10});
  EXPECT_EQ(after.owner_id, Id{20});
  EXPECT_EQ(after.first_seen_at, at("2024-03-02"));
  EXPECT_EQ(after.attributes, (boost::json::value{{"kept", 1}, {"both", 2}, {"new", 3}}));

  newer.first_seen_at = at("2024-02-01");
  EXPECT_EQ(updated(known, newer).first_seen_at, at("2024-02-01"));
}

TEST(Contact, UpdatingWithItselfChangesNothing) {
  Contact known;
  known.id = {1};
  known.email = "ada@example.org";
  known.attributes = {{"a", 1}};
  EXPECT_EQ(updated(known, known), known);
}

TEST(Contact, AttributesThatAreNoObjectAreReplacedUnlessNull) {
  Contact known;
  Contact newer;
  known.attributes = nullptr;
  newer.attributes = {{"a", 1}};
  EXPECT_EQ(updated(known, newer).attributes, newer.attributes);
  EXPECT_EQ(updated(newer, known).attributes, newer.attributes);
}

TEST(Company, FilledFieldsReplace) {
  const Company known{.id = {1},
                      .name = "Boréal",
                      .domain = "boreal.example",
                      .industry = "",
                      .employees = 12,
                      .attributes = nullptr};
  const Company newer{.id = {9},
                      .name = "",
                      .domain = "b.example",
                      .industry = "wood",
                      .employees = {},
                      .attributes = nullptr};
  EXPECT_EQ(updated(known, newer), (Company{.id = {1},
                                            .name = "Boréal",
                                            .domain = "b.example",
                                            .industry = "wood",
                                            .employees = 12,
                                            .attributes = nullptr}));
}

TEST(Deal, TheStateIsAlwaysTheNewerOne) {
  Deal known;
  known.id = {1};
  known.name = "Desks";
  known.state = DealState::open;
  known.amount = 500;
  known.currency = "CAD";
  Deal newer;
  newer.state = DealState::won;
  newer.closed_at = at("2024-05-01");
  const auto after = updated(known, newer);
  EXPECT_EQ(after.state, DealState::won);
  EXPECT_EQ(after.closed_at, at("2024-05-01"));
  EXPECT_EQ(after.name, "Desks");
  EXPECT_EQ(after.amount, 500);
  EXPECT_EQ(after.currency, "CAD");
}

TEST(Deal, EarnedIsRevenueOrElseTheAmountOfAWonDeal) {
  struct Case {
    DealState state;
    std::optional<std::int64_t> amount;
    std::optional<std::int64_t> revenue;
    std::optional<Money> expected;
  };
  const std::vector<Case> cases{
      {DealState::won, 500, {}, Money{500, "BRL"}},
      {DealState::won, 500, 300, Money{300, "BRL"}},
      {DealState::won, 500, 0, Money{0, "BRL"}},
      {DealState::won, {}, {}, {}},
      {DealState::open, 500, {}, {}},
      {DealState::lost, 500, {}, {}},
      {DealState::open, 500, 100, Money{100, "BRL"}},  // paid in advance is earned
      {DealState::lost, {}, -100, Money{-100, "BRL"}},
  };
  for (const auto& given : cases) {
    Deal deal;
    deal.state = given.state;
    deal.amount = given.amount;
    deal.revenue = given.revenue;
    deal.currency = "BRL";
    EXPECT_EQ(earned(deal), given.expected) << name_of(given.state);
  }
}

}  // namespace
}  // namespace tandem::people
