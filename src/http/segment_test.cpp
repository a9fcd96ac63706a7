// What a customer's server meets; the real libraries do so in tests/peers.
#include "http/segment.h"

#include "http/representation.h"
#include "http/test_tracking.h"

namespace tandem::http {
namespace {

class Segment : public TrackingTest {
 protected:
  void SetUp() override { open({}); }

  Reply send(std::string_view path, std::string_view body, std::string_view header_lines = "") {
    return ask("POST /v1/" + std::string(path) +
               " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n" +
               std::string(header_lines) + "Content-Length: " + std::to_string(body.size()) +
               "\r\n\r\n" + std::string(body));
  }

  std::string with_key(std::string_view rest) const {
    return R"({"writeKey":")" + key.code + "\"," + std::string(rest) + "}";
  }
};

TEST_F(Segment, TakesACallOfEachType) {
  struct Scenario {
    std::string path;
    std::string rest;
    std::string kind;
  };
  const Scenario scenarios[] = {
      {"track", R"("userId":"u","event":"Signed Up")", "event_tracked"},
      {"page", R"("userId":"u","properties":{"url":"https://example.org/"})", "page_viewed"},
      {"screen", R"("userId":"u","name":"Home")", "page_viewed"},
      {"identify", R"("userId":"u","traits":{"plan":"gold"})", "identified"},
      {"group", R"("userId":"u","groupId":"g")", "identified"},
      {"alias", R"("userId":"u","previousId":"p")", "identified"},
  };
  for (const auto& [path, rest, kind] : scenarios) {
    const auto before = ledger.count("activity WHERE kind = '" + kind + "'");
    const auto reply = send(path, with_key(rest));
    EXPECT_EQ(reply.status, 200) << path << reply.body;
    EXPECT_EQ(reply.body, R"({"success":true})");
    EXPECT_EQ(ledger.count("activity WHERE kind = '" + kind + "'"), before + 1) << path;
  }
  EXPECT_EQ(ledger.count("visitor"), 1) << "all of the same person";
}

TEST_F(Segment, TakesTheKeyOfItsAuthorization) {
  const auto body = R"({"batch":[{"type":"page","anonymousId":"a"},{"type":"odd"}]})";
  EXPECT_EQ(send("batch", body).status, 401);
  EXPECT_EQ(send("batch", body, "Authorization: Basic d2tfMTo=\r\n").status, 401);
  EXPECT_EQ(dropped(timeline::DropReason::unknown_key), 4);
  EXPECT_EQ(send("batch", with_key(R"("batch":[{"type":"page","anonymousId":"a"}])")).status, 200);
  EXPECT_EQ(ledger.count("activity"), 1);
}

TEST_F(Segment, TellsOfThePastAndForMany) {
  const auto old = R"("event":"Signed Up","timestamp":"2019-05-01T10:00:00Z",)";
  for (const std::string user : {"u1", "u2"}) {
    EXPECT_EQ(send("track", with_key(old + ("\"userId\":\"" + user + "\""))).status, 200);
  }
  EXPECT_EQ(ledger.count("visitor"), 2);
  EXPECT_EQ(ledger.count("activity WHERE at < 1560000000000"), 2);
}

TEST_F(Segment, ReadsCompressedBodies) {
  const auto body = with_key(R"("userId":"u","event":"Signed Up")");
  EXPECT_EQ(send("track", gzip(body), "Content-Encoding: gzip\r\n").status, 200);
  EXPECT_EQ(send("track", body, "Content-Encoding: identity\r\n").status, 200);
  const auto bomb = gzip(std::string(kLargestDelivery + 1, ' '));
  struct Scenario {
    std::string body;
    std::string encoding;
    int status;
    std::string code;
  };
  const Scenario scenarios[] = {
      {body, "gzip", 400, "http.bad_encoding"},
      {gzip(body).substr(0, 30), "gzip", 400, "http.bad_encoding"},
      {"", "gzip", 400, "http.bad_encoding"},
      {body, "br", 400, "http.unknown_encoding"},
      {bomb, "gzip", 413, "http.body_too_large"},
  };
  for (const auto& [sent, encoding, status, code] : scenarios) {
    const auto reply = send("track", sent, "Content-Encoding: " + encoding + "\r\n");
    EXPECT_EQ(reply.status, status) << encoding;
    EXPECT_EQ(reply.code(), code) << encoding;
  }
  EXPECT_EQ(dropped(timeline::DropReason::malformed), 5);
}

TEST_F(Segment, TakesNoMessageAboveItsLimit) {
  const auto large = R"({"type":"track","event":")" + std::string(33UL * 1024, 'x') + "\"}";
  EXPECT_EQ(send("track", with_key(R"("event":"e","x":)" + large)).code(),
            "tracking.message_too_large");
  EXPECT_EQ(send("batch", with_key(R"("batch":[{"type":"page"},)" + large + "]")).status, 200);
  EXPECT_EQ(ledger.count("activity"), 1) << "the rest of its batch is taken";
  EXPECT_EQ(send("batch", std::string(kLargestDelivery + 1, ' ')).status, 413);
}

}  // namespace
}  // namespace tandem::http
