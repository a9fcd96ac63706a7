#include "base/one_time_code.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace tandem {
namespace {

// "12345678901234567890", the key of RFC 6238, appendix B.
constexpr std::string_view kKey = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

Timestamp at(std::int64_t seconds) {
  return Timestamp(std::chrono::seconds(seconds));
}

TEST(OneTimeCode, AgreesWithTheStandard) {  // its eight digits, of which these are the last six
  const std::vector<std::pair<std::int64_t, std::string>> codes{
      {59, "287082"},         {1111111109, "081804"}, {1111111111, "050471"},
      {1234567890, "005924"}, {2000000000, "279037"}, {20000000000, "353130"}};
  for (const auto& [seconds, code] : codes) {
    EXPECT_EQ(one_time_code(kKey, one_time_step(at(seconds))), code) << seconds;
  }
}

TEST(OneTimeCode, IsTakenOnceAndNearItsTime) {
  const auto step = one_time_step(at(1111111111));
  EXPECT_EQ(matching_step(kKey, "050471", at(1111111111), 0), step);
  EXPECT_EQ(matching_step(kKey, "050471", at(1111111111 + 30), 0), step);
  EXPECT_EQ(matching_step(kKey, "050471", at(1111111111 - 30), 0), step);
  EXPECT_FALSE(matching_step(kKey, "050471", at(1111111111 + 60), 0));
  EXPECT_FALSE(matching_step(kKey, "050471", at(1111111111), step)) << "used already";
  for (const auto* code : {"", "05047", "050472", "0504710"}) {
    EXPECT_FALSE(matching_step(kKey, code, at(1111111111), 0)) << code;
  }
}

TEST(OneTimeCode, KeysAreRandom) {
  const auto key = random_one_time_key();
  EXPECT_THAT(key, testing::MatchesRegex("[A-Z2-7]{32}"));
  EXPECT_NE(key, random_one_time_key());
}

TEST(OneTimeCode, AddressIsReadByApps) {
  EXPECT_EQ(one_time_address("Atelier Boréal", "ada@example.org", kKey),
            "otpauth://totp/Atelier%20Bor%C3%A9al:ada%40example.org?secret="
            "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Atelier%20Bor%C3%A9al");
}

}  // namespace
}  // namespace tandem
