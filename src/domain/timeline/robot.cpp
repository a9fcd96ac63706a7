#include "domain/timeline/robot.h"

#include <array>
#include <string>

#include "base/ascii.h"

namespace tandem::timeline {
namespace {

// Anywhere in the text; in lower case.
constexpr std::array<std::string_view, 12> kTellTale{
    "crawler",        "spider",    "slurp", "http://",         "https://",
    "headlesschrome", "phantomjs", "curl/", "python-requests", "facebookexternalhit",
    "wget/",          "monitoring"};

// A maker of phones, whose browsers say what they run on.
constexpr std::string_view kPhone = "cubot";

bool is_letter(char c) {
  return c >= 'a' && c <= 'z';
}

// "bot" at the end of a word: Googlebot/2.1, bingbot, AhrefsBot; not Cubot, not "bottom".
bool names_a_bot(std::string_view text) {
  for (auto at = text.find("bot"); at != text.npos; at = text.find("bot", at + 1)) {
    const auto end = at + 3;
    const bool ends_word = end == text.size() || !is_letter(text[end]);
    const bool is_phone =
        end >= kPhone.size() && text.substr(end - kPhone.size(), kPhone.size()) == kPhone;
    if (ends_word && !is_phone) return true;
  }
  return false;
}

}  // namespace

bool calls_itself_robot(std::string_view user_agent) {
  if (trimmed(user_agent).empty()) return true;
  const auto text = ascii_lower(user_agent);
  for (const auto sign : kTellTale) {
    if (text.find(sign) != text.npos) return true;
  }
  return names_a_bot(text);
}

}  // namespace tandem::timeline
