#include "storage/csv/record_splitter.h"

namespace tandem::storage {
namespace {

class Scanner {
 public:
  Scanner(std::string_view text, bool last, const CsvDialect& dialect)
      : text_(text), last_(last), dialect_(dialect) {}

  // Reads one value; false when the text ends before it is known to be complete.
  bool read_value(std::string& value) {
    value.clear();
    std::size_t quote = at_;
    while (quote < text_.size() && text_[quote] == ' ') ++quote;
    if (quote < text_.size() && text_[quote] == dialect_.quote) {
      at_ = quote;
      if (!read_quoted(value)) return false;
      const std::size_t quoted = value.size();
      const bool complete = read_plain(value);
      stray_ = stray_ || value.size() > quoted;
      return complete;
    }
    return read_plain(value);
  }

  bool take_delimiter() {
    if (at_ >= text_.size() || text_[at_] != dialect_.delimiter) return false;
    ++at_;
    return true;
  }

  // At the end of a record: takes the line end. False when it may go on in the next text.
  bool take_line_end() {
    if (at_ == text_.size()) return last_;
    const char c = text_[at_];
    if (c == '\r' && at_ + 1 == text_.size() && !last_) return false;
    ++at_;
    if (c == '\r' && at_ < text_.size() && text_[at_] == '\n') ++at_;
    ++line_ends_;
    return true;
  }

  std::size_t at() const { return at_; }
  std::int64_t line_ends() const { return line_ends_; }
  bool stray() const { return stray_; }
  std::size_t quote_at() const { return quote_at_; }

 private:
  // Up to the next delimiter or line end; also what follows a closing quote.
  bool read_plain(std::string& value) {
    const std::size_t from = at_;
    while (at_ < text_.size() && text_[at_] != dialect_.delimiter && text_[at_] != '\n' &&
           text_[at_] != '\r') {
      ++at_;
    }
    value.append(text_, from, at_ - from);
    return at_ < text_.size() || last_;
  }

  bool read_quoted(std::string& value) {
    quote_at_ = at_++;
    std::size_t from = at_;  // of what is not yet in `value`
    for (; at_ < text_.size(); ++at_) {
      const char c = text_[at_];
      if (c == '\n') {
        ++line_ends_;
      } else if (c == '\r') {
        line_ends_ += at_ + 1 < text_.size() && text_[at_ + 1] == '\n' ? 0 : 1;
      } else if (c == dialect_.escape || c == dialect_.quote) {
        const char next = at_ + 1 < text_.size() ? text_[at_ + 1] : '\0';
        if (at_ + 1 == text_.size() && !last_) return false;
        if (escapes(c, next)) {
          value.append(text_, from, at_ - from);
          from = ++at_;  // the escaped character is kept
        } else if (c == dialect_.quote) {
          value.append(text_, from, at_++ - from);
          quote_at_ = std::string_view::npos;
          return true;
        }
      }
    }
    value.append(text_, from);
    return false;
  }

  bool escapes(char c, char next) const {
    return c == dialect_.escape && (next == dialect_.quote || (c != dialect_.quote && next == c));
  }

  std::string_view text_;
  bool last_;
  const CsvDialect& dialect_;
  std::size_t at_ = 0;
  std::int64_t line_ends_ = 0;
  bool stray_ = false;
  std::size_t quote_at_ = std::string_view::npos;
};

}  // namespace

Cut cut_record(std::string_view text, bool last, const CsvDialect& dialect,
               std::vector<std::string>& values) {
  Scanner scanner(text, last, dialect);
  Cut cut;
  std::size_t count = 0;
  bool complete = true;
  do {
    if (count == values.size()) values.emplace_back();
    complete = scanner.read_value(values[count++]);
  } while (complete && scanner.take_delimiter());
  values.resize(count);
  cut.content = scanner.at();
  const bool in_quotes = scanner.quote_at() != std::string_view::npos;
  if (!complete || !scanner.take_line_end()) {
    cut.end = last && in_quotes ? Cut::End::unclosed : Cut::End::more;
  }
  cut.bytes = scanner.at();
  cut.line_ends = scanner.line_ends();
  cut.stray = scanner.stray();
  cut.quote_at = scanner.quote_at();
  return cut;
}

std::size_t after_line_end(std::string_view text, bool last) {
  const std::size_t end = text.find_first_of("\r\n");
  if (end == std::string_view::npos) return end;
  if (text[end] == '\n') return end + 1;
  if (end + 1 == text.size()) return last ? end + 1 : std::string_view::npos;
  return text[end + 1] == '\n' ? end + 2 : end + 1;
}

}  // namespace tandem::storage
