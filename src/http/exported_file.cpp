#include "http/exported_file.h"

#include <fmt/format.h>

namespace tandem::http {

Response exported_file(storage::Ledger& ledger, const Call& call, people::Deed deed,
                       const boost::json::value& detail, std::string_view name, std::string text) {
  std::ignore = ledger.write([&](storage::Write& write) -> Result<void> {
    actions::audit(write, call.caller.actor(), deed, "", {}, detail);
    return {};
  });
  Response response;
  response.headers.set("Content-Type", "text/csv; charset=utf-8");
  response.headers.set("Content-Disposition",
                       fmt::format("attachment; filename=\"tandem-{}.csv\"", name));
  response.body = std::move(text);
  return response;
}

}  // namespace tandem::http
