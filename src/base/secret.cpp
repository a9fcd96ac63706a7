#include "base/secret.h"

#include <array>
#include <cstring>
#include <new>
#include <span>
#include <stdexcept>
#include <vector>

#include <sodium.h>

namespace tandem {
namespace {

constexpr std::size_t kSecretBytes = 32;

void start_sodium() {
  if (sodium_init() < 0) throw std::runtime_error("libsodium cannot start");
}

struct Cost {
  unsigned long long operations;
  std::size_t memory;
};

Cost cost_of(HashingCost cost) {
  if (cost == HashingCost::cheap) {
    return {crypto_pwhash_argon2id_OPSLIMIT_MIN, crypto_pwhash_argon2id_MEMLIMIT_MIN};
  }
  return {crypto_pwhash_argon2id_OPSLIMIT_INTERACTIVE, crypto_pwhash_argon2id_MEMLIMIT_INTERACTIVE};
}

std::string base64(std::span<const unsigned char> bytes, int variant) {
  std::string text(sodium_base64_encoded_len(bytes.size(), variant), '\0');
  sodium_bin2base64(text.data(), text.size(), bytes.data(), bytes.size(), variant);
  text.pop_back();  // the zero that ends it
  return text;
}

std::string base64url(std::span<const unsigned char> bytes) {
  return base64(bytes, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
}

std::optional<std::vector<unsigned char>> from_base64(std::string_view text) {
  std::vector<unsigned char> bytes(text.size());
  std::size_t length = 0;
  const int failed = sodium_base642bin(bytes.data(), bytes.size(), text.data(), text.size(),
                                       nullptr, &length, nullptr, sodium_base64_VARIANT_ORIGINAL);
  if (failed) return std::nullopt;
  bytes.resize(length);
  return bytes;
}

std::array<unsigned char, kSecretBytes> random_bytes() {
  start_sodium();
  std::array<unsigned char, kSecretBytes> bytes{};
  randombytes_buf(bytes.data(), bytes.size());
  return bytes;
}

}  // namespace

std::string random_secret() {
  return base64url(random_bytes());
}

std::string random_key() {
  return base64(random_bytes(), sodium_base64_VARIANT_ORIGINAL);
}

std::optional<std::string> keyed_hash(const std::string& key, std::string_view text) {
  const auto bytes = from_base64(key);
  if (!bytes) return std::nullopt;
  crypto_auth_hmacsha256_state state{};
  crypto_auth_hmacsha256_init(&state, bytes->data(), bytes->size());
  crypto_auth_hmacsha256_update(&state, reinterpret_cast<const unsigned char*>(text.data()),
                                text.size());
  std::array<unsigned char, crypto_auth_hmacsha256_BYTES> hash{};
  crypto_auth_hmacsha256_final(&state, hash.data());
  return base64(hash, sodium_base64_VARIANT_ORIGINAL);
}

std::string challenge_of(std::string_view secret) {
  std::array<unsigned char, crypto_hash_sha256_BYTES> hash{};
  crypto_hash_sha256(hash.data(), reinterpret_cast<const unsigned char*>(secret.data()),
                     secret.size());
  return base64url(hash);
}

std::string sha256_of(std::string_view text) {
  std::array<unsigned char, crypto_hash_sha256_BYTES> hash{};
  crypto_hash_sha256(hash.data(), reinterpret_cast<const unsigned char*>(text.data()), text.size());
  std::string digits(2 * hash.size() + 1, '\0');
  sodium_bin2hex(digits.data(), digits.size(), hash.data(), hash.size());
  digits.pop_back();
  return digits;
}

std::string digest_of(std::string_view secret) {
  std::array<unsigned char, crypto_generichash_BYTES> digest{};
  crypto_generichash(digest.data(), digest.size(),
                     reinterpret_cast<const unsigned char*>(secret.data()), secret.size(), nullptr,
                     0);
  std::string text(2 * digest.size() + 1, '\0');
  sodium_bin2hex(text.data(), text.size(), digest.data(), digest.size());
  text.pop_back();
  return text;
}

std::int64_t short_digest_of(std::string_view text) {
  std::int64_t digest = 0;
  std::array<unsigned char, crypto_generichash_BYTES_MIN> hash{};
  crypto_generichash(hash.data(), hash.size(), reinterpret_cast<const unsigned char*>(text.data()),
                     text.size(), nullptr, 0);
  std::memcpy(&digest, hash.data(), sizeof digest);
  return digest;
}

std::string hash_password(std::string_view password, HashingCost cost) {
  start_sodium();
  const auto limits = cost_of(cost);
  std::array<char, crypto_pwhash_STRBYTES> hash{};
  if (crypto_pwhash_str_alg(hash.data(), password.data(), password.size(), limits.operations,
                            limits.memory, crypto_pwhash_ALG_ARGON2ID13) != 0) {
    throw std::bad_alloc();
  }
  return hash.data();
}

bool verify_password(std::string_view hash, std::string_view password) {
  start_sodium();
  const std::string ended(hash);
  return crypto_pwhash_str_verify(ended.c_str(), password.data(), password.size()) == 0;
}

bool verify_nobody(std::string_view password) {
  static const std::string hash = hash_password(random_secret());
  verify_password(hash, password);
  return false;
}

bool equal_secrets(std::string_view one, std::string_view other) {
  return one.size() == other.size() && sodium_memcmp(one.data(), other.data(), one.size()) == 0;
}

}  // namespace tandem
