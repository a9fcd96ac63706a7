#include "http/forwarded.h"

#include "http/test_server.h"

namespace tandem::http {
namespace {

struct Scenario {
  std::string trusted;
  std::string peer;
  std::vector<std::pair<std::string, std::string>> headers;
  std::string remote;
  bool secure = false;
  std::string host = "inside";
};

TEST(Forwarded, IsBelievedAsTheScenariosSay) {
  const std::string lan = "10.0.0.0/8, ::1";
  const std::vector<Scenario> scenarios{
      // From strangers these headers mean nothing.
      {"", "10.0.0.2", {{"X-Forwarded-For", "203.0.113.9"}}, "10.0.0.2"},
      {lan,
       "192.0.2.1",
       {{"X-Forwarded-For", "203.0.113.9"},
        {"X-Forwarded-Proto", "https"},
        {"X-Forwarded-Host", "crm.example.com"}},
       "192.0.2.1"},
      // From a proxy of ours they do.
      {lan,
       "10.0.0.2",
       {{"X-Forwarded-For", "203.0.113.9"},
        {"X-Forwarded-Proto", "https"},
        {"X-Forwarded-Host", "crm.example.com"}},
       "203.0.113.9",
       true,
       "crm.example.com"},
      {lan, "10.0.0.2", {}, "10.0.0.2"},
      {lan, "::ffff:10.0.0.2", {{"X-Forwarded-For", "203.0.113.9"}}, "203.0.113.9"},
      {lan, "::1", {{"x-forwarded-for", "2001:DB8::9"}}, "2001:db8::9"},
      // What stands left of the client is its own invention.
      {lan, "10.0.0.2", {{"X-Forwarded-For", "127.0.0.1, 203.0.113.9"}}, "203.0.113.9"},
      {lan, "10.0.0.2", {{"X-Forwarded-For", "nonsense, 203.0.113.9"}}, "203.0.113.9"},
      {lan, "10.0.0.2", {{"X-Forwarded-For", "1.1.1.1, 203.0.113.9, 10.0.0.7"}}, "203.0.113.9"},
      {lan,
       "10.0.0.2",
       {{"X-Forwarded-For", "10.9.9.9, 203.0.113.9"}, {"X-Forwarded-For", "10.0.0.7"}},
       "203.0.113.9"},
      {lan, "10.0.0.2", {{"X-Forwarded-For", "10.0.0.9, 10.0.0.7"}}, "10.0.0.9"},
      // Ports, as some proxies add them.
      {lan, "10.0.0.2", {{"X-Forwarded-For", "203.0.113.9:4711"}}, "203.0.113.9"},
      {lan, "10.0.0.2", {{"X-Forwarded-For", "[2001:db8::9]:4711"}}, "2001:db8::9"},
      // What cannot be read.
      {lan, "10.0.0.2", {{"X-Forwarded-For", ""}}, "10.0.0.2"},
      {lan, "10.0.0.2", {{"X-Forwarded-For", "203.0.113.9, unknown"}}, "10.0.0.2"},
      {lan, "10.0.0.2", {{"X-Forwarded-For", "203.0.113.9,"}}, "10.0.0.2"},
      {lan, "10.0.0.2", {{"X-Forwarded-For", "203.0.113.9, bad, 10.0.0.7"}}, "10.0.0.2"},
      {lan, "10.0.0.2", {{"X-Forwarded-For", "[2001:db8::9"}}, "10.0.0.2"},
      {lan, "10.0.0.2", {{"X-Forwarded-Proto", "gopher"}}, "10.0.0.2"},
      {lan, "10.0.0.2", {{"X-Forwarded-Proto", "https, http"}}, "10.0.0.2"},
      {lan, "10.0.0.2", {{"X-Forwarded-Proto", "http, HTTPS"}}, "10.0.0.2", true},
      {lan, "10.0.0.2", {{"X-Forwarded-Host", "evil.example/x"}}, "10.0.0.2"},
      {lan, "10.0.0.2", {{"X-Forwarded-Host", "a b"}}, "10.0.0.2"},
      {lan,
       "10.0.0.2",
       {{"X-Forwarded-Host", "evil.example, crm.example.com:8443"}},
       "10.0.0.2",
       false,
       "crm.example.com:8443"},
      // The standard's own header is nobody's.
      {lan, "10.0.0.2", {{"Forwarded", "for=203.0.113.9;proto=https"}}, "10.0.0.2"},
  };
  for (const auto& scenario : scenarios) {
    SCOPED_TRACE(testing::PrintToString(scenario.headers) + " from " + scenario.peer);
    Request request;
    request.remote = scenario.peer;
    request.headers.add("Host", "inside");
    for (const auto& [name, value] : scenario.headers) request.headers.add(name, value);
    believe_proxies(request, *parse_networks(scenario.trusted));
    EXPECT_EQ(request.remote, scenario.remote);
    EXPECT_EQ(request.secure, scenario.secure);
    EXPECT_EQ(request.headers.find("Host"), scenario.host);
  }
}

TEST(Forwarded, SaysSoWhenTheClientSpeaksInTheClear) {
  Request request;
  request.remote = "10.0.0.2";
  request.secure = true;  // the proxy speaks TLS with us, and not with the client
  request.headers.add("X-Forwarded-Proto", "http");
  believe_proxies(request, *parse_networks("10.0.0.2"));
  EXPECT_FALSE(request.secure);
}

struct Seen {
  std::string remote, host;
  bool secure;
};
BOOST_DESCRIBE_STRUCT(Seen, (), (remote, host, secure))

class BehindProxy : public ServerTest {
 protected:
  void SetUp() override {
    router.get<Nothing, Seen>(
        "/seen", Permission::everyone, "What the server takes us for",
        [](const Nothing&, const Call& call) -> Result<Seen> {
          const auto& request = call.request;
          return Seen{request.remote, std::string(*request.headers.find("Host")), request.secure};
        });
    router.post<boost::json::value, void>(
        "/change", Permission::everyone, "Change",
        [](const boost::json::value&, const Call&) -> Result<void> { return {}; });
    options.allowed_hosts = {"crm.example.com"};
  }
  static constexpr std::string_view kForwarded =
      "X-Forwarded-For: 203.0.113.9\r\nX-Forwarded-Proto: https\r\n"
      "X-Forwarded-Host: crm.example.com\r\n";
};

TEST_F(BehindProxy, TheClientIsKnownToHandlersAndLogs) {
  options.trusted_proxies = *parse_networks("127.0.0.1");
  start();
  const auto reply = get("/seen", kForwarded);
  EXPECT_EQ(reply.json(),
            *parse_json(R"({"remote":"203.0.113.9","host":"crm.example.com","secure":true})"));
  EXPECT_EQ(reply.header("strict-transport-security"), "max-age=31536000");
  EXPECT_EQ(access_log(1).front().at("remote"), "203.0.113.9");
  EXPECT_EQ(get("/seen").header("strict-transport-security"), "");
}

TEST_F(BehindProxy, NobodyElseIsBelieved) {
  options.trusted_proxies = *parse_networks("192.0.2.1");
  start();
  const auto reply = get("/seen", kForwarded);
  EXPECT_EQ(reply.json(),
            *parse_json(R"({"remote":"127.0.0.1","host":"localhost","secure":false})"));
  EXPECT_EQ(reply.header("strict-transport-security"), "");
}

TEST_F(BehindProxy, HostAndOriginAreThoseOfTheClient) {
  options.trusted_proxies = *parse_networks("127.0.0.1");
  start();
  EXPECT_EQ(get("/seen", "X-Forwarded-Host: evil.example\r\n").code(), "http.unknown_host");
  const auto change = [&](const std::string& origin) {
    return ask(json_request("POST", "/change", "{}", std::string(kForwarded) + origin)).status;
  };
  EXPECT_EQ(change("Origin: https://crm.example.com\r\n"), 204);
  EXPECT_EQ(change("Origin: http://crm.example.com\r\n"), 403) << "anybody may write that page";
  EXPECT_EQ(change("Origin: https://evil.example\r\n"), 403);
}

TEST_F(BehindProxy, BeyondTheLoopbackOnlyTheProxyGetsIn) {
  options.address = "0.0.0.0";
  options.trusted_proxies = *parse_networks("192.0.2.1");
  start();
  EXPECT_EQ(get("/seen").status, 200) << "this machine is not refused";
}

}  // namespace
}  // namespace tandem::http
