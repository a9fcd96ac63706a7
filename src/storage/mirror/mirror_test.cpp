#include "storage/mirror/mirror.h"

#include <atomic>
#include <fstream>
#include <random>
#include <thread>

#include <gtest/gtest.h>
#include <sys/wait.h>

#include "storage/performance.h"
#include "storage/test_contacts.h"
#include "storage/workspace.h"

namespace tandem::storage {
namespace {

namespace fs = std::filesystem;
using lifecycle::Stage;

const MirrorDifference kNone;

struct OneId {
  Id id;
};
BOOST_DESCRIBE_STRUCT(OneId, (), (id))

std::int64_t count(Mirror& mirror, const std::string& table) {
  return mirror.read([&](DuckConnection& duck) {
    return duck.list<TestCount>("SELECT count(*) FROM " + table).at(0).count;
  });
}

// Some contacts, moves and deals, chosen at random; in one commit.
void change(TestLedger& test, Ledger& ledger, std::mt19937_64& random) {
  const auto pick = [&](std::size_t below) { return random() % below; };
  const auto done = ledger.write([&](Write& write) -> Result<void> {
    std::vector<Id> contacts;
    for (const auto& [id] : write.db.list<OneId>("SELECT id FROM contact")) contacts.push_back(id);
    const auto at = test.clock.now() - std::chrono::hours(pick(5000));
    for (auto i = pick(4) + 1; i > 0; --i) {
      contacts.push_back(add_test_contact(write, static_cast<Stage>(pick(6)), at,
                                          "origin " + std::to_string(pick(3))));
    }
    for (auto i = pick(6); i > 0; --i) {
      move_test_contact(write, contacts[pick(contacts.size())], static_cast<Stage>(pick(6)), at);
    }
    if (pick(2) == 0) {
      auto deal = add_test_deal(write, contacts[pick(contacts.size())],
                                static_cast<std::int64_t>(pick(100'000)));
      if (pick(2) == 0) {
        deal.state = people::DealState::lost;
        update_deal(write.db, deal);
        tell_test_deal(write, timeline::ActivityKind::deal_updated, deal);
      }
    }
    return {};
  });
  ASSERT_TRUE(done);
}

struct MirrorTest : testing::Test {
  TestLedger ledger;
  std::mt19937_64 random{42};

  fs::path file() const { return ledger.path() / "mirror.duckdb"; }
  void change_some(int times = 1) {
    for (int i = 0; i < times; ++i) change(ledger, *ledger, random);
  }
  // Opens and closes a mirror, so that there is a file.
  void make_file() { Mirror::open(*ledger); }
  void expect_rebuilt(const std::string& because) {
    const auto mirror = Mirror::open(*ledger);
    EXPECT_EQ(mirror->rebuilt_because(), because);
    EXPECT_FALSE(mirror->in_memory());
    EXPECT_EQ(compare(*mirror, *ledger), kNone);
    EXPECT_EQ(count(*mirror, "activity"), ledger.count("activity"));
  }
};

TEST_F(MirrorTest, IsBuiltWhenMissingAndKept) {
  change_some(20);
  expect_rebuilt("missing");
  expect_rebuilt("");
  fs::remove(file());
  expect_rebuilt("missing");
}

TEST_F(MirrorTest, OfAnEmptyLedgerIsEmpty) {
  const auto mirror = Mirror::open(*ledger);
  EXPECT_EQ(mirror->follow(), 0);
  EXPECT_EQ(count(*mirror, "contact"), 0);
  EXPECT_EQ(holdings(*mirror).contacts, 0);
  EXPECT_EQ(compare(*mirror, *ledger), kNone);
}

TEST_F(MirrorTest, FollowsExactlyOnce) {
  const auto mirror = Mirror::open(*ledger);
  std::int64_t followed = 0;
  for (int i = 0; i < 30; ++i) {
    change_some(i % 4);
    const auto before = followed;
    followed += mirror->follow();
    EXPECT_EQ(followed, ledger.count("activity"));
    EXPECT_EQ(count(*mirror, "activity"), followed);
    EXPECT_EQ(mirror->follow(), 0);
    EXPECT_GE(followed, before);
  }
  EXPECT_EQ(compare(*mirror, *ledger), kNone);
}

TEST_F(MirrorTest, FollowsMoreThanOneShipment) {
  const auto mirror = Mirror::open(*ledger);
  ledger.write([&](Write& write) {
    for (int i = 0; i < 20'500; ++i) add_test_contact(write, Stage::lead, write.now());
  });
  EXPECT_EQ(mirror->follow(), 20'500);
  EXPECT_EQ(compare(*mirror, *ledger), kNone);
}

TEST_F(MirrorTest, CatchesUpWhenOpenedAgain) {
  change_some(5);
  make_file();
  change_some(5);
  expect_rebuilt("");
}

TEST_F(MirrorTest, HasAWatermarkForEachWriter) {
  const auto other = ledger.open_another();
  const auto mirror = Mirror::open(*ledger);
  for (int i = 0; i < 20; ++i) {
    change(ledger, i % 2 == 0 ? *ledger : *other, random);
    if (i % 3 == 0) mirror->follow();
    if (i == 10) ledger.clock.advance(-std::chrono::hours(5));
  }
  mirror->follow();
  EXPECT_EQ(count(*mirror, "watermark"), 2);
  EXPECT_EQ(count(*mirror, "activity"), ledger.count("activity"));
  EXPECT_EQ(compare(*mirror, *ledger), kNone);
}

TEST_F(MirrorTest, IsBuiltAnewWhenOverwritten) {
  change_some(5);
  make_file();
  std::ofstream(file(), std::ios::trunc) << std::string(50'000, 'g');
  expect_rebuilt("damaged");
  std::ofstream(file(), std::ios::trunc) << "";
  expect_rebuilt("damaged");
}

TEST_F(MirrorTest, IsBuiltAnewWhenTruncated) {
  change_some(50);
  make_file();
  const auto whole = fs::file_size(file());
  for (const auto size : {whole - 1, whole / 2, std::uintmax_t{12'288}, std::uintmax_t{100}}) {
    fs::resize_file(file(), size);
    {
      const auto mirror = Mirror::open(*ledger);
      EXPECT_EQ(compare(*mirror, *ledger), kNone) << size << " of " << whole;
    }
    fs::remove(file());
    make_file();
  }
}

// Damage that shows only when the data are read.
TEST_F(MirrorTest, GoesOnInMemoryWhenDamageShowsLate) {
  ledger.write([&](Write& write) {
    for (int i = 0; i < 20'000; ++i)
      add_test_contact(write, static_cast<Stage>(i % 6), write.now());
  });
  change_some(5);
  make_file();
  {
    std::fstream bytes(file(), std::ios::in | std::ios::out | std::ios::binary);
    const auto size = static_cast<std::streamoff>(fs::file_size(file()));
    for (std::streamoff at = 12'288; at + 64 < size; at += 4096) {
      bytes.seekp(at + 1000);
      bytes.write(std::string(64, '\x5A').data(), 64);
    }
  }
  {
    const auto mirror = Mirror::open(*ledger);
    EXPECT_EQ(compare(*mirror, *ledger), kNone);
    EXPECT_TRUE(mirror->in_memory() || mirror->rebuilt_because() == "damaged");
    change_some(3);
    mirror->follow();
    EXPECT_EQ(compare(*mirror, *ledger), kNone);
  }
  change_some(1);
  const auto mirror = Mirror::open(*ledger);
  EXPECT_FALSE(mirror->in_memory());
  EXPECT_EQ(compare(*mirror, *ledger), kNone);
}

TEST_F(MirrorTest, IsBuiltAnewForAnotherSchema) {
  change_some(5);
  make_file();
  for (const std::string sql : {"UPDATE mirror SET schema = 999", "DELETE FROM mirror"}) {
    {
      const DuckDatabase database(file());
      database.connect().run_script(sql);
    }
    expect_rebuilt("outdated");
  }
}

TEST_F(MirrorTest, IsBuiltAnewForAnotherLedger) {
  change_some(5);
  TestLedger another;
  for (int i = 0; i < 9; ++i) change(another, *another, random);
  make_file();
  Mirror::open(*another);
  fs::copy_file(another.path() / "mirror.duckdb", file(), fs::copy_options::overwrite_existing);
  expect_rebuilt("outdated");
}

// A ledger put back from a backup is behind its mirror.
TEST_F(MirrorTest, IsBuiltAnewWhenTheLedgerIsOlder) {
  change_some(5);
  ledger->copy_to(ledger.path() / "older.db");
  change_some(5);
  make_file();
  ledger.close();
  fs::remove(ledger.path() / "ledger.db-wal");
  fs::remove(ledger.path() / "ledger.db-shm");
  fs::rename(ledger.path() / "older.db", ledger.path() / "ledger.db");
  ledger.reopen();
  expect_rebuilt("outdated");
}

TEST_F(MirrorTest, IsBuiltAnewForAnotherTimeZone) {
  change_some(20);
  make_file();
  ledger.write([](Write& write) {
    auto workspace = find_workspace(write.db);
    workspace.time_zone = "Pacific/Auckland";
    save_workspace(write.db, workspace);
  });
  expect_rebuilt("outdated");
  expect_rebuilt("");
}

TEST_F(MirrorTest, CountsItsDaysAnewWhenTheTimeZoneChangesMeanwhile) {
  change_some(20);
  const auto mirror = Mirror::open(*ledger);
  ledger.write([](Write& write) {
    auto workspace = find_workspace(write.db);
    workspace.time_zone = "Pacific/Auckland";
    save_workspace(write.db, workspace);
  });
  EXPECT_NE(compare(*mirror, *ledger), kNone) << "the days are another zone's";
  mirror->follow();
  EXPECT_EQ(compare(*mirror, *ledger), kNone);
}

// A second process opens the mirror and waits; ours is built in memory meanwhile.
TEST_F(MirrorTest, IsInMemoryWhileAnotherProgramHoldsTheFile) {
#ifdef __SANITIZE_THREAD__
  GTEST_SKIP() << "fork takes every lock of DuckDB's allocator, more than ThreadSanitizer counts";
#endif
  change_some(5);
  ledger.close();
  int ready[2];
  int leave[2];
  ASSERT_EQ(::pipe(ready), 0);
  ASSERT_EQ(::pipe(leave), 0);
  const auto child = ::fork();
  ASSERT_GE(child, 0);
  if (child == 0) {
    char byte = 'x';
    ::close(leave[1]);
    {
      const auto theirs = ledger.open_another();
      const auto mirror = Mirror::open(*theirs);
      if (mirror->in_memory()) byte = '!';
      if (::write(ready[1], &byte, 1) != 1) ::_exit(1);
      (void)!::read(leave[0], &byte, 1);  // until the parent closes it
    }
    ::_exit(0);
  }
  ::close(leave[0]);
  char byte = 0;
  ASSERT_EQ(::read(ready[0], &byte, 1), 1);
  EXPECT_EQ(byte, 'x');
  ledger.reopen();
  {
    const auto mirror = Mirror::open(*ledger);
    EXPECT_TRUE(mirror->in_memory());
    EXPECT_EQ(mirror->rebuilt_because(), "held");
    EXPECT_EQ(compare(*mirror, *ledger), kNone);
    change_some(3);
    mirror->follow();
    EXPECT_EQ(compare(*mirror, *ledger), kNone);
    EXPECT_TRUE(fs::exists(file()));
  }
  ::close(leave[1]);
  int status = 0;
  ::waitpid(child, &status, 0);
  EXPECT_EQ(status, 0);
  expect_rebuilt("");
}

TEST_F(MirrorTest, EqualsTheLedgerAfterAnySequenceOfChanges) {
  auto mirror = Mirror::open(*ledger);
  for (int i = 0; i < 60; ++i) {
    change_some(static_cast<int>(random() % 3));
    if (random() % 3 == 0) mirror->follow();
    if (random() % 8 == 0) {
      mirror.reset();
      if (random() % 3 == 0) fs::remove(file());
      mirror = Mirror::open(*ledger);
      ASSERT_EQ(compare(*mirror, *ledger), kNone) << i;
    }
  }
  mirror->follow();
  EXPECT_EQ(compare(*mirror, *ledger), kNone);
}

TEST_F(MirrorTest, IsReadWhileItFollows) {
  const auto mirror = Mirror::open(*ledger);
  std::atomic<bool> done = false;
  std::vector<std::thread> readers;
  for (int i = 0; i < 3; ++i) {
    readers.emplace_back([&] {
      while (!done) {
        // Both tables change in one transaction, so they agree at any moment.
        const auto agree = mirror->read([&](DuckConnection& duck) {
          return duck
              .list<TestCount>(
                  "SELECT count(*) FROM contact WHERE id NOT IN "
                  "(SELECT contact_id FROM activity WHERE contact_id IS NOT NULL)")
              .at(0)
              .count;
        });
        EXPECT_EQ(agree, 0);
      }
    });
  }
  for (int i = 0; i < 40; ++i) {
    change_some();
    mirror->follow();
  }
  done = true;
  for (auto& reader : readers) reader.join();
  EXPECT_EQ(compare(*mirror, *ledger), kNone);
}

TEST_F(MirrorTest, CompareFindsEveryDifference) {
  change_some(30);
  const auto mirror = Mirror::open(*ledger);
  const auto contacts = ledger.count("contact");
  const auto vandalise = [&](const std::string& sql) {
    mirror->read([&](DuckConnection& duck) {
      duck.run_script(sql);
      return 0;
    });
  };
  MirrorDifference expected;
  const auto expect = [&] {
    EXPECT_EQ(compare(*mirror, *ledger), expected)
        << print_json(to_json(compare(*mirror, *ledger)));
  };
  vandalise("DELETE FROM contact WHERE id = (SELECT min(id) FROM contact)");
  expected.contacts_missing = 1;
  expect();
  vandalise("UPDATE contact SET origin = 'x' WHERE id = (SELECT max(id) FROM contact)");
  expected.contacts_wrong = 1;
  expect();
  vandalise(
      "UPDATE contact SET seconds_to_sql = 10800 WHERE id = (SELECT quantile_disc(id, 0.5) FROM "
      "contact)");
  expected.contacts_wrong = 2;
  expect();
  vandalise(
      "INSERT INTO contact SELECT * FROM contact WHERE id = (SELECT max(id) FROM contact);"
      "INSERT INTO contact SELECT * REPLACE (5 AS id) FROM contact LIMIT 1");
  expected.contacts_extra = 2;
  expect();
  vandalise("UPDATE deal SET earned = -1 WHERE id = (SELECT max(id) FROM deal)");
  expected.deals_wrong = 1;
  expect();
  vandalise("DELETE FROM deal WHERE id = (SELECT min(id) FROM deal)");
  expected.deals_missing = 1;
  expect();
  vandalise("INSERT INTO deal SELECT * REPLACE (9223372036854775807 AS id) FROM deal LIMIT 1");
  expected.deals_extra = 1;
  expect();
  vandalise("UPDATE activity SET id = id + 1 WHERE id = (SELECT max(id) FROM activity)");
  expected.activities_missing = 1;
  expected.activities_extra = 1;
  expect();
  vandalise("TRUNCATE contact; TRUNCATE deal; TRUNCATE activity");
  expected = {.contacts_missing = contacts,
              .deals_missing = ledger.count("deal"),
              .activities_missing = ledger.count("activity")};
  expect();
}

// Pages of 50,000 rows: more than two of them, and ids that come twice where one page ends.
TEST_F(MirrorTest, ComparesMoreThanAPage) {
  ledger.write([&](Write& write) {
    const auto contact = add_test_contact(write, Stage::lead, write.now());
    for (int i = 0; i < 120'000; ++i) {
      timeline::Activity told;
      told.kind = timeline::ActivityKind::contact_updated;
      told.at = write.now();
      told.contact_id = contact;
      write.append(told);
    }
  });
  const auto mirror = Mirror::open(*ledger);
  EXPECT_EQ(compare(*mirror, *ledger), kNone);
  mirror->read([](DuckConnection& duck) {
    duck.run_script(
        "INSERT INTO activity SELECT * FROM (FROM activity ORDER BY id LIMIT 3 OFFSET 49999)");
    return 0;
  });
  EXPECT_EQ(compare(*mirror, *ledger), (MirrorDifference{.activities_extra = 3}));
}

}  // namespace
}  // namespace tandem::storage
