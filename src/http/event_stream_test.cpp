// Streams of events through real sockets: many clients, slow ones, those that go away, a stop.
#include "http/event_stream.h"

#include <thread>

#include <gmock/gmock.h>

#include "http/test_certificate.h"
#include "http/test_server.h"
#include "storage/ledger/test_ledger.h"

namespace tandem::http {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;

class Streams : public ServerTest {
 protected:
  void SetUp() override {
    router.get<Nothing, Response>("/events", Permission::everyone, "What happens",
                                  [this](const Nothing&, const Call&) -> Result<Response> {
                                    auto stream = std::make_shared<EventStream>();
                                    stream->send(event_text("0", "ready", "{}"));
                                    const std::lock_guard hold(mutex);
                                    streams.push_back(stream);
                                    return stream_response(stream);
                                  },
                                  {.cacheable = false, .reply_type = "text/event-stream"});
    router.get<Nothing, Response>("/hello", Permission::everyone, "Greet",
                                  [](const Nothing&, const Call&) {
                                    return Result(Response{200, {}, std::string("hello")});
                                  });
  }

  RawClient listen(std::string_view header_lines = "") {
    auto client = connect();
    client.send(get_request("/events", header_lines));
    EXPECT_EQ(client.read_reply().status, 200);
    EXPECT_THAT(client.read_until("\n\n"), HasSubstr("event: ready"));
    return client;
  }

  std::shared_ptr<EventStream> stream(std::size_t number) {
    const std::lock_guard hold(mutex);
    return streams.at(number);
  }

  static bool ends(EventStream& events) {
    for (int i = 0; i < 500 && !events.is_over(); ++i) std::this_thread::sleep_for(10ms);
    return events.is_over();
  }

