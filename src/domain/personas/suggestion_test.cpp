#include "domain/personas/suggestion.h"

#include <algorithm>

#include <boost/random/mersenne_twister.hpp>
#include <boost/random/normal_distribution.hpp>
#include <boost/random/uniform_int_distribution.hpp>
#include <gtest/gtest.h>

namespace tandem::personas {
namespace {

void one_after_another(std::size_t count, const std::function<void(std::size_t)>& work) {
  for (std::size_t i = 0; i < count; ++i) work(i);
}
void backwards(std::size_t count, const std::function<void(std::size_t)>& work) {
  for (std::size_t i = count; i > 0; --i) work(i - 1);
}

// Fewer starts and resamples than the defaults, as these tests run under sanitizers.
SuggestionOptions quick() {
  SuggestionOptions options;
  options.clustering.starts = 8;
  options.resamples = 20;
  return options;
}

void add_number(Customers& customers, const std::string& name, const std::vector<double>& numbers) {
  CustomerColumn column{name, {}, {}};
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    column.values.push_back(std::to_string(numbers[i]));
    column.rows.push_back(static_cast<std::int32_t>(i));
  }
  customers.columns.push_back(std::move(column));
  customers.verdicts.push_back({name, ColumnUse::numeric, WhyIgnored::none, 0, 0});
  customers.rows = numbers.size();
}

void add_values(Customers& customers, const std::string& name, std::vector<std::string> values,
                std::vector<std::int32_t> rows) {
  customers.rows = rows.size();
  customers.columns.push_back({name, std::move(values), std::move(rows)});
  customers.verdicts.push_back({name, ColumnUse::categorical, WhyIgnored::none, 0, 0});
}

// 200 small offline shops, 150 online beginners, 100 large makers; the kind decides most
// attributes.
Customers three_kinds(std::size_t rows) {
  boost::random::mt19937 random(21);
  boost::random::normal_distribution<> noise(0, 1);
  boost::random::uniform_int_distribution<std::int32_t> tenth(0, 9);
  boost::random::uniform_int_distribution<std::int32_t> any(0, 2);
  Customers customers;
  std::vector<double> employees;
  std::vector<std::int32_t> channel;
  std::vector<std::int32_t> trade;
  for (std::size_t i = 0; i < rows; ++i) {
    const std::int32_t kind = i * 9 < rows * 4 ? 0 : i * 9 < rows * 7 ? 1 : 2;
    employees.push_back((kind == 2 ? 60 : 10) + 3 * noise(random));
    channel.push_back(tenth(random) == 0 ? any(random) : kind);
    trade.push_back(tenth(random) == 0 ? kUnknown : kind);
    customers.outcomes.push_back({kind != 1, kind * 100.0, {}});
  }
  add_number(customers, "employees", employees);
  add_values(customers, "channel", {"offline", "online", "fair"}, channel);
  add_values(customers, "trade", {"shop", "beginner", "maker"}, trade);
  return customers;
}

TEST(PersonaSuggestion, FindsThreeKindsOfCustomers) {
  const auto customers = three_kinds(450);
  const auto found = suggest(customers, quick(), one_after_another);
  ASSERT_TRUE(found.stable);
  EXPECT_EQ(found.k, 3);
  EXPECT_GT(*found.stability.at("3"), .9);
  ASSERT_EQ(found.personas.size(), 3U);
  const auto& shops = found.personas[0];
  EXPECT_NEAR(static_cast<double>(shops.customers), 200, 15);
  EXPECT_NEAR(shops.share, 200. / 450, .04);
  const auto& beginners = found.personas[1];
  ASSERT_GE(beginners.values.size(), 2U);
  for (const auto& value : beginners.values) {
    EXPECT_GT(value.lift, 1);
    EXPECT_NEAR(value.lift, value.share / value.share_of_all, 1e-12);
  }
  EXPECT_TRUE(beginners.values[0].value == "beginner" || beginners.values[0].value == "online");
  EXPECT_LT(*beginners.outcome->win_rate, .1);
  EXPECT_GT(*shops.outcome->win_rate, .9);
  const auto& makers = found.personas[2];
  EXPECT_NEAR(*makers.numbers[0].median, 60, 2);
  EXPECT_GT(makers.stability, .9);
}

TEST(PersonaSuggestion, DoesNotDependOnTheOrderOfTheWork) {
  const auto customers = three_kinds(180);
  const auto one = suggest(customers, quick(), one_after_another);
  const auto other = suggest(customers, quick(), backwards);
  EXPECT_EQ(one.stability, other.stability);
  EXPECT_EQ(one.personas.size(), other.personas.size());
}

TEST(PersonaSuggestion, PureNoiseHasNoStablePersonas) {
  boost::random::mt19937 random(4);
  boost::random::normal_distribution<> noise(0, 1);
  Customers customers;
  for (int column = 0; column < 4; ++column) {
    std::vector<double> numbers(300);
    for (auto& number : numbers) number = noise(random);
    add_number(customers, "n" + std::to_string(column), numbers);
    std::vector<std::int32_t> values(300);
    boost::random::uniform_int_distribution<std::int32_t> any(0, 3);
    for (auto& value : values) value = any(random);
    add_values(customers, "v" + std::to_string(column), {"a", "b", "c", "d"}, values);
  }
  const auto found = suggest(customers, quick(), one_after_another);
  EXPECT_FALSE(found.stable);
  EXPECT_FALSE(found.k);
  EXPECT_EQ(found.why, WhyNoPersonas::not_stable);
  EXPECT_TRUE(found.personas.empty());
  for (const auto& choice : found.choices) EXPECT_LT(choice.stability.value_or(0), .6);
}

TEST(PersonaSuggestion, TooFewCustomers) {
  const auto few = suggest(three_kinds(29), quick(), one_after_another);
  EXPECT_FALSE(few.stable);
  EXPECT_EQ(few.why, WhyNoPersonas::not_enough);
  EXPECT_EQ(few.stability.size(), 3U);
  // 60 customers cannot make three groups of 30.
  const auto small = suggest(three_kinds(60), quick(), one_after_another);
  EXPECT_EQ(small.why, WhyNoPersonas::not_stable);
  for (const auto& choice : small.choices) {
    EXPECT_FALSE(choice.large_enough);
    EXPECT_FALSE(choice.stability);
  }
  EXPECT_EQ(suggest({}, quick(), one_after_another).why, WhyNoPersonas::not_enough);
}

TEST(PersonaSuggestion, NothingToCompare) {
  Customers customers;
  customers.rows = 50;
  EXPECT_EQ(suggest(customers, quick(), one_after_another).why, WhyNoPersonas::nothing_to_compare);
}

TEST(PersonaSuggestion, AnOutlierDoesNotBreakIt) {
  auto customers = three_kinds(270);
  std::vector<double> revenue(270, 5);
  revenue[3] = 1e300;
  revenue[4] = 6;
  add_number(customers, "revenue", revenue);
  const auto found = suggest(customers, quick(), one_after_another);
  for (const auto& choice : found.choices) EXPECT_LE(choice.stability.value_or(0), 1);
}

struct Best {
  std::vector<std::optional<double>> stability;  // of 3, 4, 5
  std::optional<std::size_t> best;
};

TEST(PersonaSuggestion, TheMostStableNumberWinsASmallerOneBeforeItWhenAsGood) {
  const std::vector<Best> scenarios{
      {{.9, .7, .7}, 0},    {{.7, .9, .7}, 1},     {{.88, .9, .9}, 0},
      {{.879, .89, .9}, 1}, {{.5, .59, .599}, {}}, {{.59, .6, .6}, 1},
      {{{}, {}, .8}, 2},    {{{}, {}, {}}, {}},    {{.585, .6, .604}, 1},
  };
  for (std::size_t i = 0; i < scenarios.size(); ++i) {
    std::vector<Choice> choices;
    for (const auto& stability : scenarios[i].stability) {
      choices.push_back(
          {static_cast<std::int64_t>(choices.size()) + 3, 30, stability.has_value(), stability});
    }
    EXPECT_EQ(best_choice(choices, {}), scenarios[i].best) << i;
  }
}

}  // namespace
}  // namespace tandem::personas
