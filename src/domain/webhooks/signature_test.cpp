#include "domain/webhooks/signature.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/secret.h"

namespace tandem::webhooks {
namespace {

using namespace std::chrono_literals;

const auto kNow = *parse_timestamp("2021-02-25T15:02:10Z");
const std::string kId = "msg_p5jXN8AQM9LWM0D4loKWxJek";
const std::string kBody = R"({"test": 2432232314})";

TEST(Signature, IsThatOfTheSpecification) {
  EXPECT_EQ(seconds_of(kNow), "1614265330");
  EXPECT_EQ(
      signatures({{as_secret("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"), {}}}, kId, kNow + 999ms, kBody),
      "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
}

TEST(Signature, ComesOncePerValidSecretNewestFirst) {
  const std::vector<Secret> one{{as_secret(random_key()), {}}};
  auto two = rotated(one, as_secret(random_key()), kNow);
  ASSERT_TRUE(two);
  ASSERT_EQ(two->size(), 2U);
  EXPECT_EQ(two->at(1).expires_at, kNow + 24h);
  const auto newest = [&](Timestamp at) { return signatures({two->at(0)}, kId, at, kBody); };
  const auto oldest = [&](Timestamp at) { return signatures(one, kId, at, kBody); };
  EXPECT_EQ(signatures(*two, kId, kNow, kBody), newest(kNow) + " " + oldest(kNow));
  const auto last = kNow + 24h - 1ms;
  EXPECT_EQ(signatures(*two, kId, last, kBody), newest(last) + " " + oldest(last));
  EXPECT_EQ(signatures(*two, kId, kNow + 24h, kBody), newest(kNow + 24h));
}

TEST(Signature, DependsOnEverything) {
  const std::vector<Secret> secrets{{as_secret(random_key()), {}}};
  const auto signature = signatures(secrets, kId, kNow, kBody);
  EXPECT_EQ(signature, signatures(secrets, kId, kNow, kBody));
  EXPECT_NE(signature, signatures(secrets, kId + "x", kNow, kBody));
  EXPECT_NE(signature, signatures(secrets, kId, kNow + 1s, kBody));
  EXPECT_NE(signature, signatures(secrets, kId, kNow, kBody + " "));
  EXPECT_NE(signature, signatures({{as_secret(random_key()), {}}}, kId, kNow, kBody));
}

TEST(Rotation, ForgetsExpiredSecretsAndKeepsAFew) {
  std::vector<Secret> secrets{{"whsec_a", {}}};
  secrets = *rotated(secrets, "whsec_b", kNow);
  secrets = *rotated(secrets, "whsec_c", kNow + 1h);
  secrets = *rotated(secrets, "whsec_d", kNow + 2h);
  ASSERT_EQ(secrets.size(), kMostSecrets);
  const auto one_more = rotated(secrets, "whsec_e", kNow + 3h);
  ASSERT_FALSE(one_more);
  EXPECT_EQ(one_more.error().code, "webhooks.too_many_secrets");
  // A day after the first rotation its secret is gone, so that there is room.
  const auto later = rotated(secrets, "whsec_e", kNow + 24h);
  ASSERT_TRUE(later);
  EXPECT_EQ(*later, (std::vector<Secret>{{"whsec_e", {}},
                                         {"whsec_d", kNow + 48h},
                                         {"whsec_c", kNow + 26h},
                                         {"whsec_b", kNow + 25h}}));
}

}  // namespace
}  // namespace tandem::webhooks
