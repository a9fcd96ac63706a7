// Limits, timeouts, connections and logs of the server.
#include "http/server.h"

#include <thread>

#include <gmock/gmock.h>
#include <spdlog/spdlog.h>
#include <sys/resource.h>
#include <unistd.h>

#include "http/test_server.h"

namespace tandem::http {
namespace {

using testing::HasSubstr;
using Steady = std::chrono::steady_clock;

struct Text {
  std::string text;
};
BOOST_DESCRIBE_STRUCT(Text, (), (text))

struct Pause {
  std::int64_t ms;
};
BOOST_DESCRIBE_STRUCT(Pause, (), (ms))

class HttpServer : public ServerTest {
 protected:
  void SetUp() override {
    router.post<Text, Text>("/echo", Permission::everyone, "Echo",
                            [](const Text& text, const Call&) { return Result(text); });
    router.post<Text, Text>("/echo-large", Permission::everyone, "Echo more",
                            [](const Text& text, const Call&) { return Result(text); },
                            {.body_limit = 3UL * 1024 * 1024});
    router.get<Pause, Text>("/sleep", Permission::everyone, "Take a while",
                            [](const Pause& pause, const Call&) -> Result<Text> {
                              std::this_thread::sleep_for(Millis(pause.ms));
                              return Text{"slept"};
                            });
    router.get<Pause, Text>("/hash", Permission::everyone, "Take a while, aside",
                            [](const Pause& pause, const Call&) -> Result<Text> {
                              std::this_thread::sleep_for(Millis(pause.ms));
                              return Text{"hashed"};
                            },
                            {.lane = Lane::hashing});
    router.get<Pause, Text>("/ask", Permission::everyone, "Wait for another server",
                            [](const Pause& pause, const Call&) -> Result<Text> {
                              std::this_thread::sleep_for(Millis(pause.ms));
                              return Text{"asked"};
                            },
                            {.lane = Lane::waiting});
    router.get<Nothing, Text>(
        "/hello", Permission::everyone, "Greet",
        [](const Nothing&, const Call&) -> Result<Text> { return Text{"hello"}; });
  }

