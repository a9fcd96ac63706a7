#include "http/event_stream.h"

#include <fmt/format.h>

namespace tandem::http {

bool EventStream::send(std::string_view event) {
  const std::lock_guard hold(mutex_);
  if (over_) return false;
  if (waiting_.size() + event.size() > most_waiting_) {
    over_ = true;
    waiting_.clear();  // the client would get half of the story, late
  } else {
    waiting_ += event;
  }
  if (ready_) ready_();
  return !over_;
}

void EventStream::end() {
  const std::lock_guard hold(mutex_);
  over_ = true;
  if (ready_) ready_();
}

bool EventStream::is_over() const {
  const std::lock_guard hold(mutex_);
  return over_;
}

std::optional<std::string> EventStream::take() {
  const std::lock_guard hold(mutex_);
  if (waiting_.empty() && over_) return std::nullopt;
  return std::exchange(waiting_, {});
}

void EventStream::on_ready(std::function<void()> ready) {
  const std::lock_guard hold(mutex_);
  ready_ = std::move(ready);
}

std::string event_text(std::string_view id, std::string_view name, std::string_view data) {
  return fmt::format("id: {}\nevent: {}\ndata: {}\n\n", id, name, data);
}

Response stream_response(std::shared_ptr<EventStream> events) {
  Response response;
  response.headers.set("Content-Type", "text/event-stream");
  response.headers.set("Cache-Control", "no-store");
  response.headers.set("X-Accel-Buffering", "no");  // nginx would wait for a full buffer
  response.events = std::move(events);
  return response;
}

}  // namespace tandem::http
