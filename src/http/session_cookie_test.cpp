#include "http/session_cookie.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace tandem::http {
namespace {

Request with_cookies(std::initializer_list<std::string_view> lines, bool secure = false) {
  Request request;
  request.secure = secure;
  for (const auto line : lines) request.headers.add("cookie", line);
  return request;
}

TEST(SessionCookie, IsFoundAmongOthers) {
  EXPECT_EQ(session_secret(with_cookies({"a=1; tandem_session=abc; b=2"})), "abc");
  EXPECT_EQ(session_secret(with_cookies({"a=1", "tandem_session=abc"})), "abc");
  EXPECT_EQ(session_secret(with_cookies({"__Host-tandem_session=abc"}, true)), "abc");
}

TEST(SessionCookie, IsNotFoundWhereThereIsNoneOrTwo) {
  EXPECT_FALSE(session_secret(with_cookies({})));
  EXPECT_FALSE(session_secret(with_cookies({"tandem_sessions=abc; xtandem_session=abc; ;=;"})));
  EXPECT_FALSE(session_secret(with_cookies({"tandem_session=abc; tandem_session=evil"})));
  EXPECT_FALSE(session_secret(with_cookies({"tandem_session=abc", "tandem_session=evil"})));
  EXPECT_FALSE(session_secret(with_cookies({"tandem_session=planted"}, true)))
      << "over TLS only the name that no neighbour can set";
}

TEST(SessionCookie, IsKeptFromScriptsAndOtherSites) {
  Headers plain;
  set_session_cookie(plain, with_cookies({}), "abc");
  const std::string cookie(*plain.find("Set-Cookie"));
  EXPECT_THAT(cookie, testing::StartsWith("tandem_session=abc; Path=/; HttpOnly; SameSite=Lax"));
  EXPECT_THAT(cookie, testing::Not(testing::HasSubstr("Secure")));
  Headers secure;
  set_session_cookie(secure, with_cookies({}, true), "abc");
  EXPECT_THAT(
      std::string(*secure.find("Set-Cookie")),
      testing::AllOf(testing::StartsWith("__Host-tandem_session="), testing::EndsWith("; Secure")));
}

}  // namespace
}  // namespace tandem::http
