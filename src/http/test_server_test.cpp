// The bodies of test_server.h; named _test so that it is built with the tests only.
#include "http/test_server.h"

#include <algorithm>
#include <array>
#include <csignal>
#include <thread>

#include <netinet/in.h>
#include <openssl/ssl.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace tandem::http {
namespace {

constexpr Millis kPatience{5'000};

std::string lower(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return text;
}

}  // namespace

std::string Reply::header(const std::string& name) const {
  const auto found = headers.find(name);
  return found == headers.end() ? "" : found->second;
}

boost::json::value Reply::json() const {
  auto value = parse_json(body);
  return value ? *std::move(value) : boost::json::value(nullptr);
}

std::string Reply::code() const {
  const auto document = json();
  if (!document.is_object() || !document.as_object().contains("code")) return "";
  return std::string(document.at("code").as_string());
}

RawClient::RawClient(int port) : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<std::uint16_t>(port));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (::connect(socket_, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0) hang_up();
}

RawClient::~RawClient() {
  hang_up();
}

void RawClient::hang_up() {
  if (socket_ >= 0) ::close(socket_);
  socket_ = -1;
}

bool RawClient::start_tls(std::string_view protocols, int newest_version) {
  std::signal(SIGPIPE, SIG_IGN);  // OpenSSL writes to a connection that may have been closed
  const std::unique_ptr<SSL_CTX, decltype(&SSL_CTX_free)> context(SSL_CTX_new(TLS_client_method()),
                                                                  SSL_CTX_free);
  SSL_CTX_set_max_proto_version(context.get(), newest_version);
  if (newest_version != 0) SSL_CTX_set_security_level(context.get(), 0);  // ready for anything
  tls_.reset(SSL_new(context.get()), SSL_free);
  SSL_set_fd(tls_.get(), socket_);
  SSL_set_alpn_protos(tls_.get(), reinterpret_cast<const unsigned char*>(protocols.data()),
                      static_cast<unsigned>(protocols.size()));
  return SSL_connect(tls_.get()) == 1;
}

std::string RawClient::protocol() const {
  const unsigned char* name = nullptr;
  unsigned size = 0;
  SSL_get0_alpn_selected(tls_.get(), &name, &size);
  return {reinterpret_cast<const char*>(name), size};
}

std::string RawClient::tls_version() const {
  return SSL_get_version(tls_.get());
}

std::string RawClient::server_name() const {
  std::array<char, 256> name{};
  X509_NAME_get_text_by_NID(X509_get_subject_name(SSL_get0_peer_certificate(tls_.get())),
                            NID_commonName, name.data(), name.size());
  return name.data();
}

void RawClient::send(std::string_view bytes) {
  while (!bytes.empty()) {
    const auto sent = tls_ ? SSL_write(tls_.get(), bytes.data(), static_cast<int>(bytes.size()))
                           : ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent <= 0) return;  // the server has closed, which shows when the reply is read
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
}

bool RawClient::receive(Millis patience) {
  pollfd waiting{socket_, POLLIN, 0};
  const bool is_there = tls_ && SSL_pending(tls_.get()) > 0;
  if (!is_there && ::poll(&waiting, 1, static_cast<int>(patience.count())) <= 0) return false;
  char buffer[65536];
  const auto size = tls_ ? SSL_read(tls_.get(), buffer, sizeof buffer)
                         : ::recv(socket_, buffer, sizeof buffer, 0);
  if (size <= 0) return false;
  pending_.append(buffer, static_cast<std::size_t>(size));
  return true;
}

Reply RawClient::read_reply(bool to_head) {
  std::size_t end = 0;
  while ((end = pending_.find("\r\n\r\n")) == pending_.npos) {
    if (!receive(kPatience)) return {};
  }
  Reply reply;
  reply.status = std::stoi(pending_.substr(9, 3));
  std::size_t line = pending_.find("\r\n") + 2;
  while (line < end) {
    const auto line_end = pending_.find("\r\n", line);
    const auto colon = pending_.find(':', line);
    reply.headers[lower(pending_.substr(line, colon - line))] =
        pending_.substr(colon + 2, line_end - colon - 2);
    line = line_end + 2;
  }
  pending_.erase(0, end + 4);
  const auto length = reply.header("content-length");
  const std::size_t size = to_head || length.empty() ? 0 : std::stoul(length);
  while (pending_.size() < size) {
    if (!receive(kPatience)) return {};
  }
  reply.body = pending_.substr(0, size);
  pending_.erase(0, size);
  return reply;
}

std::string RawClient::read_until(std::string_view text) {
  std::size_t found = 0;
  while ((found = pending_.find(text)) == pending_.npos) {
    if (!receive(kPatience)) return {};
  }
  auto read = pending_.substr(0, found + text.size());
  pending_.erase(0, read.size());
  return read;
}

bool RawClient::is_closed_within(Millis time) {
  if (!pending_.empty()) return false;
  pollfd waiting{socket_, POLLIN, 0};
  if (::poll(&waiting, 1, static_cast<int>(time.count())) <= 0) return false;
  char byte = 0;
  return tls_ ? SSL_read(tls_.get(), &byte, 1) <= 0 : ::recv(socket_, &byte, 1, 0) <= 0;
}

std::string get_request(std::string_view target, std::string_view header_lines) {
  return "GET " + std::string(target) + " HTTP/1.1\r\nHost: localhost\r\n" +
         std::string(header_lines) + "\r\n";
}

std::string json_request(std::string_view method, std::string_view target, std::string_view body,
                         std::string_view header_lines) {
  return std::string(method) + " " + std::string(target) +
         " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: " +
         std::to_string(body.size()) + "\r\n" + std::string(header_lines) + "\r\n" +
         std::string(body);
}

void ServerTest::start() {
  options.access_log = [this](std::string_view line) {
    const std::lock_guard lock(mutex_);
    lines_.emplace_back(line);
  };
  server = std::make_unique<Server>(router, clock, options);
  const auto started = server->start();
  ASSERT_TRUE(started) << started.error().code;
}

Reply ServerTest::ask(std::string_view request) {
  auto client = connect();
  client.send(request);
  return client.read_reply(request.starts_with("HEAD "));
}

Reply ServerTest::get(std::string_view target, std::string_view header_lines) {
  return ask(get_request(target, header_lines));
}

std::vector<boost::json::value> ServerTest::access_log() {
  const std::lock_guard lock(mutex_);
  std::vector<boost::json::value> entries;
  for (const auto& line : lines_)
    entries.push_back(parse_json(line).has_value() ? *parse_json(line) : nullptr);
  return entries;
}

std::vector<boost::json::value> ServerTest::access_log(std::size_t lines) {
  const auto give_up = std::chrono::steady_clock::now() + kPatience;
  auto entries = access_log();
  while (entries.size() < lines && std::chrono::steady_clock::now() < give_up) {
    std::this_thread::sleep_for(Millis(5));
    entries = access_log();
  }
  return entries;
}

}  // namespace tandem::http
