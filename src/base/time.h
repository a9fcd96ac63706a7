// Instants and dates: UTC milliseconds in storage, RFC 3339 in JSON, calendar days where a person
// means a day. Zones are business_calendar's and the reader's affair.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace tandem {

using Millis = std::chrono::milliseconds;
using Timestamp = std::chrono::sys_time<Millis>;
using Date = std::chrono::year_month_day;

// "2018-02-26T19:58:54.000Z".
std::string to_string(Timestamp at);
// "2018-02-26".
std::string to_string(Date day);

// RFC 3339 with an offset or Z: "2018-02-26T19:58:54Z", "…54.123+02:00", "…54.000+0000".
std::optional<Timestamp> parse_timestamp(std::string_view text);
// "2018-02-26"; nothing for days that do not exist.
std::optional<Date> parse_date(std::string_view text);

}  // namespace tandem
