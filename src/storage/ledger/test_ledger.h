// For tests: a ledger in a fresh temporary directory, with a clock that stands still.
#pragma once

#include <cstdlib>
#include <filesystem>
#include <stdexcept>
#include <string>

#include "base/text.h"
#include "storage/ledger/ledger.h"

namespace tandem::storage {

// Removed with its content at the end of the scope.
class TestDirectory {
 public:
  TestDirectory() {
    auto name = (std::filesystem::temp_directory_path() / "tandem-test-XXXXXX").string();
    if (!::mkdtemp(name.data())) throw std::runtime_error("cannot make " + name);
    path_ = name;
  }
  ~TestDirectory() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  TestDirectory(const TestDirectory&) = delete;
  TestDirectory& operator=(const TestDirectory&) = delete;

  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

class TestLedger {
 public:
  TestLedger() { reopen(); }

  FakeClock clock{*parse_timestamp("2026-03-27T16:50:00Z")};

  Ledger& operator*() const { return *ledger_; }
  Ledger* operator->() const { return ledger_.get(); }
  const std::filesystem::path& path() const { return directory_.path(); }

  void close() { ledger_.reset(); }
  void reopen() {
    close();
    ledger_ = open_another();
  }

  // A second program at work on the same directory.
  std::unique_ptr<Ledger> open_another() const {
    auto ledger = Ledger::open(*DataDirectory::open(path()), clock);
    if (!ledger) throw std::runtime_error(ledger.error().code);
    return *std::move(ledger);
  }

  // Runs `change` (void(Write&)) and keeps what it did.
  template <class F>
  void write(F&& change) const {
    const auto done = ledger_->write([&](Write& w) -> Result<void> {
      change(w);
      return {};
    });
    if (!done) throw std::runtime_error(done.error().code);
  }

  // How many rows `sql` gives in the ledger's file.
  std::int64_t count(std::string_view from) const;

  // For planting what must never be: past the rules, on a connection of its own.
  void vandalise(std::string_view sql) const {
    Connection(path() / "ledger.db", Access::write)
        .run_script("PRAGMA foreign_keys = OFF; " + std::string(sql));
  }

 private:
  TestDirectory directory_;
  std::unique_ptr<Ledger> ledger_;
};

struct TestCount {
  std::int64_t count = 0;
};
BOOST_DESCRIBE_STRUCT(TestCount, (), (count))

inline std::int64_t TestLedger::count(std::string_view from) const {
  const auto sql = "SELECT count(*) FROM " + std::string(from);
  return ledger_->read([&](Connection& db) { return db.find<TestCount>(sql)->count; });
}

}  // namespace tandem::storage
