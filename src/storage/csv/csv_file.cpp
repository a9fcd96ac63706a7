#include "storage/csv/csv_file.h"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "storage/csv/byte_source.h"
#include "storage/csv/decoder.h"
#include "storage/csv/record_splitter.h"
#include "storage/csv/refuse.h"

namespace tandem::storage {
namespace {

constexpr std::size_t kHead = std::size_t{1024} * 1024;     // what the dialect is judged by
constexpr std::size_t kPiece = std::size_t{256} * 1024;     // what is read at a time after that
constexpr std::size_t kLongest = std::size_t{1024} * 1024;  // record
constexpr std::size_t kRaw = std::size_t{64} * 1024;        // of a record's text that is kept

// How far the end of a record is looked for. A file full of open quotes must not make us go through
// each megabyte again for each line, so the search shortens as more of it was in vain.
std::size_t longest_record(std::size_t in_vain) {
  if (in_vain < 16 * kLongest) return kLongest;
  return in_vain < 64 * kLongest ? kLongest / 16 : kLongest / 256;
}

bool is_blank(std::string_view value) {
  return std::ranges::all_of(value, [](char c) { return c == ' ' || c == '\t'; });
}

std::string trimmed(std::string_view name) {
  constexpr std::string_view kSpaces[] = {" ", "\t", "\r", "\n", "\xC2\xA0", "\xEF\xBB\xBF"};
  const auto strip = [&](auto has, auto cut) {
    for (bool again = true; again;) {
      again = false;
      for (const auto space : kSpaces) {
        if (!has(space)) continue;
        cut(space.size());
        again = true;
      }
    }
  };
  strip([&](auto s) { return name.starts_with(s); }, [&](auto n) { name.remove_prefix(n); });
  strip([&](auto s) { return name.ends_with(s); }, [&](auto n) { name.remove_suffix(n); });
  return std::string(name);
}

std::vector<std::string> column_names(const std::vector<std::string>& values) {
  std::vector<std::string> names;
  std::set<std::string> taken;
  for (std::size_t i = 0; i < values.size(); ++i) {
    std::string name = trimmed(values[i]);
    if (name.empty()) name = fmt::format("#{}", i + 1);
    const std::string first = name;
    for (int n = 2; !taken.insert(name).second; ++n) name = fmt::format("{} ({})", first, n);
    names.push_back(std::move(name));
  }
  return names;
}

}  // namespace

struct CsvFile::Impl {
  explicit Impl(ByteSource from) : source(std::move(from)) {}

  std::string_view unread() const { return std::string_view(text).substr(at); }

  // Makes room and reads on; false at the end of the file.
  bool fill(std::size_t size) {
    if (source.at_end()) return false;
    text.erase(0, at);
    at = 0;
    source.read(size, bytes);
    decoder.decode(bytes, source.at_end(), text);
    dialect.encoding = decoder.encoding();
    return true;
  }

  // The next record, blank or not; false at the end.
  bool read(CsvRecord& record) {
    record.error.reset();
    record.line = line;
    while (true) {
      if (unread().empty() && source.at_end()) return false;
      const std::size_t limit = longest_record(in_vain);
      const auto window = unread().substr(0, limit);
      const bool last = source.at_end() && window.size() == unread().size();
      const Cut cut = cut_record(window, last, dialect, record.values);
      if (cut.end == Cut::End::record && !swallowed(cut, record.values)) {
        take(record, cut);
        return true;
      }
      if (cut.end != Cut::End::more || window.size() == limit) {
        in_vain += cut.bytes;
        const bool quoted = cut.quote_at != std::string_view::npos;
        quoted || cut.line_ends > 0 ? pass_unclosed(record) : pass_long_line(record);
        return true;
      }
      fill(kPiece);
    }
  }

