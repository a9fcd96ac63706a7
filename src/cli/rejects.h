// The rejects file: rows that were not taken, with their line and the reason before their own
// values, so that it can be mended and imported as it is (columns a layout does not know are no
// trouble).
#pragma once

#include <fstream>
#include <string>

#include "base/result.h"
#include "base/text.h"
#include "storage/csv/csv_file.h"

namespace tandem::cli {

class RejectsFile {
 public:
  // Error: cli.cannot_write {path}.
  static Result<RejectsFile> create(const std::string& path, const std::vector<std::string>& header,
                                    Language language);

  void add(const storage::CsvRecord& record, const Error& error);
  // Error: cli.cannot_write, when the disk took less than was written.
  Result<void> close();

 private:
  RejectsFile(std::ofstream file, std::string path, Language language)
      : file_(std::move(file)), path_(std::move(path)), language_(language) {}

  std::ofstream file_;
  std::string path_;
  Language language_;
};

}  // namespace tandem::cli
