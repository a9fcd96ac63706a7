// The :names that a SQL text mentions.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace tandem::storage {

// Each name once, in order of first mention; those inside quotes are text, and :: is a cast.
std::vector<std::string> named_parameters(std::string_view sql);

}  // namespace tandem::storage
