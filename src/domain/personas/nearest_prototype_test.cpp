#include "domain/personas/nearest_prototype.h"

#include <boost/random/mersenne_twister.hpp>
#include <gtest/gtest.h>

namespace tandem::personas {
namespace {

MixedData generated(std::size_t rows, std::size_t numbers, std::size_t categories) {
  boost::random::mt19937 random(3);
  MixedData data;
  data.rows = rows;
  data.numbers.resize(numbers);
  data.categories.resize(categories);
  data.levels.assign(categories, 3);
  for (std::size_t i = 0; i < rows; ++i) {
    for (auto& column : data.numbers) {
      column.push_back(static_cast<float>(random() % 2001) / 500 - 2);
    }
    for (auto& column : data.categories) column.push_back(static_cast<std::int32_t>(random() % 3));
  }
  return data;
}

Prototype row_of(const MixedData& data, std::size_t row) {
  Prototype prototype;
  for (const auto& column : data.numbers) prototype.numbers.push_back(column[row]);
  for (const auto& column : data.categories) prototype.categories.push_back(column[row]);
  return prototype;
}

// However many rows are taken at once, each gets what it gets alone, to the last bit.
TEST(NearestPrototype, IsTheSameForRowsTogetherAndAlone) {
  const std::pair<std::size_t, std::size_t> shapes[] = {{4, 4}, {3, 0}, {0, 3}};
  for (const auto& [numbers, categories] : shapes) {
    const auto data = generated(117, numbers, categories);
    // The first two are equal: the first of equals wins.
    const std::vector<Prototype> prototypes{row_of(data, 5), row_of(data, 5), row_of(data, 80),
                                            row_of(data, 3)};
    for (std::size_t n = 0; n <= 100; ++n) {
      std::vector<std::int32_t> label(n + 1, -7);
      std::vector<float> least(n + 1, -7);
      find_nearest(data, prototypes, .3F, 17, n, {label.data(), least.data()});
      for (std::size_t i = 0; i < n; ++i) {
        std::int32_t own = -1;
        float distance = -1;
        find_nearest(data, prototypes, .3F, 17 + i, 1, {&own, &distance});
        ASSERT_EQ(label[i], own);
        ASSERT_EQ(least[i], distance);
        ASSERT_NE(own, 1);
        const auto row = row_of(data, 17 + i);
        for (const auto& prototype : prototypes) {
          EXPECT_GE(dissimilarity(row, prototype, .3), double{distance} - 1e-5);
        }
        const auto& nearest = prototypes[static_cast<std::size_t>(own)];
        EXPECT_NEAR(dissimilarity(row, nearest, .3), distance, 1e-5);
      }
      EXPECT_EQ(label[n], -7);  // nothing is written beyond
      EXPECT_EQ(least[n], -7);
    }
  }
}

}  // namespace
}  // namespace tandem::personas
