// A client's socket, in the clear or under TLS: one type, so that one conversation serves both. For
// server.cpp and connection.cpp only, as connection.h.
#pragma once

#include <new>
#include <optional>
#include <utility>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace tandem::http {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;

// Awaits an operation without throwing: its error is the first value.
inline constexpr auto kWithError = asio::as_tuple(asio::use_awaitable);

class Stream {
 public:
  using executor_type = tcp::socket::executor_type;

  explicit Stream(tcp::socket socket) : socket_(std::move(socket)) {}
  Stream(const Stream&) = delete;
  Stream& operator=(const Stream&) = delete;

  executor_type get_executor() { return socket_.get_executor(); }
  bool is_secure() const { return tls_.has_value(); }
  // What lies below; bytes read from it are as they came over the wire.
  tcp::socket& socket() { return socket_; }

  // The server's half of the handshake.
  asio::awaitable<error_code> secure(SSL_CTX& context) {
    SSL* connection = SSL_new(&context);
    if (connection == nullptr) throw std::bad_alloc();
    tls_.emplace(socket_, connection);
    const auto [failure] =
        co_await tls_->async_handshake(asio::ssl::stream_base::server, kWithError);
    co_return failure;
  }

  // Says that nothing more comes, and does not wait for the client to say the same.
  asio::awaitable<void> finish() {
    if (tls_) {
      SSL_set_shutdown(tls_->native_handle(), SSL_RECEIVED_SHUTDOWN);
      co_await tls_->async_shutdown(kWithError);
    }
    error_code ignored;
    socket_.shutdown(tcp::socket::shutdown_send, ignored);
  }

  template <class Buffers, class Token>
  auto async_read_some(const Buffers& buffers, Token&& token) {
    if (tls_) return tls_->async_read_some(buffers, std::forward<Token>(token));
    return socket_.async_read_some(buffers, std::forward<Token>(token));
  }
  template <class Buffers, class Token>
  auto async_write_some(const Buffers& buffers, Token&& token) {
    if (tls_) return tls_->async_write_some(buffers, std::forward<Token>(token));
    return socket_.async_write_some(buffers, std::forward<Token>(token));
  }

 private:
  tcp::socket socket_;
  std::optional<asio::ssl::stream<tcp::socket&>> tls_;
};

}  // namespace tandem::http
