// Yes and no as files write them.
#pragma once

#include <optional>
#include <string_view>

namespace tandem {

// In English or French, in any case, with spaces around: 1, yes, y, true, t, oui, vrai, won, closed
// won, gagné, connected, reached, success; and their opposites. Nothing for anything else.
std::optional<bool> parse_yes_no(std::string_view text);

}  // namespace tandem
