#include "base/money.h"

#include <limits>
#include <optional>
#include <random>
#include <string>

#include <gtest/gtest.h>

namespace tandem {
namespace {

constexpr std::int64_t kMost = std::numeric_limits<std::int64_t>::max();
constexpr std::int64_t kLeast = std::numeric_limits<std::int64_t>::min();

struct Reading {
  const char* text;
  const char* currency;
  std::int64_t amount;
};

void expect_read(std::initializer_list<Reading> readings) {
  for (const auto& r : readings) {
    const auto money = parse_money(r.text, r.currency);
    ASSERT_TRUE(money) << r.text << ' ' << r.currency;
    EXPECT_EQ(*money, (Money{r.amount, r.currency})) << r.text << ' ' << r.currency;
  }
}

TEST(Currency, IsOfIso4217) {
  for (const char* code : {"EUR", "USD", "CAD", "BRL", "JPY", "KWD", "XOF", "ZWG", "HRK", "CHF"}) {
    EXPECT_TRUE(is_currency(code)) << code;
  }
  for (const char* code : {"", "E", "EU", "EURO", "eur", "FRF", "XXX", "XAU", "ABC", "D A", "€"}) {
    EXPECT_FALSE(is_currency(code)) << code;
  }
}

TEST(Currency, HasTheDecimalsOfTheStandard) {
  struct Scenario {
    const char* code;
    int digits;
  };
  for (const auto& s : {Scenario{"EUR", 2},
                        {"JPY", 0},
                        {"XOF", 0},
                        {"ISK", 0},
                        {"KWD", 3},
                        {"IQD", 3},
                        {"TND", 3},
                        {"CLF", 4},
                        {"HUF", 2},
                        {"TWD", 2},
                        {"MGA", 2}}) {
    EXPECT_EQ(minor_digits(s.code), s.digits) << s.code;
  }
}

TEST(ParseMoney, ReadsEitherDecimalSignAndAnyThousands) {
  expect_read({{"0", "EUR", 0},
               {"7", "EUR", 700},
               {"007", "EUR", 700},
               {"1234.5", "EUR", 123450},
               {"1234,5", "EUR", 123450},
               {"1,234.50", "USD", 123450},
               {"1.234,50", "EUR", 123450},
               {"1 234,50", "EUR", 123450},
               {"1\u00A0234,50", "EUR", 123450},
               {"1\u202F234\u202F567,89", "EUR", 123456789},
               {"1'234.50", "CHF", 123450},
               {"1\u2019234.50", "CHF", 123450},
               {"1,234", "EUR", 123400},
               {"1.234", "EUR", 123400},
               {"1,23", "EUR", 123},
               {"1,234,567", "USD", 123456700},
               {"1.234.567", "EUR", 123456700},
               {"1.234.567,8", "EUR", 123456780},
               {"12,34,567.89", "INR", 123456789},
               {"151444.15", "BRL", 15144415},
               {".5", "USD", 50},
               {",5", "EUR", 50},
               {"0.125", "USD", 13},
               {"1234,567", "EUR", 123457},
               {"  12\t", "EUR", 1200}});
}

TEST(ParseMoney, KnowsTheMinorUnit) {
  expect_read({{"1234", "JPY", 1234},
               {"1,234", "JPY", 1234},
               {"1.234", "JPY", 1234},
               {"1,234", "KWD", 1234000},
               {"1.234", "KWD", 1234},
               {"1.5", "KWD", 1500},
               {"1,234.567", "KWD", 1234567},
               {"1.2345", "CLF", 12345}});
}

TEST(ParseMoney, RoundsToTheNearestUnitHalvesAwayFromZero) {
  expect_read({{"1.0049", "EUR", 100},
               {"1.0050", "EUR", 101},
               {"1.00500000000000000", "EUR", 101},
               {"-1.0050", "EUR", -101},
               {"-1.0049", "EUR", -100},
               {"9.9950", "EUR", 1000},
               {"10.5", "JPY", 11},
               {"-10.5", "JPY", -11},
               {"10.4999", "JPY", 10},
               {"0.004999999999999999999999999999", "EUR", 0}});
}

TEST(ParseMoney, ReadsSignsAndCurrencies) {
  expect_read({{"-12", "EUR", -1200},
               {"+12", "EUR", 1200},
               {"12-", "EUR", -1200},
               {"\u221212,5", "EUR", -1250},
               {"- 12", "EUR", -1200},
               {"(12.00)", "USD", -1200},
               {"($1,234.50)", "USD", -123450},
               {"$(12)", "USD", -1200},
               {"-0", "EUR", 0},
               {"$1,234.50", "USD", 123450},
               {"-$12", "USD", -1200},
               {"$-12", "USD", -1200},
               {"R$ 12,00", "BRL", 1200},
               {"1 234,50 €", "EUR", 123450},
               {"12€", "EUR", 1200},
               {"EUR 12", "EUR", 1200},
               {"12 eur", "EUR", 1200},
               {"12 -€", "EUR", -1200},
               {"$12", "CAD", 1200},
               {"CA$12", "CAD", 1200},
               {"12 $CA", "CAD", 1200},
               {"C$12", "CAD", 1200},
               {"US$ 12", "USD", 1200},
               {"£12", "GBP", 1200},
               {"¥1200", "JPY", 1200},
               {"12 zł", "PLN", 1200},
               {"12 kr", "SEK", 1200},
               {"CHF 1’234.50", "CHF", 123450}});
}

TEST(ParseMoney, RefusesWhatIsNotAnAmount) {
  for (const char* text : {"",
                           " ",
                           "-",
                           "()",
                           "(",
                           ".",
                           ",",
                           "€",
                           "EUR",
                           "12abc",
                           "abc12",
                           "1.2.3",
                           "1,2,3",
                           "1e5",
                           "1E5",
                           "NaN",
                           "inf",
                           "0x10",
                           "--12",
                           "-(12)",
                           "(-12)",
                           "(12",
                           "12)",
                           "+-12",
                           "12.",
                           "1,234.",
                           "1,23,4",
                           "1,2345,678",
                           "12,34,56",
                           "1.23.456",
                           "1 23",
                           "12 34,5",
                           "1  234",
                           "1.234 567",
                           "1,234'567.8",
                           "1 234,567.8",
                           "1,,234",
                           ",234,567",
                           "1.234,567.8",
                           "€12€",
                           "€ EUR 12",
                           "USD 12",
                           "$12",
                           "12 %",
                           "1 2 3",
                           "01.02.2023",
                           "2023-01-02",
                           "١٢",
                           "\xff"
                           "12"}) {
    const auto money = parse_money(text, "EUR");
    ASSERT_FALSE(money) << text;
    EXPECT_EQ(money.error().code, "money.unreadable") << text;
    EXPECT_EQ(money.error().args, (TextArgs{{"value", text}}));
  }
  EXPECT_FALSE(parse_money("US$12", "CAD"));
  EXPECT_FALSE(parse_money("CA$12", "USD"));
}

TEST(ParseMoney, KeepsWithin64Bits) {
  expect_read({{"92233720368547758.07", "EUR", kMost},
               {"-92233720368547758.07", "EUR", -kMost},
               {"9223372036854775807", "JPY", kMost}});
  for (const char* text : {"92233720368547758.08", "92233720368547758.075",
                           "92233720368547758,08 €", "-92233720368547758.08", "922337203685477580",
                           "1000000000000000000000", "9,223,372,036,854,775,807,000"}) {
    const auto money = parse_money(text, "EUR");
    ASSERT_FALSE(money) << text;
    EXPECT_EQ(money.error().code, "money.too_large") << text;
  }
}

TEST(ParseMoney, RefusesAnUnknownCurrency) {
  const auto money = parse_money("12", "FRF");
  ASSERT_FALSE(money);
  EXPECT_EQ(money.error().code, "money.unknown_currency");
  EXPECT_EQ(money.error().args, (TextArgs{{"currency", "FRF"}}));
}

TEST(ToDecimal, IsPlainAndExact) {
  struct Scenario {
    Money money;
    const char* text;
  };
  for (const auto& s : {Scenario{{15144415, "BRL"}, "151444.15"},
                        {{-5, "EUR"}, "-0.05"},
                        {{0, "EUR"}, "0.00"},
                        {{1200, "JPY"}, "1200"},
                        {{-1, "KWD"}, "-0.001"},
                        {{kLeast, "EUR"}, "-92233720368547758.08"}}) {
    EXPECT_EQ(to_decimal(s.money), s.text);
  }
}

TEST(ToDecimal, IsReadBackWhateverTheAmount) {
  std::mt19937_64 random(1);
  for (int i = 0; i < 5000; ++i) {
    for (const char* currency : {"EUR", "JPY", "KWD", "CLF"}) {
      // Amounts of every size: a point written by us must never pass for thousands.
      const Money money{static_cast<std::int64_t>(random()) >> (1 + random() % 60), currency};
      const auto read = parse_money(to_decimal(money), currency);
      ASSERT_TRUE(read) << to_decimal(money);
      ASSERT_EQ(*read, money) << to_decimal(money);
    }
  }
}

TEST(AddMoney, StaysWithinOneCurrencyAnd64Bits) {
  EXPECT_EQ(*add({150, "EUR"}, {-50, "EUR"}), (Money{100, "EUR"}));
  EXPECT_EQ(add({1, "EUR"}, {1, "USD"}).error().code, "money.mixed_currencies");
  EXPECT_EQ(add({kMost, "EUR"}, {1, "EUR"}).error().code, "money.too_large");
  EXPECT_EQ(add({kLeast, "EUR"}, {-1, "EUR"}).error().code, "money.too_large");
  EXPECT_EQ(add({kLeast, "EUR"}, {kMost, "EUR"})->amount, -1);
}

}  // namespace
}  // namespace tandem
