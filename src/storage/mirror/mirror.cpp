#include "storage/mirror/mirror.h"

#include <algorithm>
#include <atomic>
#include <map>

#include "queries.h"
#include "storage/mirror/copy.h"
#include "storage/mirror/facts.h"

namespace tandem::storage {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t kRemembered =
    256;  // answers; a workspace's screens ask a few dozen questions

}  // namespace

struct Mirror::Impl {
  explicit Impl(Ledger& l) : ledger(l) {}

  Ledger& ledger;
  std::mutex mutex;      // guards `copy`
  std::mutex following;  // one shipment at a time
  std::shared_ptr<Copy> copy;
  bool in_memory = false;
  std::string because;

  std::atomic<std::uint64_t> version = 0;  // goes up after each change of what is in the mirror
  std::mutex remembering;                  // guards the two below
  std::uint64_t remembered_version = 0;
  std::map<std::string, std::any> remembered;

  std::shared_ptr<Copy> current() {
    const std::lock_guard hold(mutex);
    return copy;
  }

  // The file as it is, when it can be used.
  bool try_existing(const fs::path& file) {
    if (!fs::exists(file)) {
      because = "missing";
      return false;
    }
    try {
      auto found = std::make_shared<Copy>(file);
      const bool ours =
          ledger.read([&](Connection& db) { return found->belongs_to(find_workspace(db), db); });
      if (ours) copy = std::move(found);
      because = ours ? "" : "outdated";
      return ours;
    } catch (const DuckFailure& failure) {
      because = failure.kind() == DuckFailure::Kind::held ? "held" : "damaged";
      return false;
    }
  }

  void build(const fs::path& file) {
    auto fresh = std::make_shared<Copy>(file);
    ledger.read([&](Connection& db) { fresh->build(find_workspace(db), db); });
    const std::lock_guard hold(mutex);
    copy = std::move(fresh);
    in_memory = file.empty();
    ++version;
  }
};

namespace {

void remove_mirror(const fs::path& file) {
  fs::remove(file);
  fs::remove(fs::path(file).concat(".wal"));
}

}  // namespace

std::unique_ptr<Mirror> Mirror::open(Ledger& ledger) {
  auto impl = std::make_unique<Impl>(ledger);
  const auto file = ledger.directory().mirror();
  if (!impl->try_existing(file)) {
    const bool held = impl->because == "held";
    if (!held) remove_mirror(file);
    impl->build(held ? fs::path() : file);
  }
  std::unique_ptr<Mirror> mirror(new Mirror(std::move(impl)));
  mirror->follow();
  return mirror;
}

Mirror::Mirror(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Mirror::~Mirror() = default;

std::int64_t Mirror::follow() {
  const std::lock_guard hold(impl_->following);
  try {
    const auto copy = impl_->current();
    const auto copied = impl_->ledger.read([&](Connection& db) -> std::optional<std::int64_t> {
      if (!copy->counts_days_as(find_workspace(db))) return std::nullopt;
      return copy->follow(db);
    });
    if (copied) {
      if (*copied > 0) ++impl_->version;
      return *copied;
    }
    // The company's days begin at another moment: every fact's day may be another.
  } catch (const DuckFailure& failure) {
    if (failure.kind() != DuckFailure::Kind::damaged) throw;
  }
  remove_mirror(impl_->ledger.directory().mirror());
  impl_->build({});
  return 0;
}

void Mirror::replace_damaged() {
  const std::lock_guard hold(impl_->following);
  if (impl_->in_memory) return;  // another thread was faster
  remove_mirror(impl_->ledger.directory().mirror());
  impl_->build({});
}

std::uint64_t Mirror::version() const {
  return impl_->version;
}

std::any Mirror::recall(const std::string& key, std::uint64_t version) {
  const std::lock_guard hold(impl_->remembering);
  if (version != impl_->remembered_version) return {};
  const auto known = impl_->remembered.find(key);
  return known == impl_->remembered.end() ? std::any() : known->second;
}

void Mirror::keep(const std::string& key, std::uint64_t version, std::any answer) {
  const std::lock_guard hold(impl_->remembering);
  if (version != impl_->remembered_version || impl_->remembered.size() >= kRemembered) {
    impl_->remembered.clear();
    impl_->remembered_version = version;
  }
  impl_->remembered.insert_or_assign(key, std::move(answer));
}

bool Mirror::in_memory() const {
  return impl_->in_memory;
}
const std::string& Mirror::rebuilt_because() const {
  return impl_->because;
}

Mirror::Lease::Lease(Mirror& mirror) : copy_(mirror.impl_->current()), connection_(copy_->take()) {}

Mirror::Lease::~Lease() {
  copy_->give_back(std::move(connection_));
}

}  // namespace tandem::storage
