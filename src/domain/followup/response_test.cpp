#include <cmath>
#include <limits>

#include <gtest/gtest.h>

#include "domain/followup/deadline.h"
#include "domain/followup/service.h"

namespace tandem::followup {
namespace {

TEST(Deadline, KeepsFourFifthsOfTheValueAtFiveMinutes) {
  EXPECT_NEAR(lift_at(default_lifts(), 5), 1.900134, 5e-7);
  EXPECT_NEAR(.8 * lift_at(default_lifts(), 5), 1.520108, 5e-7);
  const auto deadline = first_response_deadline(default_lifts(), 3, 1);
  ASSERT_TRUE(deadline);
  EXPECT_NEAR(deadline->minutes, 39.15, 5e-3);
  EXPECT_FALSE(deadline->beyond_table);
}

TEST(Deadline, IsSoonerWhenAMinuteIsDear) {
  const auto dear = first_response_deadline(default_lifts(), 1, 1);
  ASSERT_TRUE(dear);
  EXPECT_NEAR(dear->minutes, 5, 1e-9);
  EXPECT_FALSE(first_response_deadline(default_lifts(), 1, 100));
  EXPECT_FALSE(first_response_deadline(default_lifts(), 0, 0));
}

TEST(Deadline, EndsWithTheTable) {
  const auto loose = first_response_deadline(default_lifts(), 1, 0, .1);
  ASSERT_TRUE(loose);
  EXPECT_TRUE(loose->beyond_table);
  EXPECT_EQ(loose->minutes, 1440);
}

TEST(Deadline, HoldsTheEndsOfTheTable) {
  EXPECT_EQ(lift_at(default_lifts(), .01), 4.91);
  EXPECT_EQ(lift_at(default_lifts(), 1e9), 1.17);
  EXPECT_DOUBLE_EQ(lift_at(default_lifts(), 30), 1.62);
}

TEST(Deadline, RefusesATableThatRisesOrTurnsBack) {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  const std::vector<std::pair<std::vector<LiftPoint>, const char*>> tables{
      {{}, ""},
      {{{0, 2}}, "[0].minutes"},
      {{{1, 2}, {1, 1}}, "[1].minutes"},
      {{{1, 2}, {2, 3}}, "[1].lift"},
      {{{1, nan}}, "[0].lift"},
      {{{nan, 1}}, "[0].minutes"},
      {{{1, 0}}, "[0].lift"}};
  for (const auto& [lifts, field] : tables) {
    const auto valid = check_lifts(lifts);
    ASSERT_FALSE(valid);
    EXPECT_EQ(valid.error().field, field);
  }
  EXPECT_TRUE(check_lifts(default_lifts()));
}

TEST(Service, SaysHowLongALeadWaits) {
  const Arrivals arrivals{6, 10};
  EXPECT_NEAR(wait_probability(arrivals, 2, 5), .202177, 5e-7);
  EXPECT_NEAR(wait_probability(arrivals, 3, 5), .033444, 5e-7);
  EXPECT_EQ(wait_probability(arrivals, 1, 5), 1);
  EXPECT_EQ(wait_probability(arrivals, 0, 5), 1);
  EXPECT_EQ(people_needed(arrivals, 5, .9), 3);
  EXPECT_EQ(people_needed(arrivals, 5, .75), 2);
}

TEST(Service, NeedsNobodyForNoLeads) {
  EXPECT_EQ(people_needed({0, 10}, 5), 0);
  EXPECT_EQ(wait_probability({0, 10}, 0, 5), 0);
}

TEST(Service, StaysExactForManyPeople) {
  const Arrivals many{6e5, 10};  // 100,000 people busy
  const int people = people_needed(many, 1, .9);
  EXPECT_GT(people, 100000);
  EXPECT_LT(people, 100500);
  EXPECT_LE(wait_probability(many, people, 1), .1);
  EXPECT_GT(wait_probability(many, people - 1, 1), .1);
}

TEST(Service, RefusesWhatCannotBe) {
  EXPECT_EQ(check_arrivals({-1, 10}).error().field, "per_hour");
  EXPECT_EQ(check_arrivals({1, 0}).error().field, "minutes_each");
  EXPECT_EQ(check_arrivals({1, std::numeric_limits<double>::infinity()}).error().field,
            "minutes_each");
  EXPECT_EQ(check_arrivals({1e9, 1e9}).error().code, "followup.too_large_load");
  EXPECT_TRUE(check_arrivals({6, 10}));
}

}  // namespace
}  // namespace tandem::followup
