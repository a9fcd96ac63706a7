#include "domain/imports/words.h"

#include <algorithm>
#include <array>

#include <unicode/normalizer2.h>
#include <unicode/unistr.h>

namespace tandem::imports {
namespace {

constexpr std::array<std::string_view, 9> kSpaces{" ",  "\t",     "\n",     "\r",    "\v",
                                                  "\f", "\u00a0", "\u202f", "\ufeff"};

bool is_upper(char c) {
  return c >= 'A' && c <= 'Z';
}
bool is_lower(char c) {
  return c >= 'a' && c <= 'z';
}
bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_ascii(char c) {
  return static_cast<unsigned char>(c) < 0x80;
}

// Letters with accents become those without; ASCII is left alone.
std::string without_accents(std::string_view text) {
  if (std::ranges::all_of(text, is_ascii)) return std::string(text);
  UErrorCode status = U_ZERO_ERROR;
  const auto* decomposer = icu::Normalizer2::getNFKDInstance(status);
  if (U_FAILURE(status)) return std::string(text);
  const auto source =
      icu::UnicodeString::fromUTF8({text.data(), static_cast<std::int32_t>(text.size())});
  const auto decomposed = decomposer->normalize(source, status);
  icu::UnicodeString kept;
  for (std::int32_t i = 0; i < decomposed.length(); i = decomposed.moveIndex32(i, 1)) {
    const UChar32 c = decomposed.char32At(i);
    if (u_charType(c) != U_NON_SPACING_MARK) kept.append(c);
  }
  std::string result;
  kept.toLower().toUTF8String(result);
  return result;
}

struct Vocabulary {
  std::string_view stage;
  std::vector<std::string_view> words;  // any of them, as a whole word
};

// In this order: "marketing qualified lead" is an MQL before it is a lead.
const std::vector<Vocabulary>& vocabulary(Kind kind) {
  static const std::vector<Vocabulary> kLeads{
      {"customer", {"customer", "client", "cliente", "evangelist", "won", "gagne", "gagnee"}},
      {"opportunity", {"opportunity", "opportunite"}},
      {"mql", {"mql", "marketingqualifiedlead", "marketing"}},
      {"sql", {"sql", "sal", "salesqualifiedlead", "sales"}},
      {"visitor", {"visitor", "visiteur", "anonymous", "anonyme"}},
      {"lead",
       {"lead", "prospect", "subscriber", "abonne", "abonnee", "new", "nouveau", "nouvelle", "raw",
        "unqualified", "disqualified"}}};
  static const std::vector<Vocabulary> kDeals{
      {"lost",
       {"lost", "closedlost", "perdu", "perdue", "abandoned", "abandonne", "abandonnee",
        "cancelled", "canceled", "annule", "annulee", "rejected", "refuse", "refusee"}},
      {"won", {"won", "closedwon", "win", "gagne", "gagnee", "signe", "signee"}},
      {"open",
       {"open",        "ouvert",        "ouverte",   "prospecting",   "prospection", "engaging",
        "engaged",     "qualification", "qualified", "qualifie",      "qualifiee",   "negotiation",
        "negotiating", "negociation",   "proposal",  "proposition",   "quote",       "devis",
        "discovery",   "decouverte",    "demo",      "demonstration", "meeting",     "contacted",
        "contacte",    "contactee",     "new",       "nouveau",       "nouvelle",    "pending",
        "progress",    "cours",         "contract",  "presentation",  "appointment", "needs",
        "analysis",    "perception",    "review",    "decision",      "working",     "lead",
        "pipeline"}}};
  static const std::vector<Vocabulary> kNone;
  if (kind == Kind::leads) return kLeads;
  return kind == Kind::deals ? kDeals : kNone;
}

}  // namespace

std::string_view trimmed(std::string_view text) {
  // Almost every value begins and ends with a plain character.
  const auto plain = [](char c) { return c > ' ' && is_ascii(c); };
  while (!text.empty() && !plain(text.front())) {
    const auto space =
        std::ranges::find_if(kSpaces, [&](std::string_view s) { return text.starts_with(s); });
    if (space == kSpaces.end()) break;
    text.remove_prefix(space->size());
  }
  while (!text.empty() && !plain(text.back())) {
    const auto space =
        std::ranges::find_if(kSpaces, [&](std::string_view s) { return text.ends_with(s); });
    if (space == kSpaces.end()) break;
    text.remove_suffix(space->size());
  }
  return text;
}

std::string lower(std::string_view text) {
  if (!std::ranges::all_of(text, is_ascii)) {
    std::string unicode;
    icu::UnicodeString::fromUTF8({text.data(), static_cast<std::int32_t>(text.size())})
        .toLower()
        .toUTF8String(unicode);
    return unicode;
  }
  std::string result(text);
  for (char& c : result) {
    if (is_upper(c)) c = static_cast<char>(c + ('a' - 'A'));
  }
  return result;
}

std::vector<std::string> words(std::string_view name) {
  std::vector<std::string> result;
  std::string word;
  const auto finish = [&] {
    if (!word.empty()) result.push_back(std::move(word));
    word.clear();
  };
  const std::string plain = without_accents(name);
  char before = ' ';
  for (const char c : plain) {
    if (is_upper(c) && (is_lower(before) || is_digit(before))) finish();
    if (is_upper(c) || is_lower(c) || is_digit(c)) {
      word += lower({&c, 1});
    } else {
      finish();
    }
    before = c;
  }
  finish();
  return result;
}

std::optional<std::string_view> usual_stage(Kind kind, std::string_view value) {
  const auto found = words(value);
  for (const auto& [stage, names] : vocabulary(kind)) {
    for (const auto& word : found) {
      if (std::ranges::find(names, word) != names.end()) return stage;
    }
  }
  return std::nullopt;
}

const std::vector<std::string_view>& stage_names(Kind kind) {
  static const auto kLeads = enum_names<lifecycle::Stage>();
  static const auto kDeals = enum_names<people::DealState>();
  return kind == Kind::deals ? kDeals : kLeads;
}

bool is_figure(std::string_view text) {
  bool digit = false;
  for (const auto space : {"\u00a0", "\u202f", "\u20ac", "\u00a3"}) {
    // Inside a number these only group it or name its currency.
    if (text.find(space) == std::string_view::npos) continue;
    std::string plain(text);
    for (auto at = plain.find(space); at != plain.npos; at = plain.find(space)) {
      plain.erase(at, std::string_view(space).size());
    }
    return is_figure(plain);
  }
  for (const char c : text) {
    if (is_digit(c)) digit = true;
    if (!is_digit(c) && std::string_view(" .,'-+%()$").find(c) == std::string_view::npos) {
      return false;
    }
  }
  return digit || text == "-" || text == "--";
}

}  // namespace tandem::imports
