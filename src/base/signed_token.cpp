#include "base/signed_token.h"

#include <algorithm>
#include <array>
#include <memory>
#include <string>

#include <cjose/cjose.h>

#include "base/json.h"

namespace tandem {
namespace {

constexpr std::array<std::string_view, 9> kAlgorithms{"RS256", "RS384", "RS512", "PS256", "PS384",
                                                      "PS512", "ES256", "ES384", "ES512"};

struct Release {
  void operator()(cjose_jws_t* token) const { cjose_jws_release(token); }
  void operator()(cjose_jwk_t* key) const { cjose_jwk_release(key); }
};

struct Token {
  std::unique_ptr<cjose_jws_t, Release> parsed;
  std::string algorithm;
  std::string key_id;  // empty: not said
};

Error malformed() {
  return Error::forbidden("token.malformed");
}

std::string text_or_nothing(const char* text) {
  return text != nullptr ? text : "";
}

Result<Token> parse(std::string_view text) {
  cjose_err problem{};
  Token token;
  token.parsed.reset(cjose_jws_import(text.data(), text.size(), &problem));
  if (!token.parsed) return malformed();
  auto* head = cjose_jws_get_protected(token.parsed.get());
  token.algorithm = text_or_nothing(cjose_header_get(head, CJOSE_HDR_ALG, &problem));
  token.key_id = text_or_nothing(cjose_header_get(head, CJOSE_HDR_KID, &problem));
  if (std::ranges::find(kAlgorithms, token.algorithm) == kAlgorithms.end()) {
    return Error::forbidden("token.bad_algorithm", {{"algorithm", token.algorithm}});
  }
  return token;
}

std::string_view member(const boost::json::object& key, std::string_view name) {
  const auto* value = key.if_contains(name);
  return value && value->is_string() ? std::string_view(value->get_string()) : "";
}

bool may_have_signed(const boost::json::object& key, const Token& token) {
  const auto is_or_unsaid = [&](std::string_view name, std::string_view wanted) {
    const auto said = member(key, name);
    return said.empty() || said == wanted;
  };
  const std::string_view kind = token.algorithm.starts_with('E') ? "EC" : "RSA";
  return member(key, "kty") == kind && is_or_unsaid("use", "sig") &&
         is_or_unsaid("alg", token.algorithm) &&
         (token.key_id.empty() || is_or_unsaid("kid", token.key_id));
}

bool has_signed(const boost::json::object& key, const Token& token) {
  const auto text = print_json(key);
  cjose_err problem{};
  const std::unique_ptr<cjose_jwk_t, Release> parsed(
      cjose_jwk_import(text.data(), text.size(), &problem));
  return parsed && cjose_jws_verify(token.parsed.get(), parsed.get(), &problem);
}

Result<boost::json::object> content_of(const Token& token) {
  std::uint8_t* bytes = nullptr;  // the token's own
  std::size_t size = 0;
  cjose_err problem{};
  if (!cjose_jws_get_plaintext(token.parsed.get(), &bytes, &size, &problem)) return malformed();
  auto content = parse_json({reinterpret_cast<const char*>(bytes), size});
  if (!content || !content->is_object()) return malformed();
  return std::move(content->get_object());
}

}  // namespace

Result<boost::json::object> open_signed_token(std::string_view text, std::string_view keys) {
  const auto token = parse(text);
  if (!token) return token.error();
  const auto set = parse_json(keys);
  const auto* list = set && set->is_object() ? set->get_object().if_contains("keys") : nullptr;
  if (list && list->is_array()) {
    for (const auto& key : list->get_array()) {
      if (!key.is_object() || !may_have_signed(key.get_object(), *token)) continue;
      if (has_signed(key.get_object(), *token)) return content_of(*token);
    }
  }
  return Error::forbidden("token.unknown_signer");
}

}  // namespace tandem
