#include "base/ascii.h"

#include <gtest/gtest.h>

namespace tandem {
namespace {

TEST(Ascii, LowersLettersOnly) {
  EXPECT_EQ(ascii_lower("Last-Name 2 É"), "last-name 2 É");
}

TEST(Ascii, ComparesWithoutCase) {
  EXPECT_TRUE(equal_ignoring_case("Content-Type", "content-TYPE"));
  EXPECT_FALSE(equal_ignoring_case("a", "ab"));
  EXPECT_FALSE(equal_ignoring_case("@", "`")) << "32 apart, and no letters";
}

TEST(Ascii, Trims) {
  EXPECT_EQ(trimmed(" \t a b\r\n"), "a b");
  EXPECT_EQ(trimmed(" \n "), "");
  EXPECT_EQ(trimmed(""), "");
}

}  // namespace
}  // namespace tandem
