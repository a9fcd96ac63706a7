#include "base/text.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <functional>
#include <unordered_map>

#include <boost/json.hpp>
#include <unicode/numberformatter.h>

#include "base/ascii.h"
#include "base/described.h"
#include "locales.h"

namespace tandem {
namespace {

namespace icun = icu::number;

struct StringHash {
  using is_transparent = void;
  std::size_t operator()(std::string_view key) const { return std::hash<std::string_view>{}(key); }
};
using Sentences = std::unordered_map<std::string, std::string, StringHash, std::equal_to<>>;

// {"money": {"unreadable": "…"}} is the sentence of "money.unreadable".
void collect(const boost::json::object& from, const std::string& prefix, Sentences& into) {
  for (const auto& [name, value] : from) {
    const std::string key = prefix + std::string(name);
    if (const auto* nested = value.if_object()) {
      collect(*nested, key + ".", into);
    } else {
      into.emplace(key, std::string(value.as_string()));
    }
  }
}

const Sentences& sentences(Language language) {
  static const auto kByLanguage = [] {
    std::array<Sentences, 2> by_language;
    for (const auto& [name, content] : embedded::locales) {
      const auto known = parse_enum<Language>(name);
      if (!known) continue;
      const auto catalogue = boost::json::parse({content.data(), content.size()});
      collect(catalogue.as_object(), "", by_language[static_cast<std::size_t>(*known)]);
    }
    return by_language;
  }();
  return kByLanguage[static_cast<std::size_t>(language)];
}

// One pass, so that an argument which itself contains "{name}" is shown as it is.
std::string fill(std::string_view sentence, const TextArgs& args) {
  std::string filled;
  while (!sentence.empty()) {
    const std::size_t open = std::min(sentence.find('{'), sentence.size());
    filled += sentence.substr(0, open);
    sentence.remove_prefix(open);
    const std::size_t close = sentence.find('}');
    if (close == sentence.npos) break;
    const std::string_view name = sentence.substr(1, close - 1);
    const auto arg =
        std::find_if(args.begin(), args.end(), [&](const auto& a) { return a.first == name; });
    const bool found = arg != args.end();
    filled += found ? std::string_view(arg->second) : sentence.substr(0, 1);
    sentence.remove_prefix(found ? close + 1 : 1);
  }
  return filled.append(sentence);
}

// "fr_CA.UTF-8" and "FR-ca" are "fr".
std::string language_code(std::string_view tag) {
  return ascii_lower(tag.substr(0, tag.find_first_of("-_.@")));
}

// The weight after ";q=", 1 without one; an unreadable weight counts as a refusal.
double weight(std::string_view parameters) {
  parameters = trimmed(parameters);
  if (!parameters.starts_with("q=") && !parameters.starts_with("Q=")) return 1;
  parameters.remove_prefix(2);
  double value = 0;
  const char* const end = parameters.data() + parameters.size();
  const auto [stop, error] = std::from_chars(parameters.data(), end, value);
  return error == std::errc() && stop == end && value >= 0 && value <= 1 ? value : 0;
}

icun::UnlocalizedNumberFormatter with_decimals(icun::Precision precision) {
  // Halves go up, as people round; and no figure reads "-0".
  return icun::NumberFormatter::with()
      .precision(precision)
      .roundingMode(UNUM_ROUND_HALFUP)
      .sign(UNUM_SIGN_NEGATIVE);
}

icu::Locale locale_of(Language language) {
  return icu::Locale(name_of(language).data());
}

std::string in_utf8(const icun::FormattedNumber& number) {
  UErrorCode status = U_ZERO_ERROR;
  std::string utf8;
  number.toString(status).toUTF8String(utf8);
  return utf8;
}

}  // namespace

std::string text(Language language, std::string_view key, const TextArgs& args) {
  const Sentences& known = sentences(language);
  const auto found = known.find(key);
  return found == known.end() ? std::string(key) : fill(found->second, args);
}

std::string message(Language language, const Error& error) {
  const std::string sentence = text(language, error.code, error.args);
  return error.field.empty() ? sentence : error.field + ": " + sentence;
}

Language choose_language(std::string_view preference) {
  Language best = Language::en;
  double best_weight = 0;
  while (!preference.empty()) {
    const std::string_view item = preference.substr(0, preference.find(','));
    preference.remove_prefix(std::min(item.size() + 1, preference.size()));

    const std::size_t semicolon = std::min(item.find(';'), item.size());
    const std::string code = language_code(trimmed(item.substr(0, semicolon)));
    const auto language = code == "*" ? Language::en : parse_enum<Language>(code);
    const double q = weight(item.substr(std::min(semicolon + 1, item.size())));
    if (language && q > best_weight) {
      best = *language;
      best_weight = q;
    }
  }
  return best;
}

std::string format_number(Language language, double value, int decimals) {
  UErrorCode status = U_ZERO_ERROR;
  return in_utf8(with_decimals(icun::Precision::fixedFraction(decimals))
                     .locale(locale_of(language))
                     .formatDouble(value, status));
}

std::string format_percent(Language language, double share, int decimals) {
  UErrorCode status = U_ZERO_ERROR;
  return in_utf8(with_decimals(icun::Precision::fixedFraction(decimals))
                     .unit(icu::NoUnit::percent())
                     .scale(icun::Scale::powerOfTen(2))
                     .locale(locale_of(language))
                     .formatDouble(share, status));
}

std::string format_money(Language language, const Money& money, Decimals decimals) {
  UErrorCode status = U_ZERO_ERROR;
  // A broken record must not break the page: without a currency ICU shows its "¤".
  const icu::CurrencyUnit unit =
      is_currency(money.currency) ? icu::CurrencyUnit(money.currency, status) : icu::CurrencyUnit();
  const std::string exact = to_decimal(money);
  const int digits = minor_digits(money.currency);
  const std::size_t point = exact.find('.');
  const bool whole = point == exact.npos || exact.find_first_not_of('0', point + 1) == exact.npos;
  const bool drop = whole && decimals == Decimals::where_needed;
  // A Canadian who reads French writes "$", not "$CA".
  const bool quebec = language == Language::fr && money.currency == "CAD";
  return in_utf8(with_decimals(icun::Precision::fixedFraction(drop ? 0 : digits))
                     .unit(unit)
                     .locale(quebec ? icu::Locale::getCanadaFrench() : locale_of(language))
                     .formatDecimal(exact, status));
}

}  // namespace tandem
