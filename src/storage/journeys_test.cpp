#include "storage/journeys.h"

#include <gtest/gtest.h>

#include "domain/attribution/rule_models.h"

namespace tandem::storage {
namespace {

using attribution::Touch;

TEST(StoredJourneys, AreTheSameOnAnyNumberOfCores) {
  constexpr std::size_t kContacts = 101;
  std::vector<Touch> touches;
  std::vector<attribution::Milestone> milestones;
  for (std::uint32_t i = 0; i < 5000; ++i) {
    const auto contact = std::size_t{i} * 7919 % kContacts;
    const Timestamp at{Millis(1'700'000'000'000 + i * 104'729 % 1'000'000)};
    touches.push_back({static_cast<attribution::Contact>(contact), i % 13, at});
    if (i % 50 == 0) {
      milestones.push_back({at, 3, static_cast<attribution::Contact>(contact),
                            attribution::MilestoneKind::conversion});
    }
  }
  const auto journeys = extend_journeys({}, kContacts, touches, milestones);
  const attribution::RuleFold empty(13, {});
  const auto split = fold_journeys(journeys, {}, empty);
  auto whole = empty;
  journeys.for_each({}, [&](const attribution::Journey& journey) { whole.add(journey); });
  EXPECT_EQ(split.attributed().conversions, whole.attributed().conversions);
  EXPECT_EQ(split.attributed().nulls, whole.attributed().nulls);
  const auto one = split.credits(attribution::RuleModel::linear);
  const auto other = whole.credits(attribution::RuleModel::linear);
  for (std::size_t i = 0; i < one.size(); ++i) EXPECT_NEAR(one[i].value, other[i].value, 1e-9);
}

TEST(StoredJourneys, OfNobody) {
  const auto journeys = extend_journeys({}, 0, {}, {});
  EXPECT_EQ(fold_journeys(journeys, {}, attribution::RuleFold(0, {})).attributed().nulls, 0);
}

}  // namespace
}  // namespace tandem::storage
