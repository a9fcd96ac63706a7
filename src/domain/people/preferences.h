// How a member likes the app to look, and when it may disturb them; follows them from browser to
// browser.
#pragma once

#include <optional>

#include "base/described.h"
#include "base/text.h"

namespace tandem::people {

enum class Theme { light, dark, system };
BOOST_DESCRIBE_ENUM(Theme, light, dark, system)

// What is absent was never chosen: the browser's wish then holds.
struct Preferences {
  std::optional<Language> language = {};
  std::optional<Theme> theme = {};
  std::optional<bool> browser_notifications = {};  // shown by the system, beside the app's own
  std::optional<bool> quiet_hours = {};
  // Minutes after midnight in the workspace's time zone; the end may be on the next day. 20:00 to
  // 08:00 when absent.
  std::optional<int> quiet_from_minute = {};
  std::optional<int> quiet_to_minute = {};

  bool operator==(const Preferences&) const = default;
};
BOOST_DESCRIBE_STRUCT(Preferences, (),
                      (language, theme, browser_notifications, quiet_hours, quiet_from_minute,
                       quiet_to_minute))

}  // namespace tandem::people
