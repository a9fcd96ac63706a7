#include "domain/people/credential.h"

#include <gtest/gtest.h>

namespace tandem::people {
namespace {

TEST(Token, MayDoWhatBothItAndItsMemberMay) {
  Token token;
  token.member_id = Id{1};
  token.scopes = {"read_figures", "edit_contacts"};
  EXPECT_TRUE(may(token, Role::rep, Permission::edit_contacts));
  EXPECT_TRUE(may(token, Role::reader, Permission::read_figures));
  EXPECT_FALSE(may(token, Role::reader, Permission::edit_contacts)) << "the member lost the right";
  EXPECT_FALSE(may(token, Role::admin, Permission::read_audit)) << "not among its scopes";
}

TEST(Token, MayDoNothingOnceRevoked) {
  Token token;
  token.member_id = Id{1};
  token.scopes = {"read_figures"};
  token.revoked_at = Timestamp{};
  EXPECT_FALSE(may(token, Role::admin, Permission::read_figures));
  EXPECT_FALSE(may(token, Role::admin, Permission::everyone));
}

TEST(Token, OddScopesGiveNoRight) {
  Token token;
  token.member_id = Id{1};
  for (const boost::json::value& scopes :
       {boost::json::value(nullptr), boost::json::value("read_figures"),
        boost::json::value({1, "everything"})}) {
    token.scopes = scopes;
    EXPECT_FALSE(may(token, Role::admin, Permission::read_figures));
  }
}

}  // namespace
}  // namespace tandem::people
