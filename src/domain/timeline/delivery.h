// What one request brings to the collector: the key of whose website it is, and messages
// (message.h), each still to be read.
//
// Libraries share what is the same for all messages of a batch by saying it beside them.
// Example. {"writeKey":"k","sentAt":"…","batch":[{"type":"page"}]} is the key k and the message
// {"type":"page","sentAt":"…"}.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <boost/json/value.hpp>

#include "domain/timeline/message.h"

namespace tandem::timeline {

struct Delivery {
  std::string key = {};  // empty: the request does not say it in its body
  std::vector<boost::json::value> messages = {};
  bool from_server = false;  // of a customer, who speaks for many visitors
};

// One message with its key in it, or a batch beside its key. Errors, all invalid: json.malformed,
// tracking.not_an_object, json.not_an_array (field batch).
Result<Delivery> read_delivery(std::string_view body);

// One message whose type the address says, whatever the body says. Errors: the same.
Result<Delivery> read_call(MessageType type, std::string_view body);

}  // namespace tandem::timeline
