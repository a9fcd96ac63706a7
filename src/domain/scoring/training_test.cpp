#include "domain/scoring/training.h"

#include <cmath>
#include <functional>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace tandem::scoring {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

// Leads that convert the more likely, the more pages they saw, above all from the webinar. What
// decides the rest is a fixed scramble of the row number.
struct Lead {
  double pages;
  bool webinar;
  bool won;
};
Lead lead(std::int64_t i) {
  const auto pages = static_cast<double>(i * 7919 % 20);
  const bool webinar = i * 104'729 % 10 < 3;
  const double chance = static_cast<double>(i * 15'485'863 % 1000) / 1000;
  return {pages, webinar, chance < 0.1 + pages / 40 + (webinar ? 0.3 : 0)};
}

TrainingData leads(int rows, bool ordered = true) {
  TrainingData data;
  data.label = "won";
  data.table.columns.emplace_back("pages");
  data.table.columns.emplace_back("source");
  if (ordered) data.order_by = "day";
  for (int i = 0; i < rows; ++i) {
    const auto next = lead(i);
    data.table.columns[0].add(i % 11 == 0 ? "" : std::to_string(static_cast<int>(next.pages)));
    data.table.columns[1].add(next.webinar ? "webinar" : "search");
    data.labels.push_back(next.won);
    if (ordered) data.order.push_back(i);
  }
  return data;
}

void add_column(TrainingData& data, const std::string& name, auto value_of) {
  auto& column = data.table.columns.emplace_back(name);
  for (std::size_t row = 0; row < data.labels.size(); ++row) column.add(value_of(row));
}

TEST(Training, LearnsWhatDecides) {
  const auto report = train(leads(2000));
  ASSERT_TRUE(report);
  EXPECT_EQ(report->model.verdict, Verdict::promoted);
  EXPECT_GT(*report->ordered->auc, 0.65);
  EXPECT_EQ(report->ordered->rows, 600);
  EXPECT_EQ(report->model.rows, 2000);
  EXPECT_EQ(report->effects[0].column, "pages");
  EXPECT_GT(report->effects[0].odds, 1.5);
  EXPECT_THAT(report->leaks, IsEmpty());
}

TEST(Training, ScoresALeadAsItDoesAWholeTable) {
  const auto data = leads(1000);
  const auto report = train(data);
  ASSERT_TRUE(report);
  const Scorer scorer(report->model);
  Scored scored;
  double sum = 0;
  for (std::size_t row = 0; row < 1000; ++row) {
    const std::vector<std::string_view> values{data.table.columns[0].text(row),
                                               data.table.columns[1].text(row)};
    scorer.score(values, scored);
    sum += scored.probability;
    EXPECT_GT(scored.probability, 0);
    EXPECT_LT(scored.probability, 1);
  }
  const double rate = static_cast<double>(report->model.positives) / 1000;
  EXPECT_NEAR(sum / 1000, rate, 0.03);
  scorer.score(std::vector<std::string_view>{"19", "webinar"}, scored);
  const double best = scored.probability;
  EXPECT_GT(scored.contributions[0], 0);
  EXPECT_GT(scored.contributions[1], 0);
  scorer.score(std::vector<std::string_view>{"0", "never seen"}, scored);
  EXPECT_LT(scored.probability, best);
  EXPECT_EQ(scored.states[1], ValueState::other);
  EXPECT_NEAR(scored.contributions[1], 0, 1.5);
}

TEST(Training, WithoutAnOrderIsNotPromoted) {
  const auto report = train(leads(2000, false));
  ASSERT_TRUE(report);
  EXPECT_FALSE(report->ordered);
  EXPECT_GT(*report->random->auc, 0.65);
  EXPECT_EQ(report->model.verdict, Verdict::no_order);
}

TEST(Training, OfFewCustomersLeavesTheExplicitScore) {
  const auto report = train(leads(150));
  ASSERT_TRUE(report);
  EXPECT_LT(report->model.positives, 100);
  EXPECT_EQ(report->model.verdict, Verdict::few_positives);
}

TEST(Training, OfLeadsWhoseBehaviourTurnedRoundIsNotPromoted) {
  auto data = leads(2000);
  for (std::size_t row = 1200; row < 2000; ++row) data.labels[row] = !data.labels[row];
  const auto report = train(data);
  ASSERT_TRUE(report && report->ordered);
  EXPECT_LT(*report->ordered->auc, 0.5);
  EXPECT_EQ(report->model.verdict, Verdict::ordered_auc_low);
}

TEST(Training, WithNewerLeadsOfOneClassCannotBeTested) {
  auto data = leads(1000);
  for (std::size_t row = 600; row < 1000; ++row) data.labels[row] = false;
  const auto report = train(data);
  ASSERT_TRUE(report && report->ordered);
  EXPECT_EQ(report->ordered->auc, std::nullopt);
  EXPECT_EQ(report->model.verdict, Verdict::order_untestable);
}

