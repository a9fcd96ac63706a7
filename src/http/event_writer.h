// Writing a stream of events to its client. For connection.cpp only, as connection.h.
#pragma once

#include <atomic>

#include "base/time.h"
#include "http/event_stream.h"
#include "http/stream.h"

namespace tandem::http {

// What the writer must know of its connection.
struct EventPace {
  Millis heartbeat;                   // of silence
  const std::atomic<bool>& stopping;  // of the server
  // Called before and after each piece is written: only then may the client be late, and only in
  // between may the connection be interrupted at will.
  std::function<void(bool writing)> on_write;
};

// Writes events until there are no more, the client goes away, an operation of the socket is
// cancelled, or the server stops; gives the number of bytes. Nothing of it runs any more then.
// A comment goes out after each silence, so that proxies keep the connection and a client that went
// away without a word is noticed.
asio::awaitable<std::size_t> write_events(Stream& stream, EventStream& events, EventPace pace);

}  // namespace tandem::http
