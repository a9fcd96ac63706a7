#include "http/authorization.h"

#include <gtest/gtest.h>

namespace tandem::http {
namespace {

Request with(std::string_view authorization) {
  Request request;
  request.headers.add("Authorization", authorization);
  return request;
}

TEST(Authorization, IsReadByItsScheme) {
  EXPECT_EQ(bearer_token(Request{}), std::nullopt);
  EXPECT_EQ(bearer_token(with("Bearer abc")), "abc");
  EXPECT_EQ(bearer_token(with("bearer  abc")), "abc");
  EXPECT_EQ(bearer_token(with("Bearerabc")), std::nullopt);
  EXPECT_EQ(bearer_token(with("Basic abc")), std::nullopt);
  EXPECT_EQ(bearer_token(with("Bear")), std::nullopt);
}

TEST(Authorization, TellsTheUserOfBasic) {
  EXPECT_EQ(basic_user(Request{}), std::nullopt);
  EXPECT_EQ(basic_user(with("Basic d2tfMTo=")), "wk_1");
  EXPECT_EQ(basic_user(with("Basic d2tfMTpzZWNyZXQ=")), "wk_1") << "the password says nothing";
  EXPECT_EQ(basic_user(with("Basic Og==")), "");
  EXPECT_EQ(basic_user(with("Basic d2tfMQ==")), std::nullopt) << "no colon";
  EXPECT_EQ(basic_user(with("Basic d2tfMTo")), std::nullopt) << "no padding";
  EXPECT_EQ(basic_user(with("Basic \xff\xff")), std::nullopt);
  EXPECT_EQ(basic_user(with("Bearer d2tfMTo=")), std::nullopt);
}

}  // namespace
}  // namespace tandem::http
