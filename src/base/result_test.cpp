#include "base/result.h"

#include <memory>

#include <gtest/gtest.h>

namespace tandem {
namespace {

Result<int> half(int number) {
  if (number % 2 != 0) return Error::invalid("odd", {{"number", std::to_string(number)}});
  return number / 2;
}

TEST(Result, HoldsAValue) {
  const Result<int> four = half(8);
  ASSERT_TRUE(four);
  EXPECT_TRUE(four.has_value());
  EXPECT_EQ(*four, 4);
}

TEST(Result, HoldsARefusal) {
  const Result<int> none = half(7);
  ASSERT_FALSE(none);
  EXPECT_EQ(none.error().kind, ErrorKind::invalid);
  EXPECT_EQ(none.error().code, "odd");
  EXPECT_EQ(none.error().args, (TextArgs{{"number", "7"}}));
}

TEST(Result, GivesUpAValueThatCannotBeCopied) {
  Result<std::unique_ptr<int>> made(std::make_unique<int>(3));
  const std::unique_ptr<int> taken = *std::move(made);
  EXPECT_EQ(*taken, 3);
}

TEST(Result, OfNothingIsAccepted) {
  EXPECT_TRUE(Result<void>());
  const Result<void> refused = Error::conflict("taken");
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, ErrorKind::conflict);
}

TEST(Error, KnowsItsKind) {
  EXPECT_EQ(Error::invalid("c").kind, ErrorKind::invalid);
  EXPECT_EQ(Error::not_found("c").kind, ErrorKind::not_found);
  EXPECT_EQ(Error::conflict("c").kind, ErrorKind::conflict);
  EXPECT_EQ(Error::forbidden("c").kind, ErrorKind::forbidden);
  EXPECT_EQ(Error::unavailable("c").kind, ErrorKind::unavailable);
}

TEST(Error, NamesItsFieldFromTheOutside) {
  struct Scenario {
    const char* field;
    const char* path;
    const char* expected;
  };
  for (const auto& s : {Scenario{"", "amount", "amount"},
                        {"amount", "deal", "deal.amount"},
                        {"[3]", "deals", "deals[3]"},
                        {"[3].amount", "deals", "deals[3].amount"},
                        {"amount", "deals[3]", "deals[3].amount"},
                        {"amount", "", "amount"},
                        {"", "", ""}}) {
    EXPECT_EQ(Error::invalid("c", {}, s.field).within(s.path).field, s.expected);
  }
  EXPECT_EQ(Error::invalid("c", {}, "amount").within("[3]").within("deals").field,
            "deals[3].amount");
}

}  // namespace
}  // namespace tandem
