#include "storage/mirror/duck.h"

#include <duckdb.h>

namespace tandem::storage {
namespace {

struct Config {
  duckdb_config value = nullptr;
  Config() { duckdb_create_config(&value); }
  ~Config() { duckdb_destroy_config(&value); }
};

struct Prepared {
  duckdb_prepared_statement value = nullptr;
  ~Prepared() { duckdb_destroy_prepare(&value); }
};

struct QueryResult {
  duckdb_result value{};
  ~QueryResult() { duckdb_destroy_result(&value); }
};

struct Chunk {
  duckdb_data_chunk value = nullptr;
  ~Chunk() { duckdb_destroy_data_chunk(&value); }
};

void bind(duckdb_prepared_statement statement, idx_t index, const Cell& cell) {
  if (const auto* integer = std::get_if<std::int64_t>(&cell)) {
    duckdb_bind_int64(statement, index, *integer);
  } else if (const auto* real = std::get_if<double>(&cell)) {
    duckdb_bind_double(statement, index, *real);
  } else if (const auto* text = std::get_if<std::string>(&cell)) {
    duckdb_bind_varchar_length(statement, index, text->data(), text->size());
  } else {
    duckdb_bind_null(statement, index);
  }
}

Cell cell_at(duckdb_vector vector, CellType type, idx_t row) {
  auto* validity = duckdb_vector_get_validity(vector);
  if (validity && !duckdb_validity_row_is_valid(validity, row)) return {};
  void* data = duckdb_vector_get_data(vector);
  switch (type) {
    case CellType::integer:
      return static_cast<std::int64_t*>(data)[row];
    case CellType::real:
      return static_cast<double*>(data)[row];
    case CellType::text: {
      auto* text = &static_cast<duckdb_string_t*>(data)[row];
      return std::string(duckdb_string_t_data(text), duckdb_string_t_length(*text));
    }
  }
  return {};
}

using Kind = DuckFailure::Kind;

[[noreturn]] void fail(duckdb_result& result) {
  const char* message = duckdb_result_error(&result);
  switch (duckdb_result_error_type(&result)) {
    case DUCKDB_ERROR_IO:
    case DUCKDB_ERROR_INTERNAL:
    case DUCKDB_ERROR_FATAL:
    case DUCKDB_ERROR_SERIALIZATION:
      throw DuckFailure(Kind::damaged, message);
    default:
      throw DuckFailure(Kind::query, message);
  }
}

void check_types(duckdb_result& result, std::span<const Column> columns, std::string_view sql) {
  if (duckdb_column_count(&result) != columns.size()) {
    throw DuckFailure(Kind::query, "wrong number of columns from " + std::string(sql));
  }
  for (std::size_t i = 0; i < columns.size(); ++i) {
    const auto expected = columns[i].type == CellType::integer ? DUCKDB_TYPE_BIGINT
                          : columns[i].type == CellType::real  ? DUCKDB_TYPE_DOUBLE
                                                               : DUCKDB_TYPE_VARCHAR;
    if (duckdb_column_type(&result, i) != expected) {
      throw DuckFailure(Kind::query, "column " + std::string(columns[i].name) +
                                         " has another type in " + std::string(sql));
    }
  }
}

}  // namespace

struct DuckDatabase::Impl {
  duckdb_database database = nullptr;
  ~Impl() { duckdb_close(&database); }
};

struct DuckConnection::Impl {
  duckdb_connection connection = nullptr;
  ~Impl() { duckdb_disconnect(&connection); }
};

DuckDatabase::DuckDatabase(const std::filesystem::path& file) : impl_(std::make_unique<Impl>()) {
  const Config config;
  // Nothing is fetched from anywhere, and memory stays a server's side dish.
  duckdb_set_config(config.value, "memory_limit", "512MB");
  duckdb_set_config(config.value, "autoinstall_known_extensions", "false");
  duckdb_set_config(config.value, "autoload_known_extensions", "false");
  char* problem = nullptr;
  const auto name = file.empty() ? std::string(":memory:") : file.string();
  if (duckdb_open_ext(name.c_str(), &impl_->database, config.value, &problem) != DuckDBSuccess) {
    const std::string message = problem ? problem : "unknown";
    duckdb_free(problem);
    const bool held = message.find("Could not set lock") != std::string::npos;
    throw DuckFailure(held ? Kind::held : Kind::damaged, message);
  }
}

DuckDatabase::DuckDatabase(DuckDatabase&&) noexcept = default;
DuckDatabase& DuckDatabase::operator=(DuckDatabase&&) noexcept = default;
DuckDatabase::~DuckDatabase() = default;

DuckConnection DuckDatabase::connect() const {
  auto impl = std::make_unique<DuckConnection::Impl>();
  if (duckdb_connect(impl_->database, &impl->connection) != DuckDBSuccess) {
    throw DuckFailure(Kind::damaged, "no connection to the mirror");
  }
  return DuckConnection(std::move(impl));
}

DuckConnection::DuckConnection(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
DuckConnection::DuckConnection(DuckConnection&&) noexcept = default;
DuckConnection& DuckConnection::operator=(DuckConnection&&) noexcept = default;
DuckConnection::~DuckConnection() = default;

void DuckConnection::run_script(std::string_view sql) {
  QueryResult result;
  if (duckdb_query(impl_->connection, std::string(sql).c_str(), &result.value) != DuckDBSuccess) {
    fail(result.value);
  }
}

void DuckConnection::query(std::string_view sql, std::span<const Column> names,
                           std::span<const Cell> values, std::span<const Column> results,
                           const std::function<void(std::span<const Cell>)>& on_row) {
  Prepared prepared;
  if (duckdb_prepare(impl_->connection, std::string(sql).c_str(), &prepared.value) !=
      DuckDBSuccess) {
    throw DuckFailure(Kind::query, duckdb_prepare_error(prepared.value));
  }
  for (std::size_t i = 0; i < names.size(); ++i) {
    idx_t index = 0;
    const std::string name(names[i].name);
    if (duckdb_bind_parameter_index(prepared.value, &index, name.c_str()) == DuckDBSuccess) {
      bind(prepared.value, index, values[i]);
    }
  }
  QueryResult result;
  if (duckdb_execute_prepared(prepared.value, &result.value) != DuckDBSuccess) {
    fail(result.value);
  }
  check_types(result.value, results, sql);
  std::vector<Cell> row(results.size());
  while (true) {
    Chunk chunk{duckdb_fetch_chunk(result.value)};
    if (!chunk.value) return;
    const auto rows = duckdb_data_chunk_get_size(chunk.value);
    for (idx_t i = 0; i < rows; ++i) {
      for (std::size_t c = 0; c < row.size(); ++c) {
        row[c] = cell_at(duckdb_data_chunk_get_vector(chunk.value, c), results[c].type, i);
      }
      on_row(row);
    }
  }
}

struct DuckAppender::Impl {
  duckdb_appender appender = nullptr;
  ~Impl() { duckdb_appender_destroy(&appender); }
  void check(duckdb_state state) {
    if (state == DuckDBSuccess) return;
    const char* problem = duckdb_appender_error(appender);
    throw DuckFailure(Kind::damaged, problem ? problem : "cannot append to the mirror");
  }
};

DuckAppender::DuckAppender(DuckConnection& connection, const std::string& table)
    : impl_(std::make_unique<Impl>()) {
  impl_->check(duckdb_appender_create(connection.impl().connection, nullptr, table.c_str(),
                                      &impl_->appender));
}

DuckAppender::~DuckAppender() = default;

void DuckAppender::append_cells() {
  auto* appender = impl_->appender;
  for (const auto& cell : cells_) {
    if (const auto* integer = std::get_if<std::int64_t>(&cell)) {
      duckdb_append_int64(appender, *integer);
    } else if (const auto* real = std::get_if<double>(&cell)) {
      duckdb_append_double(appender, *real);
    } else if (const auto* text = std::get_if<std::string>(&cell)) {
      duckdb_append_varchar_length(appender, text->data(), text->size());
    } else {
      duckdb_append_null(appender);
    }
  }
  impl_->check(duckdb_appender_end_row(appender));
}

void DuckAppender::close() {
  impl_->check(duckdb_appender_close(impl_->appender));
}

}  // namespace tandem::storage
