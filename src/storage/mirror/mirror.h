// The mirror: a columnar copy of what figures need, in one DuckDB file that may be deleted at any
// time.
//
// It follows the ledger by one watermark per writer node: the id of the last activity copied. The
// watermark and the rows it stands for change in one transaction, so shipping is exactly once.
#pragma once

#include <any>
#include <memory>

#include "storage/ledger/ledger.h"
#include "storage/mirror/duck.h"

namespace tandem::storage {

class Mirror {
 public:
  // Opens the mirror of the ledger's data directory, and builds it anew where the file is missing,
  // damaged, of another schema or of another ledger. While another program holds the file (a server
  // at work), the mirror is built in memory instead: the same figures, a little later. The ledger
  // must outlive the mirror. Throws DuckFailure or StorageFailure when neither is possible.
  static std::unique_ptr<Mirror> open(Ledger& ledger);
  ~Mirror();

  // Copies what the ledger has and the mirror has not; gives the number of activities.
  std::int64_t follow();

  // Runs `query` (T(DuckConnection&)) on a connection that no other thread uses meanwhile. When the
  // file turns out to be damaged it is dropped, a copy in memory takes its place until the next
  // open, and the query is run again on that.
  template <class F>
  auto read(F&& query) -> std::invoke_result_t<F&, DuckConnection&> {
    try {
      const Lease lease(*this);
      return query(lease.connection());
    } catch (const DuckFailure& failure) {
      if (failure.kind() != DuckFailure::Kind::damaged) throw;
      replace_damaged();
    }
    const Lease lease(*this);
    return query(lease.connection());
  }

  // What `compute` (T()) gave for this key since the mirror last changed, or gives now. A figure
  // stays the same until something happens, so that a screen that asks again costs nothing.
  template <class T, class F>
  T remember(const std::string& key, F&& compute) {
    const auto version = this->version();
    if (auto known = recall(key, version); known.has_value()) return std::any_cast<T>(known);
    T answer = compute();
    keep(key, version, answer);
    return answer;
  }

  bool in_memory() const;
  // Why the mirror was built anew at open: "missing", "damaged", "outdated" (another schema, ledger
  // or time zone), "held"; empty when it was not.
  const std::string& rebuilt_because() const;

 private:
  struct Copy;

  class Lease {
   public:
    explicit Lease(Mirror& mirror);
    ~Lease();
    Lease(const Lease&) = delete;
    Lease& operator=(const Lease&) = delete;
    DuckConnection& connection() const { return *connection_; }

   private:
    std::shared_ptr<Copy> copy_;  // keeps it open, also when another takes its place meanwhile
    std::unique_ptr<DuckConnection> connection_;
  };

  struct Impl;
  void replace_damaged();
  std::uint64_t version() const;
  std::any recall(const std::string& key, std::uint64_t version);
  void keep(const std::string& key, std::uint64_t version, std::any answer);
  explicit Mirror(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

// How the mirror compares with the ledger, for doctor. Both must stand still meanwhile.
struct MirrorDifference {
  std::int64_t contacts_missing = 0;  // in the ledger, not in the mirror
  std::int64_t contacts_wrong = 0;    // in both, not alike
  std::int64_t contacts_extra = 0;
  std::int64_t deals_missing = 0;
  std::int64_t deals_wrong = 0;
  std::int64_t deals_extra = 0;
  std::int64_t activities_missing = 0;
  std::int64_t activities_extra = 0;

  bool operator==(const MirrorDifference&) const = default;
};
BOOST_DESCRIBE_STRUCT(MirrorDifference, (),
                      (contacts_missing, contacts_wrong, contacts_extra, deals_missing, deals_wrong,
                       deals_extra, activities_missing, activities_extra))

MirrorDifference compare(Mirror& mirror, Ledger& ledger);

}  // namespace tandem::storage
