#include "actions/webhooks.h"

#include "actions/create_contact.h"
#include "actions/deliveries.h"
#include "actions/lifecycle.h"
#include "actions/test_access.h"
#include "domain/webhooks/event_type.h"
#include "storage/people.h"

namespace tandem::actions {
namespace {

using namespace std::chrono_literals;
using people::Deed;
using testing::ElementsAre;
using testing::IsEmpty;
using webhooks::Delivery;
using webhooks::DeliveryState;
using webhooks::Disabling;
using webhooks::Webhook;

class Webhooks : public AccessTest {
 protected:
  ReadAhead ahead;
  int contacts = 0;

  Webhook hook(std::vector<std::string> types = {"contact.created"}) {
    return write([&](storage::Write& w) {
             return add_webhook(w, {"CRM", "https://crm.example.org/in", types}, Reach::public_only,
                                actor);
           })
        ->webhook;
  }

  people::Contact contact() {
    return *write([&](storage::Write& w) {
      NewContact wanted;
      wanted.email = "person" + std::to_string(++contacts) + "@example.org";
      return create_contact(w, wanted, {});
    });
  }

  void move(const people::Contact& contact, lifecycle::Stage to) {
    EXPECT_TRUE(
        write([&](storage::Write& w) { return move_contact(w, contact.id, to, w.now(), {}); }));
  }

  std::vector<Delivery> deliveries(const Webhook& of) {
    return ledger->read([&](storage::Connection& db) {
      auto found = storage::list_deliveries(db, {.webhook_id = of.id, .before = {}, .state = {}});
      std::ranges::reverse(found);
      return found;
    });
  }

  std::vector<std::string> types_told(const Webhook& to) {
    while (queue_deliveries(*ledger, ahead)) {
    }
    std::vector<std::string> types;
    for (const auto& delivery : deliveries(to)) types.push_back(delivery.type);
    return types;
  }

  Webhook now(const Webhook& webhook) {
    return *ledger->read(
        [&](storage::Connection& db) { return storage::find_webhook(db, webhook.id); });
  }

  void attempted(const Delivery& delivery, std::optional<int> status) {
    ledger.write([&](storage::Write& w) { note_attempt(w, delivery.id, {status, {}, {}}, 0); });
  }

