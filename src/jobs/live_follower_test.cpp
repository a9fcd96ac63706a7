#include "jobs/live_follower.h"

#include <atomic>
#include <condition_variable>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "storage/test_visits.h"

namespace tandem::jobs {
namespace {

using namespace std::chrono_literals;

class LiveFollowerTest : public testing::Test {
 protected:
  storage::TestLedger ledger;
  storage::LiveVisitors visitors{*ledger};
  std::mutex mutex;
  std::condition_variable changed;
  std::vector<std::string> heard;

  void hear(const std::string& what) {
    const std::lock_guard hold(mutex);
    heard.push_back(what);
    changed.notify_all();
  }
  std::unique_ptr<LiveFollower> follower() {
    return std::make_unique<LiveFollower>(
        *ledger, visitors,
        LiveAudience{.on_timeline = [this](Id contact) { hear("timeline " + to_string(contact)); },
                     .on_contacts = [this] { hear("contacts"); },
                     .on_visitors = [this] { hear("visitors"); },
                     .on_access = [this] { hear("access"); },
                     .on_failure = [this](const std::string& problem) { hear(problem); }});
  }
  std::ptrdiff_t times(const std::string& what) { return std::ranges::count(heard, what); }
  bool hears(const std::string& what, std::ptrdiff_t least = 1) {
    std::unique_lock hold(mutex);
    return changed.wait_for(hold, 20s, [&] { return times(what) >= least; });
  }
  // However many changes one look gathered.
  bool hears_after(const std::string& first, const std::string& then) {
    std::unique_lock hold(mutex);
    return changed.wait_for(hold, 20s, [&] {
      const auto from = std::ranges::find(heard, first);
      return std::find(from, heard.end(), then) != heard.end();
    });
  }
};

TEST_F(LiveFollowerTest, TellsWhatAVisitChanges) {
  const auto following = follower();
  ASSERT_TRUE(hears("access")) << "after the first look";
  Id contact;
  ledger.write([&](storage::Write& write) {
    contact = storage::add_owned_test_contact(write, {});
    const auto browser = storage::add_test_visitor(write, contact);
    storage::visit_test_page(write, browser, "https://a.test/", write.now());
  });
  EXPECT_TRUE(hears("timeline " + to_string(contact)));
  EXPECT_TRUE(hears("contacts"));
  EXPECT_TRUE(hears("visitors"));
  EXPECT_TRUE(hears("access", 2)) << "a commit may have ended a session";
  EXPECT_EQ(visitors.list(5).total, 1);
}

TEST_F(LiveFollowerTest, GathersAndForgetsNothing) {
  const auto following = follower();
  ASSERT_TRUE(hears("access"));
  for (int i = 0; i < 40; ++i) {
    ledger.write([&](storage::Write& write) {
      const auto browser =
          storage::add_test_visitor(write, storage::add_owned_test_contact(write, {}));
      storage::visit_test_page(write, browser, "https://a.test/", write.now());
    });
  }
  const auto newest = [&] {
    Id contact;
    ledger.write(
        [&](storage::Write& write) { contact = storage::add_owned_test_contact(write, {}); });
    return contact;
  }();
  const auto last = "timeline " + to_string(newest);
  EXPECT_TRUE(hears(last));
  EXPECT_TRUE(hears_after(last, "contacts")) << "the last change is told too";
  const std::lock_guard hold(mutex);
  EXPECT_LT(times("contacts"), 20);
}

}  // namespace
}  // namespace tandem::jobs
