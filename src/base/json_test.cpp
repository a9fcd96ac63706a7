#include "base/json.h"

#include <cmath>

#include <gtest/gtest.h>

#include "base/text.h"

namespace tandem {
namespace {

enum class Colour { teal, amber };
BOOST_DESCRIBE_ENUM(Colour, teal, amber)

struct Deal {
  std::string name;
  std::int64_t amount = 0;
  std::optional<Colour> colour;

  bool operator==(const Deal&) const = default;

  Result<void> validate() const {
    if (amount < 0) return Error::invalid("json_test.negative", {}, "amount");
    return {};
  }
};
BOOST_DESCRIBE_STRUCT(Deal, (), (name, amount, colour))

struct Account {
  Id id;
  Timestamp at;
  Date day{};
  bool active = false;
  double share = 0;
  std::int32_t small = 0;
  Colour colour = Colour::teal;
  std::vector<Deal> deals;
  std::map<std::string, std::vector<int>> scores;
  std::optional<std::string> note;
  boost::json::value detail;

  bool operator==(const Account&) const = default;
};
BOOST_DESCRIBE_STRUCT(Account, (),
                      (id, at, day, active, share, small, colour, deals, scores, note, detail))

struct Base {
  int first = 0;
};
BOOST_DESCRIBE_STRUCT(Base, (), (first))

struct Derived : Base {
  int second = 0;
};
BOOST_DESCRIBE_STRUCT(Derived, (Base), (second))

Account example() {
  return {.id = {9'007'199'254'740'993},
          .at = *parse_timestamp("2018-02-26T19:58:54.001Z"),
          .day = *parse_date("2018-02-28"),
          .active = true,
          .share = 0.1,
          .small = -7,
          .colour = Colour::amber,
          .deals = {{"Été « 1 »", 15'144'415, Colour::teal}, {"", 0, {}}},
          .scores = {{"a", {1, 2}}, {"b", {}}},
          .note = {},
          .detail = {{"any", {1, nullptr, "x"}}}};
}

// The example with one member replaced, or left out when `value` is null_t.
Result<Account> read_with(std::string_view member, const boost::json::value& value) {
  auto object = to_json(example()).as_object();
  object[member] = value;
  return from_json<Account>(object);
}

TEST(Json, WritesEveryKindOfMember) {
  EXPECT_EQ(print_json(to_json(example())),
            R"({"id":"9007199254740993","at":"2018-02-26T19:58:54.001Z","day":"2018-02-28",)"
            R"("active":true,"share":0.1,"small":-7,"colour":"amber","deals":[)"
            R"({"name":"Été « 1 »","amount":15144415,"colour":"teal"},)"
            R"({"name":"","amount":0,"colour":null}],)"
            R"("scores":{"a":[1,2],"b":[]},"note":null,"detail":{"any":[1,null,"x"]}})");
  EXPECT_EQ(print_json(to_json(Derived{{1}, 2})), R"({"first":1,"second":2})");
}

TEST(Json, ReadsBackWhatItWrote) {
  const auto read = read_json<Account>(print_json(to_json(example())));
  ASSERT_TRUE(read) << read.error().field << " " << read.error().code;
  EXPECT_EQ(*read, example());
  const auto indented = read_json<Account>(print_json_indented(to_json(example())));
  ASSERT_TRUE(indented);
  EXPECT_EQ(*indented, example());
}

TEST(Json, WritesNumbersAsPeopleReadThem) {
  const std::vector<std::pair<double, std::string>> cases{
      {0.02, "0.02"}, {3, "3.0"}, {-0.5, "-0.5"}, {1234567.25, "1234567.25"}, {1e300, "1e+300"}};
  for (const auto& [number, text] : cases) {
    EXPECT_EQ(print_json(number), text);
    EXPECT_EQ(print_json_indented(boost::json::array{number}), "[\n  " + text + "\n]\n");
  }
  EXPECT_EQ(print_json({boost::json::array{}, boost::json::object{}}), "[[],{}]");
}

TEST(Json, RoundTripsNumbersExactly) {
  for (const double number : {0.1, 1.0 / 3, 5e-324, 1.7976931348623157e308, -0.0, 123456789.125}) {
    const auto read = read_json<double>(print_json(to_json(number)));
    ASSERT_TRUE(read);
    EXPECT_EQ(*read, number);
  }
  for (const std::int64_t number : {INT64_MIN, INT64_MAX, std::int64_t{0}}) {
    const auto read = read_json<std::int64_t>(print_json(to_json(number)));
    ASSERT_TRUE(read);
    EXPECT_EQ(*read, number);
  }
  EXPECT_TRUE(to_json(std::nan("")).is_null());
  EXPECT_TRUE(to_json(-HUGE_VAL).is_null());
}

TEST(Json, IndentsForPeople) {
  EXPECT_EQ(print_json_indented({{"a", {1, boost::json::object{}}}, {"b\n", boost::json::array{}}}),
            "{\n  \"a\": [\n    1,\n    {}\n  ],\n  \"b\\n\": []\n}\n");
  EXPECT_EQ(print_json_indented(nullptr), "null\n");
}

TEST(Json, OnlyOptionalMembersMayBeMissing) {
  const auto deal = read_json<Deal>(R"({"name":"A","amount":1})");
  ASSERT_TRUE(deal);
  EXPECT_EQ(*deal, (Deal{"A", 1, {}}));
  EXPECT_TRUE(read_json<Deal>(R"({"name":"A","amount":1,"colour":null})"));
  const auto missing = read_json<Deal>(R"({"name":"A","colour":"teal"})");
  ASSERT_FALSE(missing);
  EXPECT_EQ(missing.error().code, "json.required");
  EXPECT_EQ(missing.error().field, "amount");
}

TEST(Json, NamesTheFieldThatIsWrong) {
  struct Case {
    const char* text;
    const char* field;
    const char* code;
  };
  const std::vector<Case> cases{
      {R"([{"name":"A","amount":1},{"name":"B","amount":-5}])", "[1].amount", "json_test.negative"},
      {R"([{"name":"A","amount":1,"amout":2}])", "[0].amout", "json.unknown_field"},
      {R"([{"name":null,"amount":1}])", "[0].name", "json.not_a_string"},
      {R"([{"amount":1}])", "[0].name", "json.required"},
      {R"([{"name":"A","amount":1,"colour":"red"}])", "[0].colour", "json.unknown_name"},
      {R"([{"name":"A","amount":1,"colour":1}])", "[0].colour", "json.not_a_string"},
      {R"([[]])", "[0]", "json.not_an_object"},
      {R"({})", "", "json.not_an_array"},
  };
  for (const auto& wrong : cases) {
    const auto read = read_json<std::vector<Deal>>(wrong.text);
    ASSERT_FALSE(read) << wrong.text;
    EXPECT_EQ(read.error().field, wrong.field) << wrong.text;
    EXPECT_EQ(read.error().code, wrong.code) << wrong.text;
    EXPECT_EQ(read.error().kind, ErrorKind::invalid) << wrong.text;
  }
}

TEST(Json, RefusesValuesOfAnotherType) {
  struct Case {
    const char* member;
    boost::json::value value;
    const char* field;
    const char* code;
  };
  const std::vector<Case> cases{
      {"id", 42, "id", "json.not_an_id"},
      {"id", "0", "id", "json.not_an_id"},
      {"at", "yesterday", "at", "json.not_a_timestamp"},
      {"at", "2018-02-26", "at", "json.not_a_timestamp"},
      {"at", 1519675134, "at", "json.not_a_timestamp"},
      {"day", "2018-02-30", "day", "json.not_a_date"},
      {"active", 1, "active", "json.not_a_boolean"},
      {"share", "0.1", "share", "json.not_a_number"},
      {"small", 2147483648, "small", "json.out_of_range"},
      {"small", -2147483649, "small", "json.out_of_range"},
      {"small", 1.5, "small", "json.not_an_integer"},
      {"small", true, "small", "json.not_an_integer"},
      {"small", "1", "small", "json.not_an_integer"},
      {"small", 18446744073709551615U, "small", "json.out_of_range"},
      {"small", 1e30, "small", "json.out_of_range"},
      {"colour", nullptr, "colour", "json.not_a_string"},
      {"deals", {{"0", 1}}, "deals", "json.not_an_array"},
      {"deals", {{{"name", "A"}, {"amount", -1}}}, "deals[0].amount", "json_test.negative"},
      {"scores", {1}, "scores", "json.not_an_object"},
      {"scores", {{"b", {1, "x"}}}, "scores.b[1]", "json.not_an_integer"},
      {"note", 5, "note", "json.not_a_string"},
      {"surprise", 5, "surprise", "json.unknown_field"},
  };
  for (const auto& wrong : cases) {
    const auto read = read_with(wrong.member, wrong.value);
    ASSERT_FALSE(read) << wrong.member << " " << wrong.value;
    EXPECT_EQ(read.error().field, wrong.field) << wrong.value;
    EXPECT_EQ(read.error().code, wrong.code) << wrong.value;
  }
}

TEST(Json, TakesWholeNumbersHoweverWritten) {
  for (const auto& value : {boost::json::value(3.0), boost::json::value(3U)}) {
    const auto read = read_with("small", value);
    ASSERT_TRUE(read) << value;
    EXPECT_EQ(read->small, 3);
  }
  const auto read = read_with("share", 1);
  ASSERT_TRUE(read);
  EXPECT_EQ(read->share, 1.0);
}

TEST(Json, SaysTheRangeAndTheNames) {
  const auto number = read_json<std::int32_t>("3000000000");
  ASSERT_FALSE(number);
  EXPECT_EQ(number.error().args, (TextArgs{{"low", "-2147483648"}, {"high", "2147483647"}}));
  const auto colour = read_json<Colour>("\"red\"");
  ASSERT_FALSE(colour);
  EXPECT_EQ(colour.error().args, (TextArgs{{"value", "red"}, {"names", "teal, amber"}}));
}

TEST(Json, MessageBeginsWithThePath) {
  auto read = read_with("deals", {{{"name", "A"}, {"amount", "x"}}});
  ASSERT_FALSE(read);
  const auto& error = read.error();
  EXPECT_EQ(message(Language::en, error),
            "deals[0].amount: " + text(Language::en, error.code, error.args));
  EXPECT_EQ(message(Language::fr, error),
            "deals[0].amount: " + text(Language::fr, error.code, error.args));
}

TEST(Json, SaysWhereADocumentIsMalformed) {
  struct Case {
    const char* text;
    const char* line;
    const char* column;
  };
  const std::vector<Case> cases{
      {"", "1", "1"},
      {"{\"a\": 1,\n \"b\": tru }", "2", "7"},
      {"{\"a\": 1} x", "1", "10"},
      {"[1, 2", "1", "6"},
      {"[1,\n\n,2]", "3", "1"},
      {"{'a': 1}", "1", "2"},
      {"[1] [2]", "1", "5"},
      {"[01]", "1", "3"},
      {"[NaN]", "1", "2"},
      {"// no\n1", "1", "1"},
  };
  for (const auto& wrong : cases) {
    const auto read = parse_json(wrong.text);
    ASSERT_FALSE(read) << wrong.text;
    EXPECT_EQ(read.error().code, "json.malformed");
    ASSERT_EQ(read.error().args.size(), 3U);
    EXPECT_EQ(read.error().args[0].second, wrong.line) << wrong.text;
    EXPECT_EQ(read.error().args[1].second, wrong.column) << wrong.text;
    EXPECT_FALSE(read.error().args[2].second.empty());
  }
}

TEST(Json, RefusesADepthBomb) {
  EXPECT_TRUE(parse_json(std::string(64, '[') + std::string(64, ']')));
  EXPECT_FALSE(parse_json(std::string(65, '[') + std::string(65, ']')));
  EXPECT_FALSE(parse_json(std::string(1'000'000, '[')));
  std::string objects;
  for (int i = 0; i < 100'000; ++i) objects += "{\"a\":";
  EXPECT_FALSE(parse_json(objects));
}

TEST(Json, HugeNumbersAreNoIntegers) {
  for (const char* number :
       {"9223372036854775808", "-9223372036854775809", "1e19", "123456789012345678901234567890"}) {
    const auto read = read_json<std::int64_t>(number);
    ASSERT_FALSE(read) << number;
    EXPECT_EQ(read.error().code, "json.out_of_range") << number;
  }
  // Beyond a double there is no number at all, rather than an infinite one.
  for (const char* number : {"1e400", "-1e400", "1e99999999999"}) {
    EXPECT_FALSE(read_json<double>(number)) << number;
  }
}

TEST(Json, RefusesTextThatIsNotUtf8) {
  for (const char* bad : {"\"\xE9\"", "\"\xC3\"", "\"\xED\xA0\x80\"", "\"\xF5\x80\x80\x80\"",
                          "\"\xC0\xAF\"", "{\"\xFF\":1}"}) {
    EXPECT_FALSE(parse_json(bad)) << bad;
  }
  EXPECT_FALSE(parse_json(R"("\ud800")"));
  EXPECT_FALSE(parse_json("\"tab\there\""));
  const auto read = read_json<std::string>(R"("\u00e9\ud83d\ude00\u0000")");
  ASSERT_TRUE(read);
  EXPECT_EQ(*read, std::string("é😀\0", 7));
}

}  // namespace
}  // namespace tandem
