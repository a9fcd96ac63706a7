#include "actions/contact_views.h"

#include <gtest/gtest.h>

#include "storage/access.h"
#include "storage/contact_views.h"
#include "storage/ledger/test_ledger.h"

namespace tandem::actions {
namespace {

class SavedViews : public testing::Test {
 protected:
  storage::TestLedger ledger;
  Id ada, bob;

  void SetUp() override {
    ledger.write([&](storage::Write& write) {
      ada = write.next_id();
      bob = write.next_id();
      for (const auto& [id, email] : {std::pair(ada, "a@example.org"), {bob, "b@example.org"}}) {
        storage::insert_member(write.db,
                               {.id = id, .name = "M", .email = email, .disabled_at = {}});
      }
    });
  }

  Result<people::SavedView> save(const std::string& name, Id member, bool shared = false) {
    NewView wanted{.name = name, .shared = shared, .query = {}};
    wanted.query.owner = "me";
    return ledger->write([&](storage::Write& write) { return save_view(write, wanted, member); });
  }
  Result<people::SavedView> change(Id view, const ViewEdit& edit, Id member) {
    return ledger->write(
        [&](storage::Write& write) { return change_view(write, view, edit, member); });
  }
  Result<void> remove(Id view, Id member) {
    return ledger->write([&](storage::Write& write) { return remove_view(write, view, member); });
  }
  std::vector<std::string> seen_by(Id member) {
    std::vector<std::string> names;
    for (const auto& view :
         ledger->read([&](storage::Connection& db) { return storage::list_views(db, member); })) {
      names.push_back(view.name);
    }
    return names;
  }
};

TEST_F(SavedViews, AreSeenByTheirMakerAndSharedByAll) {
  const auto own = save(" Mine ", ada);
  ASSERT_TRUE(own);
  EXPECT_EQ(print_json(own->query), R"({"owner":"me"})");
  ASSERT_TRUE(save("Everybody's", ada, true));
  EXPECT_EQ(seen_by(ada), (std::vector<std::string>{"Mine", "Everybody's"}));
  EXPECT_EQ(seen_by(bob), (std::vector<std::string>{"Everybody's"}));
}

TEST_F(SavedViews, AreChangedAndRemovedByTheirMakerOnly) {
  const auto own = save("Mine", ada)->id;
  const auto shared = save("Shared", ada, true)->id;
  EXPECT_EQ(change(own, {.name = "His", .shared = {}, .query = {}}, bob).error().code,
            "people.view_not_found");
  EXPECT_EQ(change(shared, {.name = "His", .shared = {}, .query = {}}, bob).error().code,
            "people.view_of_another");
  EXPECT_EQ(remove(own, bob).error().code, "people.view_not_found");
  EXPECT_EQ(remove(shared, bob).error().code, "people.view_of_another");

  people::ViewQuery query;
  query.stage = "mql,sql";
  const auto changed = change(own, {.name = "Ours", .shared = true, .query = query}, ada);
  ASSERT_TRUE(changed);
  EXPECT_EQ(print_json(changed->query), R"({"stage":"mql,sql"})");
  EXPECT_EQ(seen_by(bob), (std::vector<std::string>{"Ours", "Shared"}));
  ASSERT_TRUE(remove(shared, ada));
  EXPECT_EQ(remove(shared, ada).error().code, "people.view_not_found");
  EXPECT_EQ(seen_by(ada), (std::vector<std::string>{"Ours"}));
}

TEST_F(SavedViews, HaveANameAndAreNotWithoutEnd) {
  EXPECT_EQ(save(" ", ada).error().code, "people.nameless");
  EXPECT_EQ(save(std::string(81, 'a'), ada).error().field, "name");
  for (std::size_t i = 0; i < people::kMostViews; ++i) ASSERT_TRUE(save("View", ada));
  EXPECT_EQ(save("One more", ada).error().code, "people.too_many_views");
  EXPECT_TRUE(save("His first", bob));
}

}  // namespace
}  // namespace tandem::actions
