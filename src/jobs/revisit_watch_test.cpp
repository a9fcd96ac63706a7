#include "jobs/revisit_watch.h"

#include <condition_variable>
#include <thread>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include "storage/notifications.h"
#include "storage/revisit.h"
#include "storage/test_visits.h"

namespace tandem::jobs {
namespace {

using namespace std::chrono_literals;
using std::chrono::days;
using std::chrono::hours;

class RevisitWatchTest : public testing::Test {
 protected:
  storage::TestLedger ledger;
  Id owner;
  std::vector<Id> browsers;
  std::mutex mutex;
  std::condition_variable changed;
  std::vector<Id> told;
  std::vector<std::string> problems;

  void SetUp() override {
    ledger.write([&](storage::Write& write) {
      owner = storage::add_test_member(write, "rep@example.org");
      for (int i = 0; i < 20; ++i) {
        const auto contact = storage::add_owned_test_contact(write, owner);
        browsers.push_back(storage::add_test_visitor(write, contact, std::to_string(i)));
      }
    });
  }

  std::unique_ptr<RevisitWatch> watch() {
    return std::make_unique<RevisitWatch>(
        *ledger,
        [this](Id member) {
          const std::lock_guard hold(mutex);
          told.push_back(member);
          changed.notify_all();
        },
        [this](const std::string& problem) {
          const std::lock_guard hold(mutex);
          problems.push_back(problem);
        });
  }

  void view(std::size_t browser, const std::string& url = "https://a.test/") {
    ledger.write([&](storage::Write& write) {
      storage::visit_test_page(write, browsers.at(browser), url, write.now());
    });
  }

  bool told_within(std::size_t times) {
    std::unique_lock hold(mutex);
    return changed.wait_for(hold, 20s, [&] { return told.size() >= times; });
  }

