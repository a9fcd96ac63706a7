// The bodies of test_certificate.h; named _test so that it is built with the tests only.
#include "http/test_certificate.h"

#include <cstdio>

#include <openssl/pem.h>
#include <openssl/x509.h>

namespace tandem::http {
namespace {

template <class T, void (*release)(T*)>
struct Release {
  void operator()(T* value) const { release(value); }
};
using Key = std::unique_ptr<EVP_PKEY, Release<EVP_PKEY, EVP_PKEY_free>>;
using Certificate = std::unique_ptr<X509, Release<X509, X509_free>>;

std::time_t seconds_of(Timestamp at) {
  return std::chrono::duration_cast<std::chrono::seconds>(at.time_since_epoch()).count();
}

Certificate certify(const CertificateWish& wish, EVP_PKEY* key) {
  Certificate certificate(X509_new());
  X509_set_version(certificate.get(), X509_VERSION_3);
  ASN1_INTEGER_set(X509_get_serialNumber(certificate.get()), 1);
  ASN1_TIME_set(X509_getm_notBefore(certificate.get()), seconds_of(wish.from));
  ASN1_TIME_set(X509_getm_notAfter(certificate.get()), seconds_of(wish.until));
  X509_NAME* name = X509_get_subject_name(certificate.get());
  X509_NAME_add_entry_by_NID(name, NID_commonName, MBSTRING_UTF8,
                             reinterpret_cast<const unsigned char*>(wish.name.c_str()), -1, -1, 0);
  X509_set_issuer_name(certificate.get(), name);
  X509_set_pubkey(certificate.get(), key);
  X509_sign(certificate.get(), key, EVP_sha256());
  return certificate;
}

// Calls write(FILE*) on a new file that is its owner's alone.
template <class Write>
std::string write_file(const std::filesystem::path& path, Write write) {
  std::FILE* file = std::fopen(path.c_str(), "w");
  write(file);
  std::fclose(file);
  std::filesystem::permissions(
      path, std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
  return path.string();
}

}  // namespace

TlsFiles make_certificate(const std::filesystem::path& folder, const CertificateWish& wish) {
  const Key key(EVP_EC_gen("P-256"));
  const auto certificate = certify(wish, key.get());
  const auto& phrase = wish.passphrase;
  return {write_file(folder / (wish.name + ".pem"),
                     [&](std::FILE* file) { PEM_write_X509(file, certificate.get()); }),
          write_file(folder / (wish.name + ".key"), [&](std::FILE* file) {
            PEM_write_PKCS8PrivateKey(file, key.get(), phrase.empty() ? nullptr : EVP_aes_256_cbc(),
                                      phrase.data(), static_cast<int>(phrase.size()), nullptr,
                                      nullptr);
          })};
}

}  // namespace tandem::http
