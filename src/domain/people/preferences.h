// How a member likes the app to look; follows them from browser to browser.
#pragma once

#include <optional>

#include "base/described.h"
#include "base/text.h"

namespace tandem::people {

enum class Theme { light, dark, system };
BOOST_DESCRIBE_ENUM(Theme, light, dark, system)

// What is absent was never chosen: the browser's wish then holds.
struct Preferences {
  std::optional<Language> language;
  std::optional<Theme> theme;

  bool operator==(const Preferences&) const = default;
};
BOOST_DESCRIBE_STRUCT(Preferences, (), (language, theme))

}  // namespace tandem::people
