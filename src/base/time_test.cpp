#include "base/time.h"

#include <ostream>

#include <gtest/gtest.h>

#include "base/clock.h"

namespace tandem {
namespace {

TEST(Timestamp, IsReadAndWrittenInUtc) {
  struct Scenario {
    const char* text;
    const char* expected;
  };
  for (const auto& s : {
           Scenario{"2018-02-26T19:58:54.000Z", "2018-02-26T19:58:54.000Z"},
           {"2018-02-26T19:58:54Z", "2018-02-26T19:58:54.000Z"},
           {"2018-02-26t19:58:54z", "2018-02-26T19:58:54.000Z"},
           {"2018-02-26 19:58:54Z", "2018-02-26T19:58:54.000Z"},
           {"2018-02-26T19:58:54.123+02:00", "2018-02-26T17:58:54.123Z"},
           {"2018-02-26T19:58:54.000+0000", "2018-02-26T19:58:54.000Z"},
           {"2018-02-26T19:58:54-0530", "2018-02-27T01:28:54.000Z"},
           {"2018-02-26T19:58:54-00:00", "2018-02-26T19:58:54.000Z"},
           {"2018-02-26T19:58:54.1Z", "2018-02-26T19:58:54.100Z"},
           {"2018-02-26T19:58:54.999999999Z", "2018-02-26T19:58:54.999Z"},
           {"2018-02-26T19:58:54.00000000000000000000009Z", "2018-02-26T19:58:54.000Z"},
           {"2020-02-29T23:59:59.999Z", "2020-02-29T23:59:59.999Z"},
           {"1969-12-31T23:59:59.999Z", "1969-12-31T23:59:59.999Z"},
           {"0001-01-01T00:00:00Z", "0001-01-01T00:00:00.000Z"},
           {"9999-12-31T23:59:59.999Z", "9999-12-31T23:59:59.999Z"},
       }) {
    const auto at = parse_timestamp(s.text);
    ASSERT_TRUE(at) << s.text;
    EXPECT_EQ(to_string(*at), s.expected) << s.text;
    EXPECT_EQ(parse_timestamp(to_string(*at)), at) << s.text;
  }
  EXPECT_EQ(parse_timestamp("1970-01-01T00:00:01.5Z"), Timestamp(Millis(1500)));
}

TEST(Timestamp, RefusesWhatIsNotRfc3339) {
  for (const char* text : {"",
                           "2018",
                           "2018-02-26",
                           "2018-02-26T19:58:54",
                           "2018-02-26T19:58Z",
                           "2018-02-26T19Z",
                           "2018-02-26T24:00:00Z",
                           "2018-02-26T19:60:00Z",
                           "2018-02-26T23:59:60Z",
                           "2018-02-26T19:58:54.Z",
                           "2018-02-26T19:58:54,5Z",
                           "2018-02-26T19:58:54Z ",
                           " 2018-02-26T19:58:54Z",
                           "2018-02-26  19:58:54Z",
                           "2018-02-26T19:58:54 Z",
                           "2018-02-26T19:58:54+2",
                           "2018-02-26T19:58:54+02",
                           "2018-02-26T19:58:54+02:0",
                           "2018-02-26T19:58:54+24:00",
                           "2018-02-26T19:58:54+02:60",
                           "2018-02-26T19:58:54+02:00:00",
                           "2018-02-26T19:58:54ZZ",
                           "2018-02-30T19:58:54Z",
                           "2018-2-26T19:58:54Z",
                           "2018-02-26T 9:58:54Z",
                           "2018-02-26T-1:58:54Z",
                           "2018/02/26T19:58:54Z",
                           "+018-02-26T19:58:54Z",
                           "0000-12-31T23:59:59Z",
                           "0001-01-01T00:00:00+02:00",
                           "9999-12-31T23:59:59-02:00",
                           "20180226T195854Z",
                           "1519675134000",
                           "now"}) {
    EXPECT_FALSE(parse_timestamp(text)) << text;
  }
  EXPECT_FALSE(
      parse_timestamp(std::string_view("2018-02-26\0"
                                       "19:58:54Z",
                                       20)));
}

TEST(Day, IsReadAndWritten) {
  for (const char* text : {"2018-02-26", "2020-02-29", "2000-02-29", "0001-01-01", "9999-12-31"}) {
    const auto day = parse_date(text);
    ASSERT_TRUE(day) << text;
    EXPECT_EQ(to_string(*day), text);
  }
  using namespace std::chrono;
  EXPECT_EQ(parse_date("2018-02-26"), 2018y / February / 26);
}

TEST(Day, RefusesDaysThatDoNotExist) {
  for (const char* text :
       {"", "2018-02-29", "1900-02-29", "2018-04-31", "2018-00-10", "2018-13-01", "2018-01-00",
        "2018-01-32", "0000-01-01", "-001-01-01", "18-01-01", "2018-1-1", "2018-01-011",
        "2018-01-01T00:00:00Z", "20180101", "01/02/2018", " 2018-01-01", "2018-01-0a"}) {
    EXPECT_FALSE(parse_date(text)) << text;
  }
}

TEST(FakeClock, MovesOnlyWhenTold) {
  FakeClock clock(*parse_timestamp("2026-03-27T16:50:00Z"));
  EXPECT_EQ(to_string(clock.now()), "2026-03-27T16:50:00.000Z");
  clock.advance(std::chrono::hours(-1));
  EXPECT_EQ(to_string(clock.now()), "2026-03-27T15:50:00.000Z");
  clock.set(Timestamp(Millis(0)));
  EXPECT_EQ(clock.now(), Timestamp());
}

TEST(WallClock, IsInThisCentury) {
  EXPECT_GT(WallClock().now(), *parse_timestamp("2024-01-01T00:00:00Z"));
  EXPECT_LT(WallClock().now(), *parse_timestamp("2100-01-01T00:00:00Z"));
}

}  // namespace
}  // namespace tandem
