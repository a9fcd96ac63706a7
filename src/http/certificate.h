// What the server shows to clients over TLS: its certificate and the key to it, out of PEM files.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "base/result.h"
#include "base/time.h"

struct ssl_ctx_st;  // OpenSSL's SSL_CTX

namespace tandem::http {

struct TlsFiles {
  std::string certificate;  // the server's own first, then those that vouch for it
  std::string key;          // without a passphrase
};

struct TlsIdentity {
  std::shared_ptr<ssl_ctx_st> context;  // TLS 1.2 or newer, HTTP/1.1
  std::vector<Error> warnings;          // it will serve, but browsers will complain
};

// Errors: tls.cannot_read {file, problem}, tls.key_exposed {file}: others than owner and group may
// read it; tls.not_a_certificate {file}, tls.not_a_key {file}, tls.key_encrypted {file},
// tls.key_of_another {certificate, key}, tls.unusable {file, problem}.
// Warnings: tls.expired, tls.not_yet_valid {file}.
Result<TlsIdentity> load_identity(const TlsFiles& files, Timestamp now);

}  // namespace tandem::http
