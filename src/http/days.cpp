#include "http/days.h"

#include <date/tz.h>

namespace tandem::http {

Timestamp start_of(Date day, const std::string& zone) {
  const std::chrono::sys_days days(day);
  return date::locate_zone(zone)->to_sys(date::local_days(days.time_since_epoch()),
                                         date::choose::earliest);
}

Timestamp end_of(Date day, const std::string& zone) {
  return start_of(Date(std::chrono::sys_days(day) + std::chrono::days(1)), zone);
}

}  // namespace tandem::http
