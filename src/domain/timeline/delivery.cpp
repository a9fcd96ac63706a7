#include "domain/timeline/delivery.h"

#include <array>

#include "base/json.h"

namespace tandem::timeline {
namespace {

using boost::json::object;
using boost::json::value;

// What a batch may say once for all its messages.
constexpr std::array<std::string_view, 2> kShared{"sentAt", "context"};

Result<value> read_object(std::string_view body) {
  auto json = parse_json(body);
  if (!json) return std::move(json).error();
  if (!json->is_object()) return Error::invalid("tracking.not_an_object");
  return json;
}

std::string key_in(const object& json) {
  const auto* key = json.if_contains("writeKey");
  return key && key->is_string() ? std::string(key->as_string()) : std::string();
}

void share(const object& batch, value& message) {
  auto* one = message.if_object();
  if (!one) return;
  for (const auto name : kShared) {
    if (const auto* shared = batch.if_contains(name)) one->emplace(name, *shared);
  }
}

}  // namespace

Result<Delivery> read_delivery(std::string_view body) {
  auto json = read_object(body);
  if (!json) return std::move(json).error();
  auto& object = json->as_object();
  Delivery delivery{.key = key_in(object)};
  auto* batch = object.if_contains("batch");
  if (!batch) {
    delivery.messages.push_back(*std::move(json));
    return delivery;
  }
  auto* list = batch->if_array();
  if (!list) return Error::invalid("json.not_an_array", {}, "batch");
  for (auto& message : *list) {
    share(object, message);
    delivery.messages.push_back(std::move(message));
  }
  return delivery;
}

Result<Delivery> read_call(MessageType type, std::string_view body) {
  auto json = read_object(body);
  if (!json) return std::move(json).error();
  auto& object = json->as_object();
  Delivery delivery{.key = key_in(object)};
  object["type"] = name_of(type);
  delivery.messages.push_back(*std::move(json));
  return delivery;
}

}  // namespace tandem::timeline
