#include "domain/scoring/column_name.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace tandem::scoring {
namespace {

using testing::ElementsAre;

TEST(ColumnName, IsReadWordByWord) {
  EXPECT_THAT(words_of_name("Lead Quality"), ElementsAre("lead", "quality"));
  EXPECT_THAT(words_of_name("leadQuality_2"), ElementsAre("lead", "quality", "2"));
  EXPECT_THAT(words_of_name("  Étape -- finale "), ElementsAre("Étape", "finale"));
  EXPECT_TRUE(words_of_name("").empty());
  EXPECT_TRUE(words_of_name("#").empty());
}

TEST(ColumnName, GivesIdentifiersAway) {
  for (const auto* name :
       {"Prospect ID", "Lead Number", "id", "userId", "Phone", "numéro de client"}) {
    EXPECT_TRUE(named_like_identifier(name)) << name;
  }
  for (const auto* name : {"Number of employees", "TotalVisits", "Revenue", "Idea", ""}) {
    EXPECT_FALSE(named_like_identifier(name)) << name;
  }
}

TEST(ColumnName, GivesAwayWhatIsKnownOnlyLater) {
  EXPECT_TRUE(named_like_outcome("Deal Status"));
  EXPECT_TRUE(named_like_outcome("closed_at"));
  EXPECT_TRUE(named_like_outcome("résultat"));
  EXPECT_FALSE(named_like_outcome("Statuette"));
  EXPECT_TRUE(named_like_judgement("Tags"));
  EXPECT_TRUE(named_like_judgement("LeadScore"));
  EXPECT_FALSE(named_like_judgement("Lead Origin"));
  EXPECT_TRUE(named_like_latest("Last Activity"));
  EXPECT_TRUE(named_like_latest("dernière visite"));
  EXPECT_FALSE(named_like_latest("Total Time Spent on Website"));
}

}  // namespace
}  // namespace tandem::scoring
