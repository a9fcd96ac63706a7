// What people write, made alike for searching and sorting: lower case, without accents, ligatures
// and letters with strokes written out.
#pragma once

#include <string>
#include <string_view>

namespace tandem {

// "Élodie Lefèvre" -> "elodie lefevre", "Sœur Straße Łódź" -> "soeur strasse lodz".
std::string folded(std::string_view text);

}  // namespace tandem
