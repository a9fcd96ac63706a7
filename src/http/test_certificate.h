// For tests: certificates that vouch for themselves, in files of their own.
#pragma once

#include <filesystem>
#include <string>

#include "base/time.h"
#include "http/certificate.h"

namespace tandem::http {

struct CertificateWish {
  std::string name = "localhost";
  Timestamp from;
  Timestamp until;
  std::string passphrase = {};  // of the key; none when empty
};

// Writes NAME.pem and NAME.key, for its owner alone, into the folder.
TlsFiles make_certificate(const std::filesystem::path& folder, const CertificateWish& wish);

}  // namespace tandem::http
