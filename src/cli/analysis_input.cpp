#include "cli/analysis_input.h"

#include <algorithm>
#include <iostream>
#include <numeric>

#include "base/ascii.h"
#include "base/number.h"
#include "domain/imports/dates.h"
#include "storage/csv/byte_source.h"

namespace tandem::cli {
namespace {

constexpr std::size_t kPiece = 1 << 20;
constexpr std::size_t kLargestText = 256 << 20;

std::string listed(const std::vector<std::string>& names) {
  std::string list;
  for (const auto& name : names) list += (list.empty() ? "" : ", ") + name;
  return list;
}

const date::time_zone& utc() {
  static const auto* const kZone = date::locate_zone("UTC");
  return *kZone;
}

std::string shown(const std::string& path) {
  return path == "-" ? "stdin" : path;
}

}  // namespace

struct AnalysisTable::Impl {
  std::string path;
  Language language;
  storage::CsvFile file;
  storage::CsvRecord record;
  Progress progress;
  bool told_encoding = false;

  Impl(const std::string& where, Language reader, storage::CsvFile opened)
      : path(shown(where)),
        language(reader),
        file(std::move(opened)),
        progress(path, file.size()) {}

  Error at_line(Error error) const {
    return at_file(path + ":" + std::to_string(record.line), std::move(error));
  }

  // An encoding is known for sure at the end only.
  void tell_encoding() {
    const auto& encoding = file.dialect().encoding;
    if (told_encoding || encoding == "UTF-8") return;
    told_encoding = true;
    std::cerr << text(language, "cli.import.converted", {{"encoding", encoding}}) << "\n";
  }
};

AnalysisTable::AnalysisTable(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
AnalysisTable::AnalysisTable(AnalysisTable&&) noexcept = default;
AnalysisTable& AnalysisTable::operator=(AnalysisTable&&) noexcept = default;
AnalysisTable::~AnalysisTable() = default;

Result<AnalysisTable> AnalysisTable::open(const std::string& path, Language language) {
  auto file = storage::CsvFile::open(path);
  if (!file) return std::move(file).error();
  return AnalysisTable(std::make_unique<Impl>(path, language, *std::move(file)));
}

const std::vector<std::string>& AnalysisTable::header() const {
  return impl_->file.header();
}

std::optional<std::size_t> AnalysisTable::find_column(std::string_view name) const {
  const auto found = std::ranges::find_if(
      header(), [&](const auto& title) { return equal_ignoring_case(title, name); });
  if (found == header().end()) return {};
  return static_cast<std::size_t>(found - header().begin());
}

Result<std::size_t> AnalysisTable::column(std::string_view name) const {
  if (const auto found = find_column(name)) return *found;
  return at_file(impl_->path, Error::invalid("cli.no_column", {{"column", std::string(name)},
                                                               {"columns", listed(header())}}));
}

Result<bool> AnalysisTable::next() {
  auto& record = impl_->record;
  if (!impl_->file.next(record)) {
    impl_->tell_encoding();
    return false;
  }
  impl_->progress.step(impl_->file.bytes_read());
  if (record.error) return impl_->at_line(*record.error);
  if (record.values.size() != header().size()) {
    return impl_->at_line(
        Error::invalid("cli.value_count", {{"count", std::to_string(record.values.size())},
                                           {"expected", std::to_string(header().size())}}));
  }
  return true;
}

std::int64_t AnalysisTable::line() const {
  return impl_->record.line;
}
const std::vector<std::string>& AnalysisTable::values() const {
  return impl_->record.values;
}

Result<double> AnalysisTable::number(std::size_t column) const {
  auto number = parse_number(value(column));
  if (!number) return at(column, std::move(number).error());
  return number;
}

Result<std::int64_t> AnalysisTable::whole_number(std::size_t column) const {
  auto number = parse_whole_number(value(column));
  if (!number) return at(column, std::move(number).error());
  return number;
}

Result<Timestamp> AnalysisTable::time(std::size_t column) const {
  auto at = imports::read_time(value(column), {}, utc());
  if (!at) return this->at(column, std::move(at).error());
  return at;
}

Error AnalysisTable::at(std::size_t column, Error error) const {
  auto& field = error.field;
  field = header()[column] + (field.empty() ? "" : ": " + field);
  return impl_->at_line(std::move(error));
}

Result<std::string> read_text_file(const std::string& path) {
  auto source = storage::ByteSource::open(path);
  if (!source) return std::move(source).error();
  std::string whole;
  std::string piece;
  while (!source->at_end()) {
    source->read(kPiece, piece);
    whole += piece;
    if (whole.size() > kLargestText) {
      return Error::invalid("cli.too_large", {{"path", shown(path)}});
    }
  }
  return whole;
}

Error at_file(const std::string& path, Error error) {
  error.field = shown(path) + (error.field.empty() ? "" : ": " + error.field);
  return error;
}

}  // namespace tandem::cli
