// For tests: a provider of OpenID Connect on a free port that says and signs what it is told to,
// also what no honest one would. The honest one is in tests/e2e.
#pragma once

#include <cjose/cjose.h>

#include "base/secret.h"
#include "http/test_server.h"

namespace tandem::http {

class SigningKey {
 public:
  explicit SigningKey(const std::string& id) {
    cjose_err problem{};
    key_.reset(cjose_jwk_create_EC_random(CJOSE_JWK_EC_P_256, &problem), cjose_jwk_release);
    cjose_jwk_set_kid(key_.get(), id.data(), id.size(), &problem);
  }

  boost::json::value published() const {
    cjose_err problem{};
    const std::unique_ptr<char, decltype(&std::free)> text(
        cjose_jwk_to_json(key_.get(), false, &problem), &std::free);
    return *parse_json(text.get());
  }

  std::string sign(const boost::json::object& claims) const {
    cjose_err problem{};
    const std::unique_ptr<cjose_header_t, decltype(&cjose_header_release)> head(
        cjose_header_new(&problem), &cjose_header_release);
    cjose_header_set(head.get(), CJOSE_HDR_ALG, CJOSE_HDR_ALG_ES256, &problem);
    cjose_header_set(head.get(), CJOSE_HDR_KID, cjose_jwk_get_kid(key_.get(), &problem), &problem);
    const auto text = print_json(claims);
    const std::unique_ptr<cjose_jws_t, decltype(&cjose_jws_release)> token(
        cjose_jws_sign(key_.get(), head.get(), reinterpret_cast<const std::uint8_t*>(text.data()),
                       text.size(), &problem),
        &cjose_jws_release);
    const char* compact = nullptr;  // the token's own
    cjose_jws_export(token.get(), &compact, &problem);
    return compact;
  }

 private:
  std::shared_ptr<cjose_jwk_t> key_;
};

class TestProvider {
 public:
  TestProvider() : server_(router_, clock_, {}) {
    answer("/.well-known/openid-configuration", [this](const Request&) { return discovery(); });
    answer("/keys", [this](const Request&) {
      return boost::json::value{{"keys", boost::json::array{published.published()}}};
    });
    answer("/userinfo", [this](const Request&) { return boost::json::value(userinfo); });
    answer(
        "/token",
        [this](const Request& request) {
          asked = request;
          return boost::json::value{{"access_token", "a"}, {"id_token", token_now()}};
        },
        "POST");
    if (!server_.start()) throw std::runtime_error("no provider");
  }

  std::string issuer() const { return "http://127.0.0.1:" + std::to_string(server_.port()); }
  void stop() { server_.stop(); }

  SigningKey key{"1"};           // that signs
  SigningKey published = key;    // that the world is told
  boost::json::object claims;    // of the token
  boost::json::object userinfo;  // {"sub": ...} and more
  std::string token;             // instead of one with the claims
  Request asked;                 // for the token, last

 private:
  std::string token_now() const { return token.empty() ? key.sign(claims) : token; }

  boost::json::value discovery() const {
    return {{"issuer", issuer()},
            {"authorization_endpoint", issuer() + "/authorize"},
            {"token_endpoint", issuer() + "/token"},
            {"jwks_uri", issuer() + "/keys"},
            {"userinfo_endpoint", issuer() + "/userinfo"}};
  }

  void answer(const std::string& path, std::function<boost::json::value(const Request&)> what,
              std::string_view method = "GET") {
    router_.add({.method = method,
                 .path = path,
                 .permission = Permission::everyone,
                 .summary = "",
                 .handle = [what = std::move(what)](const Call& call, const NamedValues&)
                     -> Result<Response> { return json_response(200, what(call.request)); },
                 .types = [](SchemaSet&) { return RouteTypes{}; }});
  }

  FakeClock clock_{*parse_timestamp("2026-03-27T16:50:00Z")};
  Router router_;
  Server server_;
};

}  // namespace tandem::http
