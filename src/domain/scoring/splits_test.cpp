#include "domain/scoring/splits.h"

#include <algorithm>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace tandem::scoring {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST(RandomSplit, KeepsTheShareOfEachClass) {
  std::vector<bool> labels(1000, false);
  std::fill_n(labels.begin(), 100, true);
  const auto split = random_split(labels, 0.7, 1);
  EXPECT_EQ(split.train.size(), 700u);
  EXPECT_EQ(split.test.size(), 300u);
  EXPECT_EQ(std::ranges::count_if(split.train, [](auto row) { return row < 100; }), 70);
  EXPECT_TRUE(std::ranges::is_sorted(split.train));
  auto all = split.train;
  all.insert(all.end(), split.test.begin(), split.test.end());
  std::ranges::sort(all);
  for (std::size_t row = 0; row < 1000; ++row) EXPECT_EQ(all[row], row);
}

TEST(RandomSplit, IsTheSameForTheSameSeedOnly) {
  const std::vector<bool> labels(100, true);
  EXPECT_EQ(random_split(labels, 0.5, 1).train, random_split(labels, 0.5, 1).train);
  EXPECT_NE(random_split(labels, 0.5, 1).train, random_split(labels, 0.5, 2).train);
}

TEST(OrderedSplit, TestsOnWhatCameLater) {
  const auto split = ordered_split({4, 2, 0, 1, 3}, 0.6);
  EXPECT_THAT(split.train, ElementsAre(4, 2, 0));
  EXPECT_THAT(split.test, ElementsAre(1, 3));
  EXPECT_THAT(ordered_split({}, 0.7).test, IsEmpty());
}

TEST(RandomFolds, HoldEachRowOutOnce) {
  std::vector<int> held_out(23, 0);
  for (const auto& fold : random_folds(23, 5, 7)) {
    EXPECT_EQ(fold.train.size() + fold.test.size(), 23u);
    for (const auto row : fold.test) ++held_out[row];
  }
  EXPECT_THAT(held_out, testing::Each(1));
}

TEST(TimeBlocks, SeeOnlyWhatCameBefore) {
  const auto blocks = time_blocks(10, 5);
  ASSERT_EQ(blocks.size(), 4u);
  EXPECT_THAT(blocks[0].train, ElementsAre(0, 1));
  EXPECT_THAT(blocks[0].test, ElementsAre(2, 3));
  EXPECT_THAT(blocks[3].test, ElementsAre(8, 9));
  EXPECT_EQ(blocks[3].train.size(), 8u);
}

}  // namespace
}  // namespace tandem::scoring
