#include "http/problem.h"

#include "base/json.h"

namespace tandem::http {

int status_of(ErrorKind kind) {
  switch (kind) {
    case ErrorKind::invalid:
      return 400;
    case ErrorKind::forbidden:
      return 403;
    case ErrorKind::not_found:
      return 404;
    case ErrorKind::conflict:
      return 409;
    case ErrorKind::unavailable:
      return 503;
  }
  return 500;
}

Response problem(Language language, const Error& error) {
  return problem(language, error, status_of(error.kind));
}

Response problem(Language language, const Error& error, int status) {
  Problem document;
  document.type = "about:blank";
  document.title = text(language, "http.title_" + std::to_string(status));
  document.status = status;
  document.code = error.code;
  document.detail = message(language, error);
  if (!error.field.empty()) document.field = error.field;
  Response response;
  response.status = status;
  response.headers.set("Content-Type", "application/problem+json");
  response.headers.set("Cache-Control", "no-store");
  response.headers.set("Content-Language", name_of(language));
  response.body = print_json(to_json(document));
  return response;
}

Response internal_problem(const Request& request) {
  return problem(request.language, Error::invalid("http.internal", {{"id", request.id}}), 500);
}

}  // namespace tandem::http
