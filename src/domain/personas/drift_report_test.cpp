#include "domain/personas/drift_report.h"

#include <gtest/gtest.h>

#include "base/json.h"

namespace tandem::personas {
namespace {

const auto* const kTwo = R"({"personas":[
  {"name":"A","attributes":[{"name":"x","values":[{"value":"a","weight":1},{"value":"b","weight":1}]},
                            {"name":"n","range":{"low":0,"high":10}}]},
  {"name":"B","attributes":[{"name":"x","values":[{"value":"b","weight":1}]}]}]})";

Cell text(std::string_view value) {
  return {true, value, 0};
}
Cell number(double value) {
  return {true, {}, value};
}

// The example of the header.
TEST(DriftReport, APersonaThatNeverBuys) {
  DriftCount count(*read_json<Declaration>(kTwo), {true, true});
  ASSERT_EQ(count.attributes().size(), 2U);
  for (int i = 0; i < 90; ++i) {
    const std::vector<Cell> cells{text(i % 2 == 0 ? "a" : "b"), number(i / 9.0)};
    count.add(cells, "A", {true, 10.0, {}});
  }
  const std::vector<Cell> unknown(2);
  for (int i = 0; i < 40; ++i) count.add(unknown, "B", {false, {}, {}});
  for (int i = 0; i < 10; ++i) count.add(unknown, "C", {true, {}, {}});
  const auto report = count.report();
  EXPECT_EQ(report.customers, 100);
  EXPECT_EQ(report.of_no_persona, 10);
  EXPECT_EQ(report.left_out, (std::vector<std::string>{"n"}));
  ASSERT_EQ(report.attributes.size(), 1U);
  EXPECT_EQ(report.attributes[0].unknown, 10);
  ASSERT_EQ(report.personas.size(), 2U);
  const auto& a = report.personas[0];
  EXPECT_DOUBLE_EQ(a.declared_share, .5);
  EXPECT_DOUBLE_EQ(*a.actual_share, .9);
  EXPECT_EQ(a.attributes.size(), 2U);
  for (const auto& attribute : a.attributes) EXPECT_FALSE(attribute.flagged);
  const auto& b = report.personas[1];
  EXPECT_EQ(b.customers, 0);
  EXPECT_FALSE(b.enough);
  EXPECT_EQ(b.outcome.won, 0);
  EXPECT_EQ(b.outcome.people, 40);
}

TEST(DriftReport, WithoutPersonasAllAreComparedTogether) {
  DriftCount count(*read_json<Declaration>(kTwo), {});
  const std::vector<Cell> b{text("b"), number(1)};
  for (int i = 0; i < 40; ++i) count.add(b, "", {});
  const auto report = count.report();
  EXPECT_TRUE(report.enough);
  EXPECT_TRUE(report.personas.empty());
  EXPECT_EQ(report.of_no_persona, 0);
  EXPECT_DOUBLE_EQ(report.attributes[0].values[0].declared, .25);
}

}  // namespace
}  // namespace tandem::personas
