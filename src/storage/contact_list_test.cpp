#include "storage/contact_list.h"

#include <random>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "domain/people/search_words.h"
#include "storage/access.h"
#include "storage/test_contacts.h"

namespace tandem::storage {
namespace {

using lifecycle::Stage;
using testing::ElementsAre;
using testing::IsEmpty;

// Nothing is few: every list is walked. Everything is few: every list is gathered.
constexpr ContactListLimits kWalk{.few = 0, .most_passed_over = 1'000'000};
constexpr ContactListLimits kGather{.few = 1'000'000, .most_passed_over = 1'000'000};

class ContactList : public testing::Test {
 protected:
  TestLedger ledger;
  Id jade;

  void SetUp() override {
    ledger.write([&](Write& write) {
      jade = write.next_id();
      insert_member(write.db,
                    {.id = jade, .name = "Jade", .email = "jade@example.org", .disabled_at = {}});
    });
  }

  Timestamp day(int number) const { return ledger.clock.now() - std::chrono::days(100 - number); }

  static people::Contact person(Write& write, const std::string& first, const std::string& last) {
    people::Contact contact;
    contact.id = write.next_id();
    contact.first_name = first;
    contact.last_name = last;
    contact.attributes = boost::json::object{};
    return contact;
  }

  void add(Write& write, people::Contact contact, int known_on, Stage stage = Stage::lead,
           std::optional<int> seen_on = {}) {
    contact.first_seen_at = day(known_on);
    insert_contact(write.db, contact, lifecycle::begin(stage, contact.first_seen_at, "").standing);
    if (seen_on) note_seen(write.db, contact.id, day(*seen_on));
  }

  Result<ContactPage> page(const ContactFilter& filter, ContactSort sort, const std::string& after,
                           int limit, const ContactListLimits& limits) {
    return ledger->read(
        [&](Connection& db) { return list_contacts(db, filter, sort, after, limit, limits); });
  }

  // First names of all pages, and how many pages it took.
  std::pair<std::vector<std::string>, int> all(const ContactFilter& filter, ContactSort sort,
                                               int limit, const ContactListLimits& limits) {
    std::vector<std::string> names;
    std::string after;
    for (int pages = 1;; ++pages) {
      const auto found = page(filter, sort, after, limit, limits);
      for (const auto& row : found->contacts) names.push_back(row.first_name);
      if (!found->next) return {names, pages};
      after = *found->next;
    }
  }

