// Bytes of an unknown encoding: whatever they are, UTF-8 comes out.
#include "storage/csv/decoder.h"

#include "fuzzing.h"

using namespace tandem;

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const auto bytes = fuzz::text_of(data + 1, size - 1);
  std::string whole;
  storage::Decoder().decode(bytes, true, whole);
  fuzz::must(fuzz::is_utf8(whole));
  std::string pieces;
  storage::Decoder decoder;
  const std::size_t step = 1 + data[0] % 32U;
  for (std::size_t at = 0; at < bytes.size(); at += step) {
    decoder.decode(bytes.substr(at, step), at + step >= bytes.size(), pieces);
  }
  fuzz::must(fuzz::is_utf8(pieces));
  return 0;
}
