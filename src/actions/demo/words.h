// The words the demo company is made of. They are data, like a customer's own: a French-speaking
// company writes French, whatever language its members read Tandem in.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace tandem::actions::words {

struct FirstName {
  std::string_view name;
  bool feminine;
};

// What somebody does, as a man and as a woman would write it.
struct Title {
  std::string_view masculine;
  std::string_view feminine;
};

struct Trade {
  std::string_view prefix;  // "Clinique", before a proper name
  std::string_view industry;
};

struct EnglishTrade {
  std::string_view suffix;  // "Dental", after one
  std::string_view industry;
};

extern const std::span<const FirstName> french_first_names;
extern const std::span<const FirstName> english_first_names;
extern const std::span<const std::string_view> french_last_names;
extern const std::span<const std::string_view> english_last_names;
extern const std::span<const Title> french_titles;
extern const std::span<const Title> english_titles;
extern const std::span<const Trade> trades;
extern const std::span<const std::string_view> proper_names;
extern const std::span<const EnglishTrade> english_trades;
extern const std::span<const std::string_view> english_proper_names;
extern const std::span<const std::string_view> cities;  // those of more contacts come first
extern const std::span<const std::string_view> products;
extern const std::span<const std::string_view> reasons_to_know;     // why somebody is a lead,
extern const std::span<const std::string_view> reasons_to_qualify;  // qualified,
extern const std::span<const std::string_view> reasons_to_accept;   // accepted by sales
extern const std::span<const std::string_view> reasons_to_return;   // why sales sends a lead back
extern const std::span<const std::string_view> reasons_lost;

// "Société d'Éric" -> "societe-d-eric": for addresses.
std::string slug(std::string_view text);

}  // namespace tandem::actions::words
