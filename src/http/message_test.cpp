#include "http/message.h"

#include <stdexcept>

#include <gtest/gtest.h>

namespace tandem::http {
namespace {

using namespace std::string_literals;

TEST(Headers, CannotCarryAnotherHeader) {
  const std::vector<std::pair<std::string, std::string>> bad{
      {"Location", "/a\r\nSet-Cookie: b=c"},
      {"Location", "/a\nb"},
      {"Location", "a\rb"},
      {"Location", "a\0b"s},
      {"Location", "\x7f"},
      {"Set-Cookie\r\nX", "1"},
      {"Set-Cookie: a", "1"},
      {"Two words", "1"},
      {"", "1"},
      {"X\0"s, "1"},
      {"Näme", "1"},
  };
  for (const auto& [name, value] : bad) {
    Headers headers;
    EXPECT_THROW(headers.set(name, value), std::invalid_argument) << name << ": " << value;
    EXPECT_THROW(headers.add(name, value), std::invalid_argument) << name << ": " << value;
    EXPECT_THROW(headers.set_default(name, value), std::invalid_argument) << name << ": " << value;
    EXPECT_TRUE(headers.all().empty());
  }
}

TEST(Headers, KeepWhatIsAllowed) {
  Headers headers;
  headers.add("X-Any!#$%&'*+.^_`|~9", "tab\there, Größe, \"quoted\"");
  headers.add("Set-Cookie", "a=1");
  headers.add("set-cookie", "b=2");
  EXPECT_EQ(headers.count("SET-COOKIE"), 2U);
  headers.set("Set-Cookie", "c=3");
  EXPECT_EQ(headers.find("Set-Cookie"), "c=3");
  EXPECT_EQ(headers.count("Set-Cookie"), 1U);
}

TEST(Target, WithANulIsNone) {
  for (const std::string target : {"/a%00b", "/%00", "/a?b=%00", "/a?b%00=c"}) {
    Request request;
    const auto set = set_target(request, target);
    ASSERT_FALSE(set) << target;
    EXPECT_EQ(set.error().code, "http.bad_target");
  }
  Request request;
  EXPECT_TRUE(set_target(request, "/a%20b?c=%0A"));
}

}  // namespace
}  // namespace tandem::http
