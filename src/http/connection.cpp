// The only translation unit that sees Beast.
#include "http/connection.h"

#include <array>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http.hpp>
#include <fmt/format.h>
#include <sys/resource.h>
#include <unistd.h>

#include "base/ascii.h"
#include "http/access_log.h"
#include "http/event_writer.h"
#include "http/forwarded.h"
#include "http/problem.h"

namespace tandem::http {
namespace {

namespace beast = boost::beast;
using Parser = beast::http::request_parser<beast::http::string_body>;

constexpr char kTlsHandshake = 0x16;  // the first byte of who wants TLS
constexpr std::size_t kReadSize = 4096;
constexpr std::int64_t kSlowestBytesPerSecond = 64L * 1024;
constexpr Millis kDrainTime{2'000};

std::string_view view(boost::core::string_view text) {
  return {text.data(), text.size()};
}
boost::core::string_view beast_view(std::string_view text) {
  return {text.data(), text.size()};
}

// Counts a request among those that wait or are under way, while it lives.
class Turn {
 public:
  explicit Turn(std::atomic<std::size_t>& all) : all_(all), position_(++all) {}
  ~Turn() { --all_; }
  Turn(const Turn&) = delete;
  Turn& operator=(const Turn&) = delete;
  std::size_t position() const { return position_; }

 private:
  std::atomic<std::size_t>& all_;
  std::size_t position_;
};

// Whoever sends events learns that nobody takes them any more.
class Ending {
 public:
  explicit Ending(EventStream& events) : events_(events) {}
  ~Ending() { events_.end(); }
  Ending(const Ending&) = delete;
  Ending& operator=(const Ending&) = delete;

 private:
  EventStream& events_;
};

// On Linux each thread has a niceness of its own. That it cannot be set changes nothing but speed.
void yield_to_other_threads() {
  constexpr int kNice = 10;
  thread_local const int ignored = setpriority(PRIO_PROCESS, static_cast<id_t>(gettid()), kNice);
  std::ignore = ignored;
}

// The requests and answers of one connection.
class Conversation : public Connection {
 public:
  using Connection::Connection;

  // Throws system_error when the connection breaks.
  asio::awaitable<void> run();

 private:
  asio::awaitable<bool> begin();
  asio::awaitable<bool> next_request();
  asio::awaitable<bool> exchange();
  asio::awaitable<std::optional<Response>> read_head(Parser& parser, Request& request);
  asio::awaitable<std::optional<Response>> read_body(Parser& parser, Request& request,
                                                     std::size_t limit);
  asio::awaitable<Response> handle(const Match& match, const Request& request);
  asio::awaitable<Response> wait_for_reply(const Match& match, const Request& request);
  asio::awaitable<Response> handle_in(SlowLane& lane, const Match& match, const Request& request);
  asio::awaitable<void> send(const Request& request, Response response, bool keep_alive);
  asio::awaitable<void> stream_events(const Request& request, Response response);
  asio::awaitable<void> end();

  void take_head(const Parser& parser, Request& request);
  std::optional<Response> examine(const Parser& parser, Request& request, Match& match,
                                  std::size_t& body_limit);
  std::optional<Response> refusal(error_code failure, const Request& request,
                                  std::size_t body_limit) const;
  bool lacks_tls() const { return state_.options.tls && !stream_.is_secure(); }
  Millis time_for(std::uint64_t bytes) const;
  void log(const Request& request, int status, std::size_t bytes) const;

  beast::flat_buffer buffer_;  // may hold the beginning of the next request
  unsigned version_ = 11;
  bool logged_ = true;   // the current request, in the access log
  bool unread_ = false;  // the client was refused before all it sent was read
  Timestamp began_{};    // when the head of the current request had come
  Steady::time_point began_steady_;
};

Response too_large(const Request& request, std::size_t limit) {
  const auto kilobytes = std::to_string(limit / 1024);
  return problem(request.language, Error::invalid("http.body_too_large", {{"limit", kilobytes}}),
                 413);
}

// The time a body may take: some to begin with, and more the larger it is.
Millis Conversation::time_for(std::uint64_t bytes) const {
  const auto seconds = static_cast<std::int64_t>(bytes) / kSlowestBytesPerSecond;
  return state_.options.body_timeout + std::chrono::seconds(seconds);
}

asio::awaitable<void> Conversation::run() {
  bool open = co_await begin();
  if (open) open = co_await next_request();
  while (open) {  // GCC 12 awaits the right side of && even when the left is false
    open = co_await exchange();
    if (open) open = co_await next_request();
  }
  co_await end();
}

// Under TLS, the handshake; false when it fails. A client that speaks plain HTTP may go on doing
// so, to be told (examine()).
asio::awaitable<bool> Conversation::begin() {
  const auto context = state_.current_tls();
  if (!context) co_return true;
  if (state_.stopping) co_return false;
  allow(state_.options.header_timeout);
  idle_ = true;
  char first = 0;
  auto [failure, size] = co_await stream_.socket().async_receive(
      asio::buffer(&first, 1), tcp::socket::message_peek, kWithError);
  if (!failure && first == kTlsHandshake) failure = co_await stream_.secure(*context);
  idle_ = false;
  co_return !failure;
}

// False when the client has gone, was idle for too long, or the server stops.
asio::awaitable<bool> Conversation::next_request() {
  if (buffer_.size() > 0) co_return true;
  if (state_.stopping) co_return false;
  allow(state_.options.idle_timeout);
  idle_ = true;
  const auto [failure, size] =
      co_await stream_.async_read_some(buffer_.prepare(kReadSize), kWithError);
  idle_ = false;
  buffer_.commit(size);
  co_return !failure;
}

// One request and its answer. False when the connection ends with it; throws when it broke.
asio::awaitable<bool> Conversation::exchange() {
  Parser parser;
  Request request;
  Match match;
  std::size_t body_limit = 0;
  logged_ = true;
  auto refused = co_await read_head(parser, request);
  if (!refused) refused = examine(parser, request, match, body_limit);
  if (!refused && !parser.is_done()) refused = co_await read_body(parser, request, body_limit);
  unread_ = !parser.is_done();
  Response response;
  if (refused) {
    response = *std::move(refused);
  } else {
    response = co_await handle(match, request);
  }
  if (response.events) {
    co_await stream_events(request, std::move(response));
    co_return false;
  }
  const bool keep_alive = !unread_ && parser.keep_alive() && !lacks_tls() && !state_.stopping;
  co_await send(request, std::move(response), keep_alive);
  co_return keep_alive;
}

asio::awaitable<std::optional<Response>> Conversation::read_head(Parser& parser, Request& request) {
  parser.header_limit(static_cast<std::uint32_t>(state_.options.header_limit));
  parser.body_limit(boost::none);  // known when the route is
  allow(state_.options.header_timeout);
  const auto [failure, size] =
      co_await beast::http::async_read_header(stream_, buffer_, parser, kWithError);
  take_head(parser, request);
  if (!failure) co_return std::nullopt;
  co_return refusal(failure, request, 0);
}

void Conversation::take_head(const Parser& parser, Request& request) {
  began_ = state_.clock.now();
  began_steady_ = Steady::now();
  request.id = fmt::format("{:016x}", ++state_.next_id);
  error_code unknown;
  request.remote = stream_.socket().remote_endpoint(unknown).address().to_string();
  request.secure = stream_.is_secure();
  const auto& head = parser.get();
  request.method = head.method_string();
  for (const auto& field : head)
    request.headers.add(view(field.name_string()), view(field.value()));
  believe_proxies(request, state_.options.trusted_proxies);
  request.language = choose_language(request.headers.find("Accept-Language").value_or(""));
  version_ = head.version() == 10 ? 10 : 11;
}

// What the head alone decides; fills `match` and `body_limit` when nothing is wrong with it.
std::optional<Response> Conversation::examine(const Parser& parser, Request& request, Match& match,
                                              std::size_t& body_limit) {
  if (lacks_tls()) {
    return problem(request.language, Error::invalid("http.tls_only"));
  }
  if (auto target = set_target(request, view(parser.get().target())); !target) {
    return problem(request.language, target.error());
  }
  auto found = state_.router.match(request);
  const auto* matched = std::get_if<Match>(&found);
  const bool from_any_site = matched && matched->route->options.from_any_site;
  if (auto origin =
          from_any_site ? check_host(request, state_.hosts) : check_origin(request, state_.hosts);
      !origin) {
    return problem(request.language, origin.error());
  }
  const auto expected = request.headers.find("Expect");
  if (expected && !equal_ignoring_case(*expected, "100-continue")) {
    return problem(request.language, Error::invalid("http.unknown_expectation"), 417);
  }
  if (auto* answer = std::get_if<Response>(&found)) return std::move(*answer);
  match = std::get<Match>(std::move(found));
  logged_ = match.route->options.logged;
  const auto of_route = match.route->options.body_limit;
  body_limit = of_route > 0 ? of_route : state_.options.body_limit;
  if (parser.content_length().value_or(0) > body_limit) return too_large(request, body_limit);
  return std::nullopt;
}

asio::awaitable<std::optional<Response>> Conversation::read_body(Parser& parser, Request& request,
                                                                 std::size_t limit) {
  parser.body_limit(limit);
  allow(time_for(parser.content_length().value_or(limit)));
  if (request.headers.find("Expect") && version_ == 11) {
    static constexpr std::string_view kContinue = "HTTP/1.1 100 Continue\r\n\r\n";
    co_await asio::async_write(stream_, asio::buffer(kContinue), asio::use_awaitable);
  }
  const auto [failure, size] =
      co_await beast::http::async_read(stream_, buffer_, parser, kWithError);
  if (failure) co_return refusal(failure, request, limit);
  request.body = std::move(parser.get().body());
  co_return std::nullopt;
}

// The answer to a request that cannot be read. Throws when there is nobody left to answer.
std::optional<Response> Conversation::refusal(error_code failure, const Request& request,
                                              std::size_t body_limit) const {
  using beast::http::error;
  const auto language = request.language;
  if (late_) return problem(language, Error::invalid("http.too_slow"), 408);
  if (failure == error::header_limit) {
    const auto limit = std::to_string(state_.options.header_limit / 1024);
    return problem(language, Error::invalid("http.header_too_large", {{"limit", limit}}), 431);
  }
  if (failure == error::body_limit) return too_large(request, body_limit);
  const bool is_malformed = failure.category() == make_error_code(error::bad_method).category() &&
                            failure != error::end_of_stream && failure != error::partial_message;
  if (is_malformed) return problem(language, Error::invalid("http.malformed_request"));
  throw boost::system::system_error(failure);
}

// Runs the handler on the pool and comes back to this connection's own thread.
asio::awaitable<Response> Conversation::handle(const Match& match, const Request& request) {
  allow_any_time();
  if (match.route->handle_later) co_return co_await wait_for_reply(match, request);
  const auto lane = match.route->options.lane;
  if (lane == Lane::hashing) co_return co_await handle_in(state_.hashing, match, request);
  if (lane == Lane::waiting) co_return co_await handle_in(state_.waiting, match, request);
  const auto run = [&]() -> asio::awaitable<Response> {
    co_return state_.router.run(match, request);
  };
  co_return co_await asio::co_spawn(*state_.handlers, run, asio::use_awaitable);
}

// Holds no thread while it waits.
asio::awaitable<Response> Conversation::wait_for_reply(const Match& match, const Request& request) {
  const auto executor = co_await asio::this_coro::executor;
  const auto start = [&](auto handler) {
    auto kept = std::make_shared<decltype(handler)>(std::move(handler));
    match.route->handle_later(request, [kept, executor](Response response) {
      asio::post(executor, [kept, response = std::move(response)]() mutable {
        (*kept)(std::move(response));
      });
    });
  };
  co_return co_await asio::async_initiate<decltype(asio::use_awaitable), void(Response)>(
      start, asio::use_awaitable);
}

asio::awaitable<Response> Conversation::handle_in(SlowLane& lane, const Match& match,
                                                  const Request& request) {
  const Turn turn(lane.requests);
  if (turn.position() > state_.options.lane_length) {
    auto busy = problem(request.language, Error::unavailable("http.busy"));
    busy.headers.set("Retry-After", "2");
    co_return busy;
  }
  const auto run = [&]() -> asio::awaitable<Response> {
    yield_to_other_threads();
    co_return state_.router.run(match, request);
  };
  co_return co_await asio::co_spawn(*lane.threads, run, asio::use_awaitable);
}

asio::awaitable<void> Conversation::send(const Request& request, Response response,
                                         bool keep_alive) {
  add_security_headers(request, response);
  const bool has_body =
      request.method != "HEAD" && response.status != 204 && response.status != 304;
  const std::string_view bytes = response.bytes();
  const std::string_view sent = has_body ? bytes : std::string_view();

  using Body = beast::http::span_body<const char>;
  beast::http::response<Body> message{
      std::piecewise_construct, std::make_tuple(beast::span<const char>(sent.data(), sent.size()))};
  message.version(version_);
  message.result(static_cast<unsigned>(response.status));
  for (const auto& [name, value] : response.headers.all())
    message.insert(beast_view(name), beast_view(value));
  message.set("Date", http_date(state_.clock.now()));
  message.set("X-Request-Id", request.id);
  const bool has_length = response.status != 204 && response.status != 304 && !response.events;
  if (has_length) message.content_length(bytes.size());
  message.keep_alive(keep_alive);

  allow(time_for(sent.size()));
  const auto [failure, size] = co_await beast::http::async_write(stream_, message, kWithError);
  if (!response.events) log(request, response.status, sent.size());
  if (failure) throw boost::system::system_error(failure);
}

// The head of the answer, and then events for as long as there are any. The end of the connection
// is the end of the answer.
asio::awaitable<void> Conversation::stream_events(const Request& request, Response response) {
  const auto events = response.events;
  const Ending ending(*events);
  const Turn turn(state_.streams);
  if (turn.position() > state_.options.streams) {
    auto busy = problem(request.language, Error::unavailable("http.too_many_streams"));
    busy.headers.set("Retry-After", "5");
    co_return co_await send(request, std::move(busy), false);
  }
  const int status = response.status;
  co_await send(request, std::move(response), false);
  std::size_t written = 0;
  if (request.method != "HEAD") {
    allow_any_time();
    idle_ = true;
    const auto on_write = [this](bool writing) {
      idle_ = !writing;
      writing ? allow(state_.options.body_timeout) : allow_any_time();
    };
    written = co_await write_events(stream_, *events,
                                    {state_.options.heartbeat, state_.stopping, on_write});
    idle_ = false;
  }
  log(request, status, written);
}

// Says goodbye, and reads on for a moment if there is more to read: closing while bytes are unread
// would reset the connection, and the client might lose the refusal it is about to read.
asio::awaitable<void> Conversation::end() {
  allow(kDrainTime);
  co_await stream_.finish();
  std::array<char, kReadSize> discarded{};
  while (unread_) {
    const auto [failure, size] =
        co_await stream_.socket().async_read_some(asio::buffer(discarded), kWithError);
    unread_ = !failure;
  }
  error_code ignored;
  stream_.socket().shutdown(tcp::socket::shutdown_both, ignored);
}

void Conversation::log(const Request& request, int status, std::size_t bytes) const {
  if (!state_.options.access_log || !logged_) return;
  const std::chrono::duration<double, std::milli> taken = Steady::now() - began_steady_;
  state_.options.access_log(
      access_line({began_, request.id, request.method, request.path, status,
                   static_cast<std::int64_t>(bytes), taken.count(), request.remote}));
}

}  // namespace

asio::awaitable<void> converse(ServerState& state, std::set<Connection*>& siblings,
                               tcp::socket socket) {
  error_code ignored;
  socket.set_option(tcp::no_delay(true), ignored);
  Conversation conversation(state, siblings, std::move(socket));
  try {
    co_await conversation.run();
  } catch (const boost::system::system_error&) {
    // The client went away, which is its right.
  }
}

}  // namespace tandem::http
