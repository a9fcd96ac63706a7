// For the tests of this folder: a real server on a free port, and a client that sends exactly the
// bytes it is told to, so that it can also misbehave.
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "base/json.h"
#include "http/server.h"

struct ssl_st;  // OpenSSL's SSL

namespace tandem::http {

struct Reply {
  int status = 0;  // 0: the connection ended, or nothing came for five seconds
  std::map<std::string, std::string> headers;  // names in lower case
  std::string body;

  std::string header(const std::string& name) const;
  boost::json::value json() const;
  std::string code() const;  // of a problem document
};

class RawClient {
 public:
  explicit RawClient(int port);
  RawClient(RawClient&& other) noexcept
      : socket_(std::exchange(other.socket_, -1)), tls_(std::move(other.tls_)) {}
  ~RawClient();
  RawClient(const RawClient&) = delete;
  RawClient& operator=(const RawClient&) = delete;

  bool is_connected() const { return socket_ >= 0; }
  // From here on under TLS, offering these application protocols (in OpenSSL's form); false when
  // the server does not want that. Takes any certificate.
  bool start_tls(std::string_view protocols = "", int newest_version = 0);
  std::string protocol() const;     // that the server chose
  std::string tls_version() const;  // "TLSv1.3"
  std::string server_name() const;  // common name in the server's certificate
  void send(std::string_view bytes);
  void hang_up();  // closes at once
  Reply read_reply(bool to_head = false);
  // What comes next up to and with `text`; empty when the connection ends before, or nothing comes
  // for five seconds.
  std::string read_until(std::string_view text);
  // Whether the server closes within the time, sending nothing more.
  bool is_closed_within(Millis time);

 private:
  bool receive(Millis patience);

  int socket_ = -1;
  std::shared_ptr<ssl_st> tls_;
  std::string pending_;
};

// "GET /path HTTP/1.1" with Host, these header lines (each ending in \r\n) and an end.
std::string get_request(std::string_view target, std::string_view header_lines = "");
std::string json_request(std::string_view method, std::string_view target, std::string_view body,
                         std::string_view header_lines = "");

// Whoever asks, in the tests that are not about who asks.
inline Caller administrator() {
  Caller caller;
  caller.member = people::Member{.id = Id{1},
                                 .name = "Ada",
                                 .email = "ada@example.org",
                                 .team = people::Team::none,
                                 .role = people::Role::admin,
                                 .disabled_at = {}};
  return caller;
}

// A fixture: register routes, call start(), then ask.
class ServerTest : public testing::Test {
 protected:
  void TearDown() override { server.reset(); }  // before what its handlers refer to
  void start();
  Reply ask(std::string_view request);  // on a connection of its own
  Reply get(std::string_view target, std::string_view header_lines = "");
  RawClient connect() const { return RawClient(server->port()); }
  std::vector<boost::json::value> access_log();
  // Waits up to five seconds for that many lines: a line may follow its answer.
  std::vector<boost::json::value> access_log(std::size_t lines);

  FakeClock clock{*parse_timestamp("2026-11-23T20:39:33Z")};
  Router router{[](const Request&) { return Result(administrator()); }};
  ServerOptions options;
  std::unique_ptr<Server> server;

 private:
  std::mutex mutex_;
  std::vector<std::string> lines_;
};

}  // namespace tandem::http
