// A stream of events to one client (server-sent events, text/event-stream): what a handler gives as
// its answer when more is to be said later. Whoever has something to say sends it from any thread;
// the connection writes it as fast as the client takes it.
//
// Example. A page subscribes to the timeline of contact 42 and stays connected. Each time the
// timeline grows, `id: 5f3a-12\nevent: changed\ndata: {"topic":"contact/42"}\n\n` goes out.
//
// What waits to be written is bounded: a client that does not keep up is cut off and comes back by
// itself, as every EventSource does, saying what it heard last.
#pragma once

#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

#include "http/message.h"

namespace tandem::http {

class EventStream {
 public:
  static constexpr std::size_t kMostWaiting = 64UL * 1024;  // bytes

  explicit EventStream(std::size_t most_waiting = kMostWaiting) : most_waiting_(most_waiting) {}

  // False once it is over; it is over when the client has not taken more than may wait.
  bool send(std::string_view event);
  // What waits is still written.
  void end();
  bool is_over() const;

  // For the connection. All that waits; nothing once there is no more to come.
  std::optional<std::string> take();
  // Called whenever there is something to take, on whatever thread; an empty one ends that, and the
  // old one does not run any more when this returns. It must be quick.
  void on_ready(std::function<void()> ready);

 private:
  const std::size_t most_waiting_;
  mutable std::mutex mutex_;  // guards what follows
  std::string waiting_;
  bool over_ = false;
  std::function<void()> ready_;
};

// One event in the format of the wire. Precondition: none of the three has a line end.
std::string event_text(std::string_view id, std::string_view name, std::string_view data);

// The answer that a stream is: never cached, never gathered by a proxy.
Response stream_response(std::shared_ptr<EventStream> events);

}  // namespace tandem::http