  std::vector<std::string> names(const ContactFilter& filter,
                                 ContactSort sort = ContactSort::newest) {
    auto gathered = all(filter, sort, 100, kGather).first;
    EXPECT_EQ(all(filter, sort, 100, kWalk).first, gathered);
    return gathered;
  }
};

TEST_F(ContactList, IsSearchedWithoutRegardToCaseAndAccents) {
  ledger.write([&](Write& write) {
    people::Company company;
    company.id = write.next_id();
    company.name = "Société Générale de l’Érable";
    company.attributes = boost::json::object{};
    insert_company(write.db, company);
    auto elodie = person(write, "Élodie", "Lefèvre");
    elodie.company_id = company.id;
    elodie.phone = "+1 514 555-0123";
    elodie.email = "e.lefevre@erable.example";
    add(write, elodie, 1);
    add(write, person(write, "Elo", "O’Brien"), 2);
    add(write, person(write, "", ""), 3);
  });
  const auto found = [&](const std::string& typed) {
    ContactFilter filter;
    filter.search = typed;
    return names(filter);
  };
  EXPECT_THAT(found("elod"), ElementsAre("Élodie"));
  EXPECT_THAT(found("ÉLO"), ElementsAre("Elo", "Élodie"));
  EXPECT_THAT(found("lefevre érable"), ElementsAre("Élodie"));
  EXPECT_THAT(found("e.lefevre@erable.example"), ElementsAre("Élodie"));
  EXPECT_THAT(found("(514) 555-0123"), ElementsAre("Élodie"));
  EXPECT_THAT(found("o'brien"), ElementsAre("Elo"));
  EXPECT_THAT(found("odie"), IsEmpty());
  EXPECT_THAT(found("\" OR * NEAR("), IsEmpty());
  EXPECT_EQ(found("").size(), 3U);
}

TEST_F(ContactList, FollowsWhatContactsAndCompaniesBecome) {
  people::Company company;
  people::Contact ada;
  ledger.write([&](Write& write) {
    company.id = write.next_id();
    company.name = "Old Name";
    company.attributes = boost::json::object{};
    insert_company(write.db, company);
    ada = person(write, "Ada", "Lovelace");
    ada.company_id = company.id;
    add(write, ada, 1);
  });
  const auto found = [&](const std::string& typed) {
    ContactFilter filter;
    filter.search = typed;
    return names(filter).size();
  };
  EXPECT_EQ(found("old"), 1U);
  ledger.write([&](Write& write) {
    company.name = "New Name";
    update_company(write.db, company);
    ada.last_name = "King";
    update_contact(write.db, ada);
  });
  EXPECT_EQ(found("old"), 0U);
  EXPECT_EQ(found("lovelace"), 0U);
  EXPECT_EQ(found("new king"), 1U);
  ledger.write([&](Write& write) {
    delist_contact(write.db, ada.id);
    write.db.execute("DELETE FROM contact WHERE id = :id", param("id", ada.id));
  });
  EXPECT_EQ(found("king"), 0U);
  EXPECT_EQ(ledger.count("contact_search WHERE contact_search MATCH 'king OR new'"), 0);
}

TEST_F(ContactList, IsFilteredByEachAndByAll) {
  ledger.write([&](Write& write) {
    auto a = person(write, "A", "");
    a.owner_id = jade;
    a.origin = "email";
    add(write, a, 10, Stage::mql, 50);
    auto b = person(write, "B", "");
    b.owner_id = jade;
    b.origin = "social";
    add(write, b, 20, Stage::customer);
    auto c = person(write, "C", "");
    c.origin = "email";
    add(write, c, 30, Stage::sql, 40);
  });
  ContactFilter filter;
  filter.stages = {Stage::mql, Stage::sql};
  EXPECT_THAT(names(filter), ElementsAre("C", "A"));
  filter.owner = jade;
  EXPECT_THAT(names(filter), ElementsAre("A"));
  filter = {};
  filter.unowned = true;
  EXPECT_THAT(names(filter), ElementsAre("C"));
  filter = {};
  filter.origin = "email";
  EXPECT_THAT(names(filter), ElementsAre("C", "A"));
  filter.seen_since = day(45);
  EXPECT_THAT(names(filter), ElementsAre("A"));
  filter = {};
  filter.since = day(10);
  filter.until = day(30);
  EXPECT_THAT(names(filter), ElementsAre("B", "A"));
  filter.search = "b";
  EXPECT_THAT(names(filter), ElementsAre("B"));
}

TEST_F(ContactList, IsSorted) {
  ledger.write([&](Write& write) {
    add(write, person(write, "Zoé", "Étienne"), 10, Stage::mql, 50);
    add(write, person(write, "Bob", "Zimmer"), 30, Stage::customer);
    add(write, person(write, "Ana", "Etienne"), 20, Stage::mql, 60);
    add(write, person(write, "", ""), 5, Stage::visitor, 55);
  });
  EXPECT_THAT(names({}, ContactSort::newest), ElementsAre("Bob", "Ana", "Zoé", ""));
  EXPECT_THAT(names({}, ContactSort::name), ElementsAre("Ana", "Zoé", "Bob", ""));
  EXPECT_THAT(names({}, ContactSort::last_seen), ElementsAre("Ana", "", "Zoé", "Bob"));
  EXPECT_THAT(names({}, ContactSort::stage), ElementsAre("Bob", "Ana", "Zoé", ""));
}

TEST_F(ContactList, SaysHowManyThereAre) {
  ledger.write([&](Write& write) {
    for (int i = 0; i < 10; ++i) {
      auto contact = person(write, "P" + std::to_string(i), "");
      contact.origin = i % 2 ? "email" : "social";
      add(write, contact, i);
    }
  });
  ContactFilter filter;
  filter.origin = "email";
  const auto few = page(filter, ContactSort::name, "", 2, {.few = 5, .most_passed_over = 100});
  EXPECT_EQ(few->total, 5);
  EXPECT_EQ(few->more_than, std::nullopt);
  EXPECT_EQ(few->contacts.size(), 2U);
  const auto many = page(filter, ContactSort::name, "", 2, {.few = 4, .most_passed_over = 100});
  EXPECT_EQ(many->total, std::nullopt);
  EXPECT_EQ(many->more_than, 4);
  filter.stages = {Stage::lead};
  const auto unknown = page(filter, ContactSort::name, "", 2, {.few = 4, .most_passed_over = 100});
  EXPECT_EQ(unknown->total, std::nullopt);
  EXPECT_EQ(unknown->more_than, std::nullopt) << "each filter leads to more; both may not";
}

TEST_F(ContactList, EndsAPageEarlyRatherThanPassOverTooMany) {
  ledger.write([&](Write& write) {
    for (int i = 0; i < 30; ++i) {
      auto contact = person(write, "P" + std::to_string(i), "");
      contact.origin = i == 0 ? "email" : "social";
      add(write, contact, i);
    }
  });
  ContactFilter filter;
  filter.origin = "email";
  const auto [names, pages] =
      all(filter, ContactSort::newest, 5, {.few = 0, .most_passed_over = 10});
  EXPECT_THAT(names, ElementsAre("P0"));
  EXPECT_EQ(pages, 3);
}

TEST_F(ContactList, RefusesACursorOfAnotherOrder) {
  for (const auto* cursor : {"x", "~", "~x", "1~", "x~1", "-~1"}) {
    const auto refused = page({}, ContactSort::newest, cursor, 5, kWalk);
    ASSERT_FALSE(refused) << cursor;
    EXPECT_EQ(refused.error().code, "http.bad_cursor");
    EXPECT_EQ(refused.error().field, "after");
  }
  EXPECT_FALSE(page({}, ContactSort::stage, "1~1", 5, kWalk));
  EXPECT_FALSE(page({}, ContactSort::stage, "nowhere~1~1", 5, kWalk));
}

// Whatever is asked, in whatever order, in pages of whatever size: both ways give the same.
TEST_F(ContactList, GivesTheSameGatheredAndWalked) {
  std::mt19937 random(7);
  const auto below = [&](int n) { return static_cast<int>(random() % static_cast<unsigned>(n)); };
  const std::vector<std::string> origins{"email", "social", "event"};
  ledger.write([&](Write& write) {
    for (int i = 0; i < 120; ++i) {
      auto contact = person(write, "N" + std::to_string(below(40)), "L" + std::to_string(below(9)));
      contact.origin = origins[static_cast<std::size_t>(below(3))];
      if (below(2)) contact.owner_id = jade;
      add(write, contact, below(30), lifecycle::kStages[static_cast<std::size_t>(below(6))],
          below(2) ? std::optional(below(90)) : std::nullopt);
    }
  });
  for (int round = 0; round < 60; ++round) {
    ContactFilter filter;
    if (below(2)) filter.search = "n" + std::to_string(below(5));
    if (below(2))
      filter.stages = {Stage::mql, lifecycle::kStages[static_cast<std::size_t>(below(6))]};
    if (below(3) == 0) filter.owner = jade;
    if (below(3) == 0) filter.origin = "email";
    if (below(3) == 0) filter.seen_since = day(below(90));
    if (below(3) == 0) filter.since = day(below(30));
    const auto sort = static_cast<ContactSort>(below(4));
    const int limit = 1 + below(50);
    const auto gathered = all(filter, sort, limit, kGather).first;
    EXPECT_EQ(all(filter, sort, limit, kWalk).first, gathered) << round;
    EXPECT_EQ(all(filter, sort, limit, {.few = 20, .most_passed_over = 7}).first, gathered)
        << round;
  }
}

}  // namespace
}  // namespace tandem::storage
