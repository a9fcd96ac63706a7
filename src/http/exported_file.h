// Records that leave the server as a file.
#pragma once

#include <string>
#include <string_view>

#include "http/route.h"
#include "storage/ledger/ledger.h"

namespace tandem::http {

// A CSV file, `name` without its ending, to be saved rather than shown. That it was taken is told
// in the audit log first: an export that cannot be told does not happen.
Response exported_file(storage::Ledger& ledger, const Call& call, people::Deed deed,
                       const boost::json::value& detail, std::string_view name, std::string text);

}  // namespace tandem::http
