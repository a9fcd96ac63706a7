#include "domain/timeline/revisit.h"

#include <algorithm>

#include "base/ascii.h"

namespace tandem::timeline {
namespace {

constexpr int kLongestPause = 90 * 24;         // hours
constexpr int kLongestThrottle = 7 * 24 * 60;  // minutes
constexpr std::size_t kMostPatterns = 50;
constexpr std::size_t kLongestPattern = 200;  // bytes

// Takes time in proportion to the two lengths multiplied at worst: the last star is the only one
// that is ever widened.
bool matches(std::string_view pattern, std::string_view text) {
  std::size_t p = 0;
  std::size_t t = 0;
  std::size_t star = pattern.npos;
  std::size_t resume = 0;
  while (t < text.size()) {
    if (p < pattern.size() && pattern[p] == '*') {
      star = p++;
      resume = t;
    } else if (p < pattern.size() && ascii_lower(pattern[p]) == ascii_lower(text[t])) {
      ++p;
      ++t;
    } else if (star != pattern.npos) {
      p = star + 1;
      t = ++resume;
    } else {
      return false;
    }
  }
  while (p < pattern.size() && pattern[p] == '*') ++p;
  return p == pattern.size();
}

bool is_pattern(std::string_view text) {
  return !text.empty() && text.size() <= kLongestPattern &&
         (text.front() == '/' || text.front() == '*') && text.find_first_of(" \t\r\n") == text.npos;
}

Error out_of_range(std::string code, int least, int most, std::string field) {
  return Error::invalid(std::move(code),
                        {{"least", std::to_string(least)}, {"most", std::to_string(most)}},
                        std::move(field));
}

// The last sign of the contact before this visit, or the company's first of it.
bool has_returned(const RevisitFacts& facts, const RevisitSettings& settings) {
  if (!facts.visit.is_known) return false;
  const auto last = facts.visit.seen_before.value_or(facts.known_since);
  return facts.visit.began_at - last >= std::chrono::hours(settings.pause_hours);
}

}  // namespace

Result<void> RevisitSettings::validate() const {
  if (pause_hours < 1 || pause_hours > kLongestPause) {
    return out_of_range("timeline.bad_pause", 1, kLongestPause, "pause_hours");
  }
  if (throttle_minutes < 0 || throttle_minutes > kLongestThrottle) {
    return out_of_range("timeline.bad_throttle", 0, kLongestThrottle, "throttle_minutes");
  }
  if (important_pages.size() > kMostPatterns) {
    return Error::invalid("timeline.too_many_pages", {{"most", std::to_string(kMostPatterns)}},
                          "important_pages");
  }
  for (std::size_t i = 0; i < important_pages.size(); ++i) {
    if (is_pattern(important_pages[i])) continue;
    return Error::invalid("timeline.bad_page_pattern", {{"pattern", important_pages[i]}},
                          "important_pages[" + std::to_string(i) + "]");
  }
  return {};
}

bool is_important(std::string_view url, const RevisitSettings& settings) {
  if (url.empty()) return false;
  const auto path = path_of(url);
  return std::ranges::any_of(settings.important_pages,
                             [&](const auto& pattern) { return matches(pattern, path); });
}

std::optional<RevisitReason> revisit(const RevisitFacts& facts, const RevisitSettings& settings,
                                     Timestamp now) {
  if (now - facts.at > kRevisitIsNews) return std::nullopt;
  const auto told = facts.told_at;
  if (told && facts.at - *told < std::chrono::minutes(settings.throttle_minutes)) {
    return std::nullopt;
  }
  const bool told_of_visit = told && *told >= facts.visit.began_at;
  if (!told_of_visit && has_returned(facts, settings)) return RevisitReason::returned;
  const bool is_view = facts.kind == ActivityKind::page_viewed;
  if (is_view && is_important(facts.url, settings)) return RevisitReason::important_page;
  return std::nullopt;
}

}  // namespace tandem::timeline
