#include "jobs/live_follower.h"

#include "jobs/commit_watch.h"

namespace tandem::jobs {
namespace {

using Steady = std::chrono::steady_clock;

// Does something when it is wanted, but not more often than that; the last wish is never lost.
class Throttled {
 public:
  Throttled(Steady::duration interval, std::function<void()> deed)
      : interval_(interval), deed_(std::move(deed)) {}

  void want() { wanted_ = true; }
  void act(Steady::time_point now) {
    if (!wanted_ || now < next_) return;
    wanted_ = false;
    next_ = now + interval_;
    deed_();
  }

 private:
  Steady::duration interval_;
  std::function<void()> deed_;
  bool wanted_ = false;
  Steady::time_point next_ = Steady::time_point::min();
};

constexpr std::chrono::seconds kContacts{2};
constexpr std::chrono::seconds kVisitors{1};
constexpr std::chrono::seconds kAccess{1};
constexpr std::chrono::seconds kAccessAnyway{15};

}  // namespace

struct LiveFollower::Impl {
  Impl(storage::Ledger& ledger, storage::LiveVisitors& the_visitors, LiveAudience the_audience)
      : visitors(the_visitors),
        audience(std::move(the_audience)),
        contacts(kContacts, audience.on_contacts),
        site(kVisitors, audience.on_visitors),
        access(kAccess, audience.on_access),
        watch(ledger, [this](bool committed) { look(committed); }) {}

  void look(bool committed) {
    try {
      const auto now = Steady::now();
      const auto changes = visitors.follow();
      for (const auto contact : changes.contacts) audience.on_timeline(contact);
      if (!changes.contacts.empty()) contacts.want();
      if (changes.visitors) site.want();
      if (committed || now >= access_anyway) {
        access.want();
        access_anyway = now + kAccessAnyway;
      }
      contacts.act(now);
      site.act(now);
      access.act(now);
    } catch (const std::exception& failure) {
      audience.on_failure(failure.what());
    }
  }

  storage::LiveVisitors& visitors;
  LiveAudience audience;
  Throttled contacts;
  Throttled site;
  Throttled access;
  Steady::time_point access_anyway = Steady::time_point::min();
  CommitWatch watch;  // last: it looks at the others
};

LiveFollower::LiveFollower(storage::Ledger& ledger, storage::LiveVisitors& visitors,
                           LiveAudience audience)
    : impl_(std::make_unique<Impl>(ledger, visitors, std::move(audience))) {}

LiveFollower::~LiveFollower() = default;

}  // namespace tandem::jobs
