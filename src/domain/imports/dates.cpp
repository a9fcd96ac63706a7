#include "domain/imports/dates.h"

#include <array>
#include <charconv>
#include <string>

#include "domain/imports/words.h"

namespace tandem::imports {
namespace {

constexpr int kFirstYear = 1900;
constexpr int kLastYear = 2200;

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_letter(char c) {
  return (c | 32) >= 'a' && (c | 32) <= 'z';
}

// The three numbers of a date, in the order that they stand for.
struct Day {
  int year = 0;
  int month = 0;
  int day = 0;
  DateShape shape = DateShape::clear;
};

struct Moment {
  Day day;
  Millis since_midnight{0};
  std::optional<std::chrono::minutes> offset;  // from UTC
};

struct Number {
  int value = 0;
  int digits = 0;
};

// Reads from the front of a text; every function leaves it alone when it does not find its thing.
class Cursor {
 public:
  explicit Cursor(std::string_view text) : text_(text) {}

  bool done() const { return text_.empty(); }

  bool take(char c) {
    if (done() || text_.front() != c) return false;
    text_.remove_prefix(1);
    return true;
  }

  bool take_any(std::string_view characters) {
    const auto length = std::min(text_.find_first_not_of(characters), text_.size());
    text_.remove_prefix(length);
    return length > 0;
  }

  // One of '-', '/', '.'.
  std::optional<char> separator() {
    if (done() || std::string_view("-/.").find(text_.front()) == std::string_view::npos) return {};
    const char c = text_.front();
    text_.remove_prefix(1);
    return c;
  }

  std::optional<Number> number(int most_digits) {
    Number number;
    while (number.digits < static_cast<int>(text_.size()) &&
           is_digit(text_[static_cast<std::size_t>(number.digits)])) {
      ++number.digits;
    }
    if (number.digits == 0 || number.digits > most_digits) return std::nullopt;
    std::from_chars(text_.data(), text_.data() + number.digits, number.value);
    text_.remove_prefix(static_cast<std::size_t>(number.digits));
    return number;
  }

  // Letters, accented ones too, and the full stop of an abbreviation.
  std::string_view word() {
    std::size_t length = 0;
    while (length < text_.size() && (is_letter(text_[length]) || (text_[length] & 0x80))) ++length;
    const auto word = text_.substr(0, length);
    text_.remove_prefix(length);
    if (length > 0) take('.');
    return word;
  }

  std::string_view rest() const { return text_; }

