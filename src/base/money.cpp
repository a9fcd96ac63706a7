#include "base/money.h"

#include <algorithm>
#include <utility>
#include <variant>
#include <vector>

#include <fmt/format.h>
#include <unicode/ucurr.h>
#include <unicode/unistr.h>

namespace tandem {
namespace {

// Own tables: ICU's follow the release of the system, and its decimals follow custom, not the
// standard (none for an Iraqi dinar, which has three).
constexpr std::string_view kCurrencies =
    "AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BHD BIF BMD BND BOB BOV BRL BSD BTN BWP BYN "
    "BZD CAD CDF CHE CHF CHW CLF CLP CNY COP COU CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR "
    "FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY "
    "KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU "
    "MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON "
    "RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP "
    "TRY TTD TWD TZS UAH UGX USD USN UYI UYU UYW UZS VED VES VND VUV WST XAF XCD XCG XOF XPF YER "
    "ZAR ZMW ZWG";
constexpr std::string_view kRetired = "ANG BGN CUC HRK SLL ZWL";
constexpr std::string_view kNoDecimals =
    "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF";
constexpr std::string_view kThreeDecimals = "BHD IQD JOD KWD LYD OMR TND";
constexpr std::string_view kFourDecimals = "CLF UYW";

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_letter(char c) {
  return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}
bool all_digits(std::string_view text) {
  return std::all_of(text.begin(), text.end(), is_digit);
}
bool holds(std::string_view list, std::string_view code) {
  return code.size() == 3 && code.find(' ') == code.npos && list.find(code) != list.npos;
}

// The typographer's spaces, apostrophe and minus as their plain cousins.
std::string in_plain_signs(std::string_view text) {
  static constexpr std::pair<std::string_view, char> kSigns[] = {
      {"\u00A0", ' '},  {"\u202F", ' '}, {"\u2009", ' '}, {"\u2007", ' '},
      {"\u2019", '\''}, {"\u2212", '-'}, {"\t", ' '}};
  std::string plain;
  plain.reserve(text.size());
  while (!text.empty()) {
    const auto* const sign = std::find_if(std::begin(kSigns), std::end(kSigns),
                                          [&](auto& s) { return text.starts_with(s.first); });
    const bool found = sign != std::end(kSigns);
    plain += found ? sign->second : text.front();
    text.remove_prefix(found ? sign->first.size() : 1);
  }
  return plain;
}

std::string symbol(std::string_view currency, UCurrNameStyle style) {
  auto code = icu::UnicodeString::fromUTF8(std::string(currency));
  UErrorCode status = U_ZERO_ERROR;
  std::int32_t length = 0;
  const UChar* name =
      ucurr_getName(code.getTerminatedBuffer(), "en", style, nullptr, &length, &status);
  std::string utf8;
  if (U_SUCCESS(status)) icu::UnicodeString(name, length).toUTF8String(utf8);
  return utf8;
}

// "EUR" and "€"; for Canada "CAD", "$", "CA$", "C$" and "$CA", but not "US$".
bool names_currency(std::string_view token, std::string_view currency) {
  const auto same_letter = [](char a, char b) { return a == b || (is_letter(a) && (a ^ b) == 32); };
  if (std::equal(token.begin(), token.end(), currency.begin(), currency.end(), same_letter)) {
    return true;
  }
  const std::string narrow = symbol(currency, UCURR_NARROW_SYMBOL_NAME);
  if (token == narrow || token == symbol(currency, UCURR_SYMBOL_NAME)) return true;
  std::string_view sign = narrow;  // "R$" has the sign "$", "kr" has none
  while (!sign.empty() && is_letter(sign.front())) sign.remove_prefix(1);
  if (sign.empty()) return false;
  if (token.ends_with(sign))
    return currency.starts_with(token.substr(0, token.size() - sign.size()));
  return token.starts_with(sign) && currency.starts_with(token.substr(sign.size()));
}

// What is left of an amount once its sign and its currency are taken off, in whatever order.
class Wrapping {
 public:
  Wrapping(std::string_view text, std::string_view currency) : rest_(text), currency_(currency) {
    do {
      trim();
    } while (take_sign() || take_currency());
  }
  std::string_view rest() const { return rest_; }
  bool negative() const { return negative_; }

 private:
  void trim() {
    while (rest_.starts_with(' ')) rest_.remove_prefix(1);
    while (rest_.ends_with(' ')) rest_.remove_suffix(1);
  }

  bool take_sign() {
    if (signed_ || rest_.empty()) return false;
    const bool bracketed = rest_.front() == '(' && rest_.back() == ')';
    const bool leading = rest_.front() == '-' || rest_.front() == '+';
    signed_ = bracketed || leading || rest_.back() == '-';
    negative_ = signed_ && rest_.front() != '+';
    if (bracketed || leading) rest_.remove_prefix(1);
    if (bracketed || (signed_ && !leading)) rest_.remove_suffix(1);
    return signed_;
  }

  bool take_currency() {
    static constexpr std::string_view kOfNumbers = "0123456789.,' +-()";
    if (named_) return false;
    const std::size_t before = std::min(rest_.find_first_of(kOfNumbers), rest_.size());
    const std::size_t last = rest_.find_last_of(kOfNumbers);
    const std::size_t after = last == rest_.npos ? 0 : rest_.size() - last - 1;
    named_ = before > 0 ? names_currency(rest_.substr(0, before), currency_)
                        : after > 0 && names_currency(rest_.substr(last + 1), currency_);
    if (!named_) return false;
    before > 0 ? rest_.remove_prefix(before) : rest_.remove_suffix(after);
    return true;
  }

