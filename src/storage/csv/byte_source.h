// The bytes of a file or of standard input, in large pieces.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "base/result.h"

namespace tandem::storage {

class ByteSource {
 public:
  // "-" is standard input. Errors: csv.not_found {path}, csv.unreadable {path}.
  static Result<ByteSource> open(const std::string& path);

  ByteSource(ByteSource&& other) noexcept;
  ByteSource& operator=(ByteSource&& other) noexcept;
  ~ByteSource();

  // Reads `size` bytes into `bytes`, replacing what it held; fewer only at the end, which at_end()
  // tells from then on. Throws std::system_error.
  void read(std::size_t size, std::string& bytes);

  bool at_end() const { return at_end_; }
  std::int64_t bytes_read() const { return bytes_read_; }
  std::optional<std::int64_t> size() const { return size_; }

 private:
  ByteSource(int file, bool owned, std::optional<std::int64_t> size)
      : file_(file), owned_(owned), size_(size) {}

  int file_ = -1;
  bool owned_ = false;
  bool at_end_ = false;
  std::int64_t bytes_read_ = 0;
  std::optional<std::int64_t> size_;
};

}  // namespace tandem::storage
