#include "domain/imports/words.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "domain/imports/columns.h"

namespace tandem::imports {
namespace {

using ::testing::ElementsAre;
using ::testing::ElementsAreArray;
using Names = std::vector<std::string>;

TEST(Trimmed, TakesEveryKindOfSpace) {
  EXPECT_EQ(trimmed("  a b \t\r\n"), "a b");
  EXPECT_EQ(trimmed("\u00a0\u202fa\u00a0"), "a");
  EXPECT_EQ(trimmed("\ufeffId"), "Id");
  EXPECT_EQ(trimmed("\u00e9t\u00e9"), "\u00e9t\u00e9");
  EXPECT_EQ(trimmed(" \u00a0 "), "");
}

TEST(Words, SplitsNamesHoweverTheyAreWritten) {
  const std::pair<std::string, Names> kCases[] = {
      {"deal_stage", {"deal", "stage"}},
      {"dealStage", {"deal", "stage"}},
      {"Deal Stage", {"deal", "stage"}},
      {"DEAL-STAGE", {"deal", "stage"}},
      {"Date de cr\u00e9ation", {"date", "de", "creation"}},
      {"\u00c9tape d\u2019affaire", {"etape", "d", "affaire"}},
      {"Amount (INR)", {"amount", "inr"}},
      {"AccountId", {"account", "id"}},
      {"--", {}}};
  for (const auto& [name, expected] : kCases) EXPECT_THAT(words(name), ElementsAreArray(expected));
}

TEST(UsualStage, KnowsCommonNames) {
  const std::tuple<Kind, const char*, std::optional<std::string_view>> kCases[] = {
      {Kind::deals, "Closed Won", "won"},
      {Kind::deals, "closedwon", "won"},
      {Kind::deals, "Closed won (Sales pipeline)", "won"},
      {Kind::deals, "Ferm\u00e9e gagn\u00e9e", "won"},
      {Kind::deals, "Closed Lost", "lost"},
      {Kind::deals, "Perdue", "lost"},
      {Kind::deals, "Engaging", "open"},
      {Kind::deals, "Proposal/Quote", "open"},
      {Kind::deals, "En cours", "open"},
      {Kind::deals, "Step 7", std::nullopt},
      {Kind::leads, "marketingqualifiedlead", "mql"},
      {Kind::leads, "Marketing Qualified Lead", "mql"},
      {Kind::leads, "Sales Accepted Lead", "sql"},
      {Kind::leads, "Client", "customer"},
      {Kind::leads, "Abonn\u00e9", "lead"},
      {Kind::leads, "Whatever", std::nullopt},
      {Kind::companies, "lead", std::nullopt}};
  for (const auto& [kind, value, stage] : kCases)
    EXPECT_EQ(usual_stage(kind, value), stage) << value;
}

TEST(IsFigure, TellsAmountsFromText) {
  for (const auto* figure :
       {"1", "1,200.50", "12 %", "-3", "--", "$5", "1\u202f234,50\u00a0\u20ac"}) {
    EXPECT_TRUE(is_figure(figure)) << figure;
  }
  for (const auto* text : {"", "a", "12a", "."}) EXPECT_FALSE(is_figure(text)) << text;
}

TEST(FindColumn, PrefersTheVeryName) {
  const Names header{"email", "Email", " First Name ", "Amount spent (INR)", "Cost (net)"};
  EXPECT_EQ(find_column(header, "Email"), 1U);
  EXPECT_EQ(find_column(header, "EMAIL"), 0U);
  EXPECT_EQ(find_column(header, "first name"), 2U);
  EXPECT_EQ(find_column(header, "Amount spent"), 3U);
  EXPECT_EQ(find_column(header, "Cost"), std::nullopt);
  EXPECT_THAT(find_columns(header, "Phone | Email | First Name"), ElementsAre(1U, 2U));
  EXPECT_THAT(find_columns(header, "Phone"), ElementsAre());
}

TEST(CurrencyOf, ReadsTheEndOfTheName) {
  EXPECT_EQ(currency_of("Amount (INR)"), "INR");
  EXPECT_EQ(currency_of("Value in USD"), "USD");
  EXPECT_EQ(currency_of("Montant (\u20ac)"), "EUR");
  EXPECT_EQ(currency_of("Amount"), std::nullopt);
  EXPECT_EQ(currency_of("EUR"), std::nullopt);
  EXPECT_EQ(currency_of("Amount (net)"), std::nullopt);
  EXPECT_TRUE(in_company_currency("Amount in company currency"));
}

}  // namespace
}  // namespace tandem::imports