  std::string_view rest_;
  std::string_view currency_;
  bool negative_ = false;
  bool signed_ = false;
  bool named_ = false;
};

constexpr std::string_view kSeparators = ".,' ";

// "1 234 567", or as in India "12,34,567": one kind of separator, three digits at the end.
bool is_well_grouped(std::string_view whole) {
  const std::size_t first = whole.find_first_of(kSeparators);
  if (first == whole.npos) return all_digits(whole);
  std::vector<std::size_t> sizes;
  const char separator = whole[first];
  for (std::size_t from = 0; from <= whole.size();) {
    const std::size_t to = std::min(whole.find(separator, from), whole.size());
    if (!all_digits(whole.substr(from, to - from))) return false;
    sizes.push_back(to - from);
    from = to + 1;
  }
  const std::size_t size = sizes.size() > 2 ? sizes[1] : 3;
  return (size == 3 || (size == 2 && separator == ',')) && sizes.front() >= 1 &&
         sizes.front() <= size && sizes.back() == 3 &&
         std::all_of(sizes.begin() + 1, sizes.end() - 1, [&](std::size_t s) { return s == size; });
}

// Whether the last point or comma begins the decimals; if not, it parts thousands.
bool begins_decimals(std::string_view number, std::size_t at, int digits) {
  if (number.find(number[at]) != at) return false;
  if (number.find_first_of(kSeparators) != at) return true;  // the thousands have their own sign
  const bool fits_thousands = at >= 1 && at <= 3 && number.size() - at == 4 && number[0] != '0';
  // Dinars have thousandths, and programs write them with a point.
  return !fits_thousands || (digits == 3 && number[at] == '.');
}

enum class Misfit { unreadable, too_large };

std::variant<std::int64_t, Misfit> read_number(std::string_view number, int digits) {
  const std::size_t last = number.find_last_of(".,");
  std::string_view whole = number;
  std::string_view decimals;
  if (last != number.npos && begins_decimals(number, last, digits)) {
    whole = number.substr(0, last);
    decimals = number.substr(last + 1);
    if (decimals.empty()) return Misfit::unreadable;
  }
  if (!is_well_grouped(whole) || !all_digits(decimals)) return Misfit::unreadable;
  if (whole.empty() && decimals.empty()) return Misfit::unreadable;

  std::int64_t amount = 0;
  const auto append = [&](char digit) {
    return !__builtin_mul_overflow(amount, 10, &amount) &&
           !__builtin_add_overflow(amount, digit - '0', &amount);
  };
  for (const char c : whole) {
    if (is_digit(c) && !append(c)) return Misfit::too_large;
  }
  const auto kept = static_cast<std::size_t>(digits);
  for (std::size_t i = 0; i < kept; ++i) {
    if (!append(i < decimals.size() ? decimals[i] : '0')) return Misfit::too_large;
  }
  const bool up = decimals.size() > kept && decimals[kept] >= '5';
  if (__builtin_add_overflow(amount, up ? 1 : 0, &amount)) return Misfit::too_large;
  return amount;
}

}  // namespace

bool is_currency(std::string_view code) {
  return holds(kCurrencies, code) || holds(kRetired, code);
}

int minor_digits(std::string_view code) {
  if (holds(kNoDecimals, code)) return 0;
  if (holds(kThreeDecimals, code)) return 3;
  return holds(kFourDecimals, code) ? 4 : 2;
}

Result<Money> parse_money(std::string_view text, std::string_view currency) {
  if (!is_currency(currency)) {
    return Error::invalid("money.unknown_currency", {{"currency", std::string(currency)}});
  }
  const std::string plain = in_plain_signs(text);
  const Wrapping wrapping(plain, currency);
  const auto read = read_number(wrapping.rest(), minor_digits(currency));
  if (const auto* misfit = std::get_if<Misfit>(&read)) {
    const bool too_large = *misfit == Misfit::too_large;
    return Error::invalid(too_large ? "money.too_large" : "money.unreadable",
                          {{"value", std::string(text)}});
  }
  const auto amount = std::get<std::int64_t>(read);
  return Money{wrapping.negative() ? -amount : amount, std::string(currency)};
}

std::string to_decimal(const Money& money) {
  // Unsigned, because the most negative amount has no positive counterpart.
  const bool negative = money.amount < 0;
  const auto bits = static_cast<std::uint64_t>(money.amount);
  const auto digits = static_cast<std::size_t>(minor_digits(money.currency));
  const std::string minor = fmt::format("{:0{}}", negative ? 0 - bits : bits, digits + 1);
  const auto whole = std::string_view(minor).substr(0, minor.size() - digits);
  const auto fraction = std::string_view(minor).substr(whole.size());
  return fmt::format("{}{}{}{}", negative ? "-" : "", whole, digits > 0 ? "." : "", fraction);
}

Result<Money> add(const Money& a, const Money& b) {
  if (a.currency != b.currency) {
    return Error::invalid("money.mixed_currencies",
                          {{"first", a.currency}, {"second", b.currency}});
  }
  Money sum{0, a.currency};
  if (__builtin_add_overflow(a.amount, b.amount, &sum.amount)) {
    return Error::invalid(
        "money.too_large",
        {{"value", fmt::format("{} + {} {}", to_decimal(a), to_decimal(b), a.currency)}});
  }
  return sum;
}

}  // namespace tandem
