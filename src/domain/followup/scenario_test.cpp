#include "domain/followup/scenario.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/json.h"
#include "domain/followup/contact_prior.h"

namespace tandem::followup {
namespace {

constexpr const char* kTwoSegments = R"("segments":[
  {"name":"X","leads":10,"value":100,"hazards":[0.4,0.2,0.1]},
  {"name":"Y","leads":20,"value":60,"hazards":[0.2,0.1,0.05]}])";

std::string document(const std::string& extras = "", double capacity = 300) {
  return "{\"capacity_minutes\":" + std::to_string(capacity) +
         ",\"attempt_minutes\":5,\"conversation_minutes\":15," + extras +
         (extras.empty() ? "" : ",") + kTwoSegments + "}";
}

Answer answer_to(const std::string& json) {
  const auto scenario = read_json<Scenario>(json);
  EXPECT_TRUE(scenario) << json;
  return solve(*scenario).answer;
}

TEST(Scenario, AnswersThePlainProblem) {
  const auto answer = answer_to(document());
  EXPECT_NEAR(answer.value, 734.2, 1e-9);
  EXPECT_NEAR(answer.upper_bound, 734.2, 1e-9);
  EXPECT_NEAR(answer.price_per_minute, 1.5, 1e-9);
  EXPECT_NEAR(answer.value_of_one_more_hour, 90, 1e-9);
  EXPECT_NEAR(answer.fixed.at("3 attempts, first in first out"), 530.149, 5e-4);
  EXPECT_THAT(answer.fixed, testing::Contains(testing::Key("best next attempt first")));
  EXPECT_FALSE(answer.staffing);
  EXPECT_FALSE(answer.segments[0].schedule);
}

TEST(Scenario, CountsWorkingDays) {
  EXPECT_NEAR(answer_to(document(R"("working_days":3)", 100)).value, 734.2, 1e-9);
}

TEST(Scenario, HiresForTheWageAndForTheService) {
  const auto wage = answer_to(document(R"("wage":{"per_minute":0.75})"));
  EXPECT_NEAR(*wage.staffing->minutes_worth_the_wage, 453.2, 1e-9);
  EXPECT_NEAR(*wage.staffing->fluid_people, 1.259, 5e-4);
  EXPECT_NEAR(wage.staffing->people, 1.259, 5e-4);
  const auto both = answer_to(
      document(R"("wage":{"per_minute":0.75},"arrivals":{"per_hour":6,"minutes_each":10})"));
  EXPECT_EQ(*both.staffing->service_people, 3);
  EXPECT_NEAR(*both.staffing->late_share, .033444, 5e-7);
  EXPECT_EQ(both.staffing->people, 3);
}

TEST(Scenario, SaysHowSoonToCall) {
  const auto answer = answer_to(document(R"("deadlines":{})"));
  EXPECT_NEAR(*answer.segments[0].deadline_minutes, 39.15, 5e-3);
  // A minute costs what the second segment is worth at 5 minutes: no later than that.
  EXPECT_NEAR(*answer.segments[1].deadline_minutes, 5, 1e-6);
}

TEST(Scenario, UsesThePriorAndSaysSo) {
  const auto answer =
      answer_to(R"({"capacity_minutes":1e6,"segments":[{"name":"new","leads":1,"value":1000}]})");
  EXPECT_TRUE(answer.segments[0].prior_hazards);
  EXPECT_EQ(answer.segments[0].attempts, 6);
  EXPECT_NEAR(answer.value, 1000 * .558, 1e-9);
}

TEST(Scenario, SchedulesOverDaysWithTiming) {
  const auto answer = answer_to(document(R"("timing":{"gap_offsets":[-5,0]})", 10000));
  ASSERT_TRUE(answer.segments[0].schedule);
  ASSERT_EQ(answer.segments[0].schedule->size(), 3U);
  EXPECT_EQ((*answer.segments[0].schedule)[1].day, 2);
  EXPECT_GE(answer.upper_bound, answer.value * (1 - 1e-12));
  EXPECT_THAT(answer.fixed,
              testing::Contains(testing::Key("6 attempts every 2 days, first in first out")));
  for (const auto& [name, value] : answer.fixed)
    EXPECT_LE(value, answer.value * (1 + 1e-12)) << name;
}

