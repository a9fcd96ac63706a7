#include "base/yes_no.h"

#include <algorithm>
#include <array>

#include "base/ascii.h"

namespace tandem {
namespace {

constexpr auto kYes = std::to_array<std::string_view>({"1", "yes", "y", "true", "t", "oui", "vrai",
                                                       "won", "closed won", "gagné", "gagnÉ",
                                                       "connected", "reached", "success"});
constexpr auto kNo = std::to_array<std::string_view>(
    {"0", "no", "n", "false", "f", "non", "faux", "lost", "closed lost", "perdu", "no answer",
     "noanswer", "not reached", "notreached", "failure"});

}  // namespace

std::optional<bool> parse_yes_no(std::string_view text) {
  const auto word = ascii_lower(trimmed(text));
  if (std::ranges::find(kYes, word) != kYes.end()) return true;
  if (std::ranges::find(kNo, word) != kNo.end()) return false;
  return std::nullopt;
}

}  // namespace tandem
