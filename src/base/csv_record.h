// Writing CSV (RFC 4180).
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace tandem {

// One record: quoted where it must be, ended by a line feed.
std::string csv_record(const std::vector<std::string>& values);

// A text that somebody else chose, so that a spreadsheet does not run it as a formula: with an
// apostrophe in front when it begins like one.
std::string unlike_formula(std::string_view text);

}  // namespace tandem
