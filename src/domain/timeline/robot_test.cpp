#include "domain/timeline/robot.h"

#include <gtest/gtest.h>

namespace tandem::timeline {
namespace {

// On more than one line, and so beside the lists below: within a list, neighbours look like a
// forgotten comma.
constexpr auto headless_chrome =
    "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) "
    "HeadlessChrome/131.0.0.0 Safari/537.36";
constexpr auto edge =
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/131.0.0.0 Safari/537.36 Edg/131.0.0.0";
constexpr auto iphone =
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like "
    "Gecko) Version/18.1 Mobile/15E148 Safari/604.1";
constexpr auto cubot_phone =
    "Mozilla/5.0 (Linux; Android 13; CUBOT X70) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/131.0.0.0 Mobile Safari/537.36";

TEST(Robot, SaysThatItIsOne) {
  for (const auto* agent :
       {"Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
        "Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)", "SomeBot",
        "Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; GPTBot/1.2)",
        headless_chrome, "facebookexternalhit/1.1", "curl/7.88.1", "python-requests/2.31", "",
        "  "}) {
    EXPECT_TRUE(calls_itself_robot(agent)) << agent;
  }
}

TEST(Robot, IsNoBrowserOfAPerson) {
  for (const auto* agent :
       {"Mozilla/5.0 (X11; Linux x86_64; rv:133.0) Gecko/20100101 Firefox/133.0", edge, iphone,
        cubot_phone}) {
    EXPECT_FALSE(calls_itself_robot(agent)) << agent;
  }
}

}  // namespace
}  // namespace tandem::timeline
