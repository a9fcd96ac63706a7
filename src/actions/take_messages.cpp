#include "actions/take_messages.h"

#include <algorithm>
#include <cstring>

#include "base/secret.h"
#include "domain/timeline/visit.h"
#include "storage/people.h"
#include "storage/visitors.h"

namespace tandem::actions {
namespace {

// Finds or makes the visitors of one change.
class Visitors {
 public:
  Visitors(storage::Write& write, const KnownVisitors& known) : write_(write), known_(known) {}

  std::optional<Id> of(const ArrivedMessage& arrived) {
    const auto& code = arrived.visitor.code;
    if (code.empty()) return std::nullopt;
    if (const auto found = known_.find(code); found != known_.end()) return found->second;
    if (const auto found = learned.find(code); found != learned.end()) return found->second;
    auto id = storage::find_current_visitor(write_.db, code);
    if (!id) id = make(arrived);
    learned.emplace(code, *id);
    return id;
  }

  KnownVisitors learned;

 private:
  Id make(const ArrivedMessage& arrived) {
    auto visitor = arrived.visitor;
    visitor.id = write_.next_id();
    visitor.first_seen_at = arrived.at;
    storage::insert_visitor(write_.db, visitor);
    return visitor.id;
  }

  storage::Write& write_;
  const KnownVisitors& known_;
};

}  // namespace

std::int64_t digest_of_message(std::string_view key, std::string_view message_id) {
  const auto digest = short_digest_of(std::string(key) + '\n' + std::string(message_id));
  return digest == 0 ? 1 : digest;
}

TakenMessages take_messages(storage::Write& write, const std::vector<ArrivedMessage>& messages,
                            const KnownVisitors& known) {
  TakenMessages taken;
  Visitors visitors(write, known);
  std::map<Id, Timestamp> seen;  // when each visitor was on the site last
  for (const auto& arrived : messages) {
    if (arrived.digest != 0 && !storage::take_message(write.db, arrived.digest, write.now())) {
      ++taken.duplicates;
      continue;
    }
    timeline::Activity activity;
    activity.kind = arrived.message.kind;
    activity.at = arrived.at;
    activity.visitor_id = visitors.of(arrived);
    activity.detail = arrived.message.detail;
    if (activity.visitor_id && timeline::is_on_site(activity.kind, activity.detail)) {
      auto& last = seen[*activity.visitor_id];
      last = std::max(last, activity.at);
    }
    write.append(std::move(activity));
    ++taken.taken;
  }
  for (const auto& [visitor, at] : seen) storage::note_visitor_seen(write.db, visitor, at);
  taken.learned = std::move(visitors.learned);
  return taken;
}

}  // namespace tandem::actions
