#include "base/number.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace tandem {
namespace {

TEST(Number, ReadsWhatFilesWrite) {
  const std::vector<std::pair<std::string_view, double>> numbers{
      {"12", 12}, {"-12.5", -12.5}, {" 1e-3 ", 0.001}, {"+7", 7}, {"0", 0}, {"1e-999", 0}};
  for (const auto& [text, value] : numbers) {
    const auto number = parse_number(text);
    ASSERT_TRUE(number) << text;
    EXPECT_EQ(*number, value) << text;
  }
}

TEST(Number, RefusesWhatIsNoNumber) {
  for (const auto* text : {"", " ", "abc", "12,5", "1.2.3", "12 %", "+-3", "0x10", "1e", "--1"}) {
    const auto number = parse_number(text);
    ASSERT_FALSE(number) << text;
    EXPECT_EQ(number.error().code, "number.unreadable") << text;
  }
  for (const auto* text : {"nan", "inf", "-Infinity", "1e999"}) {
    const auto number = parse_number(text);
    ASSERT_FALSE(number) << text;
    EXPECT_EQ(number.error().code, "number.not_finite") << text;
  }
}

TEST(Number, WholeNumbersKeepEveryDigit) {
  EXPECT_EQ(*parse_whole_number("9007199254740993"), 9007199254740993);
  EXPECT_EQ(*parse_whole_number("12.0"), 12);
  EXPECT_EQ(*parse_whole_number("-3"), -3);
  for (const auto* text : {"1.5", "9223372036854775808", "1e300"}) {
    const auto number = parse_whole_number(text);
    ASSERT_FALSE(number) << text;
    EXPECT_EQ(number.error().code, "number.not_whole") << text;
  }
}

}  // namespace
}  // namespace tandem
