#include "http/live_hub.h"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>

#include "base/secret.h"
#include "storage/access.h"

namespace tandem::http {
namespace {

constexpr std::string_view kContact = "contact/";
constexpr std::string_view kNotifications = "notifications/";
constexpr std::size_t kRunLength = 8;

std::optional<std::int64_t> number_in(std::string_view id, std::string_view run) {
  if (!id.starts_with(run) || id.size() <= run.size() || id[run.size()] != '-') return {};
  const auto digits = id.substr(run.size() + 1);
  std::int64_t number = 0;
  const auto [end, failure] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  const bool is_read = failure == std::errc() && end == digits.data() + digits.size();
  return is_read ? std::optional(number) : std::nullopt;
}

bool is_still_in(storage::Connection& db, const people::Session& session, people::Role role,
                 Timestamp now) {
  const auto found = storage::find_session(db, session.digest);
  if (!found || people::is_over(*found, now)) return false;
  const auto member = storage::find_member(db, session.member_id);
  return member && !member->disabled_at && member->role == role;
}

}  // namespace

std::string topic_of_contact(Id contact) {
  return std::string(kContact) + to_string(contact);
}

std::string topic_of_notifications(Id member) {
  return std::string(kNotifications) + to_string(member);
}

Result<void> check_topic(std::string_view topic, const people::Member& member) {
  const auto allow = [&](bool allowed) -> Result<void> {
    if (allowed) return {};
    return Error::forbidden("http.not_permitted");
  };
  const auto id_after = [&](std::string_view prefix) {
    return topic.starts_with(prefix) ? parse_id(topic.substr(prefix.size())) : std::nullopt;
  };
  if (topic == kContactsTopic || topic == kVisitorsTopic || id_after(kContact)) {
    return allow(people::may(member.role, Permission::read_contacts));
  }
  if (const auto whose = id_after(kNotifications)) return allow(*whose == member.id);
  return Error::invalid("http.unknown_topic", {{"topic", std::string(topic)}}, "topics");
}

LiveHub::LiveHub() : run_(random_secret().substr(0, kRunLength)) {}

std::string LiveHub::id_of(std::int64_t number) const {
  return fmt::format("{}-{}", run_, number);
}

std::string LiveHub::changed(const Event& event) const {
  return event_text(id_of(event.number), "changed",
                    print_json(boost::json::object{{"topic", event.topic}}));
}

void LiveHub::catch_up(Subscriber& subscriber, std::string_view last_id) const {
  if (last_id.empty()) return;
  const auto last = number_in(last_id, run_);
  const bool is_covered =
      last && *last <= newest_ &&
      (events_.empty() ? *last == newest_ : *last + 1 >= events_.front().number);
  if (!is_covered) {
    subscriber.stream->send(event_text(id_of(newest_), "reset", "{}"));
    return;
  }
  std::set<std::string_view> told;  // once is enough
  for (const auto& event : events_) {
    if (event.number <= *last || !subscriber.topics.contains(event.topic)) continue;
    if (told.insert(event.topic).second) subscriber.stream->send(changed(event));
  }
}

std::shared_ptr<EventStream> LiveHub::subscribe(const Caller& caller, Topics topics,
                                                std::string_view last_id) {
  Subscriber subscriber{std::make_shared<EventStream>(), std::move(topics), *caller.session,
                        caller.member->role};
  const std::lock_guard hold(mutex_);
  std::erase_if(subscribers_, [](const auto& other) { return other.stream->is_over(); });
  catch_up(subscriber, last_id);
  subscriber.stream->send(event_text(id_of(newest_), "ready", "{}"));
  subscribers_.push_back(subscriber);
  return subscriber.stream;
}

void LiveHub::publish(std::string_view topic) {
  const std::lock_guard hold(mutex_);
  events_.push_back({++newest_, std::string(topic)});
  if (events_.size() > kRemembered) events_.pop_front();
  const auto text = changed(events_.back());
  std::erase_if(subscribers_, [&](const auto& subscriber) {
    if (!subscriber.topics.contains(topic)) return false;
    return !subscriber.stream->send(text);
  });
}

void LiveHub::check_callers(storage::Ledger& ledger) {
  std::vector<Subscriber> all;
  {
    const std::lock_guard hold(mutex_);
    std::erase_if(subscribers_, [](const auto& other) { return other.stream->is_over(); });
    all = subscribers_;
  }
  if (all.empty()) return;
  const auto now = ledger.clock().now();
  ledger.read([&](storage::Connection& db) {
    for (const auto& subscriber : all) {
      if (!is_still_in(db, subscriber.session, subscriber.role, now)) subscriber.stream->end();
    }
  });
}

std::size_t LiveHub::subscribers() const {
  const std::lock_guard hold(mutex_);
  return static_cast<std::size_t>(std::ranges::count_if(
      subscribers_, [](const auto& subscriber) { return !subscriber.stream->is_over(); }));
}

}  // namespace tandem::http