 private:
  std::string_view text_;
};

// 1 to 12 for the English and French names and what they are shortened to; 0 for other words.
int month_of(std::string_view word) {
  const auto plain = words(word);
  if (plain.size() != 1 || plain[0].size() < 3) return 0;
  static constexpr std::array<std::array<std::string_view, 2>, 12> kNames{
      {{"january", "janvier"},
       {"february", "fevrier"},
       {"march", "mars"},
       {"april", "avril"},
       {"may", "mai"},
       {"june", "juin"},
       {"july", "juillet"},
       {"august", "aout"},
       {"september", "septembre"},
       {"october", "octobre"},
       {"november", "novembre"},
       {"december", "decembre"}}};
  // Shortened French June and July share three letters.
  if (plain[0] == "jui") return 0;
  for (std::size_t i = 0; i < kNames.size(); ++i) {
    for (const auto name : kNames[i]) {
      if (name.starts_with(plain[0])) return static_cast<int>(i) + 1;
    }
  }
  return 0;
}

int full_year(Number year) {
  if (year.digits > 2) return year.value;
  return year.value < 70 ? 2000 + year.value : 1900 + year.value;
}

// The three numbers of 27/03/2026 and the like; `a` comes first.
Day by_order(int a, int b, Number year, std::optional<DateOrder> order) {
  Day day{.year = full_year(year), .month = b, .day = a, .shape = DateShape::day_first};
  if (a <= 12 && b <= 12 && a != b) day.shape = DateShape::either;
  if (a == b) day.shape = DateShape::clear;
  if (a <= 12 && b > 12) day.shape = DateShape::month_first;
  const bool month_first =
      order ? *order == DateOrder::month_first : day.shape == DateShape::month_first;
  if (month_first) std::swap(day.day, day.month);
  if (order && day.shape == DateShape::either) day.shape = DateShape::clear;
  return day;
}

// "26-02-2018" after its first number; also "01-Aug-2026" and "1 août 2026".
std::optional<Day> after_day(Cursor& cursor, int first, std::optional<DateOrder> order) {
  const auto separator = cursor.separator();
  if (separator) {
    if (const auto second = cursor.number(2)) {
      if (cursor.separator() != separator) return std::nullopt;
      const auto year = cursor.number(4);
      if (!year || year->digits == 3 || year->digits == 1) return std::nullopt;
      return by_order(first, second->value, *year, order);
    }
  } else {
    cursor.take_any(" ");
    if (cursor.rest().starts_with("er ") || cursor.rest().starts_with("st ")) cursor.word();
    cursor.take_any(" ");
  }
  const int month = month_of(cursor.word());
  if (month == 0) return std::nullopt;
  if (!cursor.take_any(separator ? std::string_view(&*separator, 1) : " ,")) return std::nullopt;
  const auto year = cursor.number(4);
  if (!year || (year->digits != 4 && year->digits != 2)) return std::nullopt;
  return Day{full_year(*year), month, first};
}

// "Aug 1, 2026", also with the name of the day before it.
std::optional<Day> after_word(Cursor& cursor, std::optional<DateOrder> order) {
  std::string_view word = cursor.word();
  cursor.take_any(" ,");
  int month = month_of(word);
  if (month == 0) {  // "Thu Jan 18 2024", "mardi 1 août 2026"
    if (const auto day = cursor.number(2)) return after_day(cursor, day->value, order);
    month = month_of(cursor.word());
    cursor.take_any(" ");
  }
  const auto day = cursor.number(2);
  if (month == 0 || !day || !cursor.take_any(" ,")) return std::nullopt;
  const auto year = cursor.number(4);
  if (!year || year->digits != 4) return std::nullopt;
  return Day{year->value, month, day->value};
}

std::optional<Day> read_day(Cursor& cursor, std::optional<DateOrder> order) {
  const auto first = cursor.number(8);
  if (!first) return after_word(cursor, order);
  if (first->digits == 8) {
    return Day{first->value / 10000, first->value / 100 % 100, first->value % 100};
  }
  if (first->digits <= 2) return after_day(cursor, first->value, order);
  const auto separator = cursor.separator();
  if (first->digits != 4 || !separator) return std::nullopt;
  const auto month = cursor.number(2);
  if (!month || cursor.separator() != separator) return std::nullopt;
  const auto day = cursor.number(2);
  if (!day) return std::nullopt;
  return Day{first->value, month->value, day->value};
}

// ".123" and ",123456" as milliseconds; 0 when there is no fraction.
int read_fraction(Cursor& cursor) {
  const auto rest = cursor.rest();
  if (rest.size() < 2 || !is_digit(rest[1]) || !(cursor.take('.') || cursor.take(','))) return 0;
  int millis = 0;
  for (int weight = 100; !cursor.done() && is_digit(cursor.rest().front()); weight /= 10) {
    millis += weight * (cursor.rest().front() - '0');
    cursor.take(cursor.rest().front());
  }
  return millis;
}

bool read_clock(Cursor& cursor, Moment& moment) {
  const auto hour = cursor.number(2);
  if (!hour || !cursor.take(':')) return false;
  const auto minute = cursor.number(2);
  if (!minute || minute->digits != 2) return false;
  int second = 0;
  int millis = 0;
  if (cursor.take(':')) {
    const auto seconds = cursor.number(2);
    if (!seconds || seconds->value > 60) return false;
    second = std::min(seconds->value, 59);  // a leap second is told as the one before it
    millis = read_fraction(cursor);
  }
  int hours = hour->value;
  cursor.take_any(" ");
  const std::string half = lower(cursor.rest().substr(0, 2));
  if (half == "am" || half == "pm") {
    cursor.word();
    if (hours < 1 || hours > 12) return false;
    hours = hours % 12 + (half == "pm" ? 12 : 0);
  }
  if (hours > 23 || minute->value > 59) return false;
  moment.since_midnight = std::chrono::hours(hours) + std::chrono::minutes(minute->value) +
                          std::chrono::seconds(second) + Millis(millis);
  return true;
}

bool read_zone(Cursor& cursor, Moment& moment) {
  cursor.take_any(" ");
  if (cursor.done()) return true;
  const bool named = cursor.take('Z') || cursor.rest() == "UTC" || cursor.rest() == "GMT";
  if (named) {
    cursor.word();
    moment.offset = std::chrono::minutes(0);
    return cursor.done();
  }
  const bool east = cursor.rest().front() == '+';
  if (!cursor.take('+') && !cursor.take('-')) return false;
  const auto number = cursor.number(4);
  if (!number || number->digits == 3) return false;
  int minutes =
      number->digits == 4 ? number->value / 100 * 60 + number->value % 100 : number->value * 60;
  if (number->digits < 4 && cursor.take(':')) {
    const auto rest = cursor.number(2);
    if (!rest) return false;
    minutes += rest->value;
  }
  moment.offset = std::chrono::minutes(east ? minutes : -minutes);
  return cursor.done() && minutes <= 15 * 60;
}

std::optional<Moment> read_moment(std::string_view text, std::optional<DateOrder> order) {
  Cursor cursor(text);
  const auto day = read_day(cursor, order);
  if (!day) return std::nullopt;
  Moment moment{.day = *day, .since_midnight = {}, .offset = {}};
  if (cursor.done()) return moment;
  if (!cursor.take('T') && !cursor.take_any(" ,")) return std::nullopt;
  if (!read_clock(cursor, moment) || !read_zone(cursor, moment)) return std::nullopt;
  return moment;
}

// 10 or 13 digits: seconds or milliseconds since 1970.
std::optional<Timestamp> read_epoch(std::string_view text) {
  if (text.size() != 10 && text.size() != 13) return std::nullopt;
  std::int64_t count = 0;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), count);
  if (problem != std::errc{} || end != text.data() + text.size() || count <= 0) return std::nullopt;
  return Timestamp(Millis(text.size() == 13 ? count : count * 1000));
}

