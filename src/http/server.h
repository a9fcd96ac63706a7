// The HTTP/1.1 server: sockets, limits, timeouts, logs. What to answer is the router's affair.
//
// One thread per core accepts and speaks with its own connections; handlers run on threads of their
// own, so that a slow query delays nobody else's bytes. Routes that hash passwords have a few
// threads to themselves, which yield to the others: however many clients try to sign in, the
// figures are there as quickly as ever. So have those that wait for another server. A request comes
// in three steps: its head is read and refused if it can be (no such route, foreign origin, too
// large a body); then its body is read; then the handler runs. An answer may be a stream of events
// (event_stream.h): it occupies its connection, and no other thread, until it ends.
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/network.h"
#include "http/certificate.h"
#include "http/router.h"

namespace tandem::http {

struct ServerOptions {
  std::string address = "127.0.0.1";
  int port = 0;                      // 0: any free one
  std::size_t threads = 0;           // for connections; 0: one per core
  std::size_t handlers = 0;          // requests answered at once; 0: two per core, at least four
  std::size_t hashing_handlers = 0;  // 0: one per two cores, at least one
  std::size_t waiting_handlers = 8;
  std::size_t lane_length = 64;  // requests at once in each of these two; more are turned away
  std::size_t connections = 10'000;
  std::size_t streams = 2'000;  // of events, at once; more are turned away
  std::size_t header_limit = 16UL * 1024;
  std::size_t body_limit = 1024UL * 1024;  // unless the route says otherwise
  Millis header_timeout{10'000};  // from the first byte of a request to the end of its head
  Millis body_timeout{10'000};  // for a body and for an answer, plus a second for every 64 kB of it
  Millis idle_timeout{60'000};  // between requests
  Millis heartbeat{15'000};     // of a stream of events in which nothing happens
  Millis stop_timeout{10'000};  // for what is in flight when the server stops
  // Names besides localhost under which the server is reached; see security.h.
  std::vector<std::string> allowed_hosts = {};
  // Speak TLS only. Without it, requests travel in the clear: good enough on this machine and from
  // a proxy that is near.
  std::optional<TlsFiles> tls = {};
  // Whose X-Forwarded-* headers are believed; see forwarded.h. With any, and without TLS, a server
  // that listens beyond the loopback address takes connections from these and from this machine
  // only.
  std::vector<Network> trusted_proxies = {};
  // Takes one line of JSON per request (access_log.h), from several threads.
  std::function<void(std::string_view line)> access_log = {};
};

class Server {
 public:
  // `router` and `clock` outlive the server.
  Server(const Router& router, const Clock& clock, ServerOptions options);
  ~Server();  // stops

  // Listens and returns; other threads do the work.
  // Errors: http.port_in_use {address, port}, http.cannot_listen {address, port, problem}; those of
  // load_identity(), whose warnings are logged.
  Result<void> start();

  // Reads the files of options.tls anew, for connections that come from now on; those that are open
  // keep theirs. Does nothing without TLS. On an error of load_identity() all stays as it is.
  Result<void> renew_identity();

  // Refuses new connections, closes idle ones, lets requests in flight finish for stop_timeout and
  // returns when all is quiet. Called again, does nothing.
  void stop();

  int port() const;  // 0 before start()

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace tandem::http
