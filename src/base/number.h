// Numbers as files write them.
#pragma once

#include <cstdint>
#include <string_view>

#include "base/result.h"

namespace tandem {

// A decimal number with a point, "-12.5" or "1e-3"; spaces around it are passed over. Errors:
// number.unreadable {value}; number.not_finite {value}, for NaN, an infinity, and what is too large
// for a double.
Result<double> parse_number(std::string_view text);

// A whole number; "12.0" counts as one. Errors: those of parse_number; number.not_whole {value},
// also beyond 64 bits.
Result<std::int64_t> parse_whole_number(std::string_view text);

}  // namespace tandem
