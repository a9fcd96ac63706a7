#include "base/fetch.h"

#include <memory>
#include <new>

#include <curl/curl.h>

namespace tandem {
namespace {

// The library wants to be begun once, before there are threads that use it.
[[maybe_unused]] const CURLcode kBegun = curl_global_init(CURL_GLOBAL_DEFAULT);

struct Free {
  void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
  void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};
template <class T>
using Owned = std::unique_ptr<T, Free>;

// Asked by the library for each piece; giving less than it got ends the transfer.
std::size_t take(const char* bytes, std::size_t, std::size_t count, void* body) {
  auto& text = *static_cast<std::string*>(body);
  if (text.size() + count > kFetchLimit) return 0;
  text.append(bytes, count);
  return count;
}

template <class Value>
void set(CURL* handle, CURLoption option, Value value) {
  if (curl_easy_setopt(handle, option, value) == CURLE_OUT_OF_MEMORY) throw std::bad_alloc();
}

void set_limits(CURL* handle) {
  set(handle, CURLOPT_PROTOCOLS_STR, "http,https");
  set(handle, CURLOPT_FOLLOWLOCATION, 0L);
  set(handle, CURLOPT_NOSIGNAL, 1L);  // there are other threads
  set(handle, CURLOPT_TIMEOUT_MS, static_cast<long>(kFetchTimeout.count()));
}

void set_authorisation(CURL* handle, const Fetch& wanted) {
  if (!wanted.bearer.empty()) {
    set(handle, CURLOPT_HTTPAUTH, static_cast<long>(CURLAUTH_BEARER));
    set(handle, CURLOPT_XOAUTH2_BEARER, wanted.bearer.c_str());
  } else if (!wanted.user.empty()) {
    set(handle, CURLOPT_HTTPAUTH, static_cast<long>(CURLAUTH_BASIC));
    set(handle, CURLOPT_USERNAME, wanted.user.c_str());
    set(handle, CURLOPT_PASSWORD, wanted.password.c_str());
  }
}

}  // namespace

Result<Fetched> fetch(const Fetch& wanted) {
  const Owned<CURL> handle(curl_easy_init());
  if (!handle) throw std::bad_alloc();
  Fetched answer;
  const auto form = form_encoded(wanted.form);
  const auto host = host_of(wanted.address);
  const Owned<curl_slist> headers(curl_slist_append(nullptr, "Accept: application/json"));
  set_limits(handle.get());
  set_authorisation(handle.get(), wanted);
  // A proxy of the company's does not lead back to this machine.
  if (is_this_machine(host)) set(handle.get(), CURLOPT_NOPROXY, "*");
  set(handle.get(), CURLOPT_HTTPHEADER, headers.get());
  set(handle.get(), CURLOPT_USERAGENT, "Tandem");
  set(handle.get(), CURLOPT_WRITEFUNCTION, &take);
  set(handle.get(), CURLOPT_WRITEDATA, static_cast<void*>(&answer.body));
  set(handle.get(), CURLOPT_URL, wanted.address.c_str());
  if (!wanted.form.empty()) set(handle.get(), CURLOPT_POSTFIELDS, form.c_str());

  const auto outcome = curl_easy_perform(handle.get());
  if (outcome == CURLE_WRITE_ERROR) return Error::unavailable("fetch.too_large", {{"host", host}});
  if (outcome != CURLE_OK) {
    return Error::unavailable("fetch.unreachable",
                              {{"host", host}, {"problem", curl_easy_strerror(outcome)}});
  }
  long status = 0;
  curl_easy_getinfo(handle.get(), CURLINFO_RESPONSE_CODE, &status);
  answer.status = static_cast<int>(status);
  return answer;
}

}  // namespace tandem
