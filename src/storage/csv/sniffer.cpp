#include <memory>
#include <string>

#include <duckdb.h>
#include <sys/mman.h>
#include <unistd.h>

#include "storage/csv/dialect.h"

namespace tandem::storage {
namespace {

// The sniffer reads files only, so the head goes through one that has no name and is gone with the
// program, however it ends: it holds somebody's customers.
class TemporaryFile {
 public:
  explicit TemporaryFile(std::string_view content) : file_(::memfd_create("head", MFD_CLOEXEC)) {
    written_ = file_ >= 0 && ::write(file_, content.data(), content.size()) == std::ssize(content);
  }
  TemporaryFile(const TemporaryFile&) = delete;
  TemporaryFile& operator=(const TemporaryFile&) = delete;
  ~TemporaryFile() {
    if (file_ >= 0) ::close(file_);
  }

  bool written() const { return written_; }
  std::string path() const { return "/proc/self/fd/" + std::to_string(file_); }

 private:
  int file_;
  bool written_ = false;
};

// An empty in-memory database with one connection.
class Database {
 public:
  Database() {
    duckdb_config config = nullptr;
    duckdb_create_config(&config);
    duckdb_set_config(config, "threads", "1");
    duckdb_set_config(config, "memory_limit", "128MB");
    duckdb_set_config(config, "autoload_known_extensions", "false");
    char* problem = nullptr;
    open_ = duckdb_open_ext(nullptr, &database_, config, &problem) == DuckDBSuccess &&
            duckdb_connect(database_, &connection_) == DuckDBSuccess;
    duckdb_free(problem);
    duckdb_destroy_config(&config);
  }
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;
  ~Database() {
    duckdb_disconnect(&connection_);
    duckdb_close(&database_);
  }

  bool open() const { return open_; }
  duckdb_connection connection() const { return connection_; }

 private:
  duckdb_database database_ = nullptr;
  duckdb_connection connection_ = nullptr;
  bool open_ = false;
};

// A result of one row of texts.
class Answer {
 public:
  Answer(duckdb_connection connection, const std::string& path) {
    duckdb_prepared_statement statement = nullptr;
    const char* sql =
        "SELECT Delimiter, Quote, Escape FROM sniff_csv(?, all_varchar = true, "
        "sample_size = 2000, ignore_errors = true, null_padding = true)";
    given_ = duckdb_prepare(connection, sql, &statement) == DuckDBSuccess &&
             duckdb_bind_varchar(statement, 1, path.c_str()) == DuckDBSuccess &&
             duckdb_execute_prepared(statement, &result_) == DuckDBSuccess &&
             duckdb_row_count(&result_) == 1;
    duckdb_destroy_prepare(&statement);
  }
  Answer(const Answer&) = delete;
  Answer& operator=(const Answer&) = delete;
  ~Answer() { duckdb_destroy_result(&result_); }

  bool given() const { return given_; }
  // The character in `column`; nothing for "(empty)" and for delimiters of several characters.
  std::optional<char> character(idx_t column) {
    const std::unique_ptr<char, void (*)(void*)> text(duckdb_value_varchar(&result_, column, 0),
                                                      duckdb_free);
    if (!text || text.get()[0] == '\0' || text.get()[1] != '\0') return std::nullopt;
    return text.get()[0];
  }

 private:
  duckdb_result result_{};
  bool given_ = false;
};

}  // namespace

std::optional<CsvDialect> sniff_dialect(std::string_view head) {
  const TemporaryFile file(head);
  if (!file.written()) return std::nullopt;
  const Database database;
  if (!database.open()) return std::nullopt;
  Answer answer(database.connection(), file.path());
  if (!answer.given()) return std::nullopt;
  const auto delimiter = answer.character(0);
  if (!delimiter) return std::nullopt;
  CsvDialect dialect;
  dialect.delimiter = *delimiter;
  // Without a quote in the sample the sniffer names none; later lines may have one all the same.
  dialect.quote = answer.character(1).value_or('"');
  dialect.escape = answer.character(2).value_or(dialect.quote);
  return dialect;
}

}  // namespace tandem::storage
