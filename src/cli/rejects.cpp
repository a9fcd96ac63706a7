#include "cli/rejects.h"

#include "cli/table.h"

namespace tandem::cli {

Result<RejectsFile> RejectsFile::create(const std::string& path,
                                        const std::vector<std::string>& header, Language language) {
  std::ofstream file(path, std::ios::binary | std::ios::trunc);
  if (!file) return Error::invalid("cli.cannot_write", {{"path", path}});
  std::vector<std::string> titles{"line", "reason"};
  titles.insert(titles.end(), header.begin(), header.end());
  print_csv(file, titles);
  return RejectsFile(std::move(file), path, language);
}

void RejectsFile::add(const storage::CsvRecord& record, const Error& error) {
  std::vector<std::string> values{std::to_string(record.line), message(language_, error)};
  if (record.error) {
    values.push_back(record.raw);  // it could not be read as values
  } else {
    values.insert(values.end(), record.values.begin(), record.values.end());
  }
  print_csv(file_, values);
}

Result<void> RejectsFile::close() {
  file_.close();
  if (file_) return {};
  return Error::unavailable("cli.cannot_write", {{"path", path_}});
}

}  // namespace tandem::cli
