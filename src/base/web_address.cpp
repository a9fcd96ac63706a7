#include "base/web_address.h"

#include <memory>
#include <new>

#include <curl/curl.h>

namespace tandem {
namespace {

struct Free {
  void operator()(CURLU* address) const { curl_url_cleanup(address); }
  void operator()(char* text) const { curl_free(text); }
};

class Address {
 public:
  explicit Address(const std::string& text) : parsed_(curl_url()) {
    if (!parsed_) throw std::bad_alloc();
    is_good_ = curl_url_set(parsed_.get(), CURLUPART_URL, text.c_str(), 0) == CURLUE_OK;
  }
  explicit operator bool() const { return is_good_; }

  // Empty when there is none.
  std::string part(CURLUPart which) const {
    char* text = nullptr;
    if (curl_url_get(parsed_.get(), which, &text, 0) != CURLUE_OK) return {};
    return std::unique_ptr<char, Free>(text).get();
  }

 private:
  std::unique_ptr<CURLU, Free> parsed_;
  bool is_good_ = false;
};

// Whether nothing in it is for the browser alone, or a secret.
bool is_bare(const Address& address) {
  return address.part(CURLUPART_USER).empty() && address.part(CURLUPART_PASSWORD).empty() &&
         address.part(CURLUPART_FRAGMENT).empty();
}

}  // namespace

std::string form_encoded(const std::string& text) {
  const std::unique_ptr<char, Free> result(
      curl_easy_escape(nullptr, text.c_str(), static_cast<int>(text.size())));
  if (!result) throw std::bad_alloc();
  return result.get();
}

std::string form_encoded(const FormFields& fields) {
  std::string text;
  for (const auto& [name, value] : fields) {
    if (!text.empty()) text += '&';
    text += form_encoded(name) + '=' + form_encoded(value);
  }
  return text;
}

std::string with_query(const std::string& address, const FormFields& fields) {
  return address + (address.find('?') == address.npos ? '?' : '&') + form_encoded(fields);
}

bool is_web_address(const std::string& text) {
  const Address address(text);
  return address && is_bare(address) && !address.part(CURLUPART_HOST).empty() &&
         (address.part(CURLUPART_SCHEME) == "https" || address.part(CURLUPART_SCHEME) == "http");
}

bool is_private_address(const std::string& text) {
  const Address address(text);
  return is_web_address(text) && (address.part(CURLUPART_SCHEME) == "https" ||
                                  is_this_machine(address.part(CURLUPART_HOST)));
}

std::string host_of(const std::string& text) {
  const Address address(text);
  return address ? address.part(CURLUPART_HOST) : text;
}

bool is_this_machine(std::string_view host) {
  return host == "localhost" || host == "127.0.0.1" || host == "[::1]";
}

}  // namespace tandem
