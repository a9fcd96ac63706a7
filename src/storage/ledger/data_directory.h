// The folder that holds everything: the ledger, its mirror, the locks of the programs at work on
// it.
//
//   ledger.db (-wal, -shm)   the one truth
//   mirror.duckdb            derived; may be deleted
//   backups/                 the ledger before each schema change
//   locks/                   server, and one per writer node
#pragma once

#include <filesystem>

#include "base/result.h"

namespace tandem::storage {

// Held while the object lives; the system frees it when the program dies, however it dies.
class FileLock {
 public:
  // Nothing when another program holds it. Throws std::system_error when the file cannot be opened.
  static std::optional<FileLock> try_take(const std::filesystem::path& file);

  FileLock(FileLock&& other) noexcept;
  FileLock& operator=(FileLock&& other) noexcept;
  ~FileLock();

 private:
  explicit FileLock(int descriptor) : descriptor_(descriptor) {}
  int descriptor_ = -1;
};

class DataDirectory {
 public:
  // Creates what is missing, readable by its owner only. Errors: storage.not_a_directory {path},
  // storage.not_writable {path, problem}.
  static Result<DataDirectory> open(const std::filesystem::path& path);

  const std::filesystem::path& path() const { return path_; }
  std::filesystem::path ledger() const { return path_ / "ledger.db"; }
  std::filesystem::path mirror() const { return path_ / "mirror.duckdb"; }
  std::filesystem::path backups() const { return path_ / "backups"; }

  // One server at a time. Error: storage.server_running {path}.
  Result<FileLock> lock_for_server() const;

  // The first writer node that no other program holds, 0 to 63. Error: storage.too_many_writers.
  Result<std::pair<int, FileLock>> lock_node() const;

 private:
  explicit DataDirectory(std::filesystem::path path) : path_(std::move(path)) {}
  std::filesystem::path path_;
};

}  // namespace tandem::storage
