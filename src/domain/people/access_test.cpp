#include "domain/people/access.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace tandem::people {
namespace {

using testing::ElementsAre;

TEST(Access, WhoHasNotSignedInMayDoWhatEveryoneMay) {
  EXPECT_THAT(permissions_of(std::nullopt), ElementsAre(Permission::everyone));
}

TEST(Access, AReaderReadsFiguresOnly) {
  EXPECT_THAT(permissions_of(Role::reader),
              ElementsAre(Permission::everyone, Permission::own_account, Permission::read_figures));
}

TEST(Access, ARepWorksWithContacts) {
  EXPECT_TRUE(may(Role::rep, Permission::edit_contacts));
  EXPECT_FALSE(may(Role::rep, Permission::export_contacts));
  EXPECT_FALSE(may(Role::rep, Permission::read_audit));
}

TEST(Access, TheHeadsTakeDataAway) {
  for (const auto head : {Role::marketing_head, Role::sales_head}) {
    EXPECT_TRUE(may(head, Permission::export_contacts));
    EXPECT_FALSE(may(head, Permission::manage_members));
  }
}

TEST(Access, AnAdministratorMayDoEverything) {
  EXPECT_EQ(permissions_of(Role::admin).size(), 10U);
}

}  // namespace
}  // namespace tandem::people
