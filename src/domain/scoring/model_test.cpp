#include "domain/scoring/model.h"

#include <cmath>
#include <functional>

#include <gtest/gtest.h>

#include "base/text.h"

namespace tandem::scoring {
namespace {

// Example C4 as a model: three numbers that are standardised already.
Model example() {
  Model model;
  model.label = "won";
  model.verdict = Verdict::promoted;
  model.intercept = -2;
  model.missing = {""};
  for (const auto* name : {"a", "b", "c"}) {
    model.columns.push_back({name, ColumnKind::numeric, -100, 100, 0, 0, 1, {}});
  }
  model.weights = {1.2, 0, 1.5, 0, .1, 0};
  model.means = {.5, 0, .1, 0, 3, 0};
  return model;
}

TEST(Model, ScoresAndExplainsTheExample) {
  const auto model = example();
  const Scorer scorer(model);
  Scored scored;
  scorer.score(std::vector<std::string_view>{"1", "1", "8"}, scored);
  EXPECT_NEAR(scored.probability, .817574, 5e-7);
  EXPECT_NEAR(scored.contributions[0], .6, 1e-12);
  EXPECT_NEAR(scored.contributions[1], 1.35, 1e-12);
  EXPECT_NEAR(scored.contributions[2], .5, 1e-12);
  scorer.score(std::vector<std::string_view>{".5", ".1", "3"}, scored);
  EXPECT_NEAR(scored.probability, .278885, 5e-7);
}

TEST(Model, IsTheSameAfterItWasWrittenAndRead) {
  auto model = example();
  model.columns.push_back(
      {"city", ColumnKind::categorical, 0, 0, 0, 0, 1, {"Lyon", "Orléans, \"x\""}});
  model.weights.insert(model.weights.end(), {.1, .2, .3, 1.0 / 3});
  model.means.insert(model.means.end(), {.1, .2, .3, .4});
  model.calibration = {CalibrationMethod::isotonic, 1, 0, {{-1, .1}, {2, .9}}};
  const auto document = write_model(model);
  const auto read = read_model(document);
  ASSERT_TRUE(read) << message(Language::en, read.error());
  EXPECT_EQ(write_model(*read), document);
  EXPECT_EQ(read->weights, model.weights);
}

TEST(Model, ThatIsNoneIsRefused) {
  EXPECT_EQ(read_model("[1, 2]").error().code, "scoring.not_a_model");
  EXPECT_EQ(read_model("{}").error().code, "scoring.not_a_model");
  EXPECT_EQ(read_model(R"({"format": "other", "version": 1})").error().code, "scoring.not_a_model");
  EXPECT_EQ(read_model("lead,won\n1,0\n").error().code, "json.malformed");
  const auto later = read_model(R"({"format": "tandem.score", "version": 2})");
  ASSERT_FALSE(later);
  EXPECT_EQ(later.error().code, "scoring.model_version");
}

TEST(Model, ThatIsDamagedIsRefusedAtTheField) {
  struct Case {
    std::string field;
    std::function<void(Model&)> spoil;
  };
  const std::vector<Case> cases{
      {"weights", [](Model& model) { model.weights.pop_back(); }},
      {"means", [](Model& model) { model.means.push_back(0); }},
      {"weights", [](Model& model) { model.weights[0] = 1e300; }},
      {"intercept", [](Model& model) { model.intercept = std::nan(""); }},
      {"columns[1]", [](Model& model) { model.columns[1].column = "a"; }},
      {"columns[0]", [](Model& model) { model.columns[0].scale = 0; }},
      {"columns[0]", [](Model& model) { model.columns[0].scale = 1e-300; }},
      {"columns[2]", [](Model& model) { model.columns[2].low = 200; }},
      {"columns", [](Model& model) { model.columns.clear(); }},
      {"calibration", [](Model& model) { model.calibration.method = CalibrationMethod::isotonic; }},
      {"calibration",
       [](Model& model) {
         model.calibration.knots = {{0, .5}, {0, .6}};
       }},
      {"calibration",
       [](Model& model) {
         model.calibration.knots = {{0, 1.5}};
       }},
  };
  for (const auto& given : cases) {
    auto model = example();
    given.spoil(model);
    const auto valid = model.validate();
    ASSERT_FALSE(valid) << given.field;
    EXPECT_EQ(valid.error().code, "scoring.model_damaged");
    EXPECT_EQ(valid.error().field, given.field);
  }
}

}  // namespace
}  // namespace tandem::scoring
