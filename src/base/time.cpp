#include "base/time.h"

#include <fmt/format.h>

namespace tandem {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;
using std::chrono::sys_days;

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

// Takes what it reads off the front of the text. Once something is missing it stays failed, so that
// a parser reads as the format it accepts and asks once, at the end.
class Reader {
 public:
  explicit Reader(std::string_view text) : rest_(text) {}

  int number(std::size_t width, int least, int most) {
    int value = 0;
    for (std::size_t i = 0; i < width; ++i) {
      const char c = take();
      if (!is_digit(c)) return fail();
      value = value * 10 + (c - '0');
    }
    return value >= least && value <= most ? value : fail();
  }

  char one_of(std::string_view allowed) {
    const char c = take();
    if (c == '\0' || allowed.find(c) == std::string_view::npos) fail();
    return c;
  }

  bool skip(char c) {
    const bool here = !rest_.empty() && rest_.front() == c;
    if (here) rest_.remove_prefix(1);
    return here;
  }

  // Any number of decimals of a second; what is finer than a millisecond is cut off.
  Millis fraction() {
    if (rest_.empty() || !is_digit(rest_.front())) fail();
    int value = 0;
    int scale = 100;
    for (; !rest_.empty() && is_digit(rest_.front()); rest_.remove_prefix(1)) {
      value += (rest_.front() - '0') * scale;
      scale /= 10;
    }
    return Millis(value);
  }

  Date date() {
    const int y = number(4, 1, 9999);
    one_of("-");
    const int m = number(2, 1, 12);
    one_of("-");
    const int d = number(2, 1, 31);
    const Date day{std::chrono::year(y), std::chrono::month(static_cast<unsigned>(m)),
                   std::chrono::day(static_cast<unsigned>(d))};
    if (!day.ok()) fail();
    return day;
  }

  // Seconds end at 59: POSIX time, and so the ledger, has no leap seconds.
  Millis time_of_day() {
    const hours h(number(2, 0, 23));
    one_of(":");
    const minutes m(number(2, 0, 59));
    one_of(":");
    const seconds s(number(2, 0, 59));
    return h + m + s + (skip('.') ? fraction() : Millis(0));
  }

  minutes offset() {
    const char sign = one_of("Zz+-");
    if (sign == 'Z' || sign == 'z') return minutes(0);
    const hours h(number(2, 0, 23));
    skip(':');
    const minutes m = h + minutes(number(2, 0, 59));
    return sign == '-' ? -m : m;
  }

  bool at_end() const { return !failed_ && rest_.empty(); }

 private:
  char take() {
    if (rest_.empty()) return '\0';
    const char c = rest_.front();
    rest_.remove_prefix(1);
    return c;
  }
  int fail() {
    failed_ = true;
    return 0;
  }

  std::string_view rest_;
  bool failed_ = false;
};

}  // namespace

std::string to_string(Timestamp at) {
  const auto day = std::chrono::floor<days>(at);
  const std::chrono::hh_mm_ss time(at - day);
  return fmt::format("{}T{:02}:{:02}:{:02}.{:03}Z", to_string(Date(day)), time.hours().count(),
                     time.minutes().count(), time.seconds().count(), time.subseconds().count());
}

std::string to_string(Date day) {
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(day.year()),
                     static_cast<unsigned>(day.month()), static_cast<unsigned>(day.day()));
}

std::optional<Timestamp> parse_timestamp(std::string_view text) {
  Reader reader(text);
  const Date day = reader.date();
  reader.one_of("Tt ");
  const Millis time = reader.time_of_day();
  const minutes offset = reader.offset();
  if (!reader.at_end()) return std::nullopt;
  const Timestamp at = sys_days(day) + time - offset;
  // An offset may carry the first or last day of all out of the four-digit years.
  const int year = static_cast<int>(Date(std::chrono::floor<days>(at)).year());
  if (year < 1 || year > 9999) return std::nullopt;
  return at;
}

std::optional<Date> parse_date(std::string_view text) {
  Reader reader(text);
  const Date day = reader.date();
  if (!reader.at_end()) return std::nullopt;
  return day;
}

}  // namespace tandem