  static std::string text_of(std::size_t size) {
    return R"({"text":")" + std::string(size, 'x') + "\"}";
  }
  static std::string sleep_request(int ms) {
    return get_request("/sleep?ms=" + std::to_string(ms));
  }
};

TEST_F(HttpServer, KeepsAConnectionAndAnswersPipelinedRequestsInOrder) {
  start();
  auto client = connect();
  client.send(sleep_request(100) + get_request("/hello") +
              json_request("POST", "/echo", R"({"text":"third"})") + get_request("/nowhere"));
  EXPECT_THAT(client.read_reply().body, HasSubstr("slept"));
  EXPECT_THAT(client.read_reply().body, HasSubstr("hello"));
  EXPECT_THAT(client.read_reply().body, HasSubstr("third"));
  EXPECT_EQ(client.read_reply().status, 404);
  client.send(get_request("/hello", "Connection: close\r\n"));
  EXPECT_EQ(client.read_reply().header("connection"), "close");
  EXPECT_TRUE(client.is_closed_within(Millis(2'000)));
}

TEST_F(HttpServer, SlowLanesHoldUpNobodyElseAndTurnAwayWhoIsTooMany) {
  options.handlers = 1;
  options.hashing_handlers = 1;
  options.lane_length = 3;
  start();
  std::vector<RawClient> clients;
  for (int i = 0; i < 3; ++i) {
    clients.push_back(connect());
    clients.back().send(get_request("/hash?ms=400"));
  }
  // The three have to be counted before the fourth comes.
  std::this_thread::sleep_for(Millis(100));
  EXPECT_THAT(get("/hello").body, HasSubstr("hello"));
  EXPECT_THAT(get("/ask?ms=1").body, HasSubstr("asked"));
  const auto refused = get("/hash?ms=1");
  EXPECT_EQ(refused.status, 503);
  EXPECT_EQ(refused.code(), "http.busy");
  EXPECT_EQ(refused.header("retry-after"), "2");
  for (auto& client : clients) EXPECT_THAT(client.read_reply().body, HasSubstr("hashed"));
  EXPECT_THAT(get("/hash?ms=1").body, HasSubstr("hashed"));
}

TEST_F(HttpServer, TakesARequestInPieces) {
  start();
  auto client = connect();
  for (const char byte : json_request("POST", "/echo", R"({"text":"bit by bit"})")) {
    client.send({&byte, 1});
  }
  EXPECT_THAT(client.read_reply().body, HasSubstr("bit by bit"));
}

TEST_F(HttpServer, SpeaksHttp10) {
  start();
  auto client = connect();
  client.send("GET /hello HTTP/1.0\r\nHost: localhost\r\n\r\n");
  EXPECT_EQ(client.read_reply().status, 200);
  EXPECT_TRUE(client.is_closed_within(Millis(2'000)));
}

TEST_F(HttpServer, RefusesWhatIsNotHttp) {
  start();
  const std::string smuggled =
      "POST /echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3\r\nTransfer-Encoding: "
      "chunked\r\n\r\n0\r\n\r\n";
  for (const std::string& bytes :
       {std::string("hello\r\n\r\n"), std::string("GET /hello HTTP/9.9\r\n\r\n"),
        std::string("GET /he llo HTTP/1.1\r\nHost: localhost\r\n\r\n"),
        std::string("GET /hello HTTP/1.1\r\nHost: localhost\r\nbroken\r\n\r\n"),
        std::string("GET /hello HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n"),
        std::string("\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n", 15), smuggled}) {
    SCOPED_TRACE(bytes);
    auto client = connect();
    client.send(bytes);
    const auto reply = client.read_reply();
    EXPECT_EQ(reply.status, 400);
    EXPECT_EQ(reply.code(), "http.malformed_request");
    EXPECT_TRUE(client.is_closed_within(Millis(4'000)));
  }
}

TEST_F(HttpServer, RefusesTooLargeAHeader) {
  options.header_limit = 4096;
  start();
  EXPECT_EQ(get("/hello", "X-Fill: " + std::string(3'000, 'x') + "\r\n").status, 200);
  const auto refused = get("/hello", "X-Fill: " + std::string(5'000, 'x') + "\r\n");
  EXPECT_EQ(refused.status, 431);
  EXPECT_THAT(refused.body, HasSubstr("larger than 4 kB"));
  EXPECT_EQ(get("/" + std::string(20'000, 'x')).status, 431);
}

TEST_F(HttpServer, RefusesTooLargeABodyBeforeReadingIt) {
  start();
  EXPECT_EQ(ask(json_request("POST", "/echo", text_of(1'000'000))).status, 200);
  auto client = connect();
  client.send("POST /echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: 99999999999\r\n\r\n");
  const auto refused = client.read_reply();
  EXPECT_EQ(refused.status, 413);
  EXPECT_THAT(refused.body, HasSubstr("larger than 1024 kB"));
  EXPECT_TRUE(client.is_closed_within(Millis(4'000)));
  // All of it sent before reading: the answer must not be lost to a reset.
  EXPECT_EQ(ask(json_request("POST", "/echo", text_of(8'000'000))).status, 413);
}

TEST_F(HttpServer, LetsARouteTakeMore) {
  start();
  EXPECT_EQ(ask(json_request("POST", "/echo-large", text_of(2'000'000))).body.size(), 2'000'011U);
  EXPECT_EQ(ask(json_request("POST", "/echo-large", text_of(4'000'000))).status, 413);
}

TEST_F(HttpServer, LimitsAChunkedBodyToo) {
  start();
  const std::string head =
      "POST /echo HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
      "Transfer-Encoding: chunked\r\n\r\n";
  const auto small = text_of(4);  // 15 bytes
  EXPECT_EQ(ask(head + "f\r\n" + small + "\r\n0\r\n\r\n").body, small);
  std::string large = head;
  for (int i = 0; i < 20; ++i) large += "10000\r\n" + std::string(0x10000, 'x') + "\r\n";
  EXPECT_EQ(ask(large + "0\r\n\r\n").status, 413);
}

TEST_F(HttpServer, AsksForTheBodyWhenTheClientWaitsForThat) {
  start();
  const std::string body = R"({"text":"x"})";
  const auto head = [&](std::string_view path, std::string_view expectation) {
    return json_request("POST", path, body, "Expect: " + std::string(expectation) + "\r\n")
        .substr(0, json_request("POST", path, "").size() + expectation.size() + 11);
  };
  auto client = connect();
  client.send(head("/echo", "100-continue"));
  EXPECT_EQ(client.read_reply().status, 100);
  client.send(body);
  EXPECT_EQ(client.read_reply().body, body);
  auto lost = connect();
  lost.send(head("/nowhere", "100-continue"));
  EXPECT_EQ(lost.read_reply().status, 404);
  auto strange = connect();
  strange.send(head("/echo", "200-ok"));
  EXPECT_EQ(strange.read_reply().status, 417);
}

TEST_F(HttpServer, DoesNotWaitForASlowClient) {
  options.header_timeout = options.body_timeout = Millis(200);
  options.idle_timeout = Millis(60'000);
  start();
  auto slow_head = connect();
  auto slow_body = connect();
  slow_head.send("GET /hello HTTP/1.1\r\nHost: loc");
  const auto whole = json_request("POST", "/echo", R"({"text":"x"})");
  slow_body.send(whole.substr(0, whole.size() - 5));
  const auto begin = Steady::now();
  const auto late_head = slow_head.read_reply();
  EXPECT_EQ(late_head.status, 408);
  EXPECT_EQ(late_head.code(), "http.too_slow");
  EXPECT_EQ(slow_body.read_reply().status, 408);
  EXPECT_LT(Steady::now() - begin, Millis(2'000));
  EXPECT_TRUE(slow_head.is_closed_within(Millis(4'000)));
}

TEST_F(HttpServer, IsNotKeptBusyByAHeaderThatDrips) {
  options.header_timeout = Millis(300);
  start();
  auto client = connect();
  const auto begin = Steady::now();
  client.send("GET /hello HTTP/1.1\r\n");
  while (Steady::now() - begin < Millis(1'000)) {
    client.send("X: y\r\n");
    std::this_thread::sleep_for(Millis(20));
  }
  EXPECT_EQ(client.read_reply().status, 408);
}

TEST_F(HttpServer, StopsThoughAClientReadsNothing) {
  options.body_timeout = Millis(200);
  options.access_log = {};
  router.get<Nothing, Response>("/endless", Permission::everyone, "64 MB",
                                [](const Nothing&, const Call&) -> Result<Response> {
                                  static const std::string kBytes(64UL * 1024 * 1024, 'x');
                                  return Response{200, {}, std::string_view(kBytes)};
                                });
  options.stop_timeout = Millis(1'000);
  start();
  auto client = connect();
  client.send(get_request("/endless"));
  std::this_thread::sleep_for(Millis(100));
  const auto begin = Steady::now();
  server->stop();  // 64 MB may take a quarter of an hour, but not the server that stops
  EXPECT_LT(Steady::now() - begin, Millis(3'000));
}

TEST_F(HttpServer, ClosesIdleConnections) {
  options.idle_timeout = Millis(200);
  start();
  auto fresh = connect();
  auto used = connect();
  used.send(get_request("/hello"));
  EXPECT_EQ(used.read_reply().status, 200);
  EXPECT_TRUE(fresh.is_closed_within(Millis(2'000)));
  EXPECT_TRUE(used.is_closed_within(Millis(2'000)));
}

TEST_F(HttpServer, DoesNotCountAHandlersTimeAsIdle) {
  options.idle_timeout = options.header_timeout = options.body_timeout = Millis(100);
  start();
  EXPECT_EQ(ask(sleep_request(500)).status, 200);
}

TEST_F(HttpServer, SurvivesClientsThatHangUp) {
  start();
  for (int i = 0; i < 20; ++i) {
    auto client = connect();
    client.send(json_request("POST", "/echo", text_of(1'000)).substr(0, 500));
    client.hang_up();
    auto impatient = connect();
    impatient.send(sleep_request(20));
    impatient.hang_up();
  }
  EXPECT_EQ(get("/hello").status, 200);
}

TEST_F(HttpServer, TurnsAwayOneClientTooMany) {
  options.connections = 2;
  start();
  auto first = connect();
  auto second = connect();
  first.send(get_request("/hello"));
  second.send(get_request("/hello"));
  EXPECT_EQ(first.read_reply().status, 200);
  EXPECT_EQ(second.read_reply().status, 200);
  const auto third = connect().read_reply();
  EXPECT_EQ(third.status, 503);
  EXPECT_EQ(third.header("retry-after"), "1");
  first.hang_up();
  const auto give_up = Steady::now() + Millis(2'000);
  int status = 0;
  while (status != 200 && Steady::now() < give_up) status = get("/hello").status;
  EXPECT_EQ(status, 200);
}

TEST_F(HttpServer, WaitsQuietlyWhenItIsOutOfFileDescriptors) {
  start();
  EXPECT_EQ(get("/hello").status, 200);
  auto client = connect();
  client.send(get_request("/hello"));
  EXPECT_EQ(client.read_reply().status, 200);
  // Also lets the sanitizer see the logger while it still has descriptors to look at it with.
  spdlog::info("the next error is part of the test");
  auto waiting = std::vector<RawClient>();
  const int next = ::dup(0);
  ::close(next);
  rlimit before{};
  getrlimit(RLIMIT_NOFILE, &before);
  const rlimit tight{static_cast<rlim_t>(next) + 1, before.rlim_max};
  setrlimit(RLIMIT_NOFILE, &tight);
  waiting.push_back(connect());  // takes the last descriptor; the server cannot accept it
  waiting.front().send(get_request("/hello"));
  rusage from{}, to{};
  getrusage(RUSAGE_SELF, &from);
  std::this_thread::sleep_for(Millis(500));
  getrusage(RUSAGE_SELF, &to);
  setrlimit(RLIMIT_NOFILE, &before);
  const auto micros = [](const timeval& t) { return t.tv_sec * 1'000'000 + t.tv_usec; };
  EXPECT_LT(
      micros(to.ru_utime) - micros(from.ru_utime) + micros(to.ru_stime) - micros(from.ru_stime),
      150'000);
  EXPECT_EQ(waiting.front().read_reply().status, 200) << "accepted once there was a descriptor";
}

TEST_F(HttpServer, AnswersManyClientsAtOnce) {
  options.threads = 4;
  start();
  std::atomic<int> right = 0;
  std::vector<std::thread> clients;
  clients.reserve(8);
  for (int c = 0; c < 8; ++c) {
    clients.emplace_back([&, c] {
      auto client = connect();
      for (int i = 0; i < 100; ++i) {
        const auto body = R"({"text":")" + std::to_string(c * 1000 + i) + "\"}";
        client.send(json_request("POST", "/echo", body));
        right += client.read_reply().body == body;
      }
    });
  }
  for (auto& client : clients) client.join();
  EXPECT_EQ(right, 800);
}

TEST_F(HttpServer, DoesNotLetSlowHandlersDelayOtherConnections) {
  options.threads = 1;
  options.handlers = 2;
  start();
  auto slow = connect();
  slow.send(sleep_request(1'000));
  const auto begin = Steady::now();
  EXPECT_EQ(get("/hello").status, 200);
  EXPECT_LT(Steady::now() - begin, Millis(700));
  EXPECT_EQ(slow.read_reply().status, 200);
}

TEST_F(HttpServer, FinishesWhatIsInFlightWhenItStops) {
  start();
  const int port = server->port();
  auto busy = connect();
  auto idle = connect();
  auto quiet = connect();
  idle.send(get_request("/hello"));
  EXPECT_EQ(idle.read_reply().status, 200);
  busy.send(sleep_request(500));
  std::this_thread::sleep_for(Millis(100));
  std::thread stopping([&] { server->stop(); });
  EXPECT_TRUE(idle.is_closed_within(Millis(300)));
  EXPECT_TRUE(quiet.is_closed_within(Millis(300)));
  EXPECT_FALSE(RawClient(port).is_connected());
  const auto reply = busy.read_reply();
  EXPECT_EQ(reply.status, 200);
  EXPECT_EQ(reply.header("connection"), "close");
  stopping.join();
  server->stop();  // again: nothing happens
}

TEST_F(HttpServer, CutsOffWhatTakesTooLongWhenItStops) {
  options.stop_timeout = Millis(100);
  start();
  auto busy = connect();
  busy.send(sleep_request(600) + sleep_request(600));
  auto half = connect();
  half.send("GET /hel");
  std::this_thread::sleep_for(Millis(100));
  server->stop();
  EXPECT_EQ(busy.read_reply().status, 0);
  EXPECT_TRUE(half.is_closed_within(Millis(10)));
}

TEST_F(HttpServer, RefusesAPortThatIsTaken) {
  start();
  ServerOptions same;
  same.port = server->port();
  Server second(router, clock, same);
  const auto started = second.start();
  ASSERT_FALSE(started);
  EXPECT_EQ(started.error().code, "http.port_in_use");
  ServerOptions nowhere;
  nowhere.address = "192.0.2.1";
  Server third(router, clock, nowhere);
  EXPECT_EQ(third.start().error().code, "http.cannot_listen");
  nowhere.address = "not an address";
  Server fourth(router, clock, nowhere);
  EXPECT_EQ(fourth.start().error().code, "http.cannot_listen");
}

TEST_F(HttpServer, StartsAgainOnThePortItJustLeft) {
  start();
  EXPECT_EQ(get("/hello", "Connection: close\r\n").status, 200);
  options.port = server->port();
  server->stop();
  start();
  EXPECT_EQ(server->port(), options.port);
  EXPECT_EQ(get("/hello").status, 200);
}

TEST_F(HttpServer, LogsEachRequestWithoutItsQuery) {
  start();
  const auto reply = ask(sleep_request(20));
  EXPECT_EQ(reply.header("date"), "Mon, 23 Nov 2026 20:39:33 GMT");
  ASSERT_EQ(access_log(1).size(), 1U);
  get("/nowhere?email=someone%40example.com");
  ASSERT_EQ(access_log(2).size(), 2U);
  ask("nonsense\r\n\r\n");
  const auto lines = access_log(3);
  ASSERT_EQ(lines.size(), 3U);
  const auto& slept = lines[0].as_object();
  EXPECT_EQ(slept.at("at"), "2026-11-23T20:39:33.000Z");
  EXPECT_EQ(slept.at("id").as_string(), reply.header("x-request-id"));
  EXPECT_EQ(slept.at("method"), "GET");
  EXPECT_EQ(slept.at("path"), "/sleep");
  EXPECT_EQ(slept.at("status"), 200);
  EXPECT_EQ(slept.at("bytes").as_int64(), static_cast<std::int64_t>(reply.body.size()));
  EXPECT_GE(slept.at("ms").as_double(), 20);
  EXPECT_EQ(slept.at("remote"), "127.0.0.1");
  EXPECT_EQ(lines[1].at("path"), "/nowhere");
  EXPECT_EQ(lines[1].at("status"), 404);
  EXPECT_EQ(lines[2].at("status"), 400);
}

}  // namespace
}  // namespace tandem::http
