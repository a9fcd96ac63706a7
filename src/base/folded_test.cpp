#include "base/folded.h"

#include <gtest/gtest.h>

namespace tandem {
namespace {

TEST(Folded, IsLowerCaseWithoutAccents) {
  for (const auto& [text, plain] : std::to_array<std::pair<std::string_view, std::string_view>>(
           {{"", ""},
            {"Ada LOVELACE 7", "ada lovelace 7"},
            {"Élodie Lefèvre", "elodie lefevre"},
            {"E\u0301lodie", "elodie"},
            {"Sœur Straße Łódź Æsir", "soeur strasse lodz aesir"},
            {"Ångström Ørsted", "angstrom orsted"},
            {"Ⅻ ﬁn", "xii fin"},
            {"ΜΈΓΑΣ", "μεγασ"},
            {"Иванов", "иванов"},
            {"東京", "東京"},
            {"\xff broken", "\ufffd broken"}})) {
    EXPECT_EQ(folded(text), plain) << text;
  }
}

}  // namespace
}  // namespace tandem
