#include "http/visitor.h"

#include "http/session_cookie.h"

namespace tandem::http {

actions::Visitor visitor_of(const Call& call) {
  return {call.request.remote, std::string(call.request.headers.find("User-Agent").value_or(""))};
}

void close_old_session(storage::Ledger& ledger, const Call& call) {
  if (const auto old = session_secret(call.request)) {
    actions::sign_out(ledger, *old, visitor_of(call));
  }
}

}  // namespace tandem::http
