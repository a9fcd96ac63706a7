#if defined(__SANITIZE_THREAD__)
#define BOOST_ASIO_DISABLE_FENCED_BLOCK  // ThreadSanitizer does not understand fences
#endif
#include "http/event_writer.h"

#include <array>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/write.hpp>

namespace tandem::http {
namespace {

constexpr std::string_view kHeartbeat = ":\n\n";  // a comment

// What wakes the writer; used on the connection's thread only.
struct Alarm {
  explicit Alarm(const asio::any_io_executor& executor) : timer(executor) {}
  asio::steady_timer timer;
  bool gone = false;  // the client has gone, or was interrupted
};

// A client has nothing more to say; that its side ends is all there is to hear.
asio::awaitable<void> watch(Stream& stream, std::shared_ptr<Alarm> alarm) {
  std::array<char, 512> discarded{};
  while (true) {
    const auto [failure, size] =
        co_await stream.async_read_some(asio::buffer(discarded), kWithError);
    if (failure) break;
  }
  alarm->gone = true;
  alarm->timer.cancel();
}

// The stream's wake-up calls, while it lives.
class Listening {
 public:
  Listening(EventStream& events, std::function<void()> ready) : events_(events) {
    events_.on_ready(std::move(ready));
  }
  ~Listening() { events_.on_ready({}); }
  Listening(const Listening&) = delete;
  Listening& operator=(const Listening&) = delete;

 private:
  EventStream& events_;
};

// What is to be written next: events, or a heartbeat after a silence. Nothing when it is over.
asio::awaitable<std::optional<std::string>> next(EventStream& events, Alarm& alarm,
                                                 const EventPace& pace) {
  while (!alarm.gone && !pace.stopping) {
    auto waiting = events.take();
    if (!waiting || !waiting->empty()) co_return waiting;
    alarm.timer.expires_after(pace.heartbeat);
    const auto [woken] = co_await alarm.timer.async_wait(kWithError);
    if (!woken) co_return std::string(kHeartbeat);
  }
  co_return std::nullopt;
}

// Ends the watching, which refers to the stream.
asio::awaitable<void> stop_watching(Stream& stream, Alarm& alarm) {
  while (!alarm.gone) {
    error_code ignored;
    stream.socket().cancel(ignored);
    alarm.timer.expires_after(std::chrono::milliseconds(20));
    co_await alarm.timer.async_wait(kWithError);
  }
}

}  // namespace

asio::awaitable<std::size_t> write_events(Stream& stream, EventStream& events, EventPace pace) {
  const auto executor = co_await asio::this_coro::executor;
  const auto alarm = std::make_shared<Alarm>(executor);
  asio::co_spawn(executor, watch(stream, alarm), asio::detached);
  std::size_t written = 0;
  {
    const Listening listening(
        events, [alarm, executor] { asio::post(executor, [alarm] { alarm->timer.cancel(); }); });
    error_code failure;
    while (!failure) {
      const auto text = co_await next(events, *alarm, pace);
      if (!text) break;
      pace.on_write(true);
      const auto [broken, size] =
          co_await asio::async_write(stream, asio::buffer(*text), kWithError);
      pace.on_write(false);
      failure = broken;
      written += size;
    }
  }
  co_await stop_watching(stream, *alarm);
  co_return written;
}

}  // namespace tandem::http
