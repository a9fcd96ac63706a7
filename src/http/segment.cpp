#include "http/segment.h"

#include "base/ascii.h"
#include "http/authorization.h"
#include "http/representation.h"

namespace tandem::http {
namespace {

using timeline::MessageType;

// What these libraries expect of a success.
constexpr std::string_view kSuccess = R"({"success":true})";

Result<std::string> plain_body(const Request& request) {
  const auto encoding = request.headers.find("Content-Encoding").value_or("identity");
  if (equal_ignoring_case(encoding, "identity")) return request.body;
  if (equal_ignoring_case(encoding, "gzip")) return gunzip(request.body, kLargestDelivery);
  return Error::invalid("http.unknown_encoding");
}

using Read = Result<timeline::Delivery> (*)(std::string_view body);

void collect(Collector& collector, const Request& request, Read read, const Respond& respond) {
  const auto body = plain_body(request);
  auto delivery = body ? read(*body) : Result<timeline::Delivery>(body.error());
  if (!delivery) return respond(collector.refuse(request, delivery.error()));
  if (auto key = basic_user(request); key && !key->empty()) delivery->key = *std::move(key);
  delivery->from_server = true;
  collector.take(request, *std::move(delivery), [respond](Response response) {
    if (response.status == 202) {
      response.status = 200;
      response.headers.set("Content-Type", "application/json");
      response.body = kSuccess;
    }
    respond(std::move(response));
  });
}

template <MessageType type>
Result<timeline::Delivery> read_one(std::string_view body) {
  return timeline::read_call(type, body);
}

}  // namespace

void add_segment_routes(Router& router, Collector& collector) {
  const auto add = [&](std::string_view name, Read read) {
    router.later("POST", "/v1/" + std::string(name),
                 [&collector, read](const Request& request, const Respond& respond) {
                   collect(collector, request, read, respond);
                 },
                 {.body_limit = kLargestDelivery, .from_any_site = true, .logged = false});
  };
  add("track", read_one<MessageType::track>);
  add("identify", read_one<MessageType::identify>);
  add("page", read_one<MessageType::page>);
  add("screen", read_one<MessageType::screen>);
  add("group", read_one<MessageType::group>);
  add("alias", read_one<MessageType::alias>);
  add("batch", timeline::read_delivery);
}

}  // namespace tandem::http
