#include "storage/ledger/ledger.h"

#include <condition_variable>
#include <exception>
#include <map>
#include <mutex>
#include <thread>
#include <vector>

#include "queries.h"
#include "storage/ledger/migrations.h"

namespace tandem::storage {
namespace {

constexpr std::size_t kMostInAGroup = 256;

struct Newest {
  std::optional<Id> id;
};
BOOST_DESCRIBE_STRUCT(Newest, (), (id))

}  // namespace

Id Write::append(timeline::Activity activity) {
  activity.id = ids_.next();
  activity.node = ids_.node();
  db.execute(sql::timeline::append_activity, activity);
  return activity.id;
}

struct Ledger::Impl {
  // Lives on the stack of the thread that waits for it. Not a std::promise: there the writer would
  // still hold what was thrown, and the promise itself, while the waiting thread drops both.
  struct Task {
    const std::function<bool(Write&)>& change;
    std::exception_ptr thrown;
    bool settled = false;
    std::condition_variable done;
  };

  Impl(DataDirectory dir, const Clock& c, int node, FileLock lock)
      : directory(std::move(dir)),
        clock(c),
        ids(c, node),
        node_lock(std::move(lock)),
        writer(directory.ledger(), Access::write) {}

  void run() {
    std::unique_lock hold(mutex);
    while (true) {
      arrived.wait(hold, [&] { return stopping || !waiting.empty(); });
      if (waiting.empty()) return;
      std::vector<Task*> group;
      while (!waiting.empty() && group.size() < kMostInAGroup) {
        group.push_back(waiting.front());
        waiting.erase(waiting.begin());
      }
      hold.unlock();
      commit(group);
      hold.lock();
    }
  }

  // All together; and one by one when that fails, so that nobody pays for another's trouble.
  void commit(const std::vector<Task*>& group) {
    std::vector<std::exception_ptr> thrown;
    std::exception_ptr lost;
    try {
      thrown = transact(group);
    } catch (...) {
      lost = std::current_exception();
    }
    if (lost && group.size() > 1) {
      for (auto* task : group) commit({task});
      return;
    }
    if (lost) thrown = {std::move(lost)};
    for (std::size_t i = 0; i < group.size(); ++i) settle(*group[i], std::move(thrown[i]));
  }

  void settle(Task& task, std::exception_ptr&& thrown) {
    const std::lock_guard hold(mutex);
    task.thrown = std::move(thrown);
    task.settled = true;
    task.done.notify_one();  // with the lock held: the task is gone as soon as its thread goes on
  }

  // Runs each change within a savepoint and commits; gives what each change threw. Throws when the
  // transaction as a whole is lost.
  std::vector<std::exception_ptr> transact(const std::vector<Task*>& group) {
    std::vector<std::exception_ptr> thrown(group.size());
    writer.run_script("BEGIN IMMEDIATE");
    try {
      catch_up_ids();
      for (std::size_t i = 0; i < group.size(); ++i) thrown[i] = attempt(*group[i]);
      writer.do_what_comes_before_commit();
      writer.run_script("COMMIT");
    } catch (...) {
      roll_back();
      throw;
    }
    tell();
    return thrown;
  }

  // What is committed stays so, whatever becomes of telling it.
  void tell() {
    const std::lock_guard hold(listening);
    for (const auto& [number, listener] : listeners) {
      try {
        listener();
      } catch (...) {  // NOLINT(bugprone-empty-catch): the listener's own affair
      }
    }
  }

  std::exception_ptr attempt(Task& task) {
    writer.run_script("SAVEPOINT change");
    const auto to_do = writer.to_do_before_commit();
    std::exception_ptr thrown;
    bool keep = false;
    try {
      Write write(writer, ids, clock);
      keep = task.change(write);
    } catch (const StorageFailure&) {
      throw;  // the transaction may be gone already
    } catch (...) {
      thrown = std::current_exception();
    }
    if (!keep) {
      writer.run_script("ROLLBACK TO change");
      writer.forget_to_do_after(to_do);
    }
    writer.run_script("RELEASE change");
    return thrown;
  }

