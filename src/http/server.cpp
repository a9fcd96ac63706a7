#if defined(__SANITIZE_THREAD__)
#define BOOST_ASIO_DISABLE_FENCED_BLOCK  // ThreadSanitizer does not understand fences
#endif
#include "http/server.h"

#include <algorithm>
#include <random>
#include <thread>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_future.hpp>
#include <fmt/format.h>
#include <spdlog/spdlog.h>
#include <sys/socket.h>

#include "http/connection.h"
#include "http/problem.h"

namespace tandem::http {
namespace {

constexpr Millis kAcceptPause{100};

// A thread with its own acceptor and its own connections.
struct Worker {
  explicit Worker(ServerState& server_state) : state(server_state) {}

  ServerState& state;
  std::set<Connection*> connections;  // outlives `io`, whose end destroys the last of them
  asio::io_context io{1};
  asio::executor_work_guard<asio::io_context::executor_type> work{io.get_executor()};
  tcp::acceptor acceptor{io};
  std::thread thread;

  asio::awaitable<void> accept();
  asio::awaitable<void> sweep();
  void refuse_connections();
  void close_idle_connections();
};

// Tells a client that it gets no connection, without waiting for it. Under TLS there is no saying
// so without the handshake that is to be spared.
void turn_away(const ServerState& state, tcp::socket socket, const Error& why) {
  error_code ignored;
  if (!state.options.tls) {
    const auto refusal = problem(Language::en, why);
    const auto text = fmt::format(
        "HTTP/1.1 {} {}\r\nContent-Type: application/problem+json\r\nContent-Length: {}\r\n"
        "Retry-After: 1\r\nConnection: close\r\n\r\n{}",
        refusal.status, refusal.status == 503 ? "Service Unavailable" : "Forbidden",
        refusal.bytes().size(), refusal.bytes());
    socket.non_blocking(true, ignored);
    socket.write_some(asio::buffer(text), ignored);
  }
  socket.shutdown(tcp::socket::shutdown_both, ignored);
}

// Whether requests of this peer may travel in the clear, or need not.
bool is_welcome(const ServerState& state, const tcp::socket& socket) {
  const auto& options = state.options;
  if (options.tls || state.hosts.loopback || options.trusted_proxies.empty()) return true;
  error_code gone;
  const auto peer = IpAddress::parse(socket.remote_endpoint(gone).address().to_string());
  return peer && (peer->is_loopback() || contains(options.trusted_proxies, *peer));
}

void report(const std::exception_ptr& failure) {
  try {
    if (failure) std::rethrow_exception(failure);
  } catch (const std::exception& error) {
    spdlog::error("connection: {}", error.what());
  }
}

asio::awaitable<void> Worker::accept() {
  asio::steady_timer pause(io);
  bool failing = false;
  while (!state.stopping) {
    auto [failure, socket] = co_await acceptor.async_accept(kWithError);
    if (failure == asio::error::operation_aborted) break;
    if (failure == asio::error::connection_aborted) continue;
    if (failure) {
      // Most likely out of file descriptors: the client stays in the queue, and trying again at
      // once would only burn the processor.
      if (!failing) spdlog::error("cannot accept connections: {}", failure.message());
      failing = true;
      pause.expires_after(kAcceptPause);
      co_await pause.async_wait(kWithError);
      continue;
    }
    failing = false;
    if (state.stopping) break;
    if (!is_welcome(state, socket)) {
      turn_away(state, std::move(socket), Error::forbidden("http.proxies_only"));
    } else if (state.try_open()) {
      asio::co_spawn(io, converse(state, connections, std::move(socket)), report);
    } else {
      turn_away(state, std::move(socket), Error::unavailable("http.too_many_connections"));
    }
  }
}

// One look at all deadlines every so often costs less than a timer for every operation.
asio::awaitable<void> Worker::sweep() {
  const auto& options = state.options;
  const auto shortest =
      std::min({options.header_timeout, options.body_timeout, options.idle_timeout, Millis(4'000)});
  asio::steady_timer timer(io);
  while (true) {
    timer.expires_after(std::max(shortest / 8, Millis(10)));
    co_await timer.async_wait(asio::use_awaitable);
    for (auto* connection : connections) connection->interrupt_if_late(Steady::now());
  }
}

void Worker::refuse_connections() {
  error_code ignored;
  acceptor.close(ignored);
}

void Worker::close_idle_connections() {
  for (auto* connection : connections) connection->interrupt_if_idle();
}

void listen(tcp::acceptor& acceptor, const tcp::endpoint& endpoint, bool share_port) {
  acceptor.open(endpoint.protocol());
  acceptor.set_option(tcp::acceptor::reuse_address(true));
  if (share_port) {
    const int on = 1;
    if (setsockopt(acceptor.native_handle(), SOL_SOCKET, SO_REUSEPORT, &on, sizeof on) != 0) {
      throw boost::system::system_error(errno, boost::system::system_category());
    }
  }
  acceptor.bind(endpoint);
  acceptor.listen();
}

}  // namespace

class Server::Impl {
 public:
  Impl(const Router& router, const Clock& clock, ServerOptions options)
      : state_(router, clock, std::move(options)) {
    std::random_device random;
    state_.next_id = (std::uint64_t{random()} << 32) | random();
  }

  Result<void> start() {
    auto& options = state_.options;
    if (auto identity = renew_identity(); !identity) return identity;
    try {
      open_port();
    } catch (const boost::system::system_error& error) {
      TextArgs args{{"address", options.address}, {"port", std::to_string(options.port)}};
      workers_.clear();
      if (error.code() == asio::error::address_in_use) {
        return Error::unavailable("http.port_in_use", std::move(args));
      }
      args.emplace_back("problem", error.code().message());
      return Error::unavailable("http.cannot_listen", std::move(args));
    }
    start_threads();
    return {};
  }

  Result<void> renew_identity();

  void stop();

  int port() const { return port_; }

 private:
  void open_port();
  void start_threads();

  ServerState state_;
  std::vector<std::unique_ptr<Worker>> workers_;
  int port_ = 0;
};

Result<void> Server::Impl::renew_identity() {
  if (!state_.options.tls) return {};
  auto identity = load_identity(*state_.options.tls, state_.clock.now());
  if (!identity) return identity.error();
  for (const auto& warning : identity->warnings) {
    spdlog::warn("{}", message(Language::en, warning));
  }
  const std::lock_guard lock(state_.mutex);
  state_.tls_context = std::move(identity->context);
  return {};
}

void Server::Impl::open_port() {
  const auto& options = state_.options;
  const std::size_t cores = std::max(1U, std::thread::hardware_concurrency());
  tcp::endpoint endpoint(asio::ip::make_address(options.address),
                         static_cast<unsigned short>(options.port));
  state_.hosts = {endpoint.address().is_loopback(), options.address, options.allowed_hosts};
  if (options.port != 0) {
    // Sharing a port among our acceptors would also share it with another server of the same user,
    // each getting half of the requests. So first see that nobody else has it.
    asio::io_context io;
    tcp::acceptor probe(io);
    listen(probe, endpoint, false);
  }
  for (std::size_t i = 0; i < (options.threads > 0 ? options.threads : cores); ++i) {
    workers_.push_back(std::make_unique<Worker>(state_));
    listen(workers_.back()->acceptor, endpoint, true);
    endpoint = workers_.back()->acceptor.local_endpoint();
  }
  port_ = endpoint.port();
  state_.handlers = std::make_unique<asio::thread_pool>(
      options.handlers > 0 ? options.handlers : std::max<std::size_t>(4, 2 * cores));
  state_.hashing.threads = std::make_unique<asio::thread_pool>(
      options.hashing_handlers > 0 ? options.hashing_handlers
                                   : std::max<std::size_t>(1, cores / 2));
  state_.waiting.threads = std::make_unique<asio::thread_pool>(options.waiting_handlers);
}

void Server::Impl::start_threads() {
  for (auto& worker : workers_) {
    asio::co_spawn(worker->io, worker->accept(), report);
    asio::co_spawn(worker->io, worker->sweep(), report);
    worker->thread = std::thread([&io = worker->io] { io.run(); });
  }
}

void Server::Impl::stop() {
  if (state_.stopping.exchange(true) || workers_.empty()) return;
  // No acceptor may be left to take the clients whose idle connections are closed next.
  for (auto& worker : workers_) {
    asio::post(worker->io, asio::use_future([&worker] { worker->refuse_connections(); })).wait();
  }
  for (auto& worker : workers_) {
    asio::post(worker->io, [&worker] { worker->close_idle_connections(); });
  }
  {
    std::unique_lock lock(state_.mutex);
    const bool quiet = state_.all_closed.wait_for(lock, state_.options.stop_timeout,
                                                  [this] { return state_.open == 0; });
    if (!quiet) spdlog::warn("{} connections were cut off by the stop", state_.open);
  }
  for (auto& worker : workers_) {
    worker->io.stop();
    worker->thread.join();
  }
  for (auto* pool :
       {state_.handlers.get(), state_.hashing.threads.get(), state_.waiting.threads.get()}) {
    pool->stop();
    pool->join();
  }
  // Coroutines that still wait live in these queues, and refer to the workers' sockets.
  state_.handlers.reset();
  state_.hashing.threads.reset();
  state_.waiting.threads.reset();
  workers_.clear();
}

Server::Server(const Router& router, const Clock& clock, ServerOptions options)
    : impl_(std::make_unique<Impl>(router, clock, std::move(options))) {}

Server::~Server() {
  impl_->stop();
}

Result<void> Server::start() {
  return impl_->start();
}

Result<void> Server::renew_identity() {
  return impl_->renew_identity();
}

void Server::stop() {
  impl_->stop();
}

int Server::port() const {
  return impl_->port();
}

}  // namespace tandem::http
