#include "http/webhooks.h"

#include "actions/webhooks.h"
#include "domain/webhooks/event_type.h"

namespace tandem::http {
namespace {

using webhooks::Delivery;
using webhooks::DeliveryState;
using webhooks::Webhook;

constexpr std::int64_t kMostOnAPage = 200;

enum class WebhookHealth { untried, healthy, failing, disabled };
BOOST_DESCRIBE_ENUM(WebhookHealth, untried, healthy, failing, disabled)

struct WebhookView {
  Id id;
  std::string name;
  std::string url;
  std::vector<std::string> event_types;
  WebhookHealth health = WebhookHealth::untried;
  Timestamp created_at;
  std::optional<Timestamp> disabled_at;
  std::optional<webhooks::Disabling> disabled_because;
  std::optional<Timestamp> delivered_at;           // last
  std::optional<Timestamp> failing_since;          // the first failure since then
  std::optional<Timestamp> old_secret_expires_at;  // while a secret is being replaced
  std::int64_t pending = 0;
  std::int64_t dead = 0;
};
BOOST_DESCRIBE_STRUCT(WebhookView, (),
                      (id, name, url, event_types, health, created_at, disabled_at,
                       disabled_because, delivered_at, failing_since, old_secret_expires_at,
                       pending, dead))

struct WebhookList {
  std::vector<WebhookView> webhooks;     // oldest first
  std::vector<std::string> event_types;  // that a webhook may ask for
};
BOOST_DESCRIBE_STRUCT(WebhookList, (), (webhooks, event_types))

struct WebhookWithSecret {
  WebhookView webhook;
  std::string secret;
};
BOOST_DESCRIBE_STRUCT(WebhookWithSecret, (), (webhook, secret))

struct WebhookChange {
  std::optional<std::string> name;
  std::optional<std::string> url;
  std::optional<std::vector<std::string>> event_types;
  std::optional<bool> disabled;
};
BOOST_DESCRIBE_STRUCT(WebhookChange, (), (name, url, event_types, disabled))

struct DeliveryQuery {
  Id id;
  std::optional<Id> after;  // the last one of the page before
  std::optional<DeliveryState> state;
  std::optional<std::int64_t> limit;

