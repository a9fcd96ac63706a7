#include "domain/people/search_words.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace tandem::people {
namespace {

using testing::ElementsAre;

const std::string kElodie =
    contact_words("Élodie", "Lefèvre", "e.lefevre@acme.example", "+33 1 23 45 67 89", "Acme & Cie");

TEST(SearchWords, AreThoseOfTheExample) {
  EXPECT_EQ(
      kElodie,
      "elodie lefevre e lefevre acme example 33 1 23 45 67 89 33123456789 3123456789 123456789 "
      "acme cie");
}

TEST(SearchWords, FindByTheBeginningOfAnyWord) {
  struct Case {
    std::string_view typed;
    bool found;
  };
  for (const auto& [typed, found] : std::vector<Case>{{"", true},
                                                      {"  ", true},
                                                      {"LEFE elod", true},
                                                      {"lefèvre", true},
                                                      {"lefevre@acme", true},
                                                      {"e.lefevre@acme.example", true},
                                                      {"cie", true},
                                                      {"01 23 45 67 89", true},
                                                      {"0123456789", true},
                                                      {"+33 123456789", true},
                                                      {"(0033) 1.23.45.67.89", true},
                                                      {"67", true},
                                                      {"fevre", false},
                                                      {"lefevre bob", false},
                                                      {"0987654321", false}}) {
    EXPECT_EQ(matches(typed_words(typed), kElodie), found) << typed;
  }
}

TEST(SearchWords, OfNobodyAreNone) {
  EXPECT_EQ(contact_words("", "", "", "", ""), "");
  EXPECT_EQ(search_words(" .,-’ "), "");
  EXPECT_THAT(typed_words("Tre tre O’Brien"), ElementsAre("tre", "o", "brien"));
  EXPECT_THAT(typed_words("00000"), ElementsAre(""));
}

TEST(SortName, IsLastNameThenFirst) {
  EXPECT_EQ(sort_name("Élodie", "De l’Étoile", "e@acme.example"), "de l etoile elodie");
  EXPECT_EQ(sort_name("", "", "e@acme.example"), "e@acme.example");
  EXPECT_GT(sort_name("", "", ""), sort_name("Юрий", "Яшин", ""));
}

}  // namespace
}  // namespace tandem::people