Error refusal(const char* code, std::string_view text) {
  return Error::invalid(code, {{"value", std::string(text)}});
}

}  // namespace

Result<Timestamp> read_time(std::string_view text, std::optional<DateOrder> order,
                            const date::time_zone& zone) {
  text = trimmed(text);
  if (const auto at = read_epoch(text)) {
    if (*at >= std::chrono::sys_days(std::chrono::year(kLastYear + 1) / 1 / 1)) {
      return refusal("imports.date_impossible", text);
    }
    return *at;
  }
  const auto moment = read_moment(text, order);
  if (!moment) return refusal("imports.date_unreadable", text);
  const Day& day = moment->day;
  if (day.shape == DateShape::either) return refusal("imports.date_ambiguous", text);
  const date::year_month_day known{date::year(day.year), date::month(unsigned(day.month)),
                                   date::day(unsigned(day.day))};
  if (!known.ok() || day.year < kFirstYear || day.year > kLastYear) {
    return refusal("imports.date_impossible", text);
  }
  const auto local = date::local_days(known) + moment->since_midnight;
  if (moment->offset) return Timestamp(local.time_since_epoch() - *moment->offset);
  // The hour that daylight saving skips or repeats: the first instant it can mean.
  return zone.to_sys(local, date::choose::earliest);
}

DateShape date_shape(std::string_view text) {
  text = trimmed(text);
  const auto moment = read_moment(text, std::nullopt);
  // Bare digits are more often a number than a date.
  if (!moment || text.find_first_not_of("0123456789") == text.npos) return DateShape::no_date;
  const Day& day = moment->day;
  const bool possible = day.month >= 1 && day.month <= 12 && day.day >= 1 && day.day <= 31;
  return possible ? day.shape : DateShape::no_date;
}

}  // namespace tandem::imports
