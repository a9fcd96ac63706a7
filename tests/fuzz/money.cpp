// Amounts as people write them. What is read must print as what reads the same.
#include "base/money.h"

#include "fuzzing.h"

using namespace tandem;

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  auto text = fuzz::text_of(data, size);
  for (const auto* currency : {"EUR", "JPY", "KWD", "BRL"}) {
    const auto money = parse_money(text, currency);
    if (!money) continue;
    fuzz::must(money->currency == currency);
    const auto again = parse_money(to_decimal(*money), currency);
    fuzz::must(again && *again == *money);
    (void)add(*money, *money);
  }
  const auto currency = fuzz::take_part(text);
  (void)is_currency(currency);
  (void)parse_money(text, currency);
  return 0;
}
