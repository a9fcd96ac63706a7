#include "storage/csv/decoder.h"

#include <array>
#include <stdexcept>

#include <unicode/ucnv.h>

namespace tandem::storage {
namespace {

constexpr std::string_view kUtf8Mark = "\xEF\xBB\xBF";
constexpr std::string_view kUtf16LeMark = "\xFF\xFE";
constexpr std::string_view kUtf16BeMark = "\xFE\xFF";

bool is_ascii(char c) {
  return (static_cast<unsigned char>(c) & 0x80U) == 0;
}

enum class Sequence { valid, invalid, unfinished };
struct Character {
  Sequence kind = Sequence::valid;
  std::size_t length = 1;
};

// The second byte's bounds keep out overlong forms, surrogates and what is beyond U+10FFFF.
bool can_follow(unsigned char lead, unsigned char second) {
  if (lead == 0xE0) return second >= 0xA0 && second <= 0xBF;
  if (lead == 0xED) return second >= 0x80 && second <= 0x9F;
  if (lead == 0xF0) return second >= 0x90 && second <= 0xBF;
  if (lead == 0xF4) return second >= 0x80 && second <= 0x8F;
  return second >= 0x80 && second <= 0xBF;
}

// The UTF-8 sequence at the front of `bytes`, which begins beyond ASCII.
Character look_at(std::string_view bytes) {
  const auto lead = static_cast<unsigned char>(bytes[0]);
  std::size_t length = 0;
  if (lead >= 0xC2 && lead <= 0xDF) length = 2;
  if (lead >= 0xE0 && lead <= 0xEF) length = 3;
  if (lead >= 0xF0 && lead <= 0xF4) length = 4;
  if (length == 0) return {Sequence::invalid, 1};
  for (std::size_t i = 1; i < length; ++i) {
    if (i == bytes.size()) return {Sequence::unfinished, i};
    const auto next = static_cast<unsigned char>(bytes[i]);
    const bool fits = i == 1 ? can_follow(lead, next) : (next & 0xC0U) == 0x80U;
    if (!fits) return {Sequence::invalid, 1};
  }
  return {Sequence::valid, length};
}

std::size_t ascii_prefix(std::string_view bytes) {
  std::size_t at = 0;
  while (at < bytes.size() && is_ascii(bytes[at])) ++at;
  return at;
}

}  // namespace

// ICU's streaming conversion by way of UTF-16, whose state lives between the pieces.
struct Decoder::Converter {
  explicit Converter(const char* name) {
    UErrorCode status = U_ZERO_ERROR;
    from = ucnv_open(name, &status);
    to = ucnv_open("UTF-8", &status);
    if (U_FAILURE(status)) throw std::runtime_error(std::string("no converter for ") + name);
  }
  Converter(const Converter&) = delete;
  Converter& operator=(const Converter&) = delete;
  ~Converter() {
    ucnv_close(from);
    ucnv_close(to);
  }

  UConverter* from = nullptr;
  UConverter* to = nullptr;
  std::array<UChar, 4096> pivot{};
  UChar* pivot_source = pivot.data();
  UChar* pivot_target = pivot.data();
};

Decoder::Decoder() = default;
Decoder::Decoder(Decoder&&) noexcept = default;
Decoder& Decoder::operator=(Decoder&&) noexcept = default;
Decoder::~Decoder() = default;

void Decoder::decode(std::string_view bytes, bool last, std::string& text) {
  std::string joined;
  if (!waiting_.empty()) {
    joined = std::move(waiting_).append(bytes);
    waiting_.clear();
    bytes = joined;
  }
  if (mode_ == Mode::start) {
    if (bytes.size() < kUtf8Mark.size() && !last) {
      waiting_ = bytes;
      return;
    }
    begin(bytes);
  }
  if (mode_ == Mode::ascii) {
    const std::size_t plain = ascii_prefix(bytes);
    text.append(bytes.substr(0, plain));
    bytes.remove_prefix(plain);
    if (bytes.empty()) return;
    vote(bytes, last);
  }
  if (mode_ == Mode::utf8) {
    waiting_ = bytes.substr(copy_utf8(bytes, last, text));
  } else {
    convert(bytes, last, text);
  }
}

void Decoder::begin(std::string_view& bytes) {
  mode_ = Mode::ascii;
  if (bytes.starts_with(kUtf8Mark)) {
    mode_ = Mode::utf8;
    bytes.remove_prefix(kUtf8Mark.size());
  } else if (bytes.starts_with(kUtf16LeMark)) {
    convert_to("UTF-16LE");
    bytes.remove_prefix(kUtf16LeMark.size());
  } else if (bytes.starts_with(kUtf16BeMark)) {
    convert_to("UTF-16BE");
    bytes.remove_prefix(kUtf16BeMark.size());
  }
}

void Decoder::convert_to(const char* name) {
  mode_ = Mode::converted;
  encoding_ = name;
  converter_ = std::make_unique<Converter>(name);
}

void Decoder::vote(std::string_view bytes, bool last) {
  std::size_t valid = 0;
  std::size_t invalid = 0;
  while (!bytes.empty()) {
    bytes.remove_prefix(ascii_prefix(bytes));
    if (bytes.empty()) break;
    const Character next = look_at(bytes);
    if (next.kind == Sequence::valid) ++valid;
    // One that is unfinished may go on in the next piece.
    if (next.kind == Sequence::invalid || (next.kind == Sequence::unfinished && last)) ++invalid;
    bytes.remove_prefix(next.length);
  }
  if (invalid == 0 || valid > invalid) {
    mode_ = Mode::utf8;
  } else {
    convert_to("windows-1252");
  }
}

// Returns how many bytes were dealt with: all but an unfinished sequence at the end.
std::size_t Decoder::copy_utf8(std::string_view bytes, bool last, std::string& text) {
  std::size_t done = 0;  // in `text` already
  std::size_t at = 0;
  while (at < bytes.size()) {
    at += ascii_prefix(bytes.substr(at));
    if (at == bytes.size()) break;
    const Character next = look_at(bytes.substr(at));
    if (next.kind == Sequence::valid) {
      at += next.length;
      continue;
    }
    text.append(bytes, done, at - done);
    done = at;
    if (next.kind == Sequence::unfinished && !last) return done;
    if (!converter_) converter_ = std::make_unique<Converter>("windows-1252");
    encoding_ = "UTF-8, windows-1252";
    convert(bytes.substr(at, 1), true, text);
    done = ++at;
  }
  text.append(bytes, done);
  return bytes.size();
}

void Decoder::convert(std::string_view bytes, bool last, std::string& text) {
  Converter& c = *converter_;
  const char* source = bytes.data();
  const char* const source_end = source + bytes.size();
  std::array<char, 16384> out;
  UErrorCode status = U_BUFFER_OVERFLOW_ERROR;
  while (status == U_BUFFER_OVERFLOW_ERROR) {
    status = U_ZERO_ERROR;
    char* target = out.data();
    ucnv_convertEx(c.to, c.from, &target, out.data() + out.size(), &source, source_end,
                   c.pivot.data(), &c.pivot_source, &c.pivot_target,
                   c.pivot.data() + c.pivot.size(), UBool{0}, static_cast<UBool>(last), &status);
    text.append(out.data(), target);
  }
  if (last) {  // ready for the next byte of a mixed file
    ucnv_reset(c.from);
    ucnv_reset(c.to);
    c.pivot_source = c.pivot_target = c.pivot.data();
  }
}

}  // namespace tandem::storage