  // Another program may have written since: its ids come before those of this commit.
  void catch_up_ids() {
    const auto newest = writer.find<Newest>(sql::timeline::newest_activity);
    if (newest && newest->id) ids.continue_after(*newest->id);
  }

  void roll_back() {
    writer.forget_to_do_after(0);
    try {
      writer.run_script("ROLLBACK");
    } catch (const StorageFailure&) {  // NOLINT(bugprone-empty-catch): SQLite already rolled back
    }
  }

  DataDirectory directory;
  const Clock& clock;
  IdSource ids;
  FileLock node_lock;
  Connection writer;

  std::mutex mutex;
  std::condition_variable arrived;
  std::vector<Task*> waiting;
  std::vector<std::unique_ptr<Connection>> idle_readers;
  bool stopping = false;
  std::mutex listening;  // guards the two below
  std::map<std::uint64_t, std::function<void()>> listeners;
  std::uint64_t next_listener = 0;
  std::thread thread;
};

Result<std::unique_ptr<Ledger>> Ledger::open(const DataDirectory& directory, const Clock& clock) {
  auto node = directory.lock_node();
  if (!node) return std::move(node).error();
  try {
    if (auto migrated = migrate(directory, clock); !migrated) return std::move(migrated).error();
    auto impl = std::make_unique<Impl>(directory, clock, node->first, std::move(node->second));
    impl->thread = std::thread([raw = impl.get()] { raw->run(); });
    return std::unique_ptr<Ledger>(new Ledger(std::move(impl)));
  } catch (const StorageFailure& failure) {
    return failure.error();
  }
}

Ledger::Ledger(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}

Ledger::~Ledger() {
  {
    const std::lock_guard hold(impl_->mutex);
    impl_->stopping = true;
  }
  impl_->arrived.notify_one();
  impl_->thread.join();
}

void Ledger::submit(const std::function<bool(Write&)>& change) {
  Impl::Task task{.change = change, .thrown = {}, .done = {}};
  std::unique_lock hold(impl_->mutex);
  impl_->waiting.push_back(&task);
  impl_->arrived.notify_one();
  task.done.wait(hold, [&] { return task.settled; });
  hold.unlock();
  if (task.thrown) std::rethrow_exception(std::move(task.thrown));
}

void Ledger::copy_to(const std::filesystem::path& file) {
  Connection(directory().ledger(), Access::write).copy_to(file);
}

CommitListener Ledger::on_commit(std::function<void()> listener) {
  auto& impl = *impl_;
  const std::lock_guard hold(impl.listening);
  const auto number = impl.next_listener++;
  impl.listeners.emplace(number, std::move(listener));
  return CommitListener([&impl, number] {
    const std::lock_guard hold_it(impl.listening);
    impl.listeners.erase(number);
  });
}

const DataDirectory& Ledger::directory() const {
  return impl_->directory;
}
const Clock& Ledger::clock() const {
  return impl_->clock;
}

Ledger::Reader::Reader(Ledger& ledger) : ledger_(ledger) {
  {
    const std::lock_guard hold(ledger.impl_->mutex);
    if (!ledger.impl_->idle_readers.empty()) {
      connection_ = std::move(ledger.impl_->idle_readers.back());
      ledger.impl_->idle_readers.pop_back();
    }
  }
  if (!connection_) {
    connection_ = std::make_unique<Connection>(ledger.directory().ledger(), Access::read);
  }
  connection_->run_script("BEGIN");
}

Ledger::Reader::~Reader() {
  try {
    connection_->run_script("ROLLBACK");
  } catch (const StorageFailure&) {
    return;  // a connection that cannot end its snapshot is not used again
  }
  const std::lock_guard hold(ledger_.impl_->mutex);
  ledger_.impl_->idle_readers.push_back(std::move(connection_));
}

}  // namespace tandem::storage
