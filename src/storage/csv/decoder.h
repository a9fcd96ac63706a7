// Bytes of an unknown encoding as UTF-8, piece by piece.
//
// A byte-order mark decides (UTF-8, UTF-16LE, UTF-16BE). Without one the text counts as UTF-8 until
// the first byte beyond ASCII, however late that comes; the piece that holds it votes: when it has
// more valid UTF-8 sequences than bytes that cannot be UTF-8, the file is UTF-8, else windows-1252
// (which contains Latin-1) from there to its end. Files glued together from both do exist: in a
// UTF-8 file a byte that cannot be UTF-8 is read as windows-1252, and encoding() says so. Nothing
// is ever refused.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

struct UConverter;

namespace tandem::storage {

class Decoder {
 public:
  Decoder();
  Decoder(Decoder&&) noexcept;
  Decoder& operator=(Decoder&&) noexcept;
  ~Decoder();

  // Appends `bytes` as UTF-8 to `text`; an unfinished character waits for the next piece, unless
  // this is the `last`. Pieces should be large (64 KiB and more), as the first one with a byte
  // beyond ASCII decides. Throws std::runtime_error when ICU lacks the converter.
  void decode(std::string_view bytes, bool last, std::string& text);

  // "UTF-8", "UTF-16LE", "UTF-16BE", "windows-1252" or "UTF-8, windows-1252": what was seen so far.
  const std::string& encoding() const { return encoding_; }

 private:
  enum class Mode { start, ascii, utf8, converted };
  struct Converter;

  void begin(std::string_view& bytes);
  void convert_to(const char* name);
  void vote(std::string_view bytes, bool last);
  std::size_t copy_utf8(std::string_view bytes, bool last, std::string& text);
  void convert(std::string_view bytes, bool last, std::string& text);

  Mode mode_ = Mode::start;
  std::string encoding_ = "UTF-8";
  std::string waiting_;  // bytes of an unfinished character or byte-order mark
  std::unique_ptr<Converter> converter_;
};

}  // namespace tandem::storage
