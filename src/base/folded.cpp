#include "base/folded.h"

#include <algorithm>
#include <map>

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include "base/ascii.h"

namespace tandem {
namespace {

// Letters that Unicode does not take apart.
const std::map<UChar32, std::string_view>& written_out() {
  static const std::map<UChar32, std::string_view> kLetters{
      {0x0153, "oe"}, {0x00e6, "ae"}, {0x00f8, "o"}, {0x0142, "l"}, {0x0111, "d"},
      {0x00f0, "d"},  {0x00fe, "th"}, {0x0131, "i"}, {0x0127, "h"}};
  return kLetters;
}

}  // namespace

std::string folded(std::string_view text) {
  const auto is_ascii = [](char c) { return static_cast<unsigned char>(c) < 0x80; };
  if (std::ranges::all_of(text, is_ascii)) return ascii_lower(text);
  UErrorCode status = U_ZERO_ERROR;
  // Decomposes and folds case in one ("ß" becomes "ss").
  const auto* folder = icu::Normalizer2::getNFKCCasefoldInstance(status);
  const auto* decomposer = icu::Normalizer2::getNFKDInstance(status);
  if (U_FAILURE(status)) return ascii_lower(text);
  const auto source =
      icu::UnicodeString::fromUTF8({text.data(), static_cast<std::int32_t>(text.size())});
  const auto plain = decomposer->normalize(folder->normalize(source, status), status);
  std::string result;
  for (std::int32_t i = 0; i < plain.length(); i = plain.moveIndex32(i, 1)) {
    const UChar32 c = plain.char32At(i);
    if (u_charType(c) == U_NON_SPACING_MARK) continue;
    if (const auto letter = written_out().find(c); letter != written_out().end()) {
      result += letter->second;
    } else {
      icu::UnicodeString(c).toUTF8String(result);
    }
  }
  return result;
}

}  // namespace tandem
