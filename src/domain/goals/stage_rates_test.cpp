#include "domain/goals/stage_rates.h"

#include <array>

#include <gtest/gtest.h>

namespace tandem::goals {
namespace {

constexpr std::array<std::string_view, 6> kStages{"visitor", "lead",        "mql",
                                                  "sql",     "opportunity", "customer"};

TEST(StageRates, AreReadInTheOrderOfTheFunnel) {
  const auto steps = parse_stage_rates(" lead:mql = 0.4, visitor : lead=3e-2 ", kStages);
  ASSERT_TRUE(steps);
  EXPECT_EQ(*steps, (std::vector<Step>{{"visitor", "lead", 0.03}, {"lead", "mql", 0.4}}));
  EXPECT_EQ(parse_stage_rates("lead:customer=1", kStages)->size(), 1U);
  EXPECT_TRUE(parse_stage_rates("", kStages)->empty());
  EXPECT_TRUE(parse_stage_rates("  ", kStages)->empty());
}

TEST(StageRates, RefuseWhatIsNoChain) {
  const std::vector<std::pair<const char*, const char*>> scenarios{
      {"lead", "goals.step_unreadable"},
      {"lead:mql", "goals.step_unreadable"},
      {"lead=mql:0.4", "goals.step_unreadable"},
      {"lead:mql=0.4,", "goals.step_unreadable"},
      {",", "goals.step_unreadable"},
      {"lead:mqls=0.4", "goals.unknown_stage"},
      {"Lead:mql=0.4", "goals.unknown_stage"},
      {":=", "goals.unknown_stage"},
      {"mql:lead=0.4", "goals.step_backwards"},
      {"mql:mql=0.4", "goals.step_backwards"},
      {"lead:mql=0", "goals.step_rate"},
      {"lead:mql=-0.1", "goals.step_rate"},
      {"lead:mql=1.1", "goals.step_rate"},
      {"lead:mql=nan", "goals.step_rate"},
      {"lead:mql=inf", "goals.step_rate"},
      {"lead:mql=", "goals.step_rate"},
      {"lead:mql=4 %", "goals.step_rate"},
      {"lead:mql=0.4=0.5", "goals.step_rate"},
      {"lead:mql=0.4,lead:mql=0.5", "goals.stage_twice"},
      {"lead:mql=0.4,lead:sql=0.5", "goals.stage_twice"},
      {"lead:sql=0.4,mql:sql=0.5", "goals.stage_twice"},
      {"visitor:lead=0.4,mql:sql=0.5", "goals.stage_gap"},
      {"lead:sql=0.4,mql:opportunity=0.5", "goals.stage_jumped"},
  };
  for (const auto& [text, code] : scenarios) {
    const auto steps = parse_stage_rates(text, kStages);
    ASSERT_FALSE(steps) << text;
    EXPECT_EQ(steps.error().code, code) << text;
    EXPECT_EQ(steps.error().field, "stages") << text;
  }
}

TEST(StageRates, OfAnEndlessTextEnd) {
  std::string text = "lead:mql=0.4";
  for (int i = 0; i < 100'000; ++i) text += ",lead:mql=0.4";
  EXPECT_EQ(parse_stage_rates(text, kStages).error().code, "goals.stage_twice");
}

}  // namespace
}  // namespace tandem::goals