  std::vector<Deed> deeds_about(const Webhook& webhook) {
    std::vector<Deed> deeds;
    for (const auto& entry : audited()) {
      if (entry.record_id == webhook.id) deeds.insert(deeds.begin(), entry.deed);
    }
    return deeds;
  }
};

TEST_F(Webhooks, AreToldOfWhatTheyAskForFromThenOn) {
  contact();  // before there was anybody to tell
  const auto created = hook();
  const auto both = hook({"contact.stage_changed", "contact.created"});
  const auto deals = hook({"deal.created"});
  const auto someone = contact();
  move(someone, lifecycle::Stage::mql);
  contact();
  EXPECT_THAT(types_told(created), ElementsAre("contact.created", "contact.created"));
  EXPECT_THAT(types_told(both),
              ElementsAre("contact.created", "contact.stage_changed", "contact.created"));
  EXPECT_THAT(types_told(deals), IsEmpty());
  EXPECT_EQ(deliveries(created)[0].event_id, deliveries(both)[0].event_id);
  EXPECT_EQ(deliveries(created)[0].event_id, deliveries(created)[0].activity_id);
}

// A look that finds nothing new, a program that forgets what it read ahead: each activity once.
TEST_F(Webhooks, AreToldOnceWhateverHappens) {
  const auto webhook = hook();
  const auto deals = hook({"deal.created"});
  for (int i = 0; i < 5; ++i) contact();
  EXPECT_EQ(types_told(webhook).size(), 5U);
  EXPECT_EQ(types_told(webhook).size(), 5U);
  ahead.clear();
  ledger.reopen();
  contact();
  EXPECT_EQ(types_told(webhook).size(), 6U);
  EXPECT_THAT(types_told(deals), IsEmpty());
}

// Another program, on a node of its own, whose ids come earlier or later.
TEST_F(Webhooks, AreToldOfWhatOtherProgramsWrite) {
  const auto webhook = hook();
  const auto other = ledger.open_another();
  for (int i = 0; i < 3; ++i) {
    EXPECT_TRUE(other->write([&](storage::Write& w) {
      NewContact wanted;
      wanted.email = "other" + std::to_string(i) + "@example.org";
      return create_contact(w, wanted, {});
    }));
    contact();
    EXPECT_EQ(types_told(webhook).size(), static_cast<std::size_t>(2 * i + 2));
  }
}

TEST_F(Webhooks, LeaveInTheLogWhatIsTooMuch) {
  const auto webhook = hook();
  ledger.write([&](storage::Write& w) {
    for (int i = 0; i < webhooks::kMostPending + 50; ++i) {
      timeline::Activity told;
      told.at = w.now();
      told.detail = to_json(lifecycle::Transition{});
      w.append(told);
    }
  });
  while (queue_deliveries(*ledger, ahead)) {
  }
  const auto pending = "webhook_delivery WHERE state = 'pending'";
  EXPECT_EQ(ledger.count(pending), webhooks::kMostPending);
  attempted(deliveries(webhook)[0], 200);
  while (queue_deliveries(*ledger, ahead)) {
  }
  EXPECT_EQ(ledger.count(pending), webhooks::kMostPending);
  EXPECT_EQ(ledger.count("webhook_delivery"), webhooks::kMostPending + 1);
}

TEST_F(Webhooks, AreRefusedAtTheFieldThatIsWrong) {
  const std::vector<std::tuple<std::string, Reach, std::string>> table{
      {"https://crm.example.org", Reach::public_only, ""},
      {"http://1.1.1.1/x", Reach::public_only, ""},
      {"http://localhost:8080", Reach::public_only, "webhooks.not_public"},
      {"http://127.0.0.1", Reach::public_only, "webhooks.not_public"},
      {"http://10.0.0.5/hook", Reach::public_only, "webhooks.not_public"},
      {"http://169.254.169.254/latest", Reach::public_only, "webhooks.not_public"},
      {"http://[::1]/", Reach::public_only, "webhooks.not_public"},
      {"http://[fd00::1]/", Reach::public_only, "webhooks.not_public"},
      {"http://2130706433/", Reach::public_only, "webhooks.not_public"},
      {"http://10.0.0.5/hook", Reach::anywhere, ""},
      {"mailto:a@example.org", Reach::anywhere, "webhooks.bad_url"},
  };
  const auto known = hook();
  for (const auto& [url, reach, code] : table) {
    const auto added = write([&, &url = url, reach = reach](storage::Write& w) {
      return add_webhook(w, {"a", url, {"deal.created"}}, reach, actor);
    });
    EXPECT_EQ(code_of(added), code) << url;
    const auto changed = write([&, &url = url, reach = reach](storage::Write& w) {
      return change_webhook(w, known.id, {{}, url, {}}, reach, actor);
    });
    EXPECT_EQ(code_of(changed), code) << url;
    if (!code.empty()) {
      EXPECT_EQ(added.error().field, "url") << url;
    }
  }
}

TEST_F(Webhooks, KeepTheirSecretToThemselves) {
  const auto webhook = hook();
  const auto rotated =
      write([&](storage::Write& w) { return rotate_webhook_secret(w, webhook.id, actor); });
  ASSERT_TRUE(rotated);
  EXPECT_EQ(now(webhook).secrets[0].secret, rotated->secret);
  EXPECT_EQ(now(webhook).secrets[1].secret, webhook.secrets[0].secret);
  EXPECT_EQ(now(webhook).secrets[1].expires_at, ledger.clock.now() + 24h);
  for (const auto& entry : audited()) {
    EXPECT_EQ(print_json(entry.detail).find("whsec_"), std::string::npos);
  }
}

TEST_F(Webhooks, WhileDisabledHearNothingAndGoOnFromNowOn) {
  const auto webhook = hook();
  contact();
  EXPECT_EQ(types_told(webhook).size(), 1U);
  const auto disabled = write([&](storage::Write& w) {
    return disable_webhook(w, webhook.id, Disabling::by_member, actor);
  });
  EXPECT_EQ(disabled->disabled_because, Disabling::by_member);
  contact();
  EXPECT_EQ(types_told(webhook).size(), 1U);
  const auto due = [&] {
    return ledger->read([&](storage::Connection& db) {
      return storage::list_due_webhooks(db, ledger.clock.now()).size();
    });
  };
  EXPECT_EQ(due(), 0U);
  EXPECT_EQ(
      code_of(write([&](storage::Write& w) { return send_test_event(w, webhook.id, actor); })),
      "webhooks.disabled");
  EXPECT_TRUE(write([&](storage::Write& w) { return enable_webhook(w, webhook.id, actor); }));
  EXPECT_EQ(due(), 1U);  // what waited
  EXPECT_EQ(types_told(webhook).size(), 1U);
  contact();
  EXPECT_EQ(types_told(webhook).size(), 2U);
  EXPECT_THAT(deeds_about(webhook),
              ElementsAre(Deed::webhook_added, Deed::webhook_disabled, Deed::webhook_enabled));
}

TEST_F(Webhooks, RememberWhatCameOfAnAttempt) {
  const auto webhook = hook();
  contact();
  types_told(webhook);
  const auto start = ledger.clock.now();
  attempted(deliveries(webhook)[0], 500);
  EXPECT_EQ(deliveries(webhook)[0].next_at, start + 5s);
  EXPECT_EQ(now(webhook).failing_since, start);
  ledger.clock.advance(5s);
  attempted(deliveries(webhook)[0], 500);
  EXPECT_EQ(now(webhook).failing_since, start);
  attempted(deliveries(webhook)[0], 204);
  EXPECT_EQ(deliveries(webhook)[0].state, DeliveryState::delivered);
  EXPECT_FALSE(now(webhook).failing_since);
  EXPECT_EQ(now(webhook).delivered_at, ledger.clock.now());
  attempted(deliveries(webhook)[0], 500);  // told late: it is settled
  EXPECT_EQ(deliveries(webhook)[0].state, DeliveryState::delivered);
}

TEST_F(Webhooks, AreDisabledByAReceiverThatIsGone) {
  const auto webhook = hook();
  contact();
  types_told(webhook);
  attempted(deliveries(webhook)[0], 410);
  EXPECT_EQ(deliveries(webhook)[0].state, DeliveryState::dead);
  EXPECT_EQ(now(webhook).disabled_because, Disabling::gone);
  EXPECT_THAT(deeds_about(webhook), ElementsAre(Deed::webhook_added, Deed::webhook_disabled));
  EXPECT_EQ(audited()[0].address, kServer);
}

// A receiver down for three days: what never had its turn is dead as well.
TEST_F(Webhooks, GiveUpAfterThreeDaysWhateverWaits) {
  const auto webhook = hook();
  contact();
  contact();
  types_told(webhook);
  ledger.clock.advance(webhooks::kDeliveryLife);
  contact();
  types_told(webhook);
  attempted(deliveries(webhook)[0], 503);
  const auto after = deliveries(webhook);
  EXPECT_EQ(after[0].state, DeliveryState::dead);
  EXPECT_EQ(after[1].state, DeliveryState::dead);
  EXPECT_EQ(after[2].state, DeliveryState::pending);
}

TEST_F(Webhooks, SendAgainWhatIsDead) {
  const auto webhook = hook();
  const auto other = hook();
  contact();
  types_told(webhook);
  const auto again = [&](const Webhook& of, Id delivery) {
    return write([&](storage::Write& w) { return send_again(w, of.id, delivery, actor); });
  };
  const auto delivery = deliveries(webhook)[0];
  EXPECT_EQ(code_of(again(webhook, delivery.id)), "webhooks.not_dead");
  ledger.clock.advance(webhooks::kDeliveryLife);
  attempted(delivery, 503);
  EXPECT_EQ(code_of(again(other, delivery.id)), "webhooks.delivery_not_found");
  EXPECT_EQ(code_of(again(webhook, Id{7})), "webhooks.delivery_not_found");
  ASSERT_TRUE(again(webhook, delivery.id));
  EXPECT_EQ(deliveries(webhook)[0].event_id, delivery.event_id);
  EXPECT_EQ(deliveries(webhook)[0].state, DeliveryState::pending);
  // Somebody waits for it, so it comes first, also before older ones.
  const auto next = ledger->read([&](storage::Connection& db) {
    return storage::find_due_delivery(db, webhook.id, ledger.clock.now(), true);
  });
  EXPECT_EQ(next->id, delivery.id);
}

TEST_F(Webhooks, AreRemovedWithAllThatWasSent) {
  const auto webhook = hook();
  contact();
  types_told(webhook);
  ASSERT_TRUE(write([&](storage::Write& w) { return remove_webhook(w, webhook.id, actor); }));
  EXPECT_EQ(code_of(write([&](storage::Write& w) { return remove_webhook(w, webhook.id, actor); })),
            "webhooks.not_found");
  contact();
  while (queue_deliveries(*ledger, ahead)) {
  }
  EXPECT_EQ(ledger.count("webhook_delivery"), 1);
  EXPECT_FALSE(forget_old_deliveries(*ledger));
  EXPECT_EQ(ledger.count("webhook_delivery"), 0);
}

TEST_F(Webhooks, ForgetWhatIsSettledLongAgo) {
  const auto webhook = hook();
  for (int i = 0; i < 3; ++i) contact();
  types_told(webhook);
  attempted(deliveries(webhook)[0], 200);
  attempted(deliveries(webhook)[1], 410);  // dead; the third waits
  forget_old_deliveries(*ledger);
  EXPECT_EQ(deliveries(webhook).size(), 3U);
  ledger.clock.advance(webhooks::kKeepDelivered + 1ms);
  forget_old_deliveries(*ledger);
  EXPECT_EQ(deliveries(webhook).size(), 2U);
  ledger.clock.advance(webhooks::kKeepDead);
  forget_old_deliveries(*ledger);
  ASSERT_EQ(deliveries(webhook).size(), 1U);
  EXPECT_EQ(deliveries(webhook)[0].state, DeliveryState::pending);
}

}  // namespace
}  // namespace tandem::actions
