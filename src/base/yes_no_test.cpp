#include "base/yes_no.h"

#include <gtest/gtest.h>

namespace tandem {
namespace {

TEST(YesNo, ReadsWhatFilesWrite) {
  for (const auto* yes : {"1", " Yes ", "TRUE", "t", " y ", "won", "Closed Won", "Oui", "VRAI",
                          "Gagné", "GAGNÉ", "reached"}) {
    EXPECT_EQ(parse_yes_no(yes), true) << yes;
  }
  for (const auto* no :
       {"0", "no", "False", "n", "LOST", "Closed lost", "NON", "faux", "perdu", "No answer"}) {
    EXPECT_EQ(parse_yes_no(no), false) << no;
  }
}

TEST(YesNo, GuessesNothing) {
  for (const auto* neither :
       {"", " ", "perhaps", "maybe", "2", "10", "-1", "0.5", "NaN", "1.0", "yes!"}) {
    EXPECT_EQ(parse_yes_no(neither), std::nullopt) << neither;
  }
}

}  // namespace
}  // namespace tandem
