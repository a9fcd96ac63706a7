#include "storage/csv/byte_source.h"

#include <cerrno>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace tandem::storage {

Result<ByteSource> ByteSource::open(const std::string& path) {
  if (path == "-") return ByteSource(STDIN_FILENO, false, std::nullopt);
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0 && (errno == ENOENT || errno == ENOTDIR)) {
    return Error::not_found("csv.not_found", {{"path", path}});
  }
  struct stat status {};
  if (file >= 0 && (::fstat(file, &status) != 0 || S_ISDIR(status.st_mode))) ::close(file);
  if (file < 0 || S_ISDIR(status.st_mode)) {
    return Error::invalid("csv.unreadable", {{"path", path}});
  }
  const bool has_size = S_ISREG(status.st_mode);  // a pipe has none
  return ByteSource(file, true,
                    has_size ? std::optional(std::int64_t{status.st_size}) : std::nullopt);
}

ByteSource::ByteSource(ByteSource&& other) noexcept
    : file_(other.file_),
      owned_(std::exchange(other.owned_, false)),
      at_end_(other.at_end_),
      bytes_read_(other.bytes_read_),
      size_(other.size_) {}

ByteSource& ByteSource::operator=(ByteSource&& other) noexcept {
  std::swap(file_, other.file_);
  std::swap(owned_, other.owned_);
  at_end_ = other.at_end_;
  bytes_read_ = other.bytes_read_;
  size_ = other.size_;
  return *this;
}

ByteSource::~ByteSource() {
  if (owned_) ::close(file_);
}

void ByteSource::read(std::size_t size, std::string& bytes) {
  bytes.resize(size);
  std::size_t filled = 0;
  while (filled < size && !at_end_) {
    const ssize_t got = ::read(file_, bytes.data() + filled, size - filled);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) throw std::system_error(errno, std::generic_category(), "reading a CSV file");
    at_end_ = got == 0;
    filled += static_cast<std::size_t>(got);
  }
  bytes.resize(filled);
  bytes_read_ += static_cast<std::int64_t>(filled);
}

}  // namespace tandem::storage
