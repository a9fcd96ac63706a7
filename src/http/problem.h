// Refusals as RFC 9457 problem documents (application/problem+json), in the reader's language.
#pragma once

#include "http/message.h"

namespace tandem::http {

struct Problem {
  std::string type;   // "about:blank": `code` says more than a URI would
  std::string title;  // of the status
  int status = 0;
  std::string code;                  // stable, for programs: "json.unknown_field"
  std::string detail;                // for people
  std::optional<std::string> field;  // path of the offending field or parameter
};
BOOST_DESCRIBE_STRUCT(Problem, (), (type, title, status, code, detail, field))

// invalid 400, forbidden 403, not_found 404, conflict 409, unavailable 503.
int status_of(ErrorKind kind);

Response problem(Language language, const Error& error);
// For the refusals of HTTP itself, which have statuses of their own (405, 413, 431 ...).
Response problem(Language language, const Error& error, int status);

// A 500 that says nothing about the cause but the id under which it was logged.
Response internal_problem(const Request& request);

}  // namespace tandem::http
