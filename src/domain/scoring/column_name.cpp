#include "domain/scoring/column_name.h"

#include <algorithm>
#include <array>

#include "base/ascii.h"

namespace tandem::scoring {
namespace {

// At the end of a name: "Lead Number" is an identifier, "Number of employees" is not.
constexpr auto kIdentifiers = std::to_array<std::string_view>(
    {"id", "ids", "uuid", "guid", "key", "number", "no", "nr", "num", "numero", "numéro", "phone",
     "mobile", "tel", "telephone", "téléphone"});
constexpr auto kIdentifiersInFront =
    std::to_array<std::string_view>({"id", "uuid", "numero", "numéro", "phone", "téléphone"});
constexpr auto kOutcomes = std::to_array<std::string_view>(
    {"status",      "outcome",  "result",    "results", "won",     "lost",
     "win",         "closed",   "converted", "stage",   "close",   "conversion",
     "disposition", "duration", "qualified", "signed",  "churned", "statut",
     "étape",       "resultat", "résultat",  "gagné",   "perdu",   "converti",
     "signé",       "issue",    "revenue",   "amount",  "montant", "durée"});
constexpr auto kJudgements = std::to_array<std::string_view>(
    {"quality", "score", "scores", "index", "rating", "grade", "rank", "tag", "tags", "profile",
     "probability", "qualité", "note", "notation", "étiquettes", "profil", "probabilité"});
constexpr auto kLatest =
    std::to_array<std::string_view>({"last", "latest", "dernier", "dernière", "derniere"});

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || (c & 0x80);
}
bool is_upper(char c) {
  return c >= 'A' && c <= 'Z';
}

template <class Words>
bool has_word(std::string_view name, const Words& words) {
  return std::ranges::any_of(words_of_name(name), [&](const auto& word) {
    return std::ranges::find(words, word) != words.end();
  });
}

}  // namespace

std::vector<std::string> words_of_name(std::string_view name) {
  std::vector<std::string> words(1);
  for (std::size_t i = 0; i < name.size(); ++i) {
    const bool hump =
        i > 0 && is_upper(name[i]) && is_letter(name[i - 1]) && !is_upper(name[i - 1]);
    if ((hump || !is_letter(name[i])) && !words.back().empty()) words.emplace_back();
    if (is_letter(name[i])) words.back() += ascii_lower(name[i]);
  }
  if (words.back().empty()) words.pop_back();
  return words;
}

bool named_like_identifier(std::string_view name) {
  const auto words = words_of_name(name);
  return !words.empty() &&
         (std::ranges::find(kIdentifiers, words.back()) != kIdentifiers.end() ||
          std::ranges::find(kIdentifiersInFront, words.front()) != kIdentifiersInFront.end());
}
bool named_like_outcome(std::string_view name) {
  return has_word(name, kOutcomes);
}
bool named_like_judgement(std::string_view name) {
  return has_word(name, kJudgements);
}
bool named_like_latest(std::string_view name) {
  return has_word(name, kLatest);
}

}  // namespace tandem::scoring
