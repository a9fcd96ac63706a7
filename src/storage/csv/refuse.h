// Files that are no CSV although somebody hands them over as one: said at once and by name.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"

namespace tandem::storage {

// By the first bytes as they are on disk. Errors: csv.workbook {path} (Excel, OpenDocument),
// csv.binary {path}.
std::optional<Error> refuse_bytes(std::string_view head, const std::string& path);

// By the first text. Errors: csv.empty {path}, csv.html {path}, csv.json {path}.
std::optional<Error> refuse_text(std::string_view head, const std::string& path);

}  // namespace tandem::storage
