#include "storage/ledger/ledger.h"

#include <atomic>
#include <fstream>
#include <latch>
#include <set>
#include <thread>

#include <gtest/gtest.h>
#include <sys/mount.h>

#include "storage/ledger/test_ledger.h"
#include "storage/people.h"
#include "storage/timeline.h"

namespace tandem::storage {
namespace {

using namespace std::chrono_literals;

struct Logged {
  Id id;
};
BOOST_DESCRIBE_STRUCT(Logged, (), (id))

// One company and the activity that tells of it.
Id add_company(Write& write, const std::string& name) {
  people::Company company;
  company.id = write.next_id();
  company.name = name;
  company.attributes = boost::json::object{};
  insert_company(write.db, company);
  timeline::Activity told;
  told.kind = timeline::ActivityKind::company_created;
  told.at = write.now();
  told.company_id = company.id;
  write.append(told);
  return company.id;
}

Result<Id> add(Ledger& ledger, const std::string& name) {
  return ledger.write([&](Write& write) -> Result<Id> { return add_company(write, name); });
}

std::vector<Id> log_of(Ledger& ledger) {
  std::vector<Id> ids;
  ledger.read([&](Connection& db) {
    for (const auto& row : db.list<Logged>("SELECT id FROM activity ORDER BY rowid")) {
      ids.push_back(row.id);
    }
  });
  return ids;
}

TEST(Ledger, KeepsWhatWasWritten) {
  TestLedger ledger;
  const auto id = add(*ledger, "Boréal");
  ASSERT_TRUE(id);
  ledger.reopen();
  ledger->read([&](Connection& db) {
    EXPECT_EQ(find_company(db, *id)->name, "Boréal");
    const auto positions = list_node_positions(db);
    ASSERT_EQ(positions.size(), 1U);
    EXPECT_EQ(positions[0].node, 0);
    EXPECT_GT(positions[0].newest, *id);
  });
}

TEST(Ledger, ManyWritersShareCommits) {
  TestLedger ledger;
  constexpr int kThreads = 64;
  constexpr int kEach = 20;
  std::atomic<int> commits = 0;
  auto listening = ledger->on_commit([&] { ++commits; });
  std::latch ready(kThreads);
  std::vector<std::thread> threads;
  for (int t = 0; t < kThreads; ++t) {
    threads.emplace_back([&, t] {
      ready.arrive_and_wait();
      for (int i = 0; i < kEach; ++i) {
        EXPECT_TRUE(add(*ledger, std::to_string(t) + "/" + std::to_string(i)));
      }
    });
  }
  for (auto& thread : threads) thread.join();
  listening = {};
  EXPECT_LT(commits, kThreads * kEach / 4);
  ledger.reopen();
  EXPECT_EQ(ledger.count("company"), kThreads * kEach);
  EXPECT_EQ(ledger.count("activity"), kThreads * kEach);
}

TEST(Ledger, ARefusalUndoesOnlyItsOwnChange) {
  TestLedger ledger;
  ASSERT_TRUE(add(*ledger, "before"));
  const auto refused = ledger->write([&](Write& write) -> Result<Id> {
    add_company(write, "undone");
    return Error::conflict("test.refused");
  });
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, "test.refused");
  EXPECT_EQ(ledger.count("company"), 1);
  EXPECT_EQ(ledger.count("activity"), 1);
}

TEST(Ledger, AnExceptionUndoesTheChangeAndComesBack) {
  TestLedger ledger;
  const auto throwing = [](Write& write) -> Result<void> {
    add_company(write, "undone");
    throw std::out_of_range("what was thrown");
  };
  try {
    (void)ledger->write(throwing);
    FAIL();
  } catch (const std::out_of_range& thrown) {
    EXPECT_STREQ(thrown.what(), "what was thrown");
  }
  EXPECT_EQ(ledger.count("company"), 0);
  EXPECT_TRUE(add(*ledger, "after"));
}

TEST(Ledger, DoesWhatIsLeftForTheCommitInOrderAndForgetsWhatIsUndone) {
  TestLedger ledger;
  std::string done;
  const auto leave = [&](Write& write, char word) {
    write.db.do_before_commit([&done, word] { done += word; });
  };
  ASSERT_TRUE(ledger->write([&](Write& write) -> Result<void> {
    leave(write, 'a');
    leave(write, 'b');
    EXPECT_EQ(done, "");
    return {};
  }));
  EXPECT_EQ(done, "ab");
  EXPECT_FALSE(ledger->write([&](Write& write) -> Result<void> {
    leave(write, 'c');
    return Error::conflict("test.refused");
  }));
  const auto failing = [&](Write& write) -> Result<void> {
    leave(write, 'd');
    write.db.do_before_commit(
        [&db = write.db] { db.run_script("INSERT INTO nowhere VALUES (1)"); });
    return {};
  };
  EXPECT_THROW((void)ledger->write(failing), StorageFailure);
  ASSERT_TRUE(add(*ledger, "after"));
  EXPECT_EQ(done, "abd");
}

// Refused, throwing and failing changes among good ones: each gets its own answer.
TEST(Ledger, OneChangeDoesNotHarmTheOthersOfItsGroup) {
  TestLedger ledger;
  constexpr int kThreads = 40;
  std::atomic<int> refused = 0;
  std::atomic<int> thrown = 0;
  std::atomic<int> broken = 0;
  std::latch ready(kThreads);
  std::vector<std::thread> threads;
  for (int t = 0; t < kThreads; ++t) {
    threads.emplace_back([&, t] {
      ready.arrive_and_wait();
      for (int i = 0; i < 8; ++i) {
        try {
          const auto done = ledger->write([&](Write& write) -> Result<void> {
            add_company(write, std::to_string(t));
            if (t % 4 == 1) return Error::invalid("test.refused");
            if (t % 4 == 2) throw std::runtime_error("thrown");
            if (t % 4 == 3) write.db.run_script("INSERT INTO workspace SELECT * FROM workspace");
            return {};
          });
          if (!done) ++refused;
        } catch (const StorageFailure& failure) {
          EXPECT_EQ(failure.error().code, "storage.broken");
          ++broken;
        } catch (const std::runtime_error&) {
          ++thrown;
        }
      }
    });
  }
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(refused, 80);
  EXPECT_EQ(thrown, 80);
  EXPECT_EQ(broken, 80);
  EXPECT_EQ(ledger.count("company"), 80);
  EXPECT_EQ(ledger.count("activity"), 80);
}

TEST(Ledger, IdsIncreaseInTheOrderOfTheLog) {
  TestLedger ledger;
  std::vector<Id> made;
  const auto other = ledger.open_another();
  for (int i = 0; i < 60; ++i) {
    if (i % 7 == 3) ledger.clock.advance(-1h);  // the clock steps back
    if (i % 5 == 4) ledger.clock.advance(3ms);
    auto& writer = i % 3 == 0 ? *other : *ledger;
    ASSERT_TRUE(add(writer, "x"));
    std::vector<Id> now = log_of(*ledger);
    ASSERT_EQ(now.size(), made.size() + 1);
    std::erase_if(now, [&](Id id) { return std::ranges::find(made, id) != made.end(); });
    ASSERT_EQ(now.size(), 1U);
    if (!made.empty()) {
      EXPECT_GT(now[0], made.back()) << i;
    }
    EXPECT_EQ(now[0].node(), i % 3 == 0 ? 1 : 0);
    made.push_back(now[0]);
  }
}

TEST(Ledger, IdsIncreaseOverARestartWithTheClockSetBack) {
  TestLedger ledger;
  ASSERT_TRUE(add(*ledger, "before"));
  ledger.close();
  ledger.clock.advance(-24h);
  ledger.reopen();
  ASSERT_TRUE(add(*ledger, "after"));
  const auto log = log_of(*ledger);
  ASSERT_EQ(log.size(), 2U);
  EXPECT_LT(log[0], log[1]);
}

TEST(Ledger, TwoProgramsWriteAtOnce) {
  TestLedger ledger;
  const auto other = ledger.open_another();
  std::vector<std::thread> threads;
  for (auto* writer : {&*ledger, other.get()}) {
    for (int t = 0; t < 4; ++t) {
      threads.emplace_back([writer] {
        for (int i = 0; i < 25; ++i) EXPECT_TRUE(add(*writer, "x"));
      });
    }
  }
  for (auto& thread : threads) thread.join();
  const auto log = log_of(*ledger);
  EXPECT_EQ(log.size(), 200U);
  EXPECT_EQ(std::set(log.begin(), log.end()).size(), 200U);
}

TEST(Ledger, ReadersSeeOneSnapshotAndDoNotWait) {
  TestLedger ledger;
  ASSERT_TRUE(add(*ledger, "first"));
  ledger->read([&](Connection& db) {
    const auto count = [&] { return db.find<TestCount>("SELECT count(*) FROM company")->count; };
    EXPECT_EQ(count(), 1);
    ASSERT_TRUE(add(*ledger, "second"));  // would deadlock if the reader held up the writer
    EXPECT_EQ(count(), 1);
    EXPECT_EQ(ledger.count("company"), 2);  // another reader, another snapshot
  });
  EXPECT_EQ(ledger.count("company"), 2);
  // Reading while a change is half done shows nothing of it.
  ledger.write([&](Write& write) {
    add_company(write, "third");
    EXPECT_EQ(ledger.count("company"), 2);
  });
}

TEST(Ledger, AReaderThatThrowsIsUsedAgain) {
  TestLedger ledger;
  EXPECT_THROW(ledger->read([](Connection&) -> int { throw std::runtime_error("no"); }),
               std::runtime_error);
  EXPECT_EQ(ledger.count("company"), 0);
}

TEST(Ledger, AListenerThatThrowsUndoesNothing) {
  TestLedger ledger;
  const auto listening =
      ledger->on_commit([] { throw std::runtime_error("a listener's own trouble"); });
  EXPECT_TRUE(add(*ledger, "once"));
  EXPECT_EQ(ledger.count("company"), 1);
}

TEST(Ledger, TellsAllListenersUntilTheyGo) {
  TestLedger ledger;
  std::atomic<int> first = 0;
  std::atomic<int> second = 0;
  const auto stays = ledger->on_commit([&] { ++first; });
  {
    const auto goes = ledger->on_commit([&] { ++second; });
    EXPECT_TRUE(add(*ledger, "for both"));
  }
  EXPECT_TRUE(add(*ledger, "for one"));
  EXPECT_EQ(first, 2);
  EXPECT_EQ(second, 1);
}

TEST(Ledger, ReferencesMustHold) {
  TestLedger ledger;
  people::Deal deal;
  deal.contact_id = Id{1};
  deal.attributes = nullptr;
  EXPECT_THROW(ledger.write([&](Write& write) {
    deal.id = write.next_id();
    insert_deal(write.db, deal);
  }),
               StorageFailure);
  EXPECT_EQ(ledger.count("deal"), 0);
}

TEST(Ledger, CopiesItselfWhileOthersWrite) {
  TestLedger ledger;
  ASSERT_TRUE(add(*ledger, "first"));
  ledger->copy_to(ledger.path() / "copy.db");
  ASSERT_TRUE(add(*ledger, "second"));
  Connection copy(ledger.path() / "copy.db", Access::write);
  EXPECT_EQ(copy.find<TestCount>("SELECT count(*) FROM company")->count, 1);
}

TEST(Ledger, SaysThatItsFileIsDamaged) {
  for (const bool behind_a_good_header : {false, true}) {
    TestLedger ledger;
    for (int i = 0; i < 200; ++i) ASSERT_TRUE(add(*ledger, std::string(200, 'x')));
    ledger.close();
    {
      const auto path = ledger.path() / "ledger.db";
      const std::size_t from = behind_a_good_header ? 4096 : 0;
      const std::string garbage(std::filesystem::file_size(path) - from, '\xA5');
      std::fstream file(path, std::ios::in | std::ios::out | std::ios::binary);
      file.seekp(static_cast<std::streamoff>(from));
      file.write(garbage.data(), std::ssize(garbage));
    }
    std::string code;
    try {
      const auto directory = *DataDirectory::open(ledger.path());
      const auto opened = Ledger::open(directory, ledger.clock);
      if (!opened) {
        code = opened.error().code;
      } else {
        (*opened)->read([](Connection& db) { db.list<Logged>("SELECT id FROM activity"); });
      }
    } catch (const StorageFailure& failure) {
      code = failure.error().code;
    }
    EXPECT_EQ(code, "storage.damaged");
  }
}

TEST(Ledger, AFullDiskIsSaidAndHarmsNothing) {
  const TestDirectory parent;
  const auto path = parent.path() / "small";
  std::filesystem::create_directory(path);
  if (::mount("tmpfs", path.c_str(), "tmpfs", 0, "size=2m") != 0) {
    GTEST_SKIP() << "cannot mount a small disk here";
  }
  struct Unmount {
    const std::filesystem::path& path;
    ~Unmount() { ::umount2(path.c_str(), MNT_DETACH); }
  } const unmount{path};

  const FakeClock clock(*parse_timestamp("2026-03-27T16:50:00Z"));
  std::int64_t kept = 0;
  {
    const auto ledger = *Ledger::open(*DataDirectory::open(path), clock);
    std::string code;
    for (int i = 0; i < 2000 && code.empty(); ++i) {
      try {
        if (add(*ledger, std::string(4000, 'x'))) ++kept;
      } catch (const StorageFailure& failure) {
        code = failure.error().code;
      }
    }
    EXPECT_EQ(code, "storage.disk_full");
    EXPECT_GT(kept, 10);
    EXPECT_EQ(std::ssize(log_of(*ledger)), kept);  // reading goes on
  }
  // Once there is room again, everything that was answered is there and writing goes on.
  ASSERT_EQ(::mount(nullptr, path.c_str(), nullptr, MS_REMOUNT, "size=32m"), 0);
  const auto ledger = *Ledger::open(*DataDirectory::open(path), clock);
  EXPECT_EQ(std::ssize(log_of(*ledger)), kept);
  EXPECT_TRUE(add(*ledger, "again"));
}

}  // namespace
}  // namespace tandem::storage
