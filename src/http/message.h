// HTTP messages as plain values: the network library is known to server.cpp alone.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "base/text.h"

namespace tandem::http {

// Names and values in the order they came; a name may come more than once.
using NamedValues = std::vector<std::pair<std::string, std::string>>;

// Header fields; names compare without regard to case.
class Headers {
 public:
  // The first field of that name.
  std::optional<std::string_view> find(std::string_view name) const;
  std::size_t count(std::string_view name) const;

  // These throw std::invalid_argument for a name that is no token and for a value with control
  // characters, which could otherwise smuggle in a header of its own. What the parser of the wire
  // lets through never throws.
  void add(std::string_view name, std::string_view value);
  void set(std::string_view name, std::string_view value);          // replaces all of that name
  void set_default(std::string_view name, std::string_view value);  // unless there is one

  const NamedValues& all() const { return fields_; }

 private:
  NamedValues fields_;
};

struct Request {
  std::string id;                     // ours, for the logs and for people who report a problem
  std::string remote;                 // address of the client, without its port
  bool secure = false;                // the client speaks TLS, with us or with our proxy
  std::string method;                 // "GET"
  std::string path;                   // as sent, percent-encoded, without the query
  std::vector<std::string> segments;  // of the path, decoded: {"api", "v1", "contacts", "42"}
  NamedValues query;                  // decoded
  Headers headers;
  std::string body;
  Language language = Language::en;  // of the answer

  bool reads() const { return method == "GET" || method == "HEAD"; }
};

// Fills path, segments and query. Error: http.bad_target; also for a NUL, which means nothing in
// any path and ends a text early elsewhere.
Result<void> set_target(Request& request, std::string_view target);

class EventStream;

struct Response {
  int status = 200;
  Headers headers;
  // Bytes made for this answer, or bytes that live as long as the program.
  std::variant<std::string, std::string_view> body;
  // In place of a body: what comes from now on, until it ends (event_stream.h).
  std::shared_ptr<EventStream> events = nullptr;

  std::string_view bytes() const;
};

}  // namespace tandem::http
