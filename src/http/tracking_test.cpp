// What a website's visitors meet: the real server, the real ledger.
#include "http/tracking.h"

#include <thread>

#include <gmock/gmock.h>

#include "http/test_tracking.h"

namespace tandem::http {
namespace {

class Tracking : public TrackingTest {
 protected:
  void SetUp() override { open({}); }

  std::string message(std::string_view id, std::string_view rest = "") const {
    return R"({"writeKey":")" + key.code + R"(","type":"page","messageId":")" + std::string(id) +
           R"(","context":{"page":{"url":"https://example.org/"}})" + std::string(rest) + "}";
  }

  Reply send(const std::string& body, std::string_view header_lines = "") {
    const auto length = "Content-Length: " + std::to_string(body.size()) + "\r\n";
    return ask(
        "POST /e HTTP/1.1\r\nHost: localhost\r\nOrigin: https://example.org\r\n"
        "Content-Type: text/plain;charset=UTF-8\r\nUser-Agent: Firefox\r\n" +
        std::string(header_lines) + length + "\r\n" + body);
  }
};

TEST_F(Tracking, IsAnsweredOnceItIsInTheLedger) {
  const auto reply = send(message("m1"));
  EXPECT_EQ(reply.status, 202) << reply.body;
  EXPECT_EQ(reply.header("access-control-allow-origin"), "*");
  EXPECT_EQ(ledger.count("activity WHERE kind = 'page_viewed'"), 1);
  EXPECT_EQ(send(message("m1")).status, 202) << "a retry is no trouble";
  EXPECT_EQ(ledger.count("activity"), 1);
  EXPECT_EQ(dropped(timeline::DropReason::duplicate), 1);
  EXPECT_EQ(collector->counts().taken, 1);
}

TEST_F(Tracking, TakesABatchAndWhatIsGoodInIt) {
  const auto batch = R"({"writeKey":")" + key.code +
                     R"(","sentAt":"2026-03-27T16:50:00Z","batch":[{"type":"page"},{"type":"odd"},
                     {"type":"track","event":"Shared"}]})";
  EXPECT_EQ(send(batch).status, 202);
  EXPECT_EQ(ledger.count("activity"), 2);
  EXPECT_EQ(dropped(timeline::DropReason::malformed), 1);
}

TEST_F(Tracking, SaysWhatIsWrong) {
  struct Scenario {
    std::string body;
    int status;
    std::string code;
  };
  const Scenario scenarios[] = {
      {"", 400, "json.malformed"},
      {"[]", 400, "tracking.not_an_object"},
      {"{}", 401, "tracking.unknown_key"},
      {R"({"writeKey":"guessed","type":"page"})", 401, "tracking.unknown_key"},
      {R"({"writeKey":")" + key.code + R"(","type":"odd"})", 400, "tracking.unknown_type"},
      {R"({"writeKey":")" + key.code + R"(","batch":{}})", 400, "json.not_an_array"},
      {message("m", R"(,"timestamp":"2030-01-01T00:00:00Z")"), 400, "tracking.clock_off"},
      {message("m", R"(,"x":")" + std::string(33'000, 'x') + "\""), 413,
       "tracking.message_too_large"},
      {"{\"writeKey\":\"\xff\"}", 400, "json.malformed"},
  };
  for (const auto& [body, status, code] : scenarios) {
    const auto reply = send(body);
    EXPECT_EQ(reply.status, status) << body.substr(0, 80);
    EXPECT_EQ(reply.code(), code) << body.substr(0, 80);
    EXPECT_EQ(reply.header("access-control-allow-origin"), "*") << "or the page cannot read it";
  }
  EXPECT_EQ(ledger.count("activity"), 0);
}

TEST_F(Tracking, ARevokedKeyIsUnknown) {
  ledger.write(
      [&](storage::Write& write) { ASSERT_TRUE(actions::revoke_write_key(write, key.id, {})); });
  EXPECT_EQ(send(message("m1")).status, 401);
  EXPECT_EQ(dropped(timeline::DropReason::unknown_key), 1);
}

TEST_F(Tracking, KnowsABrowserForADayWithoutConsentAndLongerWithIt) {
  send(message("m1"));
  send(message("m2"));
  EXPECT_EQ(ledger.count("visitor"), 1) << "the same browser on the same day";
  ledger.clock.advance(std::chrono::hours(24));
  send(message("m3"));
  EXPECT_EQ(ledger.count("visitor WHERE consented = 0"), 2) << "nothing links one day to the next";
  EXPECT_EQ(ledger.count("daily_salt"), 1) << "the salt of the day before is forgotten";
  send(message("m4", R"(,"anonymousId":"abc")"));
  ledger.clock.advance(std::chrono::hours(24));
  send(message("m5", R"(,"anonymousId":"abc")"));
  EXPECT_EQ(ledger.count("visitor WHERE consented = 1"), 1);
}

