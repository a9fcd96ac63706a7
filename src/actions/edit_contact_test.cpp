#include "actions/edit_contact.h"

#include <gtest/gtest.h>

#include "actions/create_contact.h"
#include "actions/members.h"
#include "storage/contact_list.h"
#include "storage/ledger/test_ledger.h"
#include "storage/people.h"

namespace tandem::actions {
namespace {

class EditContact : public testing::Test {
 protected:
  storage::TestLedger ledger;
  Id ada, bob;

  void SetUp() override {
    ada = add("ada@example.org", "Ada", "Lovelace");
    bob = add("bob@example.org", "Bob", "Buyer");
  }

  Id add(const std::string& email, const std::string& first, const std::string& last) {
    NewContact wanted;
    wanted.email = email;
    wanted.first_name = first;
    wanted.last_name = last;
    return ledger->write([&](storage::Write& write) { return create_contact(write, wanted, {}); })
        ->id;
  }
  people::Contact contact(Id id) {
    return ledger->read(
        [&](storage::Connection& db) { return storage::find_contact(db, id).value(); });
  }
  Result<people::Contact> edit(Id id, const ContactEdit& wanted, const std::string& seen) {
    return ledger->write(
        [&](storage::Write& write) { return edit_contact(write, id, wanted, seen, {}); });
  }
  Result<people::Contact> edit(Id id, const ContactEdit& wanted) {
    return edit(id, wanted, version_of(contact(id)));
  }
  Result<people::Contact> assign(Id id, std::optional<Id> owner) {
    return ledger->write(
        [&](storage::Write& write) { return assign_contact(write, id, owner, {}); });
  }
  std::size_t found(const std::string& typed) {
    storage::ContactFilter filter;
    filter.search = typed;
    return ledger->read([&](storage::Connection& db) {
      return storage::list_contacts(db, filter, storage::ContactSort::newest, "", 10)
          ->contacts.size();
    });
  }
};

ContactEdit with(std::optional<std::string> ContactEdit::*field, const std::string& value) {
  ContactEdit edit;
  edit.*field = value;
  return edit;
}

TEST_F(EditContact, ChangesWhatIsSaidAndTellsWhich) {
  auto wanted = with(&ContactEdit::last_name, " King ");
  wanted.company = "Analytical Engines";
  const auto after = edit(ada, wanted);
  ASSERT_TRUE(after);
  EXPECT_EQ(after->last_name, "King");
  EXPECT_EQ(after->first_name, "Ada");
  EXPECT_EQ(contact(ada), *after);
  EXPECT_TRUE(after->company_id);
  EXPECT_EQ(ledger.count(R"(activity WHERE detail = '{"fields":["last_name","company_id"]}')"), 1);
  EXPECT_EQ(found("king analytical"), 1U);
  EXPECT_EQ(found("lovelace"), 0U);
  EXPECT_EQ(edit(ada, with(&ContactEdit::company, ""))->company_id, std::nullopt);
  EXPECT_EQ(found("analytical"), 0U);
}

TEST_F(EditContact, SaysNothingWhenNothingChanges) {
  const auto before = ledger.count("activity");
  ASSERT_TRUE(edit(ada, with(&ContactEdit::first_name, "Ada")));
  EXPECT_EQ(ledger.count("activity"), before);
}

TEST_F(EditContact, RefusesWhatWasMadeFromAnOlderState) {
  const auto seen = version_of(contact(ada));
  ASSERT_TRUE(edit(ada, with(&ContactEdit::phone, "514 555 0100"), seen));
  const auto late = edit(ada, with(&ContactEdit::title, "Countess"), seen);
  ASSERT_FALSE(late);
  EXPECT_EQ(late.error().code, "people.changed_meanwhile");
  EXPECT_EQ(late.error().kind, ErrorKind::conflict);
  EXPECT_EQ(contact(ada).title, "");
}

TEST_F(EditContact, RefusesWithTheFieldAtFault) {
  struct Case {
    ContactEdit edit;
    std::string code, field;
  };
  ContactEdit nobody;
  nobody.email = nobody.first_name = nobody.last_name = "";
  for (const auto& [wanted, code, field] : std::vector<Case>{
           {with(&ContactEdit::email, "bob@EXAMPLE.org"), "people.email_taken", "email"},
           {with(&ContactEdit::email, "not an address"), "people.bad_email", "email"},
           {with(&ContactEdit::title, std::string(501, 'a')), "people.too_long", "title"},
           {with(&ContactEdit::company, std::string(501, 'a')), "people.too_long", "company"},
           {nobody, "people.nameless_contact", ""}}) {
    const auto refused = edit(ada, wanted);
    ASSERT_FALSE(refused) << code;
    EXPECT_EQ(refused.error().code, code);
    EXPECT_EQ(refused.error().field, field);
  }
  EXPECT_EQ(edit(Id{5}, {}, "").error().code, "people.contact_not_found");
  EXPECT_TRUE(edit(ada, with(&ContactEdit::email, "countess@example.org")));
  EXPECT_TRUE(edit(ada, with(&ContactEdit::email, "ADA@example.org"))) << "her own older address";
}

TEST_F(EditContact, IsAssignedToAMemberOrToNobody) {
  const auto member = [&](const std::string& email) {
    return ledger->write([&](storage::Write& write) {
      return add_member(write, {.name = "M", .email = email, .role = people::Role::rep, .team = {}},
                        command_line());
    });
  };
  const auto jade = member("jade@example.org")->id;
  const auto seen = version_of(contact(ada));
  ASSERT_TRUE(assign(ada, jade));
  EXPECT_EQ(contact(ada).owner_id, jade);
  EXPECT_EQ(version_of(contact(ada)), seen) << "in nobody's way";
  const auto told = ledger.count("activity");
  ASSERT_TRUE(assign(ada, jade));
  EXPECT_EQ(ledger.count("activity"), told) << "again says nothing";
  EXPECT_EQ(
      ledger.count(R"(activity WHERE detail LIKE '%"owner_after":")" + to_string(jade) + R"("%')"),
      1);
  ASSERT_TRUE(assign(ada, std::nullopt));
  EXPECT_EQ(contact(ada).owner_id, std::nullopt);

  ASSERT_TRUE(member("mia@example.org"));
  const auto gone = member("gone@example.org")->id;
  ASSERT_TRUE(ledger->write(
      [&](storage::Write& write) { return disable_member(write, gone, command_line()); }));
  EXPECT_EQ(assign(ada, gone).error().code, "people.member_disabled");
  EXPECT_EQ(assign(ada, Id{5}).error().code, "people.member_not_found");
  EXPECT_EQ(assign(ada, Id{5}).error().field, "member_id");
  EXPECT_EQ(assign(Id{5}, jade).error().code, "people.contact_not_found");
}

}  // namespace
}  // namespace tandem::actions
