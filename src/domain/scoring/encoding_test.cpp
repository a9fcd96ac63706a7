#include "domain/scoring/encoding.h"

#include <cmath>
#include <numeric>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace tandem::scoring {
namespace {

using testing::ElementsAre;

TextColumn column(const std::vector<std::string>& values, std::string name = "x") {
  TextColumn result(std::move(name));
  for (const auto& value : values) result.add(value);
  return result;
}

Rows all_rows(const TextColumn& column) {
  Rows rows(column.rows());
  std::iota(rows.begin(), rows.end(), std::size_t{0});
  return rows;
}

LearnedColumn learned(const std::vector<std::string>& values, std::string name = "x") {
  const auto texts = column(values, std::move(name));
  return learn_column(texts, all_rows(texts), {});
}

std::vector<std::string> repeated(const std::string& value, std::size_t times) {
  return std::vector<std::string>(times, value);
}

std::vector<std::string> joined(std::vector<std::string> one,
                                const std::vector<std::string>& other) {
  one.insert(one.end(), other.begin(), other.end());
  return one;
}

TEST(NumericColumn, OfTheExample) {
  const auto visits = learned({"0", "2", "4", ""});
  ASSERT_TRUE(visits.encoding);
  EXPECT_EQ(visits.encoding->kind, ColumnKind::numeric);
  EXPECT_EQ(visits.encoding->fill, 2);
  EXPECT_NEAR(visits.encoding->scale, 1.633, 0.0005);
  const MissingWords missing(EncodingOptions().missing);
  const Encoder encoder(*visits.encoding, missing);
  const auto four = encoder.encode("4");
  EXPECT_EQ(four.count, 1u);
  EXPECT_NEAR(four.features[0].value, 1.2247, 0.00005);
  const auto blank = encoder.encode(" ");
  EXPECT_EQ(blank.state, ValueState::missing);
  EXPECT_EQ(blank.count, 2u);
  EXPECT_EQ(blank.features[0].value, 0);
  EXPECT_EQ(blank.features[1].index, 1);
}

TEST(NumericColumn, IsNotRuledByOneEnormousValue) {
  std::vector<std::string> values;
  for (int i = 0; i < 300; ++i) values.push_back(std::to_string(i % 10));
  for (const auto* outlier : {"1e300", "-1e300"}) {
    auto with = values;
    with.emplace_back(outlier);
    const auto result = learned(with);
    ASSERT_TRUE(result.encoding);
    EXPECT_EQ(result.encoding->low, 0);
    EXPECT_EQ(result.encoding->high, 9);
    EXPECT_NEAR(result.encoding->scale, 2.87, 0.01);
  }
}

TEST(NumericColumn, OfNothingButEnormousValuesDoesNotOverflow) {
  const auto result = learned({"1e308", "-1e308", "1.7e308", "0", "-1.7e308"});
  ASSERT_TRUE(result.encoding);
  EXPECT_TRUE(std::isnormal(result.encoding->scale));
  const MissingWords missing({""});
  const Encoder encoder(*result.encoding, missing);
  EXPECT_LT(std::abs(encoder.encode("1.79e308").features[0].value), 10);
}

TEST(NumericColumn, TakesWhatIsNoFiniteNumberAsMissingAndCountsIt) {
  auto values = repeated("1", 50);
  for (const auto* odd : {"2", "inf", "-Infinity", "1e999", "NaN"}) values.emplace_back(odd);
  auto result = learned(joined(values, repeated("3", 30)));
  ASSERT_TRUE(result.encoding);
  EXPECT_EQ(result.encoding->kind, ColumnKind::numeric);
  EXPECT_EQ(result.unreadable, 3);  // NaN is a word for missing
}

TEST(NumericColumn, KeepsARareFlag) {
  const auto result = learned(joined(repeated("0", 500), repeated("1", 2)));
  ASSERT_TRUE(result.encoding);
  EXPECT_EQ(result.encoding->high, 1);
  EXPECT_NEAR(result.encoding->scale, 0.063, 0.001);
}

TEST(NumericColumn, IsLearnedFromTheGivenRowsOnly) {
  const auto texts = column({"1", "2", "3", "1000", "x"});
  const auto result = learn_column(texts, {0, 1, 2}, {});
  ASSERT_TRUE(result.encoding);
  EXPECT_EQ(result.encoding->kind, ColumnKind::numeric);
  EXPECT_EQ(result.encoding->high, 3);
}

TEST(CategoricalColumn, HasALevelForEachFrequentValueOneForTheOthersAndOneForMissing) {
  auto values = joined(repeated("Paris", 20), repeated("Lyon", 30));
  values = joined(values, {"Nice", "Lille", "Select", ""});
  const auto city = learned(values);
  ASSERT_TRUE(city.encoding);
  EXPECT_EQ(city.encoding->kind, ColumnKind::categorical);
  EXPECT_THAT(city.encoding->levels, ElementsAre("Lyon", "Paris"));
  EXPECT_EQ(feature_count(*city.encoding), 4u);
  const MissingWords missing(EncodingOptions().missing);
  const Encoder encoder(*city.encoding, missing);
  EXPECT_EQ(encoder.encode("Paris").features[0].index, 1);
  EXPECT_EQ(encoder.encode("Nice").features[0].index, 2);
  EXPECT_EQ(encoder.encode("never seen").features[0].index, 2);
  EXPECT_EQ(encoder.encode("never seen").state, ValueState::other);
  EXPECT_EQ(encoder.encode("select").features[0].index, 3);
}

TEST(CategoricalColumn, OfTenThousandLevelsKeepsTheMostFrequent) {
  std::vector<std::string> values;
  for (int i = 0; i < 10'000; ++i) {
    for (int times = 0; times < (i < 100 ? 60 : 2); ++times)
      values.push_back("L" + std::to_string(i));
  }
  const auto result = learned(values);
  ASSERT_TRUE(result.encoding);
  EXPECT_EQ(result.encoding->levels.size(), 30u);
}

TEST(Column, OfNoUseIsDroppedForAReason) {
  std::vector<std::string> unique_texts;
  std::vector<std::string> unique_numbers;
  std::vector<std::string> count;
  std::vector<std::string> pairs;
  for (int i = 0; i < 100; ++i) {
    unique_texts.push_back("lead" + std::to_string(i));
    unique_numbers.push_back(std::to_string(i * i * 7919 % 1'000'003));
    count.push_back(std::to_string(i));
    pairs.push_back("p" + std::to_string(i / 2));
  }
  EXPECT_EQ(learned(repeated("No", 9)).dropped, DropReason::constant);
  EXPECT_EQ(learned(repeated("7", 9)).dropped, DropReason::constant);
  EXPECT_EQ(learned({"", "Select", "N/A", " "}).dropped, DropReason::empty);
  EXPECT_EQ(learned(unique_texts).dropped, DropReason::identifier);
  EXPECT_EQ(learned(unique_numbers, "Lead Number").dropped, DropReason::identifier);
  EXPECT_EQ(learned(count, "row").dropped, DropReason::identifier);
  EXPECT_EQ(learned(pairs).dropped, DropReason::rare);
  EXPECT_FALSE(learned(unique_numbers, "Revenue").dropped);
  EXPECT_FALSE(learned({"Yes", "", "Yes", ""}).dropped);  // that it is missing may say something
}

}  // namespace
}  // namespace tandem::scoring
