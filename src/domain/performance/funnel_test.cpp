#include "domain/performance/funnel.h"

#include <gtest/gtest.h>

namespace tandem::performance {
namespace {

using lifecycle::Stage;

StageCount count(std::string key, Stage stage, std::int64_t reached, std::int64_t recorded = 0,
                 std::int64_t current = 0, std::optional<double> days = {}) {
  return {std::move(key), static_cast<int>(stage), reached, recorded, current, days};
}

// The example of the header: 8,000 MQLs of which 842 became customers directly.
TEST(Funnel, OfMqlsThatBecameCustomersDirectly) {
  const auto stages = funnel_stages({
      count("", Stage::visitor, 8000),
      count("", Stage::lead, 8000),
      count("", Stage::mql, 8000, 8000, 7158),
      count("", Stage::sql, 842),
      count("", Stage::opportunity, 842),
      count("", Stage::customer, 842, 842, 842, 14.5),
  });
  ASSERT_EQ(stages.size(), 6U);
  EXPECT_EQ(stages[0].stage, Stage::visitor);
  EXPECT_FALSE(stages[0].conversion);
  EXPECT_EQ(stages[1].conversion, 1.0);
  EXPECT_EQ(stages[2].current, 7158);
  EXPECT_EQ(stages[2].recorded, 8000);
  EXPECT_DOUBLE_EQ(*stages[3].conversion, 0.10525);
  EXPECT_EQ(stages[3].recorded, 0);
  EXPECT_FALSE(stages[3].median_days);
  EXPECT_EQ(stages[5].conversion, 1.0);
  EXPECT_EQ(stages[5].median_days, 14.5);
  EXPECT_EQ(stages[2].owner, lifecycle::Owner::marketing);
  EXPECT_EQ(stages[3].owner, lifecycle::Owner::sales);
}

TEST(Funnel, OfNothingHasAllStagesAndNoConversion) {
  const auto stages = funnel_stages({});
  ASSERT_EQ(stages.size(), 6U);
  for (const auto& stage : stages) {
    EXPECT_EQ(stage.reached, 0);
    EXPECT_FALSE(stage.conversion);
    EXPECT_FALSE(stage.median_days);
  }
}

TEST(Funnel, GroupsByContactsAndMonthsInOrder) {
  const std::vector<StageCount> counts{
      count("2024-02", Stage::visitor, 5), count("2024-01", Stage::visitor, 1),
      count("2024-03", Stage::visitor, 9), count("2024-03", Stage::customer, 2),
      count("2024-04", Stage::visitor, 5)};
  const auto keys = [&](Grouping grouping) {
    std::vector<std::string> found;
    for (const auto& group : funnel_groups(counts, grouping)) {
      found.push_back(group.key);
      EXPECT_EQ(group.contacts, group.stages[0].reached);
      EXPECT_EQ(group.stages.size(), 6U);
    }
    return found;
  };
  EXPECT_EQ(keys(Grouping::month),
            (std::vector<std::string>{"2024-01", "2024-02", "2024-03", "2024-04"}));
  EXPECT_EQ(keys(Grouping::origin),
            (std::vector<std::string>{"2024-03", "2024-02", "2024-04", "2024-01"}));
  EXPECT_TRUE(funnel_groups({}, Grouping::origin).empty());
}

TEST(Funnel, EveryFigureIsDefinedInBothLanguages) {
  for (const auto language : {Language::en, Language::fr}) {
    const auto definitions = funnel_definitions(language);
    EXPECT_EQ(definitions.size(), 5U);
    for (const auto& [name, sentence] : definitions) EXPECT_FALSE(sentence.empty()) << name;
  }
}

}  // namespace
}  // namespace tandem::performance
