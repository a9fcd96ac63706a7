#include "base/fetch.h"

#include <atomic>

#include <gtest/gtest.h>

#include "base/test_receiver.h"

namespace tandem {
namespace {

using namespace std::chrono_literals;

TestReceiver::Answer always(std::string bytes) {
  return [bytes = std::move(bytes)](const TestReceiver::Request&) { return bytes; };
}

TEST(Fetch, SendsJsonWithItsHeaders) {
  TestReceiver receiver(always(TestReceiver::reply(200, "", "taken")));
  const auto answer = fetch({.address = receiver.address("/a?b=c"),
                             .json = R"({"é":1})",
                             .headers = {{"webhook-id", "evt_1"}}});
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->status, 200);
  EXPECT_EQ(answer->body, "taken");
  EXPECT_FALSE(answer->retry_after);
  const auto got = receiver.requests().at(0);
  EXPECT_EQ(got.method, "POST");
  EXPECT_EQ(got.path, "/a?b=c");
  EXPECT_EQ(got.body, R"({"é":1})");
  EXPECT_EQ(got.headers.at("content-type"), "application/json");
  EXPECT_EQ(got.headers.at("webhook-id"), "evt_1");
}

TEST(Fetch, FollowsNoRedirectAndTellsWhenToComeBack) {
  TestReceiver elsewhere(always(TestReceiver::reply(200)));
  TestReceiver receiver(always(
      TestReceiver::reply(302, "Location: " + elsewhere.address() + "\r\nRetry-After: 120\r\n")));
  const auto answer = fetch({.address = receiver.address(), .json = "{}"});
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->status, 302);
  EXPECT_EQ(answer->retry_after, 120s);
  EXPECT_TRUE(elsewhere.requests().empty());
}

TEST(Fetch, ReadsNoMoreThanItsLimit) {
  TestReceiver receiver(always(TestReceiver::reply(200, "", std::string(5'000'000, 'x'))));
  const auto refused = fetch({.address = receiver.address()});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, "fetch.too_large");
  const auto status = fetch({.address = receiver.address(), .limit = 1000, .wants_body = false});
  ASSERT_TRUE(status);
  EXPECT_EQ(status->status, 200);
  EXPECT_LE(status->body.size(), 1000U);
}

TEST(Fetch, EndsItsPatience) {
  TestReceiver receiver(always(""));
  const auto late = fetch({.address = receiver.address(), .patience = 200ms});
  ASSERT_FALSE(late);
  EXPECT_EQ(late.error().code, "fetch.unreachable");
  std::atomic<bool> stopping = false;
  std::thread other([&] {
    receiver.wait_for(2);
    stopping = true;
  });
  const auto given_up = fetch(
      {.address = receiver.address(), .patience = 1h, .given_up = [&] { return stopping.load(); }});
  other.join();
  ASSERT_FALSE(given_up);
  EXPECT_EQ(given_up.error().code, "fetch.unreachable");
}

// Whatever the name says: the address that would be connected to is what counts.
TEST(Fetch, ReachesThePublicInternetOnlyWhenToldSo) {
  TestReceiver receiver(always(TestReceiver::reply(200)));
  const auto port = ":" + std::to_string(receiver.port());
  for (const auto* host :
       {"127.0.0.1", "localhost", "2130706433", "0x7f.1", "0", "[::1]", "[::ffff:127.0.0.1]"}) {
    const auto answer =
        fetch({.address = "http://" + (host + port), .json = "{}", .reach = Reach::public_only});
    ASSERT_FALSE(answer) << host;
    EXPECT_EQ(answer.error().code, "fetch.not_public") << host;
  }
  EXPECT_TRUE(receiver.requests().empty());
  EXPECT_TRUE(fetch({.address = receiver.address(), .json = "{}", .reach = Reach::anywhere}));
}

TEST(Fetch, SpeaksHttpOnly) {
  for (const auto* address : {"file:///etc/passwd", "ftp://127.0.0.1/", "gopher://127.0.0.1/"}) {
    EXPECT_FALSE(fetch({.address = address})) << address;
  }
}

}  // namespace
}  // namespace tandem