  // Until `condition` (a FROM clause) has that many rows.
  bool comes_to(std::int64_t rows, const std::string& from) {
    for (int i = 0; i < 2000 && ledger.count(from) != rows; ++i) std::this_thread::sleep_for(10ms);
    return ledger.count(from) == rows;
  }
};

TEST_F(RevisitWatchTest, TellsAsItHappens) {
  const auto watching = watch();
  view(0);
  ASSERT_TRUE(told_within(1));
  EXPECT_EQ(told.front(), owner);
  EXPECT_EQ(ledger.count("notification"), 1);
  view(0);
  view(1);
  ASSERT_TRUE(told_within(2));
  EXPECT_EQ(ledger.count("notification"), 2) << "the first one once";
  EXPECT_THAT(problems, testing::IsEmpty());
}

TEST_F(RevisitWatchTest, CatchesUpOnWhatHappenedWhileItWasAway) {
  watch().reset();
  for (std::size_t i = 0; i < 5; ++i) view(i);
  ledger.reopen();
  const auto watching = watch();
  EXPECT_TRUE(comes_to(5, "notification"));
  EXPECT_EQ(ledger.count("activity WHERE kind = 'contact_revisited'"), 5);
}

TEST_F(RevisitWatchTest, TellsNothingTwiceWhenItBeginsAgain) {
  for (std::size_t i = 0; i < 5; ++i) view(i);
  for (int run = 0; run < 3; ++run) {
    const auto watching = watch();
    EXPECT_TRUE(comes_to(5, "notification"));
  }
  ledger.write([&](storage::Write& write) {
    auto settings = storage::find_revisit_settings(write.db);
    settings.throttle_minutes = 0;  // only the watermark stands between it and telling again
    settings.important_pages = {"*"};
    storage::save_revisit_settings(write.db, settings);
  });
  const auto watching = watch();
  view(7);
  EXPECT_TRUE(comes_to(6, "notification"));
}

TEST_F(RevisitWatchTest, HearsOfOtherPrograms) {
  const auto watching = watch();
  const auto other = ledger.open_another();
  ASSERT_TRUE(other->write([&](storage::Write& write) -> Result<void> {
    storage::visit_test_page(write, browsers[3], "https://a.test/", write.now());
    return {};
  }));
  EXPECT_TRUE(told_within(1));
}

TEST_F(RevisitWatchTest, TellsWhatWasHeldWhenQuietHoursEnd) {
  ledger.write([&](storage::Write& write) {
    people::Preferences quiet;
    quiet.quiet_hours = true;
    quiet.quiet_from_minute = 16 * 60;
    quiet.quiet_to_minute = 18 * 60;
    storage::save_preferences(write.db, owner, quiet);
  });
  const auto watching = watch();
  for (std::size_t i = 0; i < 3; ++i) view(i);
  EXPECT_TRUE(comes_to(3, "notification WHERE held_until IS NOT NULL"));
  EXPECT_TRUE(told.empty());
  ledger.clock.advance(hours(2));
  EXPECT_TRUE(told_within(1));
  EXPECT_EQ(ledger.count("notification WHERE held_until IS NOT NULL"), 0);
  EXPECT_EQ(ledger.count("notification WHERE kind = 'revisits_summed'"), 1);
  EXPECT_EQ(ledger.count("notification WHERE summary_id IS NOT NULL"), 3);
}

TEST_F(RevisitWatchTest, KeepsWhatIsOldToItself) {
  ledger.write([&](storage::Write& write) {
    storage::visit_test_page(write, browsers[0], "https://a.test/pricing", write.now() - days(4));
  });
  const auto watching = watch();
  view(1);
  ASSERT_TRUE(told_within(1));
  EXPECT_EQ(ledger.count("notification"), 1);
}

// Many sightings at once, more than one change judges.
TEST_F(RevisitWatchTest, TellsOfEachContactOnceInABurst) {
  ledger.write([&](storage::Write& write) {
    for (int i = 0; i < 1300; ++i) {
      storage::visit_test_page(write, browsers[static_cast<std::size_t>(i) % 20],
                               "https://a.test/" + std::to_string(i), write.now());
    }
  });
  const auto watching = watch();
  EXPECT_TRUE(comes_to(20, "notification"));
  view(0);
  EXPECT_EQ(ledger.count("notification"), 20);
}

// A program that ends suddenly, at whatever moment, and another that goes on.
TEST_F(RevisitWatchTest, MissesNothingAndTellsNothingTwiceWhenKilled) {
  ledger.close();
  for (std::size_t round = 0; round < 8; ++round) {
    const auto child = fork();
    ASSERT_GE(child, 0);
    if (child == 0) {
      // As after exec: nothing of the parent is used but paths and ids.
      WallClock wall;
      auto own = storage::Ledger::open(*storage::DataDirectory::open(ledger.path()), wall);
      if (!own) _exit(3);
      const RevisitWatch watching(
          **own, [](Id) {}, [](const std::string&) {});
      const auto one = browsers[round * 2];
      const auto two = browsers[round * 2 + 1];
      const auto done = (*own)->write([&](storage::Write& write) -> Result<void> {
        storage::visit_test_page(write, one, "https://a.test/", write.now());
        storage::visit_test_page(write, two, "https://a.test/", write.now());
        return {};
      });
      if (!done) _exit(4);
      std::this_thread::sleep_for(std::chrono::milliseconds(round * 12));
      kill(getpid(), SIGKILL);
    }
    int how = 0;
    ASSERT_EQ(waitpid(child, &how, 0), child);
    ASSERT_TRUE(WIFSIGNALED(how)) << WEXITSTATUS(how);
  }
  ledger.clock.set(WallClock().now());
  ledger.reopen();
  const auto watching = watch();
  EXPECT_TRUE(comes_to(16, "notification"));
  EXPECT_EQ(ledger.count("activity WHERE kind = 'contact_revisited'"), 16);
  EXPECT_EQ(ledger.count("(SELECT DISTINCT contact_id FROM notification)"), 16);
}

}  // namespace
}  // namespace tandem::jobs