TEST(Scenario, WithOneChannelAndNoTimingIsThePlainProblem) {
  const auto answer = answer_to(
      document(R"("channels":[{"name":"phone","attempt_minutes":5,"conversation_minutes":15}])"));
  EXPECT_NEAR(answer.value, 734.2, 1e-8);
  EXPECT_NEAR(answer.price_per_minute, 1.5, 1e-9);
  EXPECT_EQ((*answer.segments[0].schedule)[0].channel, "phone");
}

TEST(Scenario, WithoutCapacityNobodyIsCalled) {
  const auto answer = answer_to(document("", 0));
  EXPECT_EQ(answer.value, 0);
  EXPECT_NEAR(answer.price_per_minute, 3.636364, 5e-7);
  for (const auto& [name, value] : answer.fixed) EXPECT_EQ(value, 0) << name;
}

TEST(Scenario, RefusesWhatCannotBe) {
  struct Row {
    const char* extras;
    const char* code;
    const char* field;
  };
  for (const auto& [extras, code, field] : {
           Row{R"("working_days":0)", "followup.out_of_range", "working_days"},
           Row{R"("wage":{"per_minute":-1})", "followup.negative", "wage.per_minute"},
           Row{R"("wage":{"per_minute":1,"productive_minutes":0})", "followup.out_of_range",
               "wage.productive_minutes"},
           Row{R"("arrivals":{"per_hour":6,"minutes_each":0})", "followup.not_positive",
               "arrivals.minutes_each"},
           Row{R"("arrivals":{"per_hour":6,"minutes_each":1,"target":1})", "followup.out_of_range",
               "arrivals.target"},
           Row{R"("timing":{"horizon_days":100000})", "followup.out_of_range",
               "timing.horizon_days"},
           Row{R"("timing":{"half_life_days":0})", "followup.out_of_range",
               "timing.half_life_days"},
           Row{R"("timing":{"gap_offsets":[0,1e9]})", "followup.out_of_range",
               "timing.gap_offsets[1]"},
           Row{R"("channels":[])", "followup.no_channels", "channels"},
           Row{R"("channels":[{"name":"a","attempt_minutes":0}])", "followup.out_of_range",
               "channels[0].attempt_minutes"},
           Row{R"("deadlines":{"lifts":[]})", "followup.no_lifts", "deadlines.lifts"},
           Row{R"("typing":{})", "json.unknown_field", "typing"},
       }) {
    const auto read = read_json<Scenario>(document(extras));
    ASSERT_FALSE(read) << extras;
    EXPECT_EQ(read.error().code, code) << extras;
    EXPECT_EQ(read.error().field, field) << extras;
  }
  EXPECT_EQ(read_json<Scenario>(document("", -1)).error().field, "capacity_minutes");
  EXPECT_EQ(read_json<Scenario>(R"({"capacity_minutes":1,"segments":[]})").error().code,
            "followup.no_segments");
  EXPECT_EQ(read_json<Scenario>(R"({"capacity_minutes":1e999,"segments":[]})").error().code,
            "json.not_a_number");
  const auto segment = [](const std::string& more) {
    return read_json<Scenario>(
               R"({"capacity_minutes":1,"segments":[{"name":"a","leads":1,"value":1,)" + more +
               "}]}")
        .error();
  };
  EXPECT_EQ(segment(R"("hazards":[0.1,1.2])").field, "segments[0].hazards[1]");
  EXPECT_EQ(segment(R"("hazards":[-0.1])").code, "followup.not_a_share");
  EXPECT_EQ(segment(R"("age_days":3)").code, "followup.needs_timing");
  EXPECT_EQ(segment(R"("channels":["fax"])").code, "followup.no_channel");
}

}  // namespace
}  // namespace tandem::followup
