// The sender against real receivers on this machine. Time stands still until a test moves it, so
// that days of retries take no time.
#include "jobs/webhook_sender.h"

#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "actions/create_contact.h"
#include "actions/webhooks.h"
#include "base/secret.h"
#include "base/test_receiver.h"
#include "storage/ledger/test_ledger.h"

namespace tandem::jobs {
namespace {

using namespace std::chrono_literals;
using webhooks::Delivery;
using webhooks::DeliveryState;
using webhooks::Webhook;

TestReceiver::Answer always(std::string bytes) {
  return [bytes = std::move(bytes)](const TestReceiver::Request&) { return bytes; };
}

class Sender : public testing::Test {
 protected:
  storage::TestLedger ledger;
  std::optional<WebhookSender> sender;
  std::mutex mutex;
  std::vector<std::string> failures;
  int contacts = 0;

  void start(Reach reach = Reach::anywhere) {
    sender.emplace(*ledger, reach, [this](const std::string& failure) {
      const std::lock_guard hold(mutex);
      failures.push_back(failure);
    });
  }

  void TearDown() override {
    sender.reset();
    EXPECT_THAT(failures, testing::IsEmpty());
  }

  Webhook hook(const std::string& url) {
    return ledger
        ->write([&](storage::Write& write) {
          return actions::add_webhook(write, {"CRM", url, {"contact.created"}}, Reach::anywhere,
                                      actions::command_line());
        })
        ->webhook;
  }

  people::Contact contact() {
    return *ledger->write([&](storage::Write& write) {
      actions::NewContact wanted;
      wanted.email = "person" + std::to_string(++contacts) + "@example.org";
      return actions::create_contact(write, wanted, {});
    });
  }

  std::vector<Delivery> deliveries(const Webhook& webhook) {
    return ledger->read([&](storage::Connection& db) {
      auto found =
          storage::list_deliveries(db, {.webhook_id = webhook.id, .before = {}, .state = {}});
      std::ranges::reverse(found);
      return found;
    });
  }

  // Until it holds; the sender acts by itself, within a second or so.
  template <class F>
  static bool eventually(F&& holds) {
    for (int i = 0; i < 1000; ++i) {
      if (holds()) return true;
      std::this_thread::sleep_for(10ms);
    }
    return holds();
  }

  bool becomes(const Webhook& webhook, std::size_t which, DeliveryState state) {
    return eventually([&] {
      const auto all = deliveries(webhook);
      return all.size() > which && all[which].state == state;
    });
  }

