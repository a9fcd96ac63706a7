#include "cli/context.h"

#include <cstdlib>
#include <iostream>
#include <random>

namespace tandem::cli {

namespace fs = std::filesystem;

Language Context::language() const {
  if (!language_name.empty()) return choose_language(language_name);
  for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
    const char* value = std::getenv(name);
    if (value && *value) return choose_language(value);
  }
  return Language::en;
}

std::string Context::say(std::string_view key, const TextArgs& args) const {
  return text(language(), key, args);
}

int Context::refuse(const Error& error) const {
  std::cerr << "tandem: " << message(language(), error) << "\n";
  return kRefused;
}

Result<std::unique_ptr<storage::Ledger>> Context::open_ledger() const {
  if (data.empty()) return Error::invalid("cli.no_data");
  auto directory = storage::DataDirectory::open(data);
  if (!directory) return std::move(directory).error();
  return storage::Ledger::open(*directory, clock);
}

TemporaryFolder::TemporaryFolder(const fs::path& beside) {
  std::random_device random;
  path_ = beside / ("tandem-" + std::to_string(random()) + std::to_string(random()));
  fs::create_directories(path_);
  fs::permissions(path_, fs::perms::owner_all);
}

TemporaryFolder::~TemporaryFolder() {
  std::error_code ignored;
  fs::remove_all(path_, ignored);
}

}  // namespace tandem::cli
