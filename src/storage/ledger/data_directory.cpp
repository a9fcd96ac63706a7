#include "storage/ledger/data_directory.h"

#include <cerrno>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include "base/id.h"

namespace tandem::storage {

namespace fs = std::filesystem;

std::optional<FileLock> FileLock::try_take(const fs::path& file) {
  const int descriptor = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (descriptor < 0) throw std::system_error(errno, std::generic_category(), file.string());
  FileLock lock(descriptor);
  if (::flock(descriptor, LOCK_EX | LOCK_NB) == 0) return lock;
  return std::nullopt;
}

FileLock::FileLock(FileLock&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}

FileLock& FileLock::operator=(FileLock&& other) noexcept {
  std::swap(descriptor_, other.descriptor_);
  return *this;
}

FileLock::~FileLock() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

Result<DataDirectory> DataDirectory::open(const fs::path& path) {
  const auto refused = [&](const std::error_code& why) {
    return Error::invalid("storage.not_writable",
                          {{"path", path.string()}, {"problem", why.message()}});
  };
  std::error_code failure;
  if (fs::exists(path, failure) && !fs::is_directory(path, failure)) {
    return Error::invalid("storage.not_a_directory", {{"path", path.string()}});
  }
  for (const auto& folder : {path, path / "backups", path / "locks"}) {
    if (fs::create_directories(folder, failure)) {
      fs::permissions(folder, fs::perms::owner_all, failure);
    }
    if (failure) return refused(failure);
  }
  if (::access(path.c_str(), W_OK | X_OK) != 0) {
    return refused(std::error_code(errno, std::generic_category()));
  }
  return DataDirectory(path);
}

Result<FileLock> DataDirectory::lock_for_server() const {
  auto lock = FileLock::try_take(path_ / "locks" / "server");
  if (!lock) return Error::conflict("storage.server_running", {{"path", path_.string()}});
  return *std::move(lock);
}

Result<std::pair<int, FileLock>> DataDirectory::lock_node() const {
  for (int node = 0; node < kNodes; ++node) {
    auto lock = FileLock::try_take(path_ / "locks" / ("node-" + std::to_string(node)));
    if (lock) return std::pair(node, *std::move(lock));
  }
  return Error::unavailable("storage.too_many_writers");
}

}  // namespace tandem::storage
