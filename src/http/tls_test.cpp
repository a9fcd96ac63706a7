// The server under TLS: one conversation for both kinds of sockets.
#include <thread>

#include <gmock/gmock.h>

#include "http/test_certificate.h"
#include "http/test_server.h"
#include "storage/ledger/test_ledger.h"

namespace tandem::http {
namespace {

using testing::HasSubstr;
using testing::StartsWith;
using namespace std::chrono_literals;

struct Text {
  std::string text;
};
BOOST_DESCRIBE_STRUCT(Text, (), (text))

struct Seen {
  std::string remote;
  bool secure;
};
BOOST_DESCRIBE_STRUCT(Seen, (), (remote, secure))

class TlsTest : public ServerTest {
 protected:
  void SetUp() override {
    router.post<Text, Text>("/echo", Permission::everyone, "Echo",
                            [](const Text& text, const Call&) { return Result(text); },
                            {.body_limit = 4UL * 1024 * 1024});
    router.get<Nothing, Seen>("/seen", Permission::everyone, "What the server takes us for",
                              [](const Nothing&, const Call& call) -> Result<Seen> {
                                return Seen{call.request.remote, call.request.secure};
                              });
    router.get<Nothing, Text>("/slow", Permission::everyone, "Take a while",
                              [](const Nothing&, const Call&) -> Result<Text> {
                                std::this_thread::sleep_for(300ms);
                                return Text{"done"};
                              });
    options.tls = make("localhost");
    options.allowed_hosts = {"crm.example.com"};
  }

  TlsFiles make(const std::string& name) const {
    return make_certificate(folder.path(), {name, clock.now() - 24h, clock.now() + 24h, {}});
  }
  RawClient connect_securely() const {
    auto client = connect();
    EXPECT_TRUE(client.start_tls());
    return client;
  }
  static std::string request_to(const std::string& host, std::string_view path) {
    return "GET " + std::string(path) + " HTTP/1.1\r\nHost: " + host + "\r\n\r\n";
  }

