#include "domain/agreement/waterfall.h"

namespace tandem::agreement {
namespace {

using std::chrono::days;
using std::chrono::sys_days;

struct Sum {
  double count = 0;
  double value = 0;
};

// What came on each day of the month that begins on `first`, and nothing else.
std::vector<Sum> by_day(const BusinessCalendar& calendar, sys_days first, std::size_t length,
                        std::span<const Arrival> arrivals, Timestamp now) {
  std::vector<Sum> sums(length);
  for (const auto& arrival : arrivals) {
    if (arrival.at > now) continue;
    const auto day = (sys_days(calendar.day_of(arrival.at)) - first).count();
    if (day < 0 || day >= static_cast<std::int64_t>(length)) continue;
    auto& sum = sums[static_cast<std::size_t>(day)];
    sum.count += 1;
    sum.value += arrival.expected_value;
  }
  return sums;
}

}  // namespace

Waterfall waterfall(const BusinessCalendar& calendar, std::chrono::year_month month,
                    const MonthTarget& target, std::span<const Arrival> arrivals, Timestamp now) {
  const sys_days first = month / 1;
  const sys_days after = (month + std::chrono::months(1)) / 1;
  const Timestamp from = calendar.start_of(first);
  const Timestamp to = calendar.start_of(after);
  const auto length = static_cast<std::size_t>((after - first).count());
  const auto sums = by_day(calendar, first, length, arrivals, now);

  Waterfall found;
  for (std::size_t i = 0; i < length; ++i) {
    const sys_days day = first + days(i);
    const Timestamp end = calendar.start_of(day + days(1));
    const double weight = goals::elapsed_weight(calendar, from, to, end);
    found.count += sums[i].count;
    found.value += sums[i].value;
    WaterfallDay row{day, target.count * weight, target.expected_value * weight, {}, {}};
    if (calendar.start_of(day) <= now) {
      row.count = found.count;
      row.value = found.value;
    }
    found.days.push_back(row);
  }
  const double weight = goals::elapsed_weight(calendar, from, to, now);
  found.count_pace = goals::pace(target.count, found.count, weight);
  found.value_pace = goals::pace(target.expected_value, found.value, weight);
  return found;
}

}  // namespace tandem::agreement
