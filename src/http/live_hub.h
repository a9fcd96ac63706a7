// Who wants to hear of what, as it happens: subscribers with their topics, and the last events.
//
// An event says only that something about a topic has changed; the client then asks for it as
// always, with its own permissions. So nothing personal lies in a queue, an event that is heard
// twice does no harm, and one that was missed is made up for by asking again.
//
// Topics: contact/{id}, contacts, visitors, notifications/{member}.
//
// It belongs to http because its subscribers are connections. What happens by itself is known to
// jobs, which tell it through a function that cli gives them.
#pragma once

#include <deque>
#include <mutex>
#include <set>
#include <vector>

#include "http/caller.h"
#include "http/event_stream.h"

namespace tandem::http {

using Topics = std::set<std::string, std::less<>>;

std::string topic_of_contact(Id contact);
std::string topic_of_notifications(Id member);
inline constexpr std::string_view kContactsTopic = "contacts";
inline constexpr std::string_view kVisitorsTopic = "visitors";

// Whether the member may hear of it. Errors: http.unknown_topic {topic}, http.not_permitted.
Result<void> check_topic(std::string_view topic, const people::Member& member);

class LiveHub {
 public:
  LiveHub();

  // A stream of what happens to these topics from now on, and before that of what the client has
  // missed since the event `last_id`; where that cannot be told any more, an event `reset` says
  // that anything may have happened. Then comes `ready`. Precondition: the caller has a session,
  // and check_topic() for all.
  std::shared_ptr<EventStream> subscribe(const Caller& caller, Topics topics,
                                         std::string_view last_id);

  // From any thread.
  void publish(std::string_view topic);

  // Ends the streams whose session is over, or whose member may no longer do all they could.
  void check_callers(storage::Ledger& ledger);

  std::size_t subscribers() const;  // whose streams are not over

 private:
  static constexpr std::size_t kRemembered = 4096;  // events

  struct Subscriber {
    std::shared_ptr<EventStream> stream;
    Topics topics;
    people::Session session;
    people::Role role;
  };
  struct Event {
    std::int64_t number;
    std::string topic;
  };

  std::string id_of(std::int64_t number) const;
  void catch_up(Subscriber& subscriber, std::string_view last_id) const;
  std::string changed(const Event& event) const;

  const std::string run_;     // tells this program's events from those of the one before
  mutable std::mutex mutex_;  // guards what follows
  std::vector<Subscriber> subscribers_;
  std::deque<Event> events_;  // the last ones
  std::int64_t newest_ = 0;
};

}  // namespace tandem::http