  storage::TestDirectory folder;
};

TEST_F(TlsTest, AnswersLikeAnyOther) {
  start();
  auto client = connect_securely();
  EXPECT_THAT(client.tls_version(), StartsWith("TLSv1."));
  EXPECT_EQ(client.server_name(), "localhost");
  client.send(get_request("/seen") + json_request("POST", "/echo", R"({"text":"second"})") +
              get_request("/nowhere"));
  EXPECT_EQ(client.read_reply().json(), *parse_json(R"({"remote":"127.0.0.1","secure":true})"));
  EXPECT_THAT(client.read_reply().body, HasSubstr("second"));
  EXPECT_EQ(client.read_reply().status, 404);
  const std::string large = R"({"text":")" + std::string(3'000'000, 'x') + "\"}";
  client.send(json_request("POST", "/echo", large));
  EXPECT_EQ(client.read_reply().body, large);
  client.send(get_request("/seen", "Connection: close\r\n"));
  EXPECT_EQ(client.read_reply().status, 200);
  EXPECT_TRUE(client.is_closed_within(2'000ms));
}

TEST_F(TlsTest, PromisesToStaySecureExceptUnderTheNameOfThisMachine) {
  start();
  auto client = connect_securely();
  client.send(request_to("crm.example.com:8443", "/seen") + request_to("localhost", "/seen") +
              request_to("127.0.0.1", "/seen"));
  EXPECT_EQ(client.read_reply().header("strict-transport-security"), "max-age=31536000");
  EXPECT_EQ(client.read_reply().header("strict-transport-security"), "");
  EXPECT_EQ(client.read_reply().header("strict-transport-security"), "");
}

TEST_F(TlsTest, AgreesOnHttp1) {
  start();
  auto modern = connect();
  ASSERT_TRUE(modern.start_tls("\x02h2\x08http/1.1"));
  EXPECT_EQ(modern.protocol(), "http/1.1");
  auto silent = connect_securely();
  EXPECT_EQ(silent.protocol(), "");
  auto other = connect();
  EXPECT_FALSE(other.start_tls("\x02h2"));
}

TEST_F(TlsTest, RefusesWhatIsOlderThanTls12) {
  start();
  constexpr int kTls11 = 0x0302;
  constexpr int kTls12 = 0x0303;
  EXPECT_FALSE(connect().start_tls("", kTls11));
  auto client = connect();
  ASSERT_TRUE(client.start_tls("", kTls12));
  EXPECT_EQ(client.tls_version(), "TLSv1.2");
  client.send(get_request("/seen"));
  EXPECT_EQ(client.read_reply().status, 200);
}

TEST_F(TlsTest, TellsWhoSpeaksInTheClear) {
  start();
  auto client = connect();
  client.send(get_request("/seen"));
  const auto reply = client.read_reply();
  EXPECT_EQ(reply.status, 400);
  EXPECT_EQ(reply.code(), "http.tls_only");
  EXPECT_EQ(reply.header("strict-transport-security"), "");
  EXPECT_TRUE(client.is_closed_within(4'000ms));
  auto noise = connect();
  noise.send("noise\r\n\r\n");
  EXPECT_EQ(noise.read_reply().status, 400);
}

TEST_F(TlsTest, DoesNotWaitForAHandshakeThatDoesNotCome) {
  options.header_timeout = 200ms;
  start();
  auto silent = connect();
  auto halting = connect();
  halting.send({"\x16\x03\x01\x02", 4});
  EXPECT_TRUE(silent.is_closed_within(4'000ms));
  EXPECT_TRUE(halting.is_closed_within(4'000ms));
  auto nonsense = connect();
  nonsense.send("\x16 is how a handshake begins, and that was it");
  EXPECT_THAT(nonsense.read_reply().status, 0);
  auto client = connect_securely();
  client.send(get_request("/seen"));
  EXPECT_EQ(client.read_reply().status, 200);
}

TEST_F(TlsTest, LetsARefusalArriveBeforeItCloses) {
  start();
  auto client = connect_securely();
  client.send(json_request("POST", "/echo", std::string(8'000'000, 'x')));
  EXPECT_EQ(client.read_reply().status, 413);
  EXPECT_TRUE(client.is_closed_within(4'000ms));
}

TEST_F(TlsTest, SurvivesClientsThatHangUp) {
  start();
  for (int i = 0; i < 10; ++i) {
    auto early = connect();
    early.send({"\x16\x03\x01\x02", 4});
    early.hang_up();
    auto late = connect_securely();
    late.send(get_request("/slow"));
    late.hang_up();
  }
  auto client = connect_securely();
  client.send(get_request("/seen"));
  EXPECT_EQ(client.read_reply().status, 200);
}

TEST_F(TlsTest, TakesANewCertificateAndDropsNobody) {
  start();
  auto before = connect_securely();
  before.send(get_request("/slow"));
  const auto renewed = make("renewed");
  std::filesystem::rename(renewed.certificate, options.tls->certificate);
  EXPECT_EQ(server->renew_identity().error().code, "tls.key_of_another");
  EXPECT_EQ(connect_securely().server_name(), "localhost") << "the old one stays";
  std::filesystem::rename(renewed.key, options.tls->key);
  ASSERT_TRUE(server->renew_identity());
  EXPECT_EQ(connect_securely().server_name(), "renewed");
  EXPECT_THAT(before.read_reply().body, HasSubstr("done"));
  before.send(get_request("/seen"));
  EXPECT_EQ(before.read_reply().status, 200);
}

TEST_F(TlsTest, RenewsWhileManyAreAsking) {
  options.threads = 4;
  start();
  std::atomic<bool> done = false;
  std::thread renewing([&] {
    while (!done) EXPECT_TRUE(server->renew_identity());
  });
  std::atomic<int> right = 0;
  std::vector<std::thread> clients;
  clients.reserve(4);
  for (int c = 0; c < 4; ++c) {
    clients.emplace_back([&] {
      for (int i = 0; i < 10; ++i) {
        auto client = connect_securely();
        client.send(get_request("/seen") + get_request("/seen"));
        right += client.read_reply().status == 200 && client.read_reply().status == 200;
      }
    });
  }
  for (auto& client : clients) client.join();
  done = true;
  renewing.join();
  EXPECT_EQ(right, 40);
}

TEST_F(TlsTest, FinishesWhatIsInFlightWhenItStops) {
  start();
  auto busy = connect_securely();
  auto idle = connect_securely();
  auto silent = connect();
  idle.send(get_request("/seen"));
  EXPECT_EQ(idle.read_reply().status, 200);
  busy.send(get_request("/slow"));
  std::this_thread::sleep_for(100ms);
  std::thread stopping([&] { server->stop(); });
  EXPECT_TRUE(idle.is_closed_within(2'000ms));
  EXPECT_TRUE(silent.is_closed_within(2'000ms));
  EXPECT_THAT(busy.read_reply().body, HasSubstr("done"));
  stopping.join();
}

TEST_F(TlsTest, DoesNotStartWithoutItsCertificate) {
  options.tls->certificate = "/nowhere.pem";
  Server none(router, clock, options);
  EXPECT_EQ(none.start().error().code, "tls.cannot_read");
}

TEST_F(TlsTest, ServesACertificateThatIsOutOfTime) {
  clock.advance(48h);
  start();
  auto client = connect_securely();
  client.send(get_request("/seen"));
  EXPECT_EQ(client.read_reply().status, 200);
}

TEST_F(TlsTest, ClosesOneClientTooMany) {
  options.connections = 1;
  start();
  auto first = connect_securely();
  EXPECT_FALSE(connect().start_tls());
  first.send(get_request("/seen"));
  EXPECT_EQ(first.read_reply().status, 200);
}

}  // namespace
}  // namespace tandem::http
