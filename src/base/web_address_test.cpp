#include "base/web_address.h"

#include <gtest/gtest.h>

namespace tandem {
namespace {

TEST(WebAddress, IsPrivateUnderTlsOrOnThisMachine) {
  for (const auto* good : {"https://login.example.org", "https://example.org:8443/realms/a?b=c",
                           "http://localhost:8080", "http://127.0.0.1", "http://[::1]:80/x"}) {
    EXPECT_TRUE(is_private_address(good)) << good;
  }
  for (const auto* bad :
       {"", "example.org", "http://example.org", "http://localhost.example.org",
        "http://127.0.0.1@example.org", "https://u:p@example.org", "https://example.org/#a",
        "file:///etc/passwd", "javascript:alert(1)", "https://", "http://127.0.0.2"}) {
    EXPECT_FALSE(is_private_address(bad)) << bad;
  }
}

TEST(WebAddress, IsOfTheWebWithoutUserAndFragment) {
  for (const auto* good : {"https://a.example.org", "http://a.example.org:8080/b?c=d",
                           "http://10.0.0.1/", "HTTPS://[2001:db8::1]/é"}) {
    EXPECT_TRUE(is_web_address(good)) << good;
  }
  for (const auto* bad :
       {"", "a.example.org", "ftp://a.example.org", "https://", "https://u@a.example.org",
        "https://u:p@a.example.org", "https://a.example.org/#b", "https://a b.example.org",
        "javascript:alert(1)", "file:///etc/passwd", "https://a.example.org:70000"}) {
    EXPECT_FALSE(is_web_address(bad)) << bad;
  }
}

TEST(WebAddress, EncodesWhatGoesIntoAQuery) {
  EXPECT_EQ(form_encoded({{"a", "1"}, {"b&", "two words=é"}}), "a=1&b%26=two%20words%3D%C3%A9");
  EXPECT_EQ(with_query("https://a.b/c", {{"d", "e"}}), "https://a.b/c?d=e");
  EXPECT_EQ(with_query("https://a.b/c?x=y", {{"d", "e"}}), "https://a.b/c?x=y&d=e");
}

TEST(WebAddress, KnowsItsHost) {
  EXPECT_EQ(host_of("https://login.example.org:1/x"), "login.example.org");
  EXPECT_EQ(host_of("no address"), "no address");
}

}  // namespace
}  // namespace tandem
