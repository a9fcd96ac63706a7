#include "domain/followup/timed_plan.h"

#include <functional>

#include <boost/random/mersenne_twister.hpp>
#include <boost/random/uniform_int_distribution.hpp>
#include <boost/random/uniform_real_distribution.hpp>
#include <glpk.h>
#include <gtest/gtest.h>

#include "domain/followup/call_queue.h"

namespace tandem::followup {
namespace {

const Timing kNoDecay{
    .half_life_days = 1e12, .late_factor = 1, .delay_offsets = {}, .gap_offsets = {}};

std::vector<SegmentProgramme> programmes_of(const std::vector<TimedSegment>& segments,
                                            const Timing& timing) {
  std::vector<SegmentProgramme> all;
  for (const auto& segment : segments) all.emplace_back(segment, timing);
  return all;
}

TimedPlan planned(const std::vector<TimedSegment>& segments, const Timing& timing,
                  double capacity) {
  auto programmes = programmes_of(segments, timing);
  return best_timed_plan(programmes, segments, capacity);
}

TimedSegment timed(const Segment& plain) {
  return {.name = plain.name,
          .leads = plain.leads,
          .value = plain.value,
          .hazards = plain.hazards,
          .channels = {{"phone", plain.attempt_minutes, plain.conversation_minutes, 0}}};
}

TimedSegment one(std::vector<double> hazards, double leads = 10, double value = 100) {
  return timed({"one", leads, value, std::move(hazards), 5, 15});
}

TEST(TimedPlan, IsThePlainPlanWhenWaitingCostsNothing) {
  const std::vector<Segment> plain{{"X", 10, 100, {.4, .2, .1}, 5, 15},
                                   {"Y", 20, 60, {.2, .1, .05}, 5, 15},
                                   {"Z", 10, 100, {.1, .3}, 5, 15}};
  const std::vector<TimedSegment> segments{timed(plain[0]), timed(plain[1]), timed(plain[2])};
  for (const double capacity : {1.0, 300.0, 360.0, 400.0, 599.0, 2000.0}) {
    const auto expected = best_plan(plain, capacity);
    const auto plan = planned(segments, kNoDecay, capacity);
    EXPECT_NEAR(plan.value, expected.value, 1e-8) << capacity;
    EXPECT_NEAR(plan.upper_bound, expected.value, 1e-8) << capacity;
    EXPECT_NEAR(plan.price_per_minute, expected.price_per_minute, 1e-9) << capacity;
    EXPECT_NEAR(plan.minutes, expected.minutes, 1e-8) << capacity;
    for (std::size_t s = 0; s < 3; ++s) {
      EXPECT_EQ(plan.segments[s].attempts, expected.segments[s].attempts) << capacity << " " << s;
      EXPECT_NEAR(plan.segments[s].share, expected.segments[s].share, 1e-8) << capacity << " " << s;
    }
  }
}

TEST(TimedPlan, WithoutMinutesThePriceIsTheLargestIndex) {
  const auto plan = planned({one({.4, .2, .1}), one({.2, .1})}, kNoDecay, 0);
  EXPECT_NEAR(plan.price_per_minute, 3.636364, 5e-7);
  EXPECT_EQ(plan.value, 0);
  EXPECT_NEAR(plan.upper_bound, 0, 1e-9);
  EXPECT_EQ(plan.minutes, 0);
}

TEST(TimedPlan, CallsEveryDayWhenValueDecays) {
  const auto plan = planned({one({.3, .3, .3})}, {}, 1e9);
  ASSERT_EQ(plan.segments[0].schedule.size(), 3U);
  for (int k = 0; k < 3; ++k) {
    const auto& attempt = plan.segments[0].schedule[static_cast<std::size_t>(k)];
    EXPECT_EQ(attempt.attempt, k + 1);
    EXPECT_EQ(attempt.day, k);
    EXPECT_EQ(attempt.channel, "phone");
  }
  EXPECT_EQ(plan.price_per_minute, 0);
  EXPECT_NEAR(plan.segments[0].value,
              10 * 100 * (.3 + .7 * .3 * std::exp2(-.1) + .49 * .3 * std::exp2(-.2)), 1e-9);
}

TEST(TimedPlan, WaitsWhenASecondCallSoonIsInVain) {
  Timing timing;
  timing.gap_offsets = {-3, -3, 0};  // one or two days after the last attempt nobody answers
  const auto plan = planned({one({.3, .3})}, timing, 1e9);
  ASSERT_EQ(plan.segments[0].schedule.size(), 2U);
  EXPECT_EQ(plan.segments[0].schedule[1].day, 3);
  EXPECT_DOUBLE_EQ(plan.segments[0].schedule[1].hazard, .3);
}

TEST(TimedPlan, ChoosesTheChannelThatPays) {
  auto segment = one({.3});
  segment.channels = {{"phone", 4, 15, 0}, {"email", 3, 0, -2}};
  EXPECT_EQ(planned({segment}, {}, 1e9).segments[0].schedule[0].channel, "phone");
  segment.channels[1].offset = 0;
  EXPECT_EQ(planned({segment}, {}, 20).segments[0].schedule[0].channel, "email");
}

TEST(TimedPlan, PaysLessForLateAttempts) {
  auto segment = one({.1, .1, .1, .1, .1, .1, .1});
  Timing timing = kNoDecay;
  timing.late_factor = .55;
  segment.attempts_made = 6;
  segment.age_days = 10;
  EXPECT_NEAR(planned({segment}, timing, 1e9).value, 10 * .1 * 55, 1e-9);
}

TEST(TimedPlan, HasNothingLeftForOldOrDoneLeads) {
  auto old = one({.5, .5});
  old.age_days = 21;
  auto done = one({.5, .5});
  done.attempts_made = 2;
  const auto plan = planned({old, done, one({}), one({.5}, 10, 0), one({0, 0})}, {}, 1e9);
  EXPECT_EQ(plan.value, 0);
  EXPECT_EQ(plan.upper_bound, 0);
  for (const auto& part : plan.segments) EXPECT_EQ(part.attempts, 0);
}

struct Way {
  double minutes;
  double value;
};

double moved(double hazard, double offset) {
  const double odds = hazard / (1 - hazard) * std::exp(offset);
  return odds / (1 + odds);
}

// Every way to treat a lead, by trying all sets of days.
std::vector<Way> all_ways(const TimedSegment& s, const Timing& timing) {
  std::vector<Way> ways;
  const std::function<void(int, int, int, double, Way)> go = [&](int made, int day, int gap,
                                                                 double alive, Way way) {
    if (day > timing.horizon_days || made >= static_cast<int>(s.hazards.size())) {
      ways.push_back(way);
      return;
    }
    go(made, day + 1, gap + 1, alive, way);
    for (const auto& channel : s.channels) {
      const auto& offsets = made == 0 ? timing.delay_offsets : timing.gap_offsets;
      const auto i =
          std::min(static_cast<std::size_t>(made == 0 ? day : gap - 1), offsets.size() - 1);
      const double h =
          moved(s.hazards[static_cast<std::size_t>(made)], offsets[i] + channel.offset);
      const double late = made + 1 >= timing.late_attempt ? timing.late_factor : 1;
      const double value = s.value * late * std::exp2(-day / timing.half_life_days);
      go(made + 1, day + 1, 1, alive * (1 - h),
         {way.minutes + alive * (channel.attempt_minutes + h * channel.conversation_minutes),
          way.value + alive * h * value});
    }
  };
  go(s.attempts_made, s.age_days, s.days_since_attempt, 1, {0, 0});
  return ways;
}

struct Solution {
  double value;
  double price;
};

Solution solve_with_glpk(const std::vector<TimedSegment>& segments,
                         const std::vector<std::vector<Way>>& ways, double capacity) {
  glp_term_out(GLP_OFF);
  glp_prob* problem = glp_create_prob();
  glp_set_obj_dir(problem, GLP_MAX);
  glp_add_rows(problem, 1);
  glp_set_row_bnds(problem, 1, GLP_UP, 0, capacity);
  for (std::size_t s = 0; s < segments.size(); ++s) {
    const int row = glp_add_rows(problem, 1);
    glp_set_row_bnds(problem, row, GLP_UP, 0, 1);
    for (const auto& way : ways[s]) {
      const int column = glp_add_cols(problem, 1);
      glp_set_col_bnds(problem, column, GLP_LO, 0, 0);
      glp_set_obj_coef(problem, column, segments[s].leads * way.value);
      const int rows[] = {0, 1, row};
      const double entries[] = {0, segments[s].leads * way.minutes, 1};
      glp_set_mat_col(problem, column, 2, rows, entries);
    }
  }
  glp_smcp settings;
  glp_init_smcp(&settings);
  settings.msg_lev = GLP_MSG_OFF;
  settings.tol_bnd = settings.tol_dj = 1e-10;
  EXPECT_EQ(glp_simplex(problem, &settings), 0);
  const Solution solution{glp_get_obj_val(problem), glp_get_row_dual(problem, 1)};
  glp_delete_prob(problem);
  return solution;
}

TEST(TimedPlan, EqualsALinearProgrammeOverAllSchedules) {
  boost::random::mt19937_64 random(7);
  const auto real = [&](double low, double high) {
    return boost::random::uniform_real_distribution<double>(low, high)(random);
  };
  const auto whole = [&](int low, int high) {
    return boost::random::uniform_int_distribution<int>(low, high)(random);
  };
  for (int problem = 0; problem < 150; ++problem) {
    Timing timing{
        .half_life_days = real(1, 10), .horizon_days = whole(1, 4), .late_attempt = whole(2, 4)};
    for (int i = 0; i < 3; ++i) timing.delay_offsets.push_back(real(-1.5, .5));
    for (int i = 0; i < 3; ++i) timing.gap_offsets.push_back(real(-1.5, .5));
    std::vector<TimedSegment> segments;
    std::vector<std::vector<Way>> ways;
    for (int s = whole(1, 4); s > 0; --s) {
      TimedSegment segment{.leads = real(1, 50), .value = real(1, 300)};
      for (int k = whole(1, 4); k > 0; --k) segment.hazards.push_back(real(.05, .6));
      segment.channels = {{"phone", real(1, 6), real(0, 20), 0}};
      if (whole(0, 1) == 1) segment.channels.push_back({"email", real(1, 3), 0, real(-2, 0)});
      if (whole(0, 2) == 0) {
        segment.attempts_made = 1;
        segment.age_days = 1;
      }
      ways.push_back(all_ways(segment, timing));
      segments.push_back(std::move(segment));
    }
    const double capacity = real(5, 300);
    const auto plan = planned(segments, timing, capacity);
    const auto rival = solve_with_glpk(segments, ways, capacity);
    ASSERT_NEAR(plan.value, rival.value, 1e-6 * std::max(1.0, rival.value)) << problem;
    ASSERT_NEAR(plan.price_per_minute, rival.price, 1e-6 * std::max(1.0, rival.price)) << problem;
    ASSERT_GE(plan.upper_bound, plan.value * (1 - 1e-12)) << problem;
    ASSERT_NEAR(plan.upper_bound, plan.value, 1e-9 * plan.upper_bound) << problem;
    ASSERT_LE(plan.minutes, capacity * (1 + 1e-12)) << problem;
    int split = 0;
    for (const auto& part : plan.segments) split += part.share > 0 && part.share < 1;
    ASSERT_LE(split, 1) << problem;
  }
}

TEST(TimedPlan, CountsTheMinutesThatAWageIsWorth) {
  const std::vector<TimedSegment> segments{one({.4, .2, .1}), one({.2, .1, .05}, 20, 60)};
  auto programmes = programmes_of(segments, kNoDecay);
  EXPECT_NEAR(timed_minutes_at_price(programmes, segments, .75), 453.2, 1e-9);
}

TEST(CallQueue, PutsTheMostValuableMinuteFirst) {
  const std::vector<TimedSegment> segments{one({.4, .2, .1}), one({.1, .05}, 10, 60),
                                           one({.3}, 10, 0)};
  const Timing timing;
  auto programmes = programmes_of(segments, timing);
  for (auto& programme : programmes) programme.solve(.5);
  std::vector<IndexTable> tables;
  for (const auto& programme : programmes) tables.emplace_back(programme, timing);
  const auto lead = [](std::int64_t id, int segment, int made, int due) {
    return OpenLead{Id{id},
                    Timestamp(Millis(due)),
                    segment,
                    static_cast<std::int16_t>(made),
                    static_cast<std::int16_t>(made),
                    1};
  };
  const std::vector<OpenLead> leads{lead(1, 1, 0, 5), lead(2, 0, 0, 9), lead(3, 0, 0, 5),
                                    lead(4, 0, 1, 1), lead(5, 2, 0, 0),  // no value
                                    lead(6, 0, 3, 0),                    // no attempt left
                                    lead(7, 9, 0, 0),                    // no such segment
                                    lead(8, 0, 0, 5)};
  const auto queue = call_queue(leads, tables, 100);
  std::vector<std::int64_t> ids;
  for (const auto& entry : queue) ids.push_back(entry.id.value);
  EXPECT_EQ(ids, (std::vector<std::int64_t>{3, 8, 2, 4, 1}));
  EXPECT_EQ(call_queue(leads, tables, 2).size(), 2U);
  EXPECT_EQ(call_queue(leads, tables, 2)[1].id.value, 8);
}

TEST(CallQueue, ShowsWhatActingNowIsWorthAMinute) {
  const auto segment = one({.4});
  SegmentProgramme programme(segment, {});
  programme.solve(1);
  const double act = .4 * (100 - 15) - 5;
  const double wait = .4 * (100 * std::exp2(-.1) - 15) - 5;
  EXPECT_NEAR(*programme.index(0, 0, 1), (act - wait) / 11, 1e-12);
  EXPECT_FALSE(programme.index(1, 0, 1));
  EXPECT_FALSE(programme.index(0, 21, 1));
  programme.solve(4);  // dearer than a connection is worth
  EXPECT_FALSE(programme.index(0, 0, 1));
}

}  // namespace
}  // namespace tandem::followup
