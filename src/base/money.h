// Money: an integer of minor units (cents) and an ISO 4217 code. Never a floating-point number.
#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

#include <boost/describe.hpp>

#include "base/result.h"

namespace tandem {

struct Money {
  std::int64_t amount = 0;  // minor units: 15144415 is 151,444.15 BRL
  std::string currency;     // "BRL"

  bool operator==(const Money&) const = default;
};
BOOST_DESCRIBE_STRUCT(Money, (), (amount, currency))

// Three capital letters of an ISO 4217 currency, active or retired since 2020: old deals carry
// those.
bool is_currency(std::string_view code);

// Decimals of the currency's minor unit: EUR 2, JPY 0, KWD 3. Precondition: is_currency(code).
int minor_digits(std::string_view code);

// Reads an amount as people write it, with either decimal sign and any thousands separator:
// "1234.5", "1,234.50", "1 234,50", "1.234,50", "(12.00)" and "-12". "1,234" is a thousand and
// more, "1,23" is one and a bit. The currency's own code or symbol may stand before or after;
// another's is refused. Decimals finer than the minor unit are rounded to the nearest, halves away
// from zero. Errors: money.unreadable {value}, money.too_large {value}, money.unknown_currency
// {currency}.
Result<Money> parse_money(std::string_view text, std::string_view currency);

// "151444.15": plain, exact, the same in every locale; for files and for parse_money.
std::string to_decimal(const Money& money);

// a + b. Errors: money.mixed_currencies {first, second}, money.too_large {value}.
Result<Money> add(const Money& a, const Money& b);

}  // namespace tandem
