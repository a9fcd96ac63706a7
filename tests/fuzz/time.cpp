// Instants and days of the API, and dates as other systems write them.
#include "base/time.h"

#include <date/tz.h>

#include "domain/imports/dates.h"
#include "fuzzing.h"

using namespace tandem;

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const auto* const kZone = date::locate_zone("Europe/Paris");
  const auto text = fuzz::text_of(data, size);
  if (const auto at = parse_timestamp(text)) fuzz::must(parse_timestamp(to_string(*at)) == at);
  if (const auto day = parse_date(text))
    fuzz::must(day->ok() && parse_date(to_string(*day)) == day);
  (void)imports::date_shape(text);
  for (const auto order :
       {std::optional<imports::DateOrder>(), std::optional(imports::DateOrder::day_first),
        std::optional(imports::DateOrder::month_first)}) {
    const auto at = imports::read_time(text, order, *kZone);
    fuzz::must(at.has_value() || !at.error().code.empty());
    if (at) fuzz::must(parse_timestamp(to_string(*at)) == *at);
  }
  return 0;
}
