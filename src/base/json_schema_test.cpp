#include "base/json_schema.h"

#include <gtest/gtest.h>

namespace tandem {
namespace {

enum class Pace { slow, fast };
BOOST_DESCRIBE_ENUM(Pace, slow, fast)

struct Step {
  std::string name;
  std::optional<Pace> pace;
};
BOOST_DESCRIBE_STRUCT(Step, (), (name, pace))

struct Plan {
  Id id;
  std::vector<Step> steps;
  std::map<std::string, double> weights;
  std::optional<Step> last;
  std::optional<std::int32_t> count;
  boost::json::value detail;
};
BOOST_DESCRIBE_STRUCT(Plan, (), (id, steps, weights, last, count, detail))

namespace other {
struct Step {
  int number = 0;
};
BOOST_DESCRIBE_STRUCT(Step, (), (number))
}  // namespace other

template <class T>
std::string schema() {
  SchemaSet set;
  return print_json(set.of<T>(SchemaUse::response));
}

TEST(JsonSchema, OfLeaves) {
  EXPECT_EQ(schema<bool>(), R"({"type":"boolean"})");
  EXPECT_EQ(schema<int>(), R"({"type":"integer","format":"int32"})");
  EXPECT_EQ(schema<std::int64_t>(), R"({"type":"integer","format":"int64"})");
  EXPECT_EQ(schema<double>(), R"({"type":"number","format":"double"})");
  EXPECT_EQ(schema<std::string>(), R"({"type":"string"})");
  EXPECT_EQ(schema<Id>(), R"({"type":"string","format":"id"})");
  EXPECT_EQ(schema<Timestamp>(), R"({"type":"string","format":"date-time"})");
  EXPECT_EQ(schema<Date>(), R"({"type":"string","format":"date"})");
  EXPECT_EQ(schema<Pace>(), R"({"type":"string","enum":["slow","fast"]})");
  EXPECT_EQ(schema<boost::json::value>(), "{}");
}

TEST(JsonSchema, OfAbsence) {
  EXPECT_EQ(schema<std::optional<std::string>>(), R"({"type":["string","null"]})");
  EXPECT_EQ(schema<std::optional<Pace>>(),
            R"({"anyOf":[{"type":"string","enum":["slow","fast"]},{"type":"null"}]})");
  EXPECT_EQ(schema<std::optional<Step>>(),
            R"({"anyOf":[{"$ref":"#/components/schemas/Step"},{"type":"null"}]})");
}

TEST(JsonSchema, StructsAreNamedAndReferredTo) {
  SchemaSet set;
  EXPECT_EQ(print_json(set.of<Plan>(SchemaUse::response)),
            R"({"$ref":"#/components/schemas/Plan"})");
  const auto all = set.components();
  ASSERT_EQ(all.size(), 2U);
  const auto& plan = all.at("Plan").as_object();
  EXPECT_EQ(plan.at("additionalProperties"), false);
  EXPECT_EQ(print_json(plan.at("properties").at("steps")),
            R"({"type":"array","items":{"$ref":"#/components/schemas/Step"}})");
  EXPECT_EQ(print_json(plan.at("properties").at("weights")),
            R"({"type":"object","additionalProperties":{"type":"number","format":"double"}})");
}

// A response always has every member; a request may leave the optional ones out.
TEST(JsonSchema, RequestsRequireLess) {
  SchemaSet responses;
  responses.of<Plan>(SchemaUse::response);
  EXPECT_EQ(print_json(responses.components().at("Plan").at("required")),
            R"(["id","steps","weights","last","count","detail"])");
  SchemaSet requests;
  requests.of<Plan>(SchemaUse::request);
  EXPECT_EQ(print_json(requests.components().at("Plan").at("required")),
            R"(["id","steps","weights","detail"])");
}

TEST(JsonSchema, UsedBothWaysIsAsLooseAsARequest) {
  for (const bool request_first : {true, false}) {
    SchemaSet set;
    set.of<Step>(request_first ? SchemaUse::request : SchemaUse::response);
    set.of<Step>(request_first ? SchemaUse::response : SchemaUse::request);
    EXPECT_EQ(print_json(set.components().at("Step").at("required")), R"(["name"])");
  }
}

TEST(JsonSchema, TwoStructsOfOneNameAreAMistake) {
  SchemaSet set;
  set.of<Step>(SchemaUse::response);
  EXPECT_THROW(set.of<other::Step>(SchemaUse::response), std::logic_error);
}

TEST(JsonSchema, ShortNames) {
  EXPECT_EQ(short_type_name(typeid(Money).name()), "Money");
  EXPECT_EQ(short_type_name(typeid(other::Step).name()), "Step");
}

}  // namespace
}  // namespace tandem
