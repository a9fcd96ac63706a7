// One client's connection. For server.cpp and connection.cpp only: Asio is slow to compile, so no
// other file of the project may see it.
#pragma once

#if defined(__SANITIZE_THREAD__)
#define BOOST_ASIO_DISABLE_FENCED_BLOCK  // ThreadSanitizer does not understand fences
#endif

#include <atomic>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <set>

#include <boost/asio/thread_pool.hpp>

#include "http/security.h"
#include "http/server.h"
#include "http/stream.h"

namespace tandem::http {

using Steady = std::chrono::steady_clock;

// Threads for requests that take long, and how many of these there are.
struct SlowLane {
  std::unique_ptr<asio::thread_pool> threads;
  std::atomic<std::size_t> requests{0};  // in line or under way
};

// What all threads of a server share.
struct ServerState {
  ServerState(const Router& the_router, const Clock& the_clock, ServerOptions the_options)
      : router(the_router), clock(the_clock), options(std::move(the_options)) {}

  const Router& router;
  const Clock& clock;
  ServerOptions options;
  HostPolicy hosts;
  std::unique_ptr<asio::thread_pool> handlers;
  SlowLane hashing;
  SlowLane waiting;
  std::atomic<std::size_t> streams{0};  // of events, open
  std::atomic<bool> stopping{false};
  std::atomic<std::uint64_t> next_id{0};

  std::mutex mutex;  // of what follows
  std::condition_variable all_closed;
  std::size_t open = 0;                  // connections
  std::shared_ptr<SSL_CTX> tls_context;  // for the next connection; none: no TLS

  std::shared_ptr<SSL_CTX> current_tls() {
    const std::lock_guard lock(mutex);
    return tls_context;
  }
  bool try_open() {
    const std::lock_guard lock(mutex);
    if (open >= options.connections) return false;
    ++open;
    return true;
  }
  void close_one() {
    const std::lock_guard lock(mutex);
    if (--open == 0) all_closed.notify_all();
  }
};

// A client's connection as its worker sees it: a stream with a deadline. Used on one thread only.
class Connection {
 public:
  // Adds itself to `siblings`, those of its thread, while it lives.
  Connection(ServerState& state, std::set<Connection*>& siblings, tcp::socket socket)
      : state_(state), stream_(std::move(socket)), siblings_(siblings) {
    siblings_.insert(this);
  }
  ~Connection() {
    siblings_.erase(this);
    state_.close_one();
  }
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  // Interrupts whatever is awaited once its time is over. An operation that has just finished
  // misses the interruption; the next call then catches its successor.
  void interrupt_if_late(Steady::time_point now) {
    if (now < deadline_) return;
    late_ = true;
    interrupt();
  }
  void interrupt_if_idle() {
    if (idle_) interrupt();
  }

 protected:
  void allow(Millis time) {
    late_ = false;
    deadline_ = Steady::now() + time;
  }
  void allow_any_time() { deadline_ = Steady::time_point::max(); }

  ServerState& state_;
  Stream stream_;
  bool late_ = false;  // the deadline has passed
  bool idle_ = false;  // between two requests, or before the first

 private:
  void interrupt() {
    error_code ignored;
    stream_.socket().cancel(ignored);
  }

  std::set<Connection*>& siblings_;
  Steady::time_point deadline_ = Steady::time_point::max();
};

// Answers the requests of one client, counted by try_open(), until the connection ends.
asio::awaitable<void> converse(ServerState& state, std::set<Connection*>& siblings,
                               tcp::socket socket);

}  // namespace tandem::http
