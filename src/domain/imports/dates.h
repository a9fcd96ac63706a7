// Dates as other systems write them.
//
// Read: 2018-02-26, 2018-02-26 19:58:54, 2024-01-19T09:42:24.000+0000, 2023/02/21 14:05, 20230221,
// 27/03/2026, 3/27/2026 5:04 PM, 27.03.26, Aug 1, 2026, 1 août 2026, 01-Aug-2026, Thu Jan 18 2024,
// and seconds or milliseconds since 1970 (10 or 13 digits). A date without a zone is in the zone
// given; one without a time is its midnight.
//
// 03/04/2026 is ambiguous unless the order is known; 27/03/2026 can only be one thing.
#pragma once

#include <optional>
#include <string_view>

#include <date/tz.h>

#include "base/result.h"
#include "base/time.h"
#include "domain/imports/layout.h"

namespace tandem::imports {

// Errors: imports.date_unreadable {value}, imports.date_ambiguous {value}, imports.date_impossible
// {value}: a day that is in no calendar, or a year before 1900 or after 2200.
Result<Timestamp> read_time(std::string_view text, std::optional<DateOrder> order,
                            const date::time_zone& zone);

// What a value tells about how dates are written in its column.
enum class DateShape { no_date, clear, day_first, month_first, either };
DateShape date_shape(std::string_view text);

}  // namespace tandem::imports
