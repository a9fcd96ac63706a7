// One line of JSON per answered request.
#pragma once

#include "base/time.h"
#include "http/message.h"

namespace tandem::http {

struct AccessEntry {
  Timestamp at;  // when the request's head had come
  std::string id;
  std::string method;
  std::string path;  // without the query, whose values may be personal
  int status = 0;
  std::int64_t bytes = 0;  // of the body sent
  double ms = 0;           // from the head to the last byte of the answer
  std::string remote;
};
BOOST_DESCRIBE_STRUCT(AccessEntry, (), (at, id, method, path, status, bytes, ms, remote))

std::string access_line(const AccessEntry& entry);

// "Mon, 23 Nov 2026 20:39:33 GMT", for the Date header.
std::string http_date(Timestamp at);

}  // namespace tandem::http
