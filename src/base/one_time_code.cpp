#include "base/one_time_code.h"

#include <array>

#include <fmt/format.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <sodium.h>

#include "base/secret.h"

namespace tandem {
namespace {

constexpr std::string_view kBase32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
constexpr std::size_t kKeyBytes = 20;

std::string to_base32(std::string_view bytes) {
  std::string text;
  unsigned waiting = 0;
  int bits = 0;
  for (const char byte : bytes) {
    waiting = (waiting << 8U) | static_cast<unsigned char>(byte);
    for (bits += 8; bits >= 5; bits -= 5) text += kBase32[(waiting >> (bits - 5)) & 31U];
  }
  if (bits > 0) text += kBase32[(waiting << (5 - bits)) & 31U];
  return text;
}

std::string from_base32(std::string_view text) {
  std::string bytes;
  unsigned waiting = 0;
  int bits = 0;
  for (const char letter : text) {
    waiting = (waiting << 5U) | static_cast<unsigned>(kBase32.find(letter) & 31U);
    bits += 5;
    if (bits >= 8) bytes += static_cast<char>((waiting >> (bits -= 8)) & 255U);
  }
  return bytes;
}

std::array<unsigned char, 20> hmac_sha1(std::string_view key, std::string_view message) {
  std::array<unsigned char, 20> digest{};
  unsigned length = digest.size();
  HMAC(EVP_sha1(), key.data(), static_cast<int>(key.size()),
       reinterpret_cast<const unsigned char*>(message.data()), message.size(), digest.data(),
       &length);
  return digest;
}

// RFC 3986, for a part of an address.
std::string percent_encoded(std::string_view text) {
  std::string encoded;
  for (const char letter : text) {
    const bool plain = (letter >= '0' && letter <= '9') || (letter >= 'A' && letter <= 'Z') ||
                       (letter >= 'a' && letter <= 'z') ||
                       std::string_view("-._~").find(letter) != std::string_view::npos;
    if (plain) {
      encoded += letter;
    } else {
      encoded += fmt::format("%{:02X}", static_cast<unsigned char>(letter));
    }
  }
  return encoded;
}

}  // namespace

bool is_one_time_key(std::string_view text) {
  return text.size() == kKeyBytes * 8 / 5 && text.find_first_not_of(kBase32) == text.npos;
}

std::string random_one_time_key() {
  std::string bytes(kKeyBytes, '\0');
  if (sodium_init() < 0) throw std::runtime_error("libsodium cannot start");
  randombytes_buf(bytes.data(), bytes.size());
  return to_base32(bytes);
}

std::int64_t one_time_step(Timestamp at) {
  return at.time_since_epoch() / kOneTimeStep;
}

std::string one_time_code(std::string_view key, std::int64_t step) {
  std::string counter(8, '\0');
  for (int i = 7; i >= 0; --i, step >>= 8) {
    counter[static_cast<std::size_t>(i)] = static_cast<char>(step & 255);
  }
  // RFC 4226, section 5.3: the last four bits say where to take 31 bits from.
  const auto digest = hmac_sha1(from_base32(key), counter);
  const std::size_t at = digest.back() & 15U;
  std::uint32_t number = 0;
  for (std::size_t i = 0; i < 4; ++i) number = (number << 8U) | digest[at + i];
  return fmt::format("{:06}", (number & 0x7fffffffU) % 1'000'000U);
}

std::optional<std::int64_t> matching_step(std::string_view key, std::string_view code,
                                          Timestamp now, std::int64_t last_used) {
  std::optional<std::int64_t> found;
  for (const std::int64_t beside : {-1, 0, 1}) {
    const auto step = one_time_step(now) + beside;
    if (equal_secrets(one_time_code(key, step), code) && step > last_used) found = step;
  }
  return found;
}

std::string one_time_address(std::string_view issuer, std::string_view account,
                             std::string_view key) {
  return fmt::format("otpauth://totp/{0}:{1}?secret={2}&issuer={0}", percent_encoded(issuer),
                     percent_encoded(account), key);
}

}  // namespace tandem
