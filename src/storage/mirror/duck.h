// DuckDB through its C API, spoken to in described structs like the ledger's Connection.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "base/row.h"

namespace tandem::storage {

// DuckDB refused or broke; what() is its own message.
class DuckFailure : public std::runtime_error {
 public:
  enum class Kind {
    query,    // the query, or a value it met
    damaged,  // the file does not hold what it should
    held,     // another program has the file open
  };
  DuckFailure(Kind kind, const std::string& message) : std::runtime_error(message), kind_(kind) {}
  Kind kind() const { return kind_; }

 private:
  Kind kind_;
};

class DuckConnection;

// One database file, or one in memory when the path is empty. Connections may be used by one thread
// each; the database must outlive them.
class DuckDatabase {
 public:
  explicit DuckDatabase(const std::filesystem::path& file);  // throws DuckFailure
  DuckDatabase(DuckDatabase&&) noexcept;
  DuckDatabase& operator=(DuckDatabase&&) noexcept;
  ~DuckDatabase();

  DuckConnection connect() const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

class DuckConnection {
 public:
  DuckConnection(DuckConnection&&) noexcept;
  DuckConnection& operator=(DuckConnection&&) noexcept;
  ~DuckConnection();

  // Statements without parameters or results, separated by semicolons.
  void run_script(std::string_view sql);

  // Result columns in the order of T's members: BIGINT, DOUBLE and VARCHAR only (cast in the SQL).
  // Parameters are `$name`, taken from the members of `parameters` that the SQL mentions.
  template <class T, class P>
  std::vector<T> list(std::string_view sql, const P& parameters) {
    std::vector<Cell> given(columns_of<P>().size());
    to_cells(parameters, given);
    std::vector<T> rows;
    query(sql, columns_of<P>(), given, columns_of<T>(), [&](std::span<const Cell> cells) {
      auto row = from_cells<T>(cells);
      if (!row)
        throw DuckFailure(DuckFailure::Kind::damaged, "unexpected value in " + row.error().field);
      rows.push_back(*std::move(row));
    });
    return rows;
  }

  template <class T>
  std::vector<T> list(std::string_view sql) {
    return list<T>(sql, NoParameters{});
  }

  struct NoParameters {};

  struct Impl;
  Impl& impl() { return *impl_; }

 private:
  friend class DuckDatabase;
  explicit DuckConnection(std::unique_ptr<Impl> impl);
  void query(std::string_view sql, std::span<const Column> names, std::span<const Cell> values,
             std::span<const Column> results,
             const std::function<void(std::span<const Cell>)>& on_row);

  std::unique_ptr<Impl> impl_;
};
BOOST_DESCRIBE_STRUCT(DuckConnection::NoParameters, (), ())

// Fast rows into a table whose columns are T's members. Rows are there after close().
class DuckAppender {
 public:
  DuckAppender(DuckConnection& connection, const std::string& table);
  ~DuckAppender();
  DuckAppender(const DuckAppender&) = delete;
  DuckAppender& operator=(const DuckAppender&) = delete;

  template <class T>
  void append(const T& record) {
    cells_.resize(columns_of<T>().size());
    to_cells(record, cells_);
    append_cells();
  }
  void close();

 private:
  void append_cells();
  struct Impl;
  std::unique_ptr<Impl> impl_;
  std::vector<Cell> cells_;
};

}  // namespace tandem::storage