  // A quote that was left open runs to the next quote, lines further down; then the record has the
  // wrong width, or text behind that quote. Without a second look those lines would be lost with
  // it.
  bool swallowed(const Cut& cut, const std::vector<std::string>& values) const {
    if (cut.line_ends < 2 || header.empty()) return false;
    if (cut.stray) return true;
    const auto extra = std::min(values.size(), header.size());
    return values.size() < header.size() ||
           !std::all_of(values.begin() + std::ptrdiff_t(extra), values.end(), is_blank);
  }

  void take(CsvRecord& record, const Cut& cut) {
    const auto content = unread().substr(0, cut.content);
    at += cut.bytes;
    line += cut.line_ends;
    record.raw.assign(content.substr(0, kRaw));
    const bool zero = content.find('\0') != std::string_view::npos;
    if (zero) record.error = Error::invalid("csv.zero_byte");
  }

  void pass_long_line(CsvRecord& record) {
    record.error = Error::invalid("csv.line_too_long");
    record.raw.assign(unread().substr(0, kRaw));
    pass_line();
  }

  void pass_unclosed(CsvRecord& record) {
    record.error = Error::invalid("csv.unclosed_quote");
    const auto rest = unread();
    record.raw.assign(rest.substr(0, std::min(rest.find_first_of("\r\n"), kRaw)));
    pass_line();
  }

  // Goes to the next line, keeping nothing of this one.
  void pass_line() {
    ++line;
    while (true) {
      const auto end = after_line_end(unread(), source.at_end());
      if (end != std::string_view::npos) {
        at += end;
        return;
      }
      // A CR at the end of the piece may have its LF in the next.
      const std::size_t kept = unread().ends_with('\r') ? 1 : 0;
      at = text.size() - kept;
      if (!fill(kPiece)) {
        at = text.size();
        return;
      }
    }
  }

  ByteSource source;
  Decoder decoder;
  CsvDialect dialect;
  std::vector<std::string> header;
  std::string bytes;  // as read last
  std::string text;   // decoded; up to `at` it is done with
  std::size_t at = 0;
  std::int64_t line = 1;
  std::size_t in_vain = 0;  // bytes gone through for the end of a record that did not come
};

Result<CsvFile> CsvFile::open(const std::string& path) {
  auto source = ByteSource::open(path);
  if (!source) return std::move(source).error();
  auto impl = std::make_unique<Impl>(*std::move(source));
  impl->fill(kHead);
  if (auto error = refuse_bytes(impl->bytes, path)) return *std::move(error);
  // Only whole lines: the last of the head may go on.
  const bool whole = impl->source.at_end();
  std::string_view head = impl->text;
  if (!whole) head = head.substr(0, head.find_last_of("\r\n") + 1);  // npos + 1 is 0
  if (auto error = refuse_text(whole ? head : impl->text, path)) return *std::move(error);
  const auto dialect = find_dialect(head, whole);
  if (!dialect) return Error::invalid("csv.not_a_table", {{"path", path}});
  impl->dialect = *dialect;
  impl->dialect.encoding = impl->decoder.encoding();
  CsvRecord record;
  while (impl->line <= dialect->header_line && impl->read(record)) {
  }
  impl->header = column_names(record.values);
  return CsvFile(std::move(impl));
}

CsvFile::CsvFile(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
CsvFile::CsvFile(CsvFile&&) noexcept = default;
CsvFile& CsvFile::operator=(CsvFile&&) noexcept = default;
CsvFile::~CsvFile() = default;

const CsvDialect& CsvFile::dialect() const {
  return impl_->dialect;
}
const std::vector<std::string>& CsvFile::header() const {
  return impl_->header;
}

bool CsvFile::next(CsvRecord& record) {
  while (impl_->read(record)) {
    if (record.error || !std::ranges::all_of(record.values, is_blank)) return true;
  }
  return false;
}

std::int64_t CsvFile::bytes_read() const {
  return impl_->source.bytes_read() -
         static_cast<std::int64_t>(std::min(impl_->unread().size(),
                                            static_cast<std::size_t>(impl_->source.bytes_read())));
}

std::optional<std::int64_t> CsvFile::size() const {
  return impl_->source.size();
}

}  // namespace tandem::storage