  Result<void> validate() const { return check_limit(limit, kMostOnAPage); }
};
BOOST_DESCRIBE_STRUCT(DeliveryQuery, (), (id, after, state, limit))

struct DeliveryView {
  Id id;
  std::string message_id;
  std::string type;
  DeliveryState state = DeliveryState::pending;
  std::int64_t attempts = 0;
  Timestamp queued_at;
  std::optional<Timestamp> next_at;
  std::optional<Timestamp> last_at;
  std::optional<int> last_status;           // absent: no answer
  std::optional<std::string> last_problem;  // why not, in the caller's language
};
BOOST_DESCRIBE_STRUCT(DeliveryView, (),
                      (id, message_id, type, state, attempts, queued_at, next_at, last_at,
                       last_status, last_problem))

struct DeliveryPage {
  std::vector<DeliveryView> deliveries;  // newest first
  std::optional<Id> next;                // `after` of the next page; absent on the last
};
BOOST_DESCRIBE_STRUCT(DeliveryPage, (), (deliveries, next))

struct DeliveryWanted {
  Id send_again;  // a dead one
};
BOOST_DESCRIBE_STRUCT(DeliveryWanted, (), (send_again))

WebhookHealth health_of(const Webhook& webhook) {
  if (webhook.disabled_at) return WebhookHealth::disabled;
  if (webhook.failing_since) return WebhookHealth::failing;
  return webhook.delivered_at ? WebhookHealth::healthy : WebhookHealth::untried;
}

WebhookView view_of(storage::Connection& db, const Webhook& webhook) {
  std::optional<Timestamp> expires_at;
  for (const auto& secret : webhook.secrets) expires_at = std::max(expires_at, secret.expires_at);
  return {.id = webhook.id,
          .name = webhook.name,
          .url = webhook.url,
          .event_types = webhook.event_types,
          .health = health_of(webhook),
          .created_at = webhook.id.time(),
          .disabled_at = webhook.disabled_at,
          .disabled_because = webhook.disabled_because,
          .delivered_at = webhook.delivered_at,
          .failing_since = webhook.failing_since,
          .old_secret_expires_at = expires_at,
          .pending = storage::count_pending_deliveries(db, webhook.id),
          .dead = storage::count_dead_deliveries(db, webhook.id)};
}

std::optional<std::string> problem_of(const Delivery& delivery, Language language) {
  const auto problem = from_json<webhooks::Problem>(delivery.last_problem);
  if (!problem) return std::nullopt;
  TextArgs args;
  if (const auto* values = problem->args.if_object()) {
    for (const auto& [name, value] : *values) {
      if (const auto* string = value.if_string()) args.emplace_back(name, *string);
    }
  }
  return text(language, problem->code, args);
}

DeliveryView view_of(const Delivery& delivery, Language language) {
  return {.id = delivery.id,
          .message_id = webhooks::message_id(delivery),
          .type = delivery.type,
          .state = delivery.state,
          .attempts = delivery.attempts,
          .queued_at = delivery.queued_at,
          .next_at = delivery.next_at,
          .last_at = delivery.last_at,
          .last_status = delivery.last_status,
          .last_problem = problem_of(delivery, language)};
}

WebhookList list(storage::Connection& db) {
  WebhookList list;
  for (const auto& webhook : storage::list_webhooks(db)) {
    list.webhooks.push_back(view_of(db, webhook));
  }
  for (const auto type : webhooks::event_types()) list.event_types.emplace_back(type);
  return list;
}

// One more than asked for tells whether there is another page.
Result<DeliveryPage> page(storage::Connection& db, const DeliveryQuery& query, Language language) {
  if (!storage::find_webhook(db, query.id)) return Error::not_found("webhooks.not_found");
  storage::DeliveryFilter filter{
      .webhook_id = query.id, .before = query.after, .state = query.state};
  const auto limit = static_cast<std::size_t>(query.limit.value_or(filter.limit));
  filter.limit = static_cast<std::int64_t>(limit) + 1;
  const auto found = storage::list_deliveries(db, filter);
  DeliveryPage page;
  for (const auto& delivery : found) {
    if (page.deliveries.size() == limit) {
      page.next = page.deliveries.back().id;
      break;
    }
    page.deliveries.push_back(view_of(delivery, language));
  }
  return page;
}

Result<WebhookView> change(storage::Write& write, Id id, const WebhookChange& wanted, Reach reach,
                           const actions::Actor& actor) {
  auto webhook = actions::change_webhook(write, id, {wanted.name, wanted.url, wanted.event_types},
                                         reach, actor);
  if (webhook && wanted.disabled) {
    webhook = *wanted.disabled
                  ? actions::disable_webhook(write, id, webhooks::Disabling::by_member, actor)
                  : actions::enable_webhook(write, id, actor);
  }
  if (!webhook) return webhook.error();
  return view_of(write.db, *webhook);
}

Result<WebhookWithSecret> with_secret(storage::Write& write,
                                      const Result<actions::WebhookSecret>& made) {
  if (!made) return made.error();
  return WebhookWithSecret{view_of(write.db, made->webhook), made->secret};
}

void add_delivery_routes(Router& router, storage::Ledger& ledger) {
  router.get<DeliveryQuery, DeliveryPage>("/api/v1/webhooks/{id}/deliveries",
                                          Permission::manage_workspace,
                                          "What was sent to a webhook, newest first",
                                          [&](const DeliveryQuery& query, const Call& call) {
                                            return ledger.read([&](storage::Connection& db) {
                                              return page(db, query, call.language());
                                            });
                                          });
  router.post<RecordAt, DeliveryWanted, DeliveryView>(
      "/api/v1/webhooks/{id}/deliveries", Permission::manage_workspace,
      "Send a dead delivery again",
      [&](const RecordAt& at, const DeliveryWanted& wanted, const Call& call) {
        return ledger.write([&](storage::Write& write) -> Result<DeliveryView> {
          const auto again =
              actions::send_again(write, at.id, wanted.send_again, call.caller.actor());
          if (!again) return again.error();
          return view_of(*again, call.language());
        });
      },
      {.status = 201});
  router.post<RecordAt, Nothing, DeliveryView>(
      "/api/v1/webhooks/{id}/tests", Permission::manage_workspace, "Send a webhook a test event",
      [&](const RecordAt& at, const Nothing&, const Call& call) {
        return ledger.write([&](storage::Write& write) -> Result<DeliveryView> {
          const auto test = actions::send_test_event(write, at.id, call.caller.actor());
          if (!test) return test.error();
          return view_of(*test, call.language());
        });
      },
      {.status = 201});
}

}  // namespace

void add_webhook_routes(Router& router, storage::Ledger& ledger, Reach reach) {
  router.get<Nothing, WebhookList>(
      "/api/v1/webhooks", Permission::manage_workspace, "Who is told of what happens",
      [&](const Nothing&, const Call&) -> Result<WebhookList> { return ledger.read(list); });
  router.post<actions::NewWebhook, WebhookWithSecret>(
      "/api/v1/webhooks", Permission::manage_workspace,
      "Add a webhook; its secret is shown this once",
      [&, reach](const actions::NewWebhook& wanted, const Call& call) {
        return ledger.write([&](storage::Write& write) {
          return with_secret(write,
                             actions::add_webhook(write, wanted, reach, call.caller.actor()));
        });
      },
      {.status = 201});
  router.patch<RecordAt, WebhookChange, WebhookView>(
      "/api/v1/webhooks/{id}", Permission::manage_workspace,
      "Change a webhook, disable or enable it",
      [&, reach](const RecordAt& at, const WebhookChange& wanted, const Call& call) {
        return ledger.write([&](storage::Write& write) {
          return change(write, at.id, wanted, reach, call.caller.actor());
        });
      });
  router.del<RecordAt, void>(
      "/api/v1/webhooks/{id}", Permission::manage_workspace, "Remove a webhook and its deliveries",
      [&](const RecordAt& at, const Call& call) {
        return ledger.write([&](storage::Write& write) {
          return done(actions::remove_webhook(write, at.id, call.caller.actor()));
        });
      });
  router.post<RecordAt, Nothing, WebhookWithSecret>(
      "/api/v1/webhooks/{id}/secrets", Permission::manage_workspace,
      "Give a webhook a new secret, shown this once; the one before is valid for a day more",
      [&](const RecordAt& at, const Nothing&, const Call& call) {
        return ledger.write([&](storage::Write& write) {
          return with_secret(write,
                             actions::rotate_webhook_secret(write, at.id, call.caller.actor()));
        });
      },
      {.status = 201});
  add_delivery_routes(router, ledger);
}

}  // namespace tandem::http
