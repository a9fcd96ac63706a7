#include "http/certificate.h"

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>

#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>

namespace tandem::http {
namespace {

using Context = std::shared_ptr<SSL_CTX>;
namespace fs = std::filesystem;

Error error_about(const char* code, const std::string& file) {
  return Error::invalid(code, {{"file", file}});
}

Error unusable(const std::string& file) {
  const char* reason = ERR_reason_error_string(ERR_peek_last_error());
  const std::string problem = reason == nullptr ? "?" : reason;
  return Error::invalid("tls.unusable", {{"file", file}, {"problem", problem}});
}

Result<void> check_readable(const std::string& file) {
  errno = 0;
  std::ifstream in(file);
  if (in.peek() != std::ifstream::traits_type::eof()) return {};
  const std::string problem = errno == 0 ? "" : std::strerror(errno);
  if (problem.empty()) return {};  // empty, which its reader will say
  return Error::invalid("tls.cannot_read", {{"file", file}, {"problem", problem}});
}

Result<void> check_private(const std::string& file) {
  constexpr auto kOthers = fs::perms::others_read | fs::perms::others_write;
  std::error_code failure;
  const auto permissions = fs::status(file, failure).permissions();
  if (failure || (permissions & kOthers) == fs::perms::none) return {};
  return error_about("tls.key_exposed", file);
}

bool last_error_is(int library, int reason) {
  const auto error = ERR_peek_last_error();
  return ERR_GET_LIB(error) == library && ERR_GET_REASON(error) == reason;
}

Result<void> use_certificate(const Context& context, const std::string& file) {
  if (auto readable = check_readable(file); !readable) return readable;
  ERR_clear_error();
  if (SSL_CTX_use_certificate_chain_file(context.get(), file.c_str()) == 1) return {};
  // Other libraries than PEM's and ASN.1's have read a certificate and object to it (weak, say).
  const int library = ERR_GET_LIB(ERR_peek_last_error());
  return library == ERR_LIB_SSL && !last_error_is(ERR_LIB_SSL, ERR_R_PEM_LIB)
             ? unusable(file)
             : error_about("tls.not_a_certificate", file);
}

Result<void> use_key(const Context& context, const TlsFiles& files) {
  if (auto readable = check_readable(files.key); !readable) return readable;
  if (auto is_private = check_private(files.key); !is_private) return is_private;
  bool asked_for_passphrase = false;
  SSL_CTX_set_default_passwd_cb_userdata(context.get(), &asked_for_passphrase);
  ERR_clear_error();
  const int used = SSL_CTX_use_PrivateKey_file(context.get(), files.key.c_str(), SSL_FILETYPE_PEM);
  SSL_CTX_set_default_passwd_cb_userdata(context.get(), nullptr);
  if (used == 1) return {};
  if (asked_for_passphrase) return error_about("tls.key_encrypted", files.key);
  if (last_error_is(ERR_LIB_X509, X509_R_KEY_VALUES_MISMATCH) ||
      last_error_is(ERR_LIB_X509, X509_R_KEY_TYPE_MISMATCH)) {
    return Error::invalid("tls.key_of_another",
                          {{"certificate", files.certificate}, {"key", files.key}});
  }
  return error_about("tls.not_a_key", files.key);
}

// Instead of OpenSSL's own, which would ask at the terminal.
int refuse_passphrase(char* /*buffer*/, int /*size*/, int /*writing*/, void* asked) {
  if (asked != nullptr) *static_cast<bool*>(asked) = true;
  return -1;
}

// Of the application protocols a client offers, ours; who offers only others is turned away.
int choose_protocol(SSL* /*connection*/, const unsigned char** chosen, unsigned char* chosen_size,
                    const unsigned char* offered, unsigned int offered_size, void* /*unused*/) {
  static constexpr unsigned char kOurs[] = "\x08http/1.1\x08http/1.0";
  // OpenSSL's example reads the same: the function does not write through this pointer.
  auto** out = const_cast<unsigned char**>(chosen);
  const int found =
      SSL_select_next_proto(out, chosen_size, kOurs, sizeof kOurs - 1, offered, offered_size);
  return found == OPENSSL_NPN_NEGOTIATED ? SSL_TLSEXT_ERR_OK : SSL_TLSEXT_ERR_ALERT_FATAL;
}

std::vector<Error> warnings_about(const Context& context, const std::string& file, Timestamp now) {
  const X509* certificate = SSL_CTX_get0_certificate(context.get());
  auto seconds = std::chrono::duration_cast<std::chrono::seconds>(now.time_since_epoch()).count();
  std::vector<Error> warnings;
  if (X509_cmp_time(X509_get0_notAfter(certificate), &seconds) < 0) {
    warnings.push_back(error_about("tls.expired", file));
  }
  if (X509_cmp_time(X509_get0_notBefore(certificate), &seconds) > 0) {
    warnings.push_back(error_about("tls.not_yet_valid", file));
  }
  return warnings;
}

}  // namespace

Result<TlsIdentity> load_identity(const TlsFiles& files, Timestamp now) {
  const Context context(SSL_CTX_new(TLS_server_method()), SSL_CTX_free);
  if (!context) throw std::bad_alloc();
  SSL_CTX_set_min_proto_version(context.get(), TLS1_2_VERSION);
  SSL_CTX_set_alpn_select_cb(context.get(), choose_protocol, nullptr);
  SSL_CTX_set_default_passwd_cb(context.get(), refuse_passphrase);
  if (auto used = use_certificate(context, files.certificate); !used) return used.error();
  if (auto used = use_key(context, files); !used) return used.error();
  return TlsIdentity{context, warnings_about(context, files.certificate, now)};
}

}  // namespace tandem::http
