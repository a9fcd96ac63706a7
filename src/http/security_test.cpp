#include "http/security.h"

#include <gmock/gmock.h>

#include "http/test_server.h"

namespace tandem::http {
namespace {

struct Scenario {
  std::string method;
  std::vector<std::string> hosts;
  std::string origin;  // none when empty
  HostPolicy policy;
  std::string code;  // empty: let through
};

TEST(Origin, IsCheckedAsTheScenariosSay) {
  const HostPolicy local;
  const HostPolicy open{false, "0.0.0.0", {}};
  const HostPolicy behind_proxy{true, "127.0.0.1", {"crm.example.com"}};
  const HostPolicy named{false, "192.0.2.7", {"crm.example.com"}};
  const std::vector<Scenario> scenarios{
      {"GET", {"localhost:8080"}, "", local, ""},
      {"GET", {"LOCALHOST"}, "", local, ""},
      {"GET", {"127.0.0.1:8080"}, "", local, ""},
      {"GET", {"[::1]:8080"}, "", local, ""},
      {"GET", {"[::1]"}, "", local, ""},
      {"GET", {}, "", local, "http.missing_host"},
      {"GET", {""}, "", local, "http.missing_host"},
      {"GET", {"localhost", "localhost"}, "", local, "http.missing_host"},
      {"GET", {"evil.example"}, "", local, "http.unknown_host"},
      {"GET", {"localhost.evil.example"}, "", local, "http.unknown_host"},
      {"GET", {"127.0.0.1.evil.example:8080"}, "", local, "http.unknown_host"},
      {"GET", {"crm.example.com"}, "", behind_proxy, ""},
      {"GET", {"evil.example"}, "", behind_proxy, "http.unknown_host"},
      {"GET", {"anything.example"}, "", open, ""},
      {"GET", {"crm.example.com:443"}, "", named, ""},
      {"GET", {"192.0.2.7:8080"}, "", named, ""},
      {"GET", {"127.0.0.2:8080"}, "", local, "http.unknown_host"},
      {"GET", {"127.0.0.2:8080"}, "", HostPolicy{true, "127.0.0.2", {}}, ""},
      {"GET", {"[fe80::1]"}, "", HostPolicy{true, "fe80::1", {}}, ""},
      {"GET", {"anything.example"}, "", named, "http.unknown_host"},
      {"GET", {"localhost"}, "http://evil.example", local, ""},
      {"OPTIONS", {"localhost"}, "http://evil.example", local, ""},
      {"POST", {"localhost:8080"}, "", local, ""},
      {"POST", {"localhost:8080"}, "http://localhost:8080", local, ""},
      {"POST", {"localhost"}, "http://LOCALHOST:80", local, ""},
      {"POST", {"crm.example.com:443"}, "https://crm.example.com", open, ""},
      {"POST", {"localhost:8080"}, "http://localhost:3000", local, "http.foreign_origin"},
      {"PUT", {"localhost:8080"}, "http://evil.example", local, "http.foreign_origin"},
      {"PATCH",
       {"localhost:8080"},
       "http://localhost:8080.evil.example",
       local,
       "http.foreign_origin"},
      {"DELETE", {"localhost"}, "null", local, "http.foreign_origin"},
      {"PROPFIND", {"localhost"}, "http://evil.example", local, "http.foreign_origin"},
      {"POST", {"127.0.0.1:8080"}, "https://crm.example.com", behind_proxy, ""},
      {"GET", {"local host"}, "", open, "http.missing_host"},
      {"GET", {"example.com/path"}, "", open, "http.missing_host"},
      {"GET", {"user@example.com"}, "", open, "http.missing_host"},
      {"GET", {"example.com:80:80"}, "", open, "http.missing_host"},
      {"GET", {"example.com:port"}, "", open, "http.missing_host"},
      {"GET", {"example.com:123456"}, "", open, "http.missing_host"},
      {"GET", {"[::1"}, "", open, "http.missing_host"},
      {"GET", {":80"}, "", open, "http.missing_host"},
      {"GET", {"<script>"}, "", open, "http.missing_host"},
  };
  for (const auto& scenario : scenarios) {
    Request request;
    request.method = scenario.method;
    for (const auto& host : scenario.hosts) request.headers.add("host", host);
    if (!scenario.origin.empty()) request.headers.add("origin", scenario.origin);
    SCOPED_TRACE(testing::PrintToString(scenario.hosts) + " " + scenario.method + " " +
                 scenario.origin);
    const auto checked = check_origin(request, scenario.policy);
    EXPECT_EQ(checked ? "" : checked.error().code, scenario.code);
  }
}

TEST(Origin, MustHaveComeOverTlsWhereWeSpeakIt) {
  const HostPolicy named{false, "192.0.2.7", {"crm.example.com"}};
  Request request;
  request.method = "POST";
  request.secure = true;
  request.headers.add("Host", "crm.example.com");
  request.headers.add("Origin", "http://crm.example.com");
  EXPECT_EQ(check_origin(request, named).error().code, "http.foreign_origin");
  request.headers.set("Origin", "https://crm.example.com");
  EXPECT_TRUE(check_origin(request, named));
}

class SecurityTest : public ServerTest {
 protected:
  void SetUp() override {
    router.post<boost::json::value, void>(
        "/api/v1/things", Permission::edit_contacts, "Change",
        [this](const boost::json::value&, const Call&) -> Result<void> {
          changed = true;
          return {};
        });
    start();
  }
  std::atomic<bool> changed = false;
};

TEST_F(SecurityTest, RefusesForeignPagesBeforeTheHandlerRuns) {
  const auto foreign =
      ask(json_request("POST", "/api/v1/things", "{}", "Origin: http://evil.example\r\n"));
  EXPECT_EQ(foreign.status, 403);
  EXPECT_EQ(foreign.code(), "http.foreign_origin");
  const auto rebound = ask("GET /api/v1/things HTTP/1.1\r\nHost: evil.example\r\n\r\n");
  EXPECT_EQ(rebound.status, 403);
  EXPECT_EQ(rebound.code(), "http.unknown_host");
  EXPECT_EQ(ask("GET /api/v1/things HTTP/1.1\r\n\r\n").status, 400);
  EXPECT_FALSE(changed);
  EXPECT_EQ(
      ask(json_request("POST", "/api/v1/things", "{}", "Origin: http://localhost\r\n")).status,
      204);
  EXPECT_TRUE(changed);
}

TEST_F(SecurityTest, SendsTheHeadersWithEveryAnswer) {
  for (const auto& reply :
       {ask(json_request("POST", "/api/v1/things", "{}")), get("/nowhere"), ask("junk\r\n\r\n")}) {
    EXPECT_EQ(reply.header("x-content-type-options"), "nosniff");
    EXPECT_EQ(reply.header("x-frame-options"), "DENY");
    EXPECT_EQ(reply.header("referrer-policy"), "same-origin");
    EXPECT_EQ(reply.header("content-security-policy"),
              "default-src 'none'; frame-ancestors 'none'");
    EXPECT_EQ(reply.header("cache-control"), "no-store");
    EXPECT_EQ(reply.header("cross-origin-opener-policy"), "same-origin");
    EXPECT_THAT(reply.header("permissions-policy"), testing::HasSubstr("geolocation=()"));
    EXPECT_EQ(reply.header("strict-transport-security"), "") << "not in the clear";
  }
}

TEST_F(SecurityTest, RefusesHeadersThatAreTooLargeTwiceThereOrBroken) {
  const std::string line = "GET /api/v1/things HTTP/1.1\r\n";
  const std::string host = "Host: localhost\r\n";
  const auto head = [&](const std::string& rest) { return ask(line + rest + "\r\n"); };
  EXPECT_EQ(head(host + "Cookie: a=" + std::string(20'000, 'x') + "\r\n").status, 431);
  std::string crumbs = host;
  for (int i = 0; i < 2'000; ++i) crumbs += "Cookie: a=b\r\n";
  EXPECT_EQ(head(crumbs).status, 431);
  EXPECT_EQ(head(host + host).code(), "http.missing_host");
  EXPECT_EQ(head(host + "Host: evil.example\r\n").code(), "http.missing_host");
  for (const std::string& broken :
       {std::string("X-Nul: a\0b\r\n", 12), std::string("X-Bell: \x07\r\n"),
        std::string("X Y: 1\r\n"), std::string("X-Space : 1\r\n"), std::string(": 1\r\n")}) {
    EXPECT_EQ(head(host + broken).code(), "http.malformed_request") << broken;
  }
}

}  // namespace
}  // namespace tandem::http
