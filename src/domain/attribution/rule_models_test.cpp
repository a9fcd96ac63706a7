#include "domain/attribution/rule_models.h"

#include <algorithm>
#include <cmath>
#include <fstream>
#include <numeric>

#include <gtest/gtest.h>

#include "base/described.h"
#include "domain/attribution/test_paths.h"

namespace tandem::attribution {
namespace {

std::vector<RuleModel> all_models() {
  std::vector<RuleModel> models;
  for (const auto name : enum_names<RuleModel>()) models.push_back(*parse_enum<RuleModel>(name));
  return models;
}

void expect_weights(RuleModel model, const RuleSettings& settings, const Journey& journey,
                    const std::vector<double>& expected) {
  const auto weights = rule_weights(model, settings, journey);
  ASSERT_EQ(weights.size(), expected.size()) << name_of(model);
  for (std::size_t i = 0; i < weights.size(); ++i) {
    EXPECT_NEAR(weights[i], expected[i], 1e-12) << name_of(model) << " touch " << i;
  }
}

TEST(RuleModels, ShareOneConversion) {
  using enum RuleModel;
  const RuleSettings settings{.half_life_days = 7,
                              .custom = {.lead = 1, .last = 2, .middle = 1},
                              .direct = {false, false, false, true}};  // D
  const struct {
    RuleModel model;
    const char* path;
    std::optional<std::size_t> lead;
    std::optional<std::size_t> opportunity;
    std::vector<double> weights;
  } scenarios[] = {
      {first, "ABC", {}, {}, {1, 0, 0}},
      {last, "ABC", {}, {}, {0, 0, 1}},
      {last_non_direct, "ABDD", {}, {}, {0, 1, 0, 0}},
      {last_non_direct, "DD", {}, {}, {0, 1}},
      {linear, "ABCA", {}, {}, {.25, .25, .25, .25}},
      {time_decay, "ABC", {}, {}, {4 / 7., 2 / 7., 1 / 7.}},  // see below: ages 0, 7, 14 here
      {position, "A", {}, {}, {1}},
      {position, "AB", {}, {}, {.5, .5}},
      {position, "ABC", {}, {}, {.4, .2, .4}},
      {position, "ABCA", {}, {}, {.4, .1, .1, .4}},
      {w, "ABCDE", 1, 3, {.3, .3, .05, .3, .05}},
      {w, "ABC", 0, 1, {.6, .3, .1}},     // anchors on one touch add up
      {w, "ABC", {}, 1, {.45, .45, .1}},  // a missing anchor, pro rata
      {w, "ABC", {}, {}, {.9, .05, .05}},
      {w, "AB", 0, 1, {2 / 3., 1 / 3.}},  // an empty middle, pro rata
      {z, "ABCDE", 1, 3, {.225, .225, .1, .225, .225}},
      {z, "ABC", {}, {}, {.45, .1, .45}},
      {z, "AB", 0, 1, {.5, .5}},
      {j, "AB", {}, {}, {.25, .75}},
      {j, "ABC", {}, {}, {.2, .2, .6}},
      {inverse_j, "AB", {}, {}, {.75, .25}},
      {inverse_j, "ABC", {}, {}, {.6, .2, .2}},
      {custom, "ABC", 1, {}, {.25, .25, .5}},
      {custom, "ABC", {}, {}, {.125, .125, .75}},
  };
  for (const auto& scenario : scenarios) {
    std::vector<Channel> channels;
    std::vector<double> ages;
    for (const char* letter = scenario.path; *letter; ++letter) {
      ages.push_back(7 * static_cast<double>(channels.size()));
      channels.push_back(static_cast<Channel>(*letter - 'A'));
    }
    if (scenario.model == time_decay) {
      ages = {0, 7, 14};
    }
    SCOPED_TRACE(scenario.path);
    expect_weights(scenario.model, settings,
                   {channels, ages, {1, 0, 0}, scenario.lead, scenario.opportunity},
                   scenario.weights);
  }
}

TEST(RuleModels, HaveNoAnchorAtAll) {
  const RuleSettings settings{.half_life_days = 7, .custom = {.lead = 1}, .direct = {}};
  const std::vector<Channel> channels{0, 1};
  const std::vector<double> ages{1, 0};
  expect_weights(RuleModel::custom, settings, {channels, ages, {1, 0, 0}, {}, {}}, {.5, .5});
}

// Example B5 of the specification.
TEST(RuleModels, DecayByHalfLife) {
  const std::vector<Channel> channels{0, 1, 2, 3, 4};
  const std::vector<double> weeks{14, 7, 0};
  expect_weights(RuleModel::time_decay, {},
                 {std::span(channels).first(3), weeks, {1, 0, 0}, {}, {}},
                 {1 / 7., 2 / 7., 4 / 7.});
  const std::vector<double> ages{38, 33, 26, 8, 0};
  RuleFold fold(5, {});
  fold.add({channels, ages, {1, 12000, 0}, {}, {}});
  const auto credits = fold.credits(RuleModel::time_decay);
  const double expected[] = {175.20, 287.44, 574.88, 3417.04, 7545.45};
  for (std::size_t i = 0; i < 5; ++i) EXPECT_NEAR(credits[i].value, expected[i], .005);
}

TEST(RuleModels, DecayOverAgesThatUnderflow) {
  const std::vector<Channel> channels{0, 1};
  const std::vector<double> ages{90'007, 90'000};
  expect_weights(RuleModel::time_decay, {}, {channels, ages, {1, 0, 0}, {}, {}}, {1 / 3., 2 / 3.});
}

// Example B1.
TEST(RuleModels, CreditTheExample) {
  const auto test = b1();
  const auto fold = test.folded(RuleFold(3, {}));
  const struct {
    RuleModel model;
    std::array<double, 3> credits;
  } scenarios[] = {{RuleModel::first, {6, 1, 0}},
                   {RuleModel::last, {1, 5, 1}},
                   {RuleModel::linear, {10 / 3., 5 / 2., 7 / 6.}}};
  // C>... never ends a conversion but in B>C.
  for (const auto& [model, expected] : scenarios) {
    const auto credits = fold.credits(model);
    for (std::size_t i = 0; i < 3; ++i) {
      EXPECT_NEAR(credits[i].conversions, expected[i], 1e-12) << name_of(model);
      EXPECT_NEAR(credits[i].value, 10 * expected[i], 1e-11) << name_of(model);
    }
  }
}

TEST(RuleModels, FoldAsTheyWeighAndCreditEverything) {
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    const auto test = generated(seed, 7, 60, 9);
    const RuleSettings settings{
        .half_life_days = 3, .custom = {.first = 1, .last = 2, .middle = 3}, .direct = {true}};
    RuleFold fold(7, settings);
    RuleFold second(7, settings);
    std::vector<std::vector<double>> expected(kRuleModels, std::vector<double>(7));
    bool odd = false;
    test.paths().for_each(1, [&](Journey journey) {
      const auto touches = journey.channels.size();
      if (touches > 2) journey.lead = touches / 3;
      if (touches > 3) journey.opportunity = touches / 2;
      ((odd = !odd) ? fold : second).add(journey);
      for (const auto model : all_models()) {
        const auto weights = rule_weights(model, settings, journey);
        EXPECT_NEAR(std::accumulate(weights.begin(), weights.end(), 0.), 1, 1e-12);
        for (std::size_t i = 0; i < touches; ++i) {
          expected[static_cast<std::size_t>(model)][journey.channels[i]] +=
              weights[i] * journey.outcome.value;
        }
      }
    });
    fold.merge(second);
    const auto total = test.total();
    EXPECT_EQ(fold.attributed().conversions, total.conversions);
    for (const auto model : all_models()) {
      const auto credits = fold.credits(model);
      double conversions = 0;
      for (std::size_t i = 0; i < credits.size(); ++i) {
        conversions += credits[i].conversions;
        EXPECT_NEAR(credits[i].value, expected[static_cast<std::size_t>(model)][i], 1e-9);
      }
      EXPECT_NEAR(conversions, total.conversions, 1e-9) << name_of(model);
    }
  }
}

TEST(RuleModels, DoNotDependOnTheOrderOfRows) {
  const auto test = generated(5, 6, 200, 8);
  auto turned = test;
  std::ranges::reverse(turned.rows);
  const auto there = test.folded(RuleFold(6, {}));
  const auto back = turned.folded(RuleFold(6, {}));
  for (const auto model : all_models()) {
    for (std::size_t i = 0; i < 6; ++i) {
      EXPECT_NEAR(there.credits(model)[i].conversions, back.credits(model)[i].conversions, 1e-9);
      EXPECT_NEAR(there.credits(model)[i].value, back.credits(model)[i].value, 1e-9);
    }
  }
}

TEST(RuleModels, CountWhatCannotBeAttributed) {
  RuleFold fold(1, {});
  fold.add({{}, {}, {1, 50, 0}, {}, {}});
  EXPECT_EQ(fold.unattributed().value, 50);
  EXPECT_EQ(fold.attributed().conversions, 0);
}

TEST(RuleModels, RefuseSettingsThatMeanNothing) {
  const auto code = [](const RuleSettings& settings) {
    const auto valid = settings.validate();
    return valid ? std::string() : valid.error().code + " " + valid.error().field;
  };
  EXPECT_EQ(code({}), "");
  EXPECT_EQ(code({.half_life_days = 0}), "attribution.half_life half_life_days");
  EXPECT_EQ(code({.half_life_days = std::nan("")}), "attribution.half_life half_life_days");
  EXPECT_EQ(code({.custom = {}}), "attribution.no_weight custom");
  EXPECT_EQ(code({.custom = {.first = -1}}), "attribution.negative custom.first");
  EXPECT_EQ(code({.custom = {.middle = INFINITY}}), "attribution.not_finite custom.middle");
}

TEST(RuleModels, TakeAPathOfAHundredThousandSteps) {
  std::vector<Channel> channels(100'000);
  std::vector<double> ages(channels.size());
  for (std::size_t i = 0; i < channels.size(); ++i) {
    channels[i] = static_cast<Channel>(i % 3);
    ages[i] = static_cast<double>(channels.size() - 1 - i);
  }
  RuleFold fold(3, {});
  fold.add({channels, ages, {1, 9, 0}, {}, {}});
  for (const auto model : all_models()) {
    double sum = 0;
    for (const auto& credit : fold.credits(model)) sum += credit.value;
    EXPECT_NEAR(sum, 9, 1e-8) << name_of(model);
  }
}

// The table of the specification.
TEST(RuleModels, CreditTheSampleData) {
  const auto test = sample_data(std::ifstream(kSampleData));
  if (test.rows.empty()) GTEST_SKIP() << "skipped: the shared sample data is missing";
  const auto fold = test.folded(RuleFold(test.names.size(), {}));
  const struct {
    const char* channel;
    double first, last, linear;
  } expected[] = {{"alpha", 6308, 8447, 7574.7186}, {"iota", 4606, 3355, 3857.0962},
                  {"eta", 3164, 4167, 3539.9512},   {"beta", 2831, 989, 2083.5001},
                  {"theta", 1606, 653, 1022.8014},  {"lambda", 902, 1207, 1035.2576},
                  {"epsilon", 99, 531, 272.1704},   {"zeta", 27, 107, 136.5515},
                  {"kappa", 74, 230, 137.9641},     {"gamma", 165, 92, 121.0416},
                  {"delta", 1, 5, 1.7250},          {"mi", 2, 2, 2.2222}};
  ASSERT_EQ(test.names.size(), std::size(expected));
  for (const auto& row : expected) {
    const auto channel =
        static_cast<std::size_t>(std::ranges::find(test.names, row.channel) - test.names.begin());
    EXPECT_EQ(fold.credits(RuleModel::first)[channel].conversions, row.first) << row.channel;
    EXPECT_EQ(fold.credits(RuleModel::last)[channel].conversions, row.last) << row.channel;
    EXPECT_NEAR(fold.credits(RuleModel::linear)[channel].conversions, row.linear, 5.1e-5)
        << row.channel;
  }
  EXPECT_EQ(fold.attributed().conversions, 19'785);
  EXPECT_EQ(fold.attributed().nulls, 68'602);
  EXPECT_NEAR(fold.attributed().value, 74'802.97, .005);
}

}  // namespace
}  // namespace tandem::attribution
