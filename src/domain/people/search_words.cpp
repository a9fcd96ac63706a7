#include "domain/people/search_words.h"

#include <algorithm>

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include "base/ascii.h"
#include "base/folded.h"

namespace tandem::people {
namespace {

constexpr std::string_view kNobody = "\uf8ff";  // sorts after every letter
constexpr std::size_t kLongestTyped = 200;      // bytes; more names nobody
constexpr std::size_t kFewestDigits = 5;        // fewer are no telephone number

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

std::string digits_of(std::string_view text) {
  std::string digits;
  std::ranges::copy_if(text, std::back_inserter(digits), is_digit);
  return digits;
}

void add(std::string& words, std::string_view more) {
  if (more.empty()) return;
  if (!words.empty()) words += ' ';
  words += more;
}

// A number is looked for with its country's code or without, so each of its ends is a word.
std::string phone_words(std::string_view phone) {
  auto words = search_words(phone);
  const auto digits = digits_of(phone);
  if (digits.size() < kFewestDigits) return words;
  add(words, digits);
  for (const std::size_t national : {std::size_t{10}, std::size_t{9}}) {
    if (digits.size() > national) {
      add(words, std::string_view(digits).substr(digits.size() - national));
    }
  }
  return words;
}

bool is_phone_number(std::string_view typed) {
  constexpr std::string_view kAround = "+-. ()/";
  return digits_of(typed).size() >= kFewestDigits && std::ranges::all_of(typed, [&](char c) {
           return is_digit(c) || kAround.find(c) != kAround.npos;
         });
}

}  // namespace

std::string search_words(std::string_view text) {
  const auto plain = folded(text);
  std::string words;
  bool within = false;
  const auto* const bytes = reinterpret_cast<const std::uint8_t*>(plain.data());
  const auto size = static_cast<std::int32_t>(plain.size());
  for (std::int32_t at = 0; at < size;) {
    const auto start = at;
    UChar32 c = 0;
    U8_NEXT(bytes, at, size, c);
    const bool letter = c >= 0 && u_isalnum(c) != 0;
    if (letter && !within && !words.empty()) words += ' ';
    if (letter)
      words.append(plain, static_cast<std::size_t>(start), static_cast<std::size_t>(at - start));
    within = letter;
  }
  return words;
}

std::string contact_words(std::string_view first_name, std::string_view last_name,
                          std::string_view email, std::string_view phone,
                          std::string_view company) {
  std::string words;
  for (const auto text : {first_name, last_name, email}) add(words, search_words(text));
  add(words, phone_words(phone));
  add(words, search_words(company));
  return words;
}

std::vector<std::string> typed_words(std::string_view typed) {
  typed = trimmed(typed.substr(0, kLongestTyped));
  if (is_phone_number(typed)) {
    auto digits = digits_of(typed);
    digits.erase(0, std::min(digits.find_first_not_of('0'), digits.size()));
    return {std::move(digits)};
  }
  const auto words = search_words(typed);
  std::vector<std::string> list;
  for (std::string_view rest = words; !rest.empty();) {
    const auto word = rest.substr(0, rest.find(' '));
    if (std::ranges::find(list, word) == list.end()) list.emplace_back(word);
    rest.remove_prefix(std::min(word.size() + 1, rest.size()));
  }
  return list;
}

bool matches(const std::vector<std::string>& typed, std::string_view words) {
  return std::ranges::all_of(typed, [&](const std::string& word) {
    return words.starts_with(word) || words.find(" " + word) != words.npos;
  });
}

std::string sort_name(std::string_view first_name, std::string_view last_name,
                      std::string_view email) {
  auto name = search_words(last_name);
  add(name, search_words(first_name));
  if (name.empty()) name = email;
  return name.empty() ? std::string(kNobody) : name;
}

}  // namespace tandem::people
