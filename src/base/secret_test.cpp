#include "base/secret.h"

#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace tandem {
namespace {

using testing::MatchesRegex;
using testing::StartsWith;

TEST(Secret, IsRandomAndFitForAnAddress) {
  std::set<std::string> seen;
  for (int i = 0; i < 100; ++i) seen.insert(random_secret());
  EXPECT_EQ(seen.size(), 100U);
  for (const auto& secret : seen) EXPECT_THAT(secret, MatchesRegex("[A-Za-z0-9_-]{43}"));
}

TEST(Secret, DigestIsBlake2b) {  // of RFC 7693's "abc", with 256 bits
  EXPECT_EQ(digest_of("abc"), "bddd813c634239723171ef3fee98579b94964e3bb1cb3e427262c8c068d52319");
}

TEST(Secret, Sha256IsThatOfTheStandard) {  // the examples of FIPS 180
  EXPECT_EQ(sha256_of("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(sha256_of(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

TEST(Key, SignsAsStandardWebhooksExpects) {
  // The example of the specification's reference libraries.
  EXPECT_EQ(keyed_hash("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
                       "msg_p5jXN8AQM9LWM0D4loKWxJek.1614265330.{\"test\": 2432232314}"),
            "g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
  const auto key = random_key();
  EXPECT_THAT(key, MatchesRegex("[A-Za-z0-9+/]{43}="));
  EXPECT_NE(key, random_key());
  EXPECT_TRUE(keyed_hash(key, ""));
  EXPECT_FALSE(keyed_hash("no base64!", "text"));
}

TEST(Password, IsKnownAgainAndNoOtherIs) {
  const auto hash = hash_password("correct horse", HashingCost::cheap);
  EXPECT_THAT(hash, StartsWith("$argon2id$"));
  EXPECT_TRUE(verify_password(hash, "correct horse"));
  for (const auto* wrong : {"", "correct hors", "Correct horse", "correct horse "}) {
    EXPECT_FALSE(verify_password(hash, wrong)) << wrong;
  }
  EXPECT_NE(hash, hash_password("correct horse", HashingCost::cheap));
}

TEST(Password, NobodyHasOne) {
  EXPECT_FALSE(verify_nobody("anything"));
  for (const auto* hash : {"", "x", "$argon2id$v=19$m=8,t=1,p=1$"}) {
    EXPECT_FALSE(verify_password(hash, "anything"));
  }
}

TEST(Password, MayHoldAnyCharacter) {
  const std::string password("pa\0ss \xC3\xA9", 8);
  const auto hash = hash_password(password, HashingCost::cheap);
  EXPECT_TRUE(verify_password(hash, password));
  EXPECT_FALSE(verify_password(hash, "pa"));
}

TEST(Secret, ComparesWhole) {
  EXPECT_TRUE(equal_secrets("abc", "abc"));
  EXPECT_TRUE(equal_secrets("", ""));
  EXPECT_FALSE(equal_secrets("abc", "abd"));
  EXPECT_FALSE(equal_secrets("abc", "abcd"));
}

}  // namespace
}  // namespace tandem
