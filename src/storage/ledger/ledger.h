// The ledger: the one truth, in one SQLite file.
//
// One writer thread, with group commit: changes that arrive while another is being made durable
// wait for it and then share a commit, so that many small writes cost few disk flushes. A change is
// durable when write() returns. Readers have connections of their own and never wait for the
// writer.
#pragma once

#include <functional>
#include <memory>
#include <utility>

#include "base/clock.h"
#include "base/id.h"
#include "base/result.h"
#include "domain/timeline/activity.h"
#include "storage/ledger/connection.h"
#include "storage/ledger/data_directory.h"

namespace tandem::storage {

// One change in the making: everything done through it is kept together or not at all.
class Write {
 public:
  Write(Connection& connection, IdSource& ids, const Clock& clock)
      : db(connection), ids_(ids), now_(clock.now()) {}

  Connection& db;

  Timestamp now() const { return now_; }
  Id next_id() { return ids_.next(); }
  // Appends to the activity log; its id, which comes back, and its node are set here, in the order
  // of the log.
  Id append(timeline::Activity activity);

 private:
  IdSource& ids_;
  Timestamp now_;
};

// Somebody listens for commits for as long as this lives. Once it has gone the listener does not
// run and never will again. The ledger outlives it.
class CommitListener {
 public:
  CommitListener() = default;
  explicit CommitListener(std::function<void()> stop) : stop_(std::move(stop)) {}
  CommitListener(CommitListener&& other) noexcept : stop_(std::exchange(other.stop_, {})) {}
  CommitListener& operator=(CommitListener&& other) noexcept {
    std::swap(stop_, other.stop_);
    return *this;
  }
  ~CommitListener() {
    if (stop_) stop_();
  }

 private:
  std::function<void()> stop_;
};

class Ledger {
 public:
  // Opens the ledger of a data directory, creating it or bringing its schema up to date (after a
  // backup copy). Errors: those of DataDirectory, storage.damaged, storage.newer_schema {found,
  // known}. `clock` must outlive the ledger.
  static Result<std::unique_ptr<Ledger>> open(const DataDirectory& directory, const Clock& clock);
  ~Ledger();

  // Runs `change` (Result<T>(Write&)) on the writer thread and waits until it is durable. A refusal
  // or an exception undoes what `change` did and comes back to the caller. `change` may be run
  // twice when a commit it shared fails, so it must have no effects but those through Write.
  template <class F>
  auto write(F&& change) -> std::invoke_result_t<F&, Write&> {
    std::optional<std::invoke_result_t<F&, Write&>> outcome;
    submit([&](Write& write) {
      outcome.emplace(change(write));
      return outcome->has_value();
    });
    return *std::move(outcome);
  }

  // Runs `query` (T(Connection&)) on a reader connection that no other thread uses meanwhile,
  // within one snapshot of the ledger.
  template <class F>
  auto read(F&& query) -> std::invoke_result_t<F&, Connection&> {
    const Reader reader(*this);
    return query(reader.connection());
  }

  // Writes a whole, consistent copy to a new file while others read and write.
  void copy_to(const std::filesystem::path& file);

  // Calls `listener` on the writer thread after each commit; it must be quick.
  [[nodiscard]] CommitListener on_commit(std::function<void()> listener);

  const DataDirectory& directory() const;
  const Clock& clock() const;

 private:
  class Reader {
   public:
    explicit Reader(Ledger& ledger);
    ~Reader();
    Reader(const Reader&) = delete;
    Reader& operator=(const Reader&) = delete;
    Connection& connection() const { return *connection_; }

   private:
    Ledger& ledger_;
    std::unique_ptr<Connection> connection_;
  };

  struct Impl;
  explicit Ledger(std::unique_ptr<Impl> impl);
  // Waits for the commit; rethrows what `change` threw. `change` says whether to keep its work.
  void submit(const std::function<bool(Write&)>& change);

  std::unique_ptr<Impl> impl_;
};

}  // namespace tandem::storage
