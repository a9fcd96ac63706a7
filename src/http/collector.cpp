#include "http/collector.h"

#include "base/secret.h"
#include "domain/timeline/robot.h"
#include "http/problem.h"
#include "http/security.h"
#include "storage/access.h"
#include "storage/visitors.h"

namespace tandem::http {
namespace {

using timeline::DropReason;

constexpr std::chrono::seconds kKnowledgeLife{1};
// A key that is not known may have been made just now; it is looked for this often at most.
constexpr std::chrono::milliseconds kLookAgain{100};
constexpr std::size_t kCodeSize = 32;

Date day_of(Timestamp at) {
  return Date(std::chrono::floor<std::chrono::days>(at));
}

Response bare(int status) {
  Response response{status, {}, {}};
  let_any_site_read(response.headers);
  return response;
}

Response refusal(const Request& request, const Error& error, int status, int retry_after = 0) {
  auto response = problem(request.language, error, status);
  let_any_site_read(response.headers);
  if (retry_after > 0) response.headers.set("Retry-After", std::to_string(retry_after));
  return response;
}

Response unreadable(const Request& request, const Error& error) {
  const bool too_large =
      error.code == "http.body_too_large" || error.code == "tracking.message_too_large";
  return refusal(request, error, too_large ? 413 : 400);
}

// The visitor asked, by a setting of the browser, not to be recognised.
bool wants_privacy(const Request& request) {
  return request.headers.find("Sec-GPC").value_or("") == "1" ||
         request.headers.find("DNT").value_or("") == "1";
}

}  // namespace

Collector::Collector(storage::Ledger& ledger, CollectorOptions options)
    : ledger_(ledger),
      allowance_(options.messages_per_second, options.messages_at_once),
      queue_(ledger, options.waiting) {
  ask_.knows_key = [this](std::string_view key) { return knows_key(key); };
  ask_.excludes = [this](std::string_view address) {
    const auto known = knowledge();
    if (known->excluded.empty()) return false;
    const auto parsed = IpAddress::parse(address);
    return parsed && contains(known->excluded, *parsed);
  };
  ask_.is_robot = timeline::calls_itself_robot;
  ask_.allows = [this](std::string_view address, std::size_t messages, Timestamp at) {
    return allowance_.take(address, static_cast<double>(messages), at);
  };
}

std::shared_ptr<const Collector::Knowledge> Collector::knowledge() {
  auto known = knowledge_.load();
  const bool fresh = known && std::chrono::steady_clock::now() - known->read_at < kKnowledgeLife &&
                     known->salted_day == day_of(ledger_.clock().now());
  if (fresh) return known;
  // One thread asks the ledger; the others go on with what was known, where anything was.
  std::unique_lock hold(learning_, std::defer_lock);
  if (known) {
    if (!hold.try_lock()) return known;
  } else {
    hold.lock();
    if (auto meanwhile = knowledge_.load()) return meanwhile;
  }
  return learn();
}

std::shared_ptr<const Collector::Knowledge> Collector::learn() {
  auto fresh = std::make_shared<Knowledge>();
  fresh->salted_day = day_of(ledger_.clock().now());
  ledger_.read([&](storage::Connection& db) {
    for (const auto& key : storage::list_write_keys(db)) {
      if (!key.revoked_at) fresh->keys.insert(key.code);
    }
    fresh->salt = storage::salt_of(db, fresh->salted_day, "");
    if (auto list = parse_networks(storage::find_intake_settings(db).excluded_addresses)) {
      fresh->excluded = *std::move(list);
    }
  });
  if (fresh->salt.empty()) {
    fresh->salt = *ledger_.write([&](storage::Write& write) -> Result<std::string> {
      storage::forget_salts(write.db, fresh->salted_day);
      return storage::salt_of(write.db, fresh->salted_day, random_secret());
    });
  }
  fresh->read_at = std::chrono::steady_clock::now();
  knowledge_.store(fresh);
  return fresh;
}

bool Collector::knows_key(std::string_view key) {
  const auto known = knowledge();
  if (known->keys.contains(key)) return true;
  if (key.empty() || std::chrono::steady_clock::now() - known->read_at < kLookAgain) return false;
  const std::lock_guard hold(learning_);
  return learn()->keys.contains(key);
}

timeline::Visitor Collector::visitor_of(const Request& request, const timeline::Delivery& delivery,
                                        const timeline::Message& message) {
  timeline::Visitor visitor;
  if (delivery.from_server) {
    visitor.consented = true;  // the customer's affair, who knows these people by name
    visitor.code = !message.anonymous_id.empty() ? message.anonymous_id
                   : message.user_id.empty()     ? ""
                                                 : "user:" + message.user_id;
    return visitor;
  }
  if (wants_privacy(request)) return visitor;
  visitor.consented = !message.anonymous_id.empty();
  visitor.code = message.anonymous_id;
  if (visitor.code.empty()) {
    const auto agent = request.headers.find("User-Agent").value_or("");
    const auto text = knowledge()->salt + '\n' + delivery.key + '\n' + request.remote + '\n';
    visitor.code = "day:" + digest_of(text + std::string(agent)).substr(0, kCodeSize);
  }
  return visitor;
}

Response Collector::refuse(const Request& request, const Error& error) {
  queue_.count_dropped(DropReason::malformed);
  return unreadable(request, error);
}

void Collector::drop(const Request& request, DropReason reason, std::size_t messages,
                     const Respond& respond) {
  queue_.count_dropped(reason, static_cast<std::int64_t>(messages));
  switch (reason) {
    case DropReason::unknown_key:
      return respond(refusal(request, Error::forbidden("tracking.unknown_key"), 401));
    case DropReason::rate_limit:
      return respond(refusal(request, Error::unavailable("tracking.too_many"), 429, 10));
    default:
      return respond(bare(204));
  }
}

void Collector::take(const Request& request, timeline::Delivery delivery, const Respond& respond) {
  const timeline::Arrival arrival{
      .key = delivery.key,
      .address = request.remote,
      .user_agent = request.headers.find("User-Agent").value_or(""),
      .at = ledger_.clock().now(),
      .messages = delivery.messages.size(),
      .from_server = delivery.from_server,
  };
  if (const auto reason = timeline::examine(arrival, ask_)) {
    return drop(request, *reason, delivery.messages.size(), respond);
  }
  std::vector<actions::ArrivedMessage> arrived;
  std::optional<Error> refused;
  for (std::size_t i = 0; i < delivery.messages.size(); ++i) {
    auto judged = timeline::accept(delivery.messages[i], arrival);
    if (auto* no = std::get_if<timeline::Refused>(&judged)) {
      queue_.count_dropped(no->reason);
      const bool alone = delivery.messages.size() == 1;
      const auto place = alone ? std::string() : "batch[" + std::to_string(i) + "]";
      if (!refused) refused = std::move(no->error).within(place);
      continue;
    }
    auto& yes = std::get<timeline::Accepted>(judged);
    const auto digest =
        yes.message.id.empty() ? 0 : actions::digest_of_message(delivery.key, yes.message.id);
    auto visitor = visitor_of(request, delivery, yes.message);
    arrived.push_back({std::move(yes.message), yes.at, digest, std::move(visitor)});
  }
  if (arrived.empty()) return respond(refused ? unreadable(request, *refused) : bare(202));
  // What cannot be read now never can: the rest is taken, and the sender need not come again.
  const auto language = request.language;
  const bool kept = queue_.put(std::move(arrived), [respond, language](const Result<void>& done) {
    if (done) return respond(bare(202));
    Request asked;
    asked.language = language;
    respond(refusal(asked, done.error(), 503, 2));
  });
  if (!kept) respond(refusal(request, Error::unavailable("tracking.busy"), 503, 2));
}

}  // namespace tandem::http