  bool has_attempts(const Webhook& webhook, std::size_t which, std::int64_t attempts) {
    return eventually([&] {
      const auto all = deliveries(webhook);
      return all.size() > which && all[which].attempts >= attempts;
    });
  }
};

TEST_F(Sender, TellsWhatHappenedSigned) {
  TestReceiver receiver(always(TestReceiver::reply(204)));
  const auto webhook = hook(receiver.address());
  start();
  const auto ada = contact();
  const auto got = receiver.wait_for(1);
  ASSERT_EQ(got.size(), 1U);
  const auto body = *parse_json(got[0].body);
  EXPECT_EQ(body.at("type"), "contact.created");
  EXPECT_EQ(body.at("timestamp"), "2026-03-27T16:50:00.000Z");
  EXPECT_EQ(body.at("data").at("contact").at("id"), boost::json::string(to_string(ada.id)));
  EXPECT_EQ(body.at("data").at("contact").at("email"), "person1@example.org");
  EXPECT_EQ(body.at("data").at("standing").at("stage"), "lead");
  EXPECT_TRUE(body.at("data").at("deal").is_null());
  EXPECT_EQ(got[0].headers.at("webhook-id"),
            "evt_" + std::string(body.at("data").at("activity").at("id").as_string()));
  EXPECT_EQ(got[0].headers.at("webhook-timestamp"), "1774630200");
  EXPECT_EQ(got[0].headers.at("webhook-signature"),
            webhooks::signatures(webhook.secrets, got[0].headers.at("webhook-id"),
                                 ledger.clock.now(), got[0].body));
  EXPECT_TRUE(becomes(webhook, 0, DeliveryState::delivered));
}

TEST_F(Sender, TellsInOrder) {
  TestReceiver receiver(always(TestReceiver::reply(200)));
  const auto webhook = hook(receiver.address());
  std::vector<std::string> expected;
  for (int i = 0; i < 30; ++i) expected.push_back(to_string(contact().id));
  start();
  for (int i = 0; i < 30; ++i) expected.push_back(to_string(contact().id));
  std::vector<std::string> told;
  for (const auto& request : receiver.wait_for(60)) {
    const auto body = *parse_json(request.body);
    told.emplace_back(body.at("data").at("contact").at("id").as_string());
  }
  EXPECT_EQ(told, expected);
}

TEST_F(Sender, TriesAgainWhatFailsUnderTheSameId) {
  TestReceiver receiver(always(TestReceiver::reply(500)));
  const auto webhook = hook(receiver.address());
  start();
  contact();
  ASSERT_TRUE(has_attempts(webhook, 0, 1));
  EXPECT_EQ(receiver.requests().size(), 1U);
  ledger.clock.advance(5s);
  ASSERT_TRUE(has_attempts(webhook, 0, 2));
  receiver.answer(always(TestReceiver::reply(200)));
  ledger.clock.advance(5min);
  ASSERT_TRUE(becomes(webhook, 0, DeliveryState::delivered));
  std::set<std::string> ids;
  std::set<std::string> signatures;
  for (const auto& request : receiver.requests()) {
    ids.insert(request.headers.at("webhook-id"));
    signatures.insert(request.headers.at("webhook-signature"));
  }
  EXPECT_EQ(ids.size(), 1U);
  EXPECT_EQ(signatures.size(), 3U);  // each of its own time
}

// What fails for itself does not hold up what comes after it.
TEST_F(Sender, GoesOnPastWhatFails) {
  TestReceiver receiver([](const TestReceiver::Request& request) {
    const bool is_poison = request.body.find("person1@") != std::string::npos;
    return TestReceiver::reply(is_poison ? 400 : 200);
  });
  const auto webhook = hook(receiver.address());
  contact();
  contact();
  contact();
  start();
  EXPECT_TRUE(becomes(webhook, 1, DeliveryState::delivered));
  EXPECT_TRUE(becomes(webhook, 2, DeliveryState::delivered));
  EXPECT_EQ(deliveries(webhook)[0].state, DeliveryState::pending);
}

TEST_F(Sender, LeavesAReceiverAloneThatIsDown) {
  int port = 0;
  std::optional<Webhook> webhook;
  {
    const TestReceiver receiver(always(TestReceiver::reply(200)));
    webhook = hook(receiver.address());
    port = receiver.port();
  }
  for (int i = 0; i < 20; ++i) contact();
  start();
  ASSERT_TRUE(has_attempts(*webhook, 2, 1));
  std::this_thread::sleep_for(600ms);  // two looks
  std::int64_t attempts = 0;
  for (const auto& delivery : deliveries(*webhook)) attempts += delivery.attempts;
  EXPECT_EQ(attempts, webhooks::kRestAfter);
  EXPECT_FALSE(deliveries(*webhook)[0].last_status);
  EXPECT_EQ(deliveries(*webhook)[0].last_problem.at("code"), "fetch.unreachable");
  TestReceiver back(always(TestReceiver::reply(200)), port);
  ledger.clock.advance(1min);
  EXPECT_EQ(back.wait_for(20).size(), 20U);
}

TEST_F(Sender, TriesATestEvenWhileAReceiverRests) {
  TestReceiver receiver(always(TestReceiver::reply(503, "Retry-After: 3600\r\n")));
  const auto webhook = hook(receiver.address());
  start();
  contact();
  ASSERT_TRUE(has_attempts(webhook, 0, 1));
  ledger.clock.advance(59min);
  const auto test = *ledger->write([&](storage::Write& write) {
    return actions::send_test_event(write, webhook.id, actions::command_line());
  });
  const auto got = receiver.wait_for(2);
  ASSERT_EQ(got.size(), 2U);
  EXPECT_EQ(parse_json(got[1].body)->at("type"), "webhook.tested");
  EXPECT_EQ(got[1].headers.at("webhook-id"), "evt_" + to_string(test.event_id));
  EXPECT_EQ(deliveries(webhook)[0].attempts, 1);
}

TEST_F(Sender, ComesBackWhenAReceiverAsksForIt) {
  for (const int status : {429, 503}) {
    TestReceiver receiver(always(TestReceiver::reply(status, "Retry-After: 600\r\n")));
    const auto webhook = hook(receiver.address());
    contact();
    start();
    ASSERT_TRUE(has_attempts(webhook, 0, 1));
    EXPECT_EQ(deliveries(webhook)[0].next_at, ledger.clock.now() + 600s);
    EXPECT_EQ(deliveries(webhook)[0].last_status, status);
    sender.reset();
  }
}

TEST_F(Sender, SendsNothingMoreToOneThatIsGone) {
  TestReceiver receiver(always(TestReceiver::reply(410)));
  const auto webhook = hook(receiver.address());
  contact();
  contact();
  start();
  ASSERT_TRUE(becomes(webhook, 0, DeliveryState::dead));
  const auto after =
      *ledger->read([&](storage::Connection& db) { return storage::find_webhook(db, webhook.id); });
  EXPECT_EQ(after.disabled_because, webhooks::Disabling::gone);
  ledger.clock.advance(1h);
  std::this_thread::sleep_for(600ms);  // two looks
  EXPECT_EQ(receiver.requests().size(), 1U);
}

// More receivers hang than there are senders for a moment; the one that does not is told soon, and
// the end of the program waits for nobody.
TEST_F(Sender, IsNotHeldUpByOneThatHangs) {
  TestReceiver hanging(always(""));
  TestReceiver good(always(TestReceiver::reply(200)));
  for (int i = 0; i < 3; ++i) hook(hanging.address());
  const auto webhook = hook(good.address());
  start();
  contact();
  EXPECT_EQ(hanging.wait_for(3).size(), 3U);
  EXPECT_TRUE(becomes(webhook, 0, DeliveryState::delivered));
  EXPECT_TRUE(ledger->write([](storage::Write&) -> Result<void> { return {}; }));
  sender.reset();
  // What we gave up ourselves is no failure of theirs.
  EXPECT_EQ(ledger.count("webhook_delivery WHERE attempts > 0"), 1);
}

// The address that a name leads to is looked at when it is connected to.
TEST_F(Sender, ReachesNoPrivateAddressUnlessAllowed) {
  TestReceiver receiver(always(TestReceiver::reply(200)));
  const auto webhook = hook(receiver.address());
  const auto named = hook("http://localhost:" + std::to_string(receiver.port()));
  contact();
  start(Reach::public_only);
  for (const auto& refused : {webhook, named}) {
    ASSERT_TRUE(has_attempts(refused, 0, 1));
    EXPECT_EQ(deliveries(refused)[0].last_problem.at("code"), "fetch.not_public");
  }
  EXPECT_TRUE(receiver.requests().empty());
}

// An end of the program between sending and noting: once more, under the same id.
TEST_F(Sender, ForgetsNothingBetweenTwoLives) {
  TestReceiver receiver(always(""));
  const auto webhook = hook(receiver.address());
  contact();
  start();
  EXPECT_EQ(receiver.wait_for(1).size(), 1U);
  sender.reset();
  ledger.reopen();
  contact();
  receiver.answer(always(TestReceiver::reply(200)));
  start();
  EXPECT_TRUE(becomes(webhook, 1, DeliveryState::delivered));
  const auto got = receiver.requests();
  ASSERT_EQ(got.size(), 3U);
  EXPECT_EQ(got[0].headers.at("webhook-id"), got[1].headers.at("webhook-id"));
  EXPECT_NE(got[0].headers.at("webhook-id"), got[2].headers.at("webhook-id"));
}

// An erased activity has nothing to tell any more.
TEST_F(Sender, PassesOverWhatIsNotKnownAnyMore) {
  TestReceiver receiver(always(TestReceiver::reply(500)));
  const auto webhook = hook(receiver.address());
  start();
  contact();
  ASSERT_TRUE(has_attempts(webhook, 0, 1));
  ledger.vandalise("DELETE FROM activity");
  ledger.clock.advance(5s);
  EXPECT_TRUE(eventually([&] { return deliveries(webhook).empty(); }));
  EXPECT_EQ(receiver.requests().size(), 1U);
}

}  // namespace
}  // namespace tandem::jobs
