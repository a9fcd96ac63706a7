// For tests: an HTTP server on a free port that keeps what it is sent and answers what it is told
// to, also what no honest one would: nothing at all, half an answer, too much.
#pragma once

#include <condition_variable>
#include <cstdlib>
#include <functional>
#include <map>
#include <mutex>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/ascii.h"

namespace tandem {

class TestReceiver {
 public:
  struct Request {
    std::string method, path, body;
    std::map<std::string, std::string> headers;  // names in lower case
  };
  // The bytes of the reply; none: it never answers.
  using Answer = std::function<std::string(const Request&)>;

  static std::string reply(int status, const std::string& headers = "",
                           const std::string& body = "") {
    return "HTTP/1.1 " + std::to_string(status) + " Told\r\n" + headers +
           "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
  }

  // On the port of one that went away, to come back as the same.
  explicit TestReceiver(Answer answer, int port = 0) : answer_(std::move(answer)) {
    listener_ = ::socket(AF_INET, SOCK_STREAM, 0);
    const int yes = 1;
    ::setsockopt(listener_, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    socklen_t length = sizeof address;
    auto* generic = reinterpret_cast<sockaddr*>(&address);
    if (::bind(listener_, generic, length) || ::listen(listener_, 64) ||
        ::getsockname(listener_, generic, &length)) {
      throw std::runtime_error("the receiver cannot listen");
    }
    port_ = ntohs(address.sin_port);
    thread_ = std::thread([this] { accept_all(); });
  }

  ~TestReceiver() {
    ::shutdown(listener_, SHUT_RDWR);
    thread_.join();
    ::close(listener_);
    {
      const std::lock_guard hold(mutex_);
      for (const int client : clients_) ::shutdown(client, SHUT_RDWR);
    }
    for (auto& conversation : conversations_) conversation.join();
    for (const int client : clients_) ::close(client);
  }
  TestReceiver(const TestReceiver&) = delete;
  TestReceiver& operator=(const TestReceiver&) = delete;

  int port() const { return port_; }
  std::string address(const std::string& path = "/hook") const {
    return "http://127.0.0.1:" + std::to_string(port_) + path;
  }

  void answer(Answer answer) {
    const std::lock_guard hold(mutex_);
    answer_ = std::move(answer);
  }

  std::vector<Request> requests() const {
    const std::lock_guard hold(mutex_);
    return requests_;
  }

  // Waits until there are so many; gives what there is after ten seconds all the same.
  std::vector<Request> wait_for(std::size_t count) {
    std::unique_lock hold(mutex_);
    arrived_.wait_for(hold, std::chrono::seconds(10), [&] { return requests_.size() >= count; });
    return requests_;
  }

 private:
  void accept_all() {
    while (true) {
      const int client = ::accept(listener_, nullptr, nullptr);
      if (client < 0) return;
      const std::lock_guard hold(mutex_);
      clients_.push_back(client);
      conversations_.emplace_back([this, client] { converse(client); });
    }
  }

  void converse(int client) {
    Request request;
    if (!read(client, request)) return;
    Answer answer;
    {
      const std::lock_guard hold(mutex_);
      requests_.push_back(request);
      answer = answer_;
    }
    arrived_.notify_all();
    const auto bytes = answer(request);
    if (bytes.empty()) return;  // the connection stays open until the receiver ends
    for (std::size_t sent = 0; sent < bytes.size();) {
      const auto count = ::send(client, bytes.data() + sent, bytes.size() - sent, MSG_NOSIGNAL);
      if (count <= 0) break;
      sent += static_cast<std::size_t>(count);
    }
    ::shutdown(client, SHUT_RDWR);
  }

  static bool read(int client, Request& request) {
    std::string text;
    const auto more = [&] {
      std::string piece(65'536, '\0');
      const auto count = ::recv(client, piece.data(), piece.size(), 0);
      if (count > 0) text.append(piece, 0, static_cast<std::size_t>(count));
      return count > 0;
    };
    while (text.find("\r\n\r\n") == text.npos) {
      if (!more()) return false;
    }
    const auto head_end = text.find("\r\n\r\n");
    read_head(text.substr(0, head_end + 2), request);
    const auto length = request.headers["content-length"];
    const auto body = static_cast<std::size_t>(std::atoll(length.c_str()));
    while (text.size() < head_end + 4 + body) {
      if (!more()) return false;
    }
    request.body = text.substr(head_end + 4);
    return true;
  }

  static void read_head(const std::string& head, Request& request) {
    const auto first = head.substr(0, head.find("\r\n"));
    request.method = first.substr(0, first.find(' '));
    request.path =
        first.substr(request.method.size() + 1, first.rfind(' ') - request.method.size() - 1);
    for (auto at = first.size() + 2; at < head.size();) {
      const auto end = head.find("\r\n", at);
      const auto line = head.substr(at, end - at);
      const auto colon = line.find(':');
      request.headers[ascii_lower(line.substr(0, colon))] =
          std::string(trimmed(line.substr(colon + 1)));
      at = end + 2;
    }
  }

  int listener_ = -1;
  int port_ = 0;
  mutable std::mutex mutex_;
  std::condition_variable arrived_;
  Answer answer_;
  std::vector<Request> requests_;
  std::vector<int> clients_;
  std::vector<std::thread> conversations_;
  std::thread thread_;
};

}  // namespace tandem
