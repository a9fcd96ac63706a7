#include "domain/followup/attempt_plan.h"

#include <limits>

#include <boost/random/mersenne_twister.hpp>
#include <boost/random/uniform_int_distribution.hpp>
#include <boost/random/uniform_real_distribution.hpp>
#include <glpk.h>
#include <gtest/gtest.h>

namespace tandem::followup {
namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
constexpr double kInfinity = std::numeric_limits<double>::infinity();

Segment segment(const char* name, double leads, double value, std::vector<double> hazards) {
  return {name, leads, value, std::move(hazards), 5, 15};
}

std::vector<Segment> two_segments() {
  return {segment("X", 10, 100, {.4, .2, .1}), segment("Y", 20, 60, {.2, .1, .05})};
}

TEST(AttemptPlan, GivesEachAttemptItsMinutesValueAndIndex) {
  struct Row {
    double index, minutes, value;
  };
  const std::vector<std::vector<Row>> expected{
      {{3.636364, 110, 400}, {2.5, 48, 120}, {1.538462, 31.2, 48}},
      {{1.5, 160, 240}, {.923077, 104, 96}, {.521739, 82.8, 43.2}}};
  const auto segments = two_segments();
  for (std::size_t s = 0; s < segments.size(); ++s) {
    const auto steps = concave_steps(segments[s]);
    ASSERT_EQ(steps.size(), 3U);
    for (std::size_t k = 0; k < 3; ++k) {
      EXPECT_NEAR(steps[k].index(), expected[s][k].index, 5e-7);
      EXPECT_NEAR(steps[k].minutes * segments[s].leads, expected[s][k].minutes, 1e-9);
      EXPECT_NEAR(steps[k].value * segments[s].leads, expected[s][k].value, 1e-9);
    }
  }
}

TEST(AttemptPlan, UsesTheMinutesThereAre) {
  struct Scenario {
    double capacity, value, price;
  };
  const auto segments = two_segments();
  for (const auto& [capacity, value, price] :
       {Scenario{0, 0, 3.636364}, Scenario{300, 734.2, 1.5}, Scenario{360, 817.969231, .923077},
        Scenario{400, 854.892308, .923077}, Scenario{600, 947.2, 0}}) {
    const auto plan = best_plan(segments, capacity);
    EXPECT_NEAR(plan.value, value, 5e-7) << capacity;
    EXPECT_NEAR(plan.price_per_minute, price, 5e-7) << capacity;
    EXPECT_NEAR(plan.upper_bound, plan.value, 1e-9) << capacity;
    EXPECT_NEAR(plan.minutes, std::min(capacity, 536.0), 1e-9) << capacity;
  }
}

TEST(AttemptPlan, SplitsOneSegment) {
  const auto plan = best_plan(two_segments(), 300);
  EXPECT_EQ(plan.segments[0].attempts, 3);
  EXPECT_DOUBLE_EQ(plan.segments[0].share, 1);
  EXPECT_EQ(plan.segments[0].otherwise, 3);
  EXPECT_EQ(plan.segments[1].attempts, 1);
  EXPECT_NEAR(plan.segments[1].share, .6925, 1e-12);
  EXPECT_EQ(plan.segments[1].otherwise, 0);
}

TEST(AttemptPlan, SplitsBetweenTwoNumbersOfAttempts) {
  const auto plan = best_plan(two_segments(), 400);
  EXPECT_EQ(plan.segments[1].attempts, 2);
  EXPECT_EQ(plan.segments[1].otherwise, 1);
  EXPECT_NEAR(plan.segments[1].share, 50.8 / 104, 1e-12);
}

TEST(AttemptPlan, LeavesSimplerWaysBehind) {
  const auto segments = two_segments();
  EXPECT_NEAR(first_in_first_out(segments, 300, 3), 530.149, 5e-4);
  EXPECT_NEAR(best_plan(segments, 300).value / first_in_first_out(segments, 300, 3), 1.385, 5e-4);
  EXPECT_NEAR(first_in_first_out(segments, 600, 3), 947.2, 1e-9);
  EXPECT_EQ(first_in_first_out(segments, 0, 3), 0);
}

TEST(AttemptPlan, TakesAttemptsTogetherWhenHazardsRise) {
  const std::vector rising{segment("rising", 10, 100, {.1, .3})};
  EXPECT_NEAR(10.0 / 6.5, 1.538462, 5e-7);
  EXPECT_NEAR(joint_index(rising[0], 1), 3.157895, 5e-7);
  EXPECT_NEAR(joint_index(rising[0], 0), 2.458472, 5e-7);
  EXPECT_EQ(concave_steps(rising[0]).size(), 1U);
  EXPECT_NEAR(best_plan(rising, 100).value, 245.847, 5e-4);
  EXPECT_NEAR(best_next_attempt(rising, 100), 210.526, 5e-4);
}

TEST(AttemptPlan, CountsTheMinutesThatAWageIsWorth) {
  EXPECT_NEAR(minutes_at_price(two_segments(), .75), 453.2, 1e-9);
}

TEST(AttemptPlan, NeverPlansWhatIsWorthNothing) {
  const std::vector segments{segment("no value", 5, 0, {.5}), segment("no hazard", 5, 9, {0, 0}),
                             segment("no attempt", 5, 9, {}), segment("no lead", 0, 9, {.5})};
  const auto plan = best_plan(segments, 1000);
  EXPECT_EQ(plan.value, 0);
  EXPECT_EQ(plan.minutes, 0);
  for (const auto& part : plan.segments) EXPECT_EQ(part.attempts, 0) << part.name;
  EXPECT_EQ(joint_index(segments[0], 0), 0);
  EXPECT_EQ(best_next_attempt(segments, 1000), 0);
}

TEST(AttemptPlan, StopsWhenEverybodyIsReached) {
  const auto sure = segment("sure", 10, 100, {1, .5});
  const auto steps = concave_steps(sure);
  ASSERT_EQ(steps.size(), 1U);
  EXPECT_EQ(steps[0].to, 1);
}

TEST(AttemptPlan, StaysFiniteAtTheLimits) {
  const std::vector segments{
      Segment{"large", kLargestNumber, kLargestNumber, {1e-300, 1}, kLeastMinutes, kLargestNumber},
      Segment{"long", 1, 1, std::vector<double>(100000, .999), 1, 1}};
  for (const double capacity : {0.0, 1.0, kLargestNumber}) {
    const auto plan = best_plan(segments, capacity);
    EXPECT_TRUE(std::isfinite(plan.value));
    EXPECT_TRUE(std::isfinite(plan.upper_bound));
    EXPECT_LE(plan.value, plan.upper_bound * (1 + 1e-9));
  }
}

TEST(AttemptPlan, RefusesWhatCannotBe) {
  struct Scenario {
    Segment segment;
    const char* code;
    const char* field;
  };
  const auto with = [](auto change) {
    auto s = segment("X", 10, 100, {.4, .2});
    change(s);
    return s;
  };
  for (const auto& [bad, code, field] : std::vector<Scenario>{
           {with([](auto& s) { s.hazards[1] = -.1; }), "followup.not_a_share", "hazards[1]"},
           {with([](auto& s) { s.hazards[0] = 1.5; }), "followup.not_a_share", "hazards[0]"},
           {with([](auto& s) { s.hazards[0] = kNaN; }), "followup.not_a_share", "hazards[0]"},
           {with([](auto& s) { s.leads = -1; }), "followup.negative", "leads"},
           {with([](auto& s) { s.leads = kNaN; }), "followup.negative", "leads"},
           {with([](auto& s) { s.value = kInfinity; }), "followup.too_large", "value"},
           {with([](auto& s) { s.value = 1e300; }), "followup.too_large", "value"},
           {with([](auto& s) { s.attempt_minutes = 0; }), "followup.out_of_range",
            "attempt_minutes"},
           {with([](auto& s) { s.attempt_minutes = kNaN; }), "followup.out_of_range",
            "attempt_minutes"},
           {with([](auto& s) { s.conversation_minutes = -1; }), "followup.negative",
            "conversation_minutes"}}) {
    const auto valid = bad.validate();
    ASSERT_FALSE(valid);
    EXPECT_EQ(valid.error().code, code);
    EXPECT_EQ(valid.error().field, field);
  }
  EXPECT_TRUE(with([](auto&) {}).validate());
}

// The same problem as a linear programme: x(s, k) is the share of the segment's leads that attempt
// k is made on, and falls with k.
struct Solution {
  double value;
  double price;
};

Solution solve_with_glpk(const std::vector<Segment>& segments, double capacity) {
  glp_term_out(GLP_OFF);
  glp_prob* problem = glp_create_prob();
  glp_set_obj_dir(problem, GLP_MAX);
  const int row_of_capacity = glp_add_rows(problem, 1);
  glp_set_row_bnds(problem, row_of_capacity, GLP_UP, 0, capacity);
  for (const auto& s : segments) {
    double alive = s.leads;
    int before = 0;
    for (const double hazard : s.hazards) {
      const int column = glp_add_cols(problem, 1);
      glp_set_col_bnds(problem, column, GLP_DB, 0, 1);
      glp_set_obj_coef(problem, column, alive * hazard * s.value);
      int rows[3] = {0, row_of_capacity, 0};
      double entries[3] = {0, alive * (s.attempt_minutes + hazard * s.conversation_minutes), 1};
      int used = 1;
      if (before > 0) {
        rows[++used] = glp_add_rows(problem, 1);
        glp_set_row_bnds(problem, rows[used], GLP_UP, 0, 0);
      }
      glp_set_mat_col(problem, column, used, rows, entries);
      if (before > 0) {
        int columns[3] = {0, before, column};
        double signs[3] = {0, -1, 1};
        glp_set_mat_row(problem, rows[2], 2, columns, signs);
      }
      before = column;
      alive *= 1 - hazard;
    }
  }
  glp_smcp settings;
  glp_init_smcp(&settings);
  settings.msg_lev = GLP_MSG_OFF;
  settings.tol_bnd = settings.tol_dj = 1e-10;
  EXPECT_EQ(glp_simplex(problem, &settings), 0);
  EXPECT_EQ(glp_get_status(problem), GLP_OPT);
  const Solution solution{glp_get_obj_val(problem), glp_get_row_dual(problem, row_of_capacity)};
  glp_delete_prob(problem);
  return solution;
}

TEST(AttemptPlan, EqualsALinearProgrammeOnAThousandRandomProblems) {
  boost::random::mt19937_64 random(20261124);
  const auto real = [&](double low, double high) {
    return boost::random::uniform_real_distribution<double>(low, high)(random);
  };
  const auto whole = [&](int low, int high) {
    return boost::random::uniform_int_distribution<int>(low, high)(random);
  };
  int rising = 0;
  for (int problem = 0; problem < 1000; ++problem) {
    std::vector<Segment> segments;
    double all_minutes = 0;
    for (int s = whole(1, 8); s > 0; --s) {
      Segment one{"", real(1, 200), real(1, 500), {}, real(1, 10), real(0, 30)};
      for (int k = whole(1, 8); k > 0; --k) one.hazards.push_back(real(0.01, 0.6));
      if (problem % 3 == 0) std::ranges::sort(one.hazards);
      if (problem % 3 == 1) std::ranges::sort(one.hazards, std::greater{});
      for (std::size_t k = 1; k < one.hazards.size(); ++k) {
        if (one.hazards[k] > one.hazards[k - 1]) {
          ++rising;
          break;
        }
      }
      for (const auto& step : concave_steps(one)) all_minutes += one.leads * step.minutes;
      segments.push_back(std::move(one));
    }
    const double capacity = real(0.01, 1.2) * all_minutes;
    const auto plan = best_plan(segments, capacity);
    const auto rival = solve_with_glpk(segments, capacity);
    ASSERT_NEAR(plan.value, rival.value, 1e-6 * std::max(1.0, rival.value)) << problem;
    ASSERT_NEAR(plan.price_per_minute, rival.price, 1e-6 * std::max(1.0, rival.price)) << problem;
    ASSERT_NEAR(plan.upper_bound, plan.value, 1e-9 * plan.upper_bound) << problem;
    ASSERT_LE(best_next_attempt(segments, capacity), plan.value * (1 + 1e-12)) << problem;
    ASSERT_LE(first_in_first_out(segments, capacity, 3), plan.value * (1 + 1e-12)) << problem;
  }
  EXPECT_GT(rising, 1000);
}

}  // namespace
}  // namespace tandem::followup
