#include "domain/imports/dates.h"

#include <gtest/gtest.h>

namespace tandem::imports {
namespace {

constexpr auto kNone = std::nullopt;
constexpr auto kDay = DateOrder::day_first;
constexpr auto kMonth = DateOrder::month_first;

struct Scenario {
  const char* text;
  std::optional<DateOrder> order;
  std::string expected;  // the instant, or the error's code without "imports.date_"
};

std::string read(const char* text, std::optional<DateOrder> order, const char* zone = "UTC") {
  const auto at = read_time(text, order, *date::locate_zone(zone));
  if (at) return to_string(*at);
  EXPECT_EQ(at.error().args[0].second, text);
  return at.error().code.substr(std::string("imports.date_").size());
}

TEST(ReadTime, Forms) {
  const Scenario kCases[] = {
      {"2018-02-26", kNone, "2018-02-26T00:00:00.000Z"},
      {"2018-02-26 19:58:54", kNone, "2018-02-26T19:58:54.000Z"},
      {"2023-02-21 14:05", kNone, "2023-02-21T14:05:00.000Z"},
      {"2024-01-19T09:42:24.000+0000", kNone, "2024-01-19T09:42:24.000Z"},
      {"2011-10-01T09:45:37.363000+02:00", kNone, "2011-10-01T07:45:37.363Z"},
      {"2024-01-19T09:42:24.5Z", kNone, "2024-01-19T09:42:24.500Z"},
      {"2024-01-19 09:42:24 UTC", kNone, "2024-01-19T09:42:24.000Z"},
      {"2024-01-19T23:00:00-05", kNone, "2024-01-20T04:00:00.000Z"},
      {"2023/2/1", kNone, "2023-02-01T00:00:00.000Z"},
      {"20230221", kNone, "2023-02-21T00:00:00.000Z"},
      {"1700000000000", kNone, "2023-11-14T22:13:20.000Z"},
      {"1700000000", kNone, "2023-11-14T22:13:20.000Z"},
      {"27/03/2026", kNone, "2026-03-27T00:00:00.000Z"},
      {"03/27/2026", kNone, "2026-03-27T00:00:00.000Z"},
      {"04/04/2026", kNone, "2026-04-04T00:00:00.000Z"},
      {"03/04/2026", kNone, "ambiguous"},
      {"3.4.2026", kNone, "ambiguous"},
      {"03/04/2026", kDay, "2026-04-03T00:00:00.000Z"},
      {"03/04/2026", kMonth, "2026-03-04T00:00:00.000Z"},
      {"3.4.26", kDay, "2026-04-03T00:00:00.000Z"},
      {"3/27/2026 5:04 PM", kMonth, "2026-03-27T17:04:00.000Z"},
      {"3/27/2026 12:04:05 am", kMonth, "2026-03-27T00:04:05.000Z"},
      {"3/27/2026, 12:04 PM", kMonth, "2026-03-27T12:04:00.000Z"},
      {"03/27/2026", kDay, "impossible"},
      {"27-03-2026 10:00", kNone, "2026-03-27T10:00:00.000Z"},
      {"Aug 1, 2026", kNone, "2026-08-01T00:00:00.000Z"},
      {"August 1 2026", kNone, "2026-08-01T00:00:00.000Z"},
      {"1 Aug 2026", kNone, "2026-08-01T00:00:00.000Z"},
      {"01-Aug-2026", kNone, "2026-08-01T00:00:00.000Z"},
      {"1 ao\u00fbt 2026", kNone, "2026-08-01T00:00:00.000Z"},
      {"1er f\u00e9vr. 2026", kNone, "2026-02-01T00:00:00.000Z"},
      {"15 juil. 2026 08:30", kNone, "2026-07-15T08:30:00.000Z"},
      {"Thu Jan 18 2024", kNone, "2024-01-18T00:00:00.000Z"},
      {"Tue, 1 Aug 2023 10:11:12 GMT", kNone, "2023-08-01T10:11:12.000Z"},
      {"2016-12-31T23:59:60Z", kNone, "2016-12-31T23:59:59.000Z"},
      {"2020-02-29", kNone, "2020-02-29T00:00:00.000Z"},
      {" 2018-02-26", kNone, "2018-02-26T00:00:00.000Z"},
  };
  for (const auto& [text, order, expected] : kCases) {
    const auto at = read_time(text, order, *date::locate_zone("UTC"));
    const auto got = at ? to_string(*at) : at.error().code.substr(13);
    EXPECT_EQ(got, expected) << text;
  }
}

TEST(ReadTime, Refusals) {
  const Scenario kCases[] = {{"2018-02-30", kNone, "impossible"},
                             {"2019-02-29", kNone, "impossible"},
                             {"0000-00-00", kNone, "impossible"},
                             {"0001-01-01", kNone, "impossible"},
                             {"2201-01-01", kNone, "impossible"},
                             {"9999999999999", kNone, "impossible"},
                             {"31/13/2020", kDay, "impossible"},
                             {"2018-13-01", kNone, "impossible"},
                             {"yesterday", kNone, "unreadable"},
                             {"12", kNone, "unreadable"},
                             {"2018-02", kNone, "unreadable"},
                             {"2018-02-26 25:00", kNone, "unreadable"},
                             {"2018-02-26 10:61", kNone, "unreadable"},
                             {"2018-02-26 13:00 PM", kNone, "unreadable"},
                             {"2018-02-26x", kNone, "unreadable"},
                             {"2018-02/26", kNone, "unreadable"},
                             {"1/2", kNone, "unreadable"},
                             {"1/2/123", kNone, "unreadable"},
                             {"2018-02-26T10:00+99:00", kNone, "unreadable"},
                             {"45231", kNone, "unreadable"},
                             {"Q3 2024", kNone, "unreadable"},
                             {"Foo 1, 2026", kNone, "unreadable"}};
  for (const auto& [text, order, expected] : kCases) EXPECT_EQ(read(text, order), expected) << text;
}

TEST(ReadTime, LocalTimes) {
  EXPECT_EQ(read("2018-02-01", kNone, "America/Sao_Paulo"), "2018-02-01T02:00:00.000Z");
  EXPECT_EQ(read("2024-07-01 10:00", kNone, "Europe/Paris"), "2024-07-01T08:00:00.000Z");
  EXPECT_EQ(read("2024-07-01 10:00Z", kNone, "Europe/Paris"), "2024-07-01T10:00:00.000Z");
  // The hour that does not exist, and the one that comes twice.
  EXPECT_EQ(read("2024-03-31 02:30", kNone, "Europe/Paris"), "2024-03-31T01:00:00.000Z");
  EXPECT_EQ(read("2024-10-27 02:30", kNone, "Europe/Paris"), "2024-10-27T00:30:00.000Z");
}

TEST(DateShapes, TellWhatIsKnown) {
  EXPECT_EQ(date_shape("2024-01-02"), DateShape::clear);
  EXPECT_EQ(date_shape("27/03/2026"), DateShape::day_first);
  EXPECT_EQ(date_shape("03/27/2026"), DateShape::month_first);
  EXPECT_EQ(date_shape("03/04/2026"), DateShape::either);
  EXPECT_EQ(date_shape("12.50"), DateShape::no_date);
  EXPECT_EQ(date_shape("20230221"), DateShape::no_date);
  EXPECT_EQ(date_shape("Paris"), DateShape::no_date);
}

}  // namespace
}  // namespace tandem::imports
