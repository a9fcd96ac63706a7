// Secrets: made at random, stored as what cannot be turned back.
//
// A random secret (a session's cookie, an API token, a link) has 256 bits: nobody guesses one, so
// its plain digest is enough to keep. A password is chosen by a person, so it is hashed slowly.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace tandem {

// 32 random bytes in base64url, 43 characters.
std::string random_secret();

// BLAKE2b-256 of a secret, in hexadecimal: what is stored and looked up.
std::string digest_of(std::string_view secret);

// 64 bits of BLAKE2b: to recognise a text again, not to keep a secret with.
std::int64_t short_digest_of(std::string_view text);

// SHA-256 of a secret, in base64url: how another server is told a secret that it is shown later
// (PKCE, RFC 7636).
std::string challenge_of(std::string_view secret);

// SHA-256 of a text in hexadecimal, 64 characters, as sha256sum prints it: what people sign.
std::string sha256_of(std::string_view text);

// 32 random bytes in base64 with its padding, 44 characters: a key that two programs share.
std::string random_key();

// HMAC-SHA-256 of a text under a key as random_key() writes it, in base64. Nothing when the key is
// no base64.
std::optional<std::string> keyed_hash(const std::string& key, std::string_view text);

// What hashing a password costs. `interactive` is libsodium's advice for sign-in: 64 MiB and about
// a tenth of a second; `cheap` is for tests and generated companies.
enum class HashingCost { interactive, cheap };

// Argon2id with its salt and cost, as a text that verify_password reads. Throws std::bad_alloc when
// the memory it needs is not there.
std::string hash_password(std::string_view password, HashingCost cost = HashingCost::interactive);

// Takes as long as hashing. False for a text that is no hash.
bool verify_password(std::string_view hash, std::string_view password);

// Takes as long as verify_password for the interactive cost and gives false: the answer for a
// member who does not exist, or has no password.
bool verify_nobody(std::string_view password);

// In time that does not depend on where they differ.
bool equal_secrets(std::string_view one, std::string_view other);

}  // namespace tandem
