#include "domain/personas/declared.h"

#include <gtest/gtest.h>

#include "base/json.h"
#include "domain/personas/expected.h"

namespace tandem::personas {
namespace {

std::string with_attribute(const std::string& attribute) {
  return R"({"personas":[{"name":"A","attributes":[)" + attribute + "]}]}";
}

struct Refusal {
  std::string document, code, field;
};

TEST(Declaration, RefusesWhatSaysNothing) {
  const std::string first = "personas[0].attributes[0]";
  const std::vector<Refusal> refusals{
      {R"({"personas":[]})", "personas.empty_list", "personas"},
      {R"({"personas":[{"name":"","attributes":[]}]})", "personas.no_name", "personas[0].name"},
      {R"({"personas":[{"name":"A","attributes":[]}]})", "personas.empty_list",
       "personas[0].attributes"},
      {with_attribute(R"({"name":"x"})"), "personas.one_declaration", first},
      {with_attribute(R"({"name":"x","sample":[1],"range":{"low":1,"high":2}})"),
       "personas.one_declaration", first},
      {with_attribute(R"({"name":"","sample":[1]})"), "personas.no_name", first + ".name"},
      {with_attribute(R"({"name":"x","sample":[]})"), "personas.empty_list", first + ".sample"},
      {with_attribute(R"({"name":"x","sample":[1,1e301]})"), "personas.too_large",
       first + ".sample[1]"},
      {with_attribute(R"({"name":"x","sample":[1,1e999]})"), "json.not_a_number",
       first + ".sample[1]"},
      {with_attribute(R"({"name":"x","sample":[1],"sample_size":3})"), "personas.sample_has_size",
       first + ".sample_size"},
      {with_attribute(R"({"name":"x","range":{"low":1,"high":2},"sample_size":0})"),
       "personas.not_positive", first + ".sample_size"},
      {with_attribute(R"({"name":"x","range":{"low":3,"high":2}})"), "personas.not_rising",
       first + ".range"},
      {with_attribute(R"({"name":"x","values":[]})"), "personas.no_weight", first + ".values"},
      {with_attribute(R"({"name":"x","values":[{"value":"a","weight":0}]})"), "personas.no_weight",
       first + ".values"},
      {with_attribute(R"({"name":"x","values":[{"value":"a","weight":-1}]})"), "personas.negative",
       first + ".values[0].weight"},
      {with_attribute(R"({"name":"x","values":[{"value":"a","weight":NaN}]})"), "json.malformed",
       ""},
      {with_attribute(R"({"name":"x","values":[{"value":"a","weight":1e301}]})"),
       "personas.too_large", first + ".values[0].weight"},
      {with_attribute(
           R"({"name":"x","values":[{"value":"a","weight":1},{"value":"a","weight":1}]})"),
       "personas.duplicate", first + ".values[1].value"},
      {with_attribute(R"({"name":"x","sample":[1]},{"name":"x","sample":[1]})"),
       "personas.duplicate", "personas[0].attributes[1].name"},
      {with_attribute(R"({"name":"x","quantiles":[{"share":0.25,"value":1},
                          {"share":1,"value":2}]})"),
       "personas.quantile_ends", first + ".quantiles"},
      {with_attribute(R"({"name":"x","quantiles":[{"share":0,"value":1},{"share":0.5,"value":0},
                          {"share":1,"value":2}]})"),
       "personas.not_rising", first + ".quantiles[1]"},
      {with_attribute(R"({"name":"x","weights":{}})"), "json.unknown_field", first + ".weights"},
      {R"({"personas":[{"name":"A","attributes":[{"name":"x","sample":[1]}]},
                       {"name":"A","attributes":[{"name":"x","sample":[1]}]}]})",
       "personas.duplicate", "personas[1].name"},
      {R"({"personas":[{"name":"A","attributes":[{"name":"x","sample":[1]}]},
                       {"name":"B","share":0.5,"attributes":[{"name":"x","sample":[1]}]}]})",
       "personas.share_for_some", "personas[1].share"},
      {R"({"personas":[{"name":"A","share":0,"attributes":[{"name":"x","sample":[1]}]}]})",
       "personas.no_weight", "personas"},
      {R"({"personas":[{"name":"A","share":-1,"attributes":[{"name":"x","sample":[1]}]}]})",
       "personas.negative", "personas[0].share"},
      {R"({"personas":[{"name":"A","attributes":[{"name":"x","sample":[1]}]},
         {"name":"B","attributes":[{"name":"x","values":[{"value":"a","weight":1}]}]}]})",
       "personas.two_kinds", "personas[1].attributes[0]"},
  };
  for (const auto& [document, code, field] : refusals) {
    const auto read = read_json<Declaration>(document);
    ASSERT_FALSE(read) << document;
    EXPECT_EQ(read.error().code, code) << document;
    EXPECT_EQ(read.error().field, field) << document;
  }
}

Declaration declaration(const std::string& document) {
  auto read = read_json<Declaration>(document);
  if (!read) {
    ADD_FAILURE() << read.error().code << " " << read.error().field;
    return {};
  }
  return *read;
}

TEST(Declaration, WeightsOfAnySumBecomeShares) {
  const auto percents = declaration(with_attribute(
      R"({"name":"x","values":[{"value":"a","weight":75},{"value":"b","weight":25}]},
         {"name":"y","values":[{"value":"a","weight":0.3},{"value":"b","weight":0.7}]})"));
  const auto expected = expected_of(percents.personas[0]);
  EXPECT_DOUBLE_EQ(expected[0].values[0].share, .75);
  EXPECT_TRUE(expected[0].scaled);
  EXPECT_FALSE(expected[1].scaled);
}

// The example of expected.h, with an attribute that only one of the two declares.
TEST(Declaration, AllCustomersAreAMixOfThePersonas) {
  const auto two = declaration(R"({"personas":[
    {"name":"A","attributes":[{"name":"x","values":[{"value":"offline","weight":1}]},
                              {"name":"n","range":{"low":0,"high":10},"sample_size":50},
                              {"name":"only A","sample":[1]}]},
    {"name":"B","attributes":[{"name":"n","sample":[5,5]},
                              {"name":"x","values":[{"value":"online","weight":0.5},
                                                    {"value":"offline","weight":0.5}]}]}]})");
  const auto expected = expected_of_all(two);
  ASSERT_EQ(expected.size(), 2U);
  EXPECT_EQ(expected[0].values[0].value, "offline");
  EXPECT_DOUBLE_EQ(expected[0].values[0].share, .75);
  EXPECT_DOUBLE_EQ(expected[0].values[1].share, .25);
  EXPECT_TRUE(std::isinf(expected[0].sample_size));
  EXPECT_FALSE(expected[1].bounded);
  EXPECT_DOUBLE_EQ(expected[1].numbers->at_most(5), .75);
  EXPECT_NEAR(expected[1].sample_size, 1 / (.25 / 50 + .25 / 2), 1e-12);
}

TEST(Declaration, APersonaWithoutAShareSaysNothingAboutAll) {
  const auto two = declaration(R"({"personas":[
    {"name":"A","share":0,"attributes":[{"name":"y","sample":[1]}]},
    {"name":"B","share":3,"attributes":[{"name":"n","sample":[5,5]}]}]})");
  const auto expected = expected_of_all(two);
  ASSERT_EQ(expected.size(), 1U);
  EXPECT_EQ(expected[0].attribute, "n");
  EXPECT_EQ(persona_shares(two), (std::vector<double>{0, 1}));
}

}  // namespace
}  // namespace tandem::personas