TEST_F(Tracking, RecognisesNobodyWhoAsksNotToBe) {
  for (const std::string signal : {"Sec-GPC: 1\r\n", "DNT: 1\r\n"}) {
    EXPECT_EQ(send(message(signal.substr(0, 3), R"(,"anonymousId":"abc")"), signal).status, 202);
  }
  EXPECT_EQ(ledger.count("visitor"), 0);
  EXPECT_EQ(ledger.count("activity"), 2);
}

TEST_F(Tracking, KeepsNoAddress) {
  send(message("m1"));
  EXPECT_TRUE(access_log().empty());
  EXPECT_EQ(ledger.count("visitor WHERE code LIKE '%127.0.0.1%'"), 0);
}

TEST_F(Tracking, LeavesOutAddressesThatAreNotWanted) {
  const auto put = ask(
      json_request("PUT", "/api/v1/intake/settings", R"({"excluded_addresses":"127.0.0.0/8"})"));
  EXPECT_EQ(put.status, 200) << put.body;
  std::this_thread::sleep_for(std::chrono::milliseconds(1100));  // settings hold after a second
  EXPECT_EQ(send(message("m1")).status, 204);
  EXPECT_EQ(dropped(timeline::DropReason::excluded_address), 1);
  const auto bad =
      ask(json_request("PUT", "/api/v1/intake/settings", R"({"excluded_addresses":"home"})"));
  EXPECT_EQ(bad.code(), "http.bad_network");
  EXPECT_EQ(bad.json().at("field").as_string(), "excluded_addresses");
}

TEST_F(Tracking, CountsNoRobots) {
  const auto body = message("m1");
  const auto length = "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n";
  const auto reply =
      ask("POST /e HTTP/1.1\r\nHost: localhost\r\nUser-Agent: Googlebot/2.1\r\n" + length + body);
  EXPECT_EQ(reply.status, 204);
  EXPECT_EQ(dropped(timeline::DropReason::robot), 1);
  EXPECT_EQ(ledger.count("activity"), 0);
}

TEST_F(Tracking, AnswersPagesOfOtherSitesBeforeTheyAsk) {
  const auto reply =
      ask("OPTIONS /e HTTP/1.1\r\nHost: localhost\r\nOrigin: https://example.org\r\n"
          "Access-Control-Request-Method: POST\r\nAccess-Control-Request-Headers: "
          "content-type\r\n\r\n");
  EXPECT_EQ(reply.status, 204);
  EXPECT_EQ(reply.header("access-control-allow-origin"), "*");
  EXPECT_EQ(reply.header("access-control-allow-headers"), "Content-Type");
  EXPECT_EQ(reply.header("access-control-allow-credentials"), "");
}

TEST_F(Tracking, CountsPagesWithoutScripts) {
  const auto reply = get("/e.gif?key=" + key.code,
                         "User-Agent: Firefox\r\nReferer: https://example.org/prices\r\n");
  EXPECT_EQ(reply.status, 200);
  EXPECT_EQ(reply.header("content-type"), "image/gif");
  EXPECT_EQ(reply.body.substr(0, 6), "GIF89a");
  EXPECT_EQ(ledger.count("activity WHERE detail LIKE '%/prices%'"), 1);
  EXPECT_EQ(get("/e.gif?key=guessed").status, 200) << "no page shows a broken picture";
}

TEST_F(Tracking, TellsWhatBecameOfTheMessages) {
  send(message("m1"));
  send("{}");
  const auto view = get("/api/v1/intake").json();
  EXPECT_EQ(view.at("since").at("taken").as_int64(), 1);
  EXPECT_EQ(view.at("since").at("unknown_key").as_int64(), 1);
  const auto metrics = get("/metrics");
  EXPECT_THAT(metrics.body,
              testing::HasSubstr("tandem_tracking_messages_total{outcome=\"taken\"} 1\n"));
  server.reset();
  collector.reset();  // saves what it counted
  EXPECT_EQ(ledger.count("intake_count WHERE outcome = 'taken' AND count = 1"), 1);
}

class LimitedTracking : public Tracking {
 protected:
  void SetUp() override {}
};

TEST_F(LimitedTracking, AllowsAnAddressSoMuch) {
  open({.messages_per_second = .001, .messages_at_once = 2});
  EXPECT_EQ(send(message("m1")).status, 202);
  EXPECT_EQ(send(message("m2")).status, 202);
  const auto reply = send(message("m3"));
  EXPECT_EQ(reply.status, 429);
  EXPECT_EQ(reply.header("retry-after"), "10");
  EXPECT_EQ(dropped(timeline::DropReason::rate_limit), 1);
}

TEST_F(LimitedTracking, TurnsAwayWhatStorageCannotTake) {
  open({.messages_per_second = 0, .waiting = 1});
  const auto batch =
      R"({"writeKey":")" + key.code + R"(","batch":[{"type":"page"},{"type":"page"}]})";
  const auto reply = send(batch);
  EXPECT_EQ(reply.status, 503);
  EXPECT_EQ(reply.header("retry-after"), "2");
  EXPECT_EQ(dropped(timeline::DropReason::busy), 2);
  EXPECT_EQ(send(message("m1")).status, 202);
}

}  // namespace
}  // namespace tandem::http
