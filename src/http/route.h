// One registered route: what it needs, what it does, and what the OpenAPI document says about it.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "base/json_schema.h"
#include "http/caller.h"
#include "http/message.h"

namespace tandem::http {

// What a handler may know beyond its parameters and its body, and say beyond its reply.
struct Call {
  const Request& request;
  const Caller& caller;
  Headers& reply_headers;  // go into a reply that is no refusal

  Language language() const { return request.language; }
};

// Whose threads run a handler, so that what takes long holds up nothing that is quick.
enum class Lane {
  quick,
  hashing,  // passwords: keeps a core busy for long
  waiting   // for another server's answer
};

struct RouteOptions {
  int status = 200;             // of success; a reply of void answers 204
  std::size_t body_limit = 0;   // bytes of a request's body; 0 means the server's limit
  bool cacheable = true;        // a GET carries an ETag; otherwise Cache-Control: no-store
  bool documented = true;       // appears in the OpenAPI document
  std::string reply_type = {};  // media type of a Response the handler builds itself, "text/csv"
  Lane lane = Lane::quick;
  // May be asked by pages of other sites, which may read the answer: tracking and forms. Such a
  // route never looks at cookies.
  bool from_any_site = false;
  bool logged = true;  // in the access log, which keeps addresses
};

// Takes an answer that is ready later, on any thread, once.
using Respond = std::function<void(Response)>;

// The types of a route in the words of OpenAPI.
struct RouteTypes {
  boost::json::array parameters;
  boost::json::value body;   // a schema, or null
  boost::json::value reply;  // a schema, or null
};

struct Route {
  std::string_view method;  // "GET"
  std::string path;         // "/api/v1/contacts/{id}"
  Permission permission;
  std::string summary;  // of the OpenAPI document, in English
  RouteOptions options = {};
  // The values of the path are {"id", "42"}.
  std::function<Result<Response>(const Call&, const NamedValues& path_values)> handle = {};
  std::function<RouteTypes(SchemaSet&)> types = {};
  // In place of `handle`, for answers that wait for others than a processor: runs on the thread of
  // the connection, so it must be quick, never throws, and replies when it can. Nobody is looked
  // up.
  std::function<void(const Request&, Respond)> handle_later = {};
};

}  // namespace tandem::http
