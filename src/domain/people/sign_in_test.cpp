#include "domain/people/sign_in.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace tandem::people {
namespace {

using std::chrono::minutes;
using std::chrono::seconds;

const Timestamp kNow = *parse_timestamp("2026-03-27T16:50:00Z");

TEST(Password, MustBeLongAndNotObvious) {
  const std::vector<std::pair<std::string, std::string>> cases{
      {"correct horse", ""},
      {"été à Québec", ""},
      {"éééàààçç", "people.password_short"},  // sixteen bytes, eight characters
      {"", "people.password_short"},
      {"aaaaaaaaaaaa", "people.password_obvious"},
      {"ada lovelace", "people.password_obvious"},
      {"ADA@example.org", "people.password_obvious"},
      {std::string(1024, 'x') + "y", "people.password_long"}};
  for (const auto& [password, code] : cases) {
    const auto checked = check_password(password, "Ada Lovelace", "ada@example.org");
    EXPECT_EQ(checked ? "" : checked.error().code, code) << password;
  }
}

TEST(FailedTries, CostMoreAndMore) {
  const std::vector<std::pair<int, Millis>> waits{
      {0, seconds(0)},   {1, seconds(0)},    {5, seconds(0)},   {6, seconds(2)},    {7, seconds(4)},
      {10, seconds(32)}, {14, seconds(512)}, {15, minutes(15)}, {1000, minutes(15)}};
  for (const auto& [count, wait] : waits) {
    EXPECT_EQ(next_try_at({count, kNow}, kFreeTriesOfAccount) - kNow, wait) << count;
  }
}

TEST(FailedTries, AreForgivenAfterADay) {
  EXPECT_EQ(one_more({7, kNow}, kNow + minutes(5)).count, 8);
  EXPECT_EQ(one_more({7, kNow}, kNow + std::chrono::hours(25)).count, 1);
}

TEST(Session, EndsWhenItIsIdleOrOld) {
  Session session;
  session.created_at = kNow;
  session.last_used_at = kNow + std::chrono::days(13);
  EXPECT_FALSE(is_over(session, kNow + std::chrono::days(26)));
  EXPECT_TRUE(is_over(session, kNow + std::chrono::days(28)));
  session.last_used_at = kNow + std::chrono::days(90);
  EXPECT_TRUE(is_over(session, kNow + std::chrono::days(91)));
}

}  // namespace
}  // namespace tandem::people
