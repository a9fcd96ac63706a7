// Taking what visitors did into the ledger: each message is one activity, or was taken before.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "domain/timeline/message.h"
#include "domain/timeline/visitor.h"
#include "storage/ledger/ledger.h"

namespace tandem::actions {

// For how long the id of a message is remembered.
inline constexpr std::chrono::hours kMessageMemory{24};

// A message that passed the steps of intake.
struct ArrivedMessage {
  timeline::Message message;
  Timestamp at;         // when it happened
  std::int64_t digest;  // of its id; 0 when it has none, so that nobody can tell it came before
  // Who did it, as far as the request tells: without an id and a contact. Without a code, nobody:
  // the browser asked not to be recognised.
  timeline::Visitor visitor;
};

// 64 bits of the message's id, for the customer whose key it came with; never 0.
std::int64_t digest_of_message(std::string_view key, std::string_view message_id);

// Visitors by their code, as this process knows them: looking one up costs nothing the second time.
using KnownVisitors = std::map<std::string, Id, std::less<>>;

struct TakenMessages {
  std::int64_t taken = 0;
  std::int64_t duplicates = 0;
  KnownVisitors learned;  // not among `known`; to be added to it once the change is durable
};

TakenMessages take_messages(storage::Write& write, const std::vector<ArrivedMessage>& messages,
                            const KnownVisitors& known);

}  // namespace tandem::actions