  std::mutex mutex;
  std::vector<std::shared_ptr<EventStream>> streams;
};

TEST_F(Streams, TellAsItHappens) {
  start();
  auto client = connect();
  client.send(get_request("/events", "Accept-Encoding: gzip, br\r\n"));
  const auto reply = client.read_reply();
  EXPECT_EQ(reply.status, 200);
  EXPECT_EQ(reply.header("content-type"), "text/event-stream");
  EXPECT_EQ(reply.header("x-accel-buffering"), "no");
  EXPECT_EQ(reply.header("cache-control"), "no-store");
  EXPECT_EQ(reply.header("content-encoding"), "");
  EXPECT_EQ(reply.header("content-length"), "");
  EXPECT_EQ(client.read_until("\n\n"), "id: 0\nevent: ready\ndata: {}\n\n");
  EXPECT_TRUE(stream(0)->send(event_text("1", "changed", "{\"a\":1}")));
  EXPECT_EQ(client.read_until("\n\n"), "id: 1\nevent: changed\ndata: {\"a\":1}\n\n");
  stream(0)->send("last\n\n");
  stream(0)->end();
  EXPECT_EQ(client.read_until("\n\n"), "last\n\n");
  EXPECT_TRUE(client.is_closed_within(2s));
  EXPECT_FALSE(stream(0)->send("nobody hears this"));
  EXPECT_EQ(access_log(1).front().at("path").as_string(), "/events");
}

TEST_F(Streams, ReachManyClientsAndHoldNoHandler) {
  options.handlers = 2;
  start();
  std::vector<RawClient> clients;
  for (int i = 0; i < 200; ++i) clients.push_back(listen());
  EXPECT_EQ(get("/hello").body, "hello");
  for (std::size_t i = 0; i < clients.size(); ++i) {
    stream(i)->send(event_text(std::to_string(i), "changed", "{}"));
  }
  for (std::size_t i = 0; i < clients.size(); ++i) {
    EXPECT_THAT(clients[i].read_until("\n\n"), HasSubstr("event: changed"));
  }
}

TEST_F(Streams, AreLimitedInNumber) {
  options.streams = 2;
  start();
  auto first = listen();
  auto second = listen();
  const auto refused = get("/events");
  EXPECT_EQ(refused.status, 503);
  EXPECT_EQ(refused.code(), "http.too_many_streams");
  EXPECT_EQ(refused.header("retry-after"), "5");
  first.hang_up();
  EXPECT_TRUE(ends(*stream(0)));
  int status = 0;
  for (int i = 0; i < 100 && status != 200; ++i) {
    auto third = connect();
    third.send(get_request("/events"));
    status = third.read_reply().status;
  }
  EXPECT_EQ(status, 200);
}

TEST_F(Streams, EndWhenTheClientGoesAway) {
  start();
  auto client = listen();
  EXPECT_FALSE(stream(0)->is_over());
  client.hang_up();
  EXPECT_TRUE(ends(*stream(0)));
}

TEST_F(Streams, CutOffAClientThatDoesNotKeepUp) {
  options.body_timeout = 300ms;
  start();
  auto slow = listen();
  auto quick = listen();
  const auto text = event_text("1", "changed", std::string(8000, 'x'));
  // The buffers of both sockets take some megabytes before anything has to wait.
  int sent = 0;
  while (sent < 20'000 && stream(0)->send(text)) {
    ++sent;
    if (sent % 7 == 0) std::this_thread::sleep_for(1ms);
  }
  EXPECT_LT(sent, 20'000);
  EXPECT_TRUE(stream(1)->send("still here\n\n"));
  EXPECT_EQ(quick.read_until("\n\n"), "still here\n\n");
}

TEST_F(Streams, CutOffAClientWhoseWindowStaysShut) {
  options.body_timeout = 200ms;
  start();
  auto stuck = listen();
  // One piece larger than what the sockets take in, so that writing it stands still.
  const auto piece = std::string(EventStream::kMostWaiting - 100, 'x');
  while (!stream(0)->is_over()) {
    stream(0)->send(piece);
    std::this_thread::sleep_for(5ms);
  }
  auto other = listen();
  EXPECT_TRUE(stream(1)->send("still here\n\n"));
  EXPECT_EQ(other.read_until("\n\n"), "still here\n\n");
}

TEST_F(Streams, BeatWhenNothingHappens) {
  options.heartbeat = 20ms;
  start();
  auto client = listen();
  EXPECT_EQ(client.read_until("\n\n"), ":\n\n");
  EXPECT_EQ(client.read_until("\n\n"), ":\n\n");
  stream(0)->send("event\n\n");
  EXPECT_THAT(client.read_until("event\n\n"), HasSubstr("event"));
}

TEST_F(Streams, EndWhenTheServerStops) {
  options.stop_timeout = 60s;  // the test would not outlast it
  start();
  std::vector<RawClient> clients;
  for (int i = 0; i < 20; ++i) clients.push_back(listen());
  server->stop();
  for (auto& client : clients) EXPECT_TRUE(client.is_closed_within(2s));
  for (std::size_t i = 0; i < clients.size(); ++i) EXPECT_TRUE(stream(i)->is_over());
}

TEST_F(Streams, StopWhileTheyAreBusy) {
  start();
  std::vector<RawClient> clients;
  for (int i = 0; i < 8; ++i) clients.push_back(listen());
  std::atomic<bool> done = false;
  std::thread busy([&] {
    while (!done) {
      for (std::size_t i = 0; i < clients.size(); ++i) stream(i)->send("event\n\n");
    }
  });
  std::this_thread::sleep_for(50ms);
  server->stop();
  done = true;
  busy.join();
}

TEST_F(Streams, AnswerAHeadWithAHead) {
  start();
  auto client = connect();
  client.send("HEAD /events HTTP/1.1\r\nHost: localhost\r\n\r\n");
  EXPECT_EQ(client.read_reply(true).header("content-type"), "text/event-stream");
  EXPECT_TRUE(client.is_closed_within(2s));
}

TEST_F(Streams, GoThroughTls) {
  const storage::TestDirectory folder;
  options.tls =
      make_certificate(folder.path(), {"localhost", clock.now() - 24h, clock.now() + 24h, {}});
  start();
  auto client = connect();
  ASSERT_TRUE(client.start_tls());
  client.send(get_request("/events"));
  EXPECT_EQ(client.read_reply().status, 200);
  EXPECT_THAT(client.read_until("\n\n"), HasSubstr("event: ready"));
  for (int i = 0; i < 50; ++i) {
    stream(0)->send(event_text(std::to_string(i), "changed", std::string(1000, 'x')));
    EXPECT_THAT(client.read_until("\n\n"), HasSubstr("event: changed"));
  }
  stream(0)->end();
  EXPECT_TRUE(client.is_closed_within(2s));
  auto other = connect();
  ASSERT_TRUE(other.start_tls());
  other.send(get_request("/events"));
  EXPECT_EQ(other.read_reply().status, 200);
  other.hang_up();
  EXPECT_TRUE(ends(*stream(1)));
}

}  // namespace
}  // namespace tandem::http