TEST(Training, OfSeparableDataStaysFinite) {
  auto data = leads(600);
  add_column(data, "tell", [&](auto row) { return data.labels[row] ? "a" : "b"; });
  const auto report = train(data);
  ASSERT_TRUE(report);
  EXPECT_TRUE(report->model.validate());
  EXPECT_EQ(*report->ordered->auc, 1);
  ASSERT_EQ(report->leaks.size(), 1u);
  EXPECT_EQ(report->leaks[0].column, "tell");
  EXPECT_EQ(*report->leaks[0].auc, 1);
  EXPECT_THAT(report->leaks[0].signs, ElementsAre(LeakSign::predicts_alone));
}

TEST(Training, PointsOutColumnsNamedLikeTheOutcome) {
  auto data = leads(400);
  for (const auto* name : {"Status", "Lead Score", "Last visit", "Won amount"}) {
    add_column(data, name, [](auto row) { return row % 3 == 0 ? "x" : "y"; });
  }
  const auto report = train(data);
  ASSERT_TRUE(report);
  std::vector<std::string> suspects;
  for (const auto& leak : report->leaks) suspects.push_back(leak.column);
  EXPECT_THAT(suspects,
              testing::UnorderedElementsAre("Status", "Lead Score", "Last visit", "Won amount"));
}

TEST(Training, ManyLevelsThatSayNothingAreNoLeak) {
  auto data = leads(2000);
  add_column(data, "campaign", [](auto row) { return "c" + std::to_string(row * 7 % 150); });
  const auto report = train(data);
  ASSERT_TRUE(report);
  EXPECT_THAT(report->leaks, IsEmpty());
}

TEST(Training, TakesACategoryOfTenThousandLevels) {
  auto data = leads(12'000);
  add_column(data, "campaign", [](auto row) { return "c" + std::to_string(row % 10'000); });
  TrainingOptions options;
  options.lambdas = {1};
  const auto report = train(data, options);
  ASSERT_TRUE(report);
  EXPECT_GT(*report->ordered->auc, 0.65);
  EXPECT_LE(feature_count(report->model.columns), 70u);
}

TEST(Training, TakesFewerRowsThanColumns) {
  auto data = leads(30);
  for (int i = 0; i < 60; ++i) {
    add_column(data, "c" + std::to_string(i),
               [&](auto row) { return std::to_string((row * 31 + 7) % (3 + row % 5)); });
  }
  TrainingOptions options;
  options.lambdas = {1, 10};
  const auto report = train(data, options);
  ASSERT_TRUE(report);
  EXPECT_TRUE(report->model.validate());
}

TEST(Training, OfTheSameLeadsGivesTheSameModel) {
  const auto one = train(leads(600));
  const auto other = train(leads(600));
  ASSERT_TRUE(one && other);
  EXPECT_EQ(write_model(one->model), write_model(other->model));
}

TEST(Training, TakesTwoRows) {
  TrainingData data;
  data.label = "won";
  data.labels = {true, false};
  add_column(data, "pages", [](auto row) { return std::to_string(row); });
  const auto report = train(data);
  ASSERT_TRUE(report);
  EXPECT_EQ(report->model.verdict, Verdict::few_positives);
}

TEST(Training, RefusesWhatCannotBeLearnedFrom) {
  struct Case {
    std::string code;
    std::function<void(TrainingData&)> spoil;
  };
  const std::vector<Case> cases{
      {"scoring.no_rows", [](auto& data) { data = {}; }},
      {"scoring.one_class", [](auto& data) { data.labels.assign(data.labels.size(), true); }},
      {"scoring.one_class", [](auto& data) { data.labels.assign(data.labels.size(), false); }},
      {"scoring.sizes_differ", [](auto& data) { data.labels.pop_back(); }},
      {"scoring.sizes_differ", [](auto& data) { data.order.pop_back(); }},
      {"scoring.not_finite", [](auto& data) { data.order[3] = std::nan(""); }},
      {"scoring.duplicate_column",
       [](auto& data) { add_column(data, "pages", [](auto) { return "1"; }); }},
      {"scoring.no_features",
       [](auto& data) {
         data.table.columns.clear();
         add_column(data, "constant", [](auto) { return "1"; });
       }},
  };
  for (const auto& given : cases) {
    auto data = leads(50);
    given.spoil(data);
    const auto refused = train(data);
    ASSERT_FALSE(refused) << given.code;
    EXPECT_EQ(refused.error().code, given.code);
  }
}

TEST(Verdict, FollowsThePromotionRule) {
  Evaluation ordered;
  ordered.auc = 0.6;
  ordered.brier = 0.19;
  ordered.base_brier = 0.2;
  const TrainingOptions options;
  EXPECT_EQ(judge(&ordered, true, 100, options), Verdict::promoted);
  EXPECT_EQ(judge(&ordered, true, 99, options), Verdict::few_positives);
  EXPECT_EQ(judge(nullptr, false, 100, options), Verdict::no_order);
  EXPECT_EQ(judge(nullptr, true, 100, options), Verdict::order_untestable);
  ordered.brier = 0.2;
  EXPECT_EQ(judge(&ordered, true, 100, options), Verdict::no_better_than_base_rate);
  ordered.auc = 0.5999;
  EXPECT_EQ(judge(&ordered, true, 100, options), Verdict::ordered_auc_low);
}

}  // namespace
}  // namespace tandem::scoring
