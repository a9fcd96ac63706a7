#include "base/fetch.h"

#include <array>
#include <memory>
#include <new>
#include <tuple>

#include <curl/curl.h>
#include <fmt/format.h>
#include <netdb.h>
#include <sys/socket.h>

#include "base/network.h"

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

struct Taken {
  std::size_t limit;
  std::string body;
  bool is_beyond_limit = false;
};

// Asked by the library for each piece; giving less than it got ends the transfer.
std::size_t take(const char* bytes, std::size_t, std::size_t count, void* into) {
  auto& taken = *static_cast<Taken*>(into);
  taken.is_beyond_limit = taken.body.size() + count > taken.limit;
  if (taken.is_beyond_limit) return 0;
  taken.body.append(bytes, count);
  return count;
}

std::string numeric(const curl_sockaddr& to) {
  std::array<char, NI_MAXHOST> text{};
  if (getnameinfo(&to.addr, to.addrlen, text.data(), text.size(), nullptr, 0, NI_NUMERICHOST)) {
    return {};
  }
  return text.data();
}

// Asked by the library for each address that it is about to connect to, after the name was looked
// up.
curl_socket_t open_public(void* refused, curlsocktype, curl_sockaddr* to) {
  const auto text = numeric(*to);
  const auto address = IpAddress::parse(text);
  if (!address || !address->is_public()) {
    *static_cast<std::string*>(refused) = text;
    return CURL_SOCKET_BAD;
  }
  return ::socket(to->family, to->socktype, to->protocol);
}

int ask_whether_given_up(void* given_up, curl_off_t, curl_off_t, curl_off_t, curl_off_t) {
  return (*static_cast<const std::function<bool()>*>(given_up))() ? 1 : 0;
}

template <class Value>
void set(CURL* handle, CURLoption option, Value value) {
  if (curl_easy_setopt(handle, option, value) == CURLE_OUT_OF_MEMORY) throw std::bad_alloc();
}

void set_limits(CURL* handle, const Fetch& wanted) {
  set(handle, CURLOPT_PROTOCOLS_STR, "http,https");
  set(handle, CURLOPT_FOLLOWLOCATION, 0L);
  set(handle, CURLOPT_NOSIGNAL, 1L);  // there are other threads
  set(handle, CURLOPT_TIMEOUT_MS, static_cast<long>(wanted.patience.count()));
  if (!wanted.given_up) return;
  set(handle, CURLOPT_NOPROGRESS, 0L);
  set(handle, CURLOPT_XFERINFOFUNCTION, &ask_whether_given_up);
  set(handle, CURLOPT_XFERINFODATA, static_cast<const void*>(&wanted.given_up));
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

// `refused` is where an address is told that is not to be connected to.
void set_reach(CURL* handle, const Fetch& wanted, const std::string& host, std::string& refused) {
  if (wanted.reach == Reach::public_only) {
    set(handle, CURLOPT_PROXY, "");
    set(handle, CURLOPT_OPENSOCKETFUNCTION, &open_public);
    set(handle, CURLOPT_OPENSOCKETDATA, static_cast<void*>(&refused));
  } else if (is_this_machine(host)) {
    set(handle, CURLOPT_PROXY, "");  // a proxy of the company's does not lead back to this machine
  }
}

Owned<curl_slist> headers_of(const Fetch& wanted) {
  Owned<curl_slist> list;
  const auto add = [&](const std::string& line) {
    auto* longer = curl_slist_append(list.get(), line.c_str());
    if (!longer) throw std::bad_alloc();
    std::ignore = list.release();
    list.reset(longer);
  };
  add("Accept: application/json");
  if (wanted.json) add("Content-Type: application/json");
  for (const auto& [name, value] : wanted.headers) add(fmt::format("{}: {}", name, value));
  return list;
}

void set_body(CURL* handle, const Fetch& wanted, const std::string& form) {
  if (wanted.json) {
    set(handle, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(wanted.json->size()));
    set(handle, CURLOPT_POSTFIELDS, wanted.json->data());
  } else if (!wanted.form.empty()) {
    set(handle, CURLOPT_POSTFIELDS, form.c_str());
  }
}

Fetched answer_of(CURL* handle, Taken taken) {
  long status = 0;
  curl_easy_getinfo(handle, CURLINFO_RESPONSE_CODE, &status);
  Fetched answer{.status = static_cast<int>(status), .body = std::move(taken.body)};
  curl_off_t seconds = 0;
  curl_easy_getinfo(handle, CURLINFO_RETRY_AFTER, &seconds);
  if (seconds > 0) answer.retry_after = std::chrono::seconds(seconds);
  return answer;
}

}  // namespace

Result<Fetched> fetch(const Fetch& wanted) {
  const Owned<CURL> handle(curl_easy_init());
  if (!handle) throw std::bad_alloc();
  Taken taken{wanted.limit, {}};
  std::string refused;
  const auto form = form_encoded(wanted.form);
  const auto host = host_of(wanted.address);
  const auto headers = headers_of(wanted);
  set_limits(handle.get(), wanted);
  set_authorisation(handle.get(), wanted);
  set_reach(handle.get(), wanted, host, refused);
  set(handle.get(), CURLOPT_HTTPHEADER, headers.get());
  set(handle.get(), CURLOPT_USERAGENT, "Tandem");
  set(handle.get(), CURLOPT_WRITEFUNCTION, &take);
  set(handle.get(), CURLOPT_WRITEDATA, static_cast<void*>(&taken));
  set(handle.get(), CURLOPT_URL, wanted.address.c_str());
  set_body(handle.get(), wanted, form);

  const auto outcome = curl_easy_perform(handle.get());
  if (taken.is_beyond_limit && wanted.wants_body) {
    return Error::unavailable("fetch.too_large", {{"host", host}});
  }
  if (outcome == CURLE_OK || taken.is_beyond_limit) {
    return answer_of(handle.get(), std::move(taken));
  }
  if (!refused.empty()) {
    return Error::unavailable("fetch.not_public", {{"host", host}, {"address", refused}});
  }
  return Error::unavailable("fetch.unreachable",
                            {{"host", host}, {"problem", curl_easy_strerror(outcome)}});
}

}  // namespace tandem
