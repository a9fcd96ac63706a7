// One connection to the ledger's database. Speaks in described structs:
//
//   connection.execute(sql::people::save_contact, contact, standing);
//   auto contact = connection.find<Contact>(sql::people::find_contact, param("id", id));
//
// Parameters are named (:id) and taken from the members of the structs given, or from param();
// result columns must come in the order of the result struct's members. Statements are prepared
// once. Not for use by two threads at a time. Every function throws StorageFailure when the
// database does.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/row.h"

namespace tandem::storage {

// The database broke or refused: not an ordinary refusal. error() says it in words for people:
// storage.disk_full, storage.busy, storage.damaged, storage.read_only, storage.broken {problem}.
class StorageFailure : public std::runtime_error {
 public:
  StorageFailure(const std::string& what, Error error)
      : std::runtime_error(what), error_(std::move(error)) {}
  const Error& error() const { return error_; }

 private:
  Error error_;
};

template <class T>
struct Param {
  std::string_view name;
  const T& value;
};

// Keeps a reference to `value`: use it in the call's argument list only.
template <class T>
Param<T> param(std::string_view name, const T& value) {
  return {name, value};
}
inline Param<std::string> param(std::string_view name, const std::string& value) {
  return {name, value};
}

enum class Access { read, write };

class Connection {
 public:
  Connection(const std::filesystem::path& file, Access access);
  ~Connection();
  Connection(Connection&&) noexcept;
  Connection& operator=(Connection&&) = delete;

  // Rows changed.
  template <class... P>
  std::int64_t execute(std::string_view sql, const P&... parameters) {
    auto* statement = bind(sql, {}, parameters...);
    return run(*statement);
  }

  template <class T, class... P>
  std::vector<T> list(std::string_view sql, const P&... parameters) {
    std::vector<T> rows;
    each<T>(
        sql, [&](T row) { rows.push_back(std::move(row)); }, parameters...);
    return rows;
  }

  // The first row, if any.
  template <class T, class... P>
  std::optional<T> find(std::string_view sql, const P&... parameters) {
    auto* statement = bind(sql, columns_of<T>(), parameters...);
    const Reading reading(*statement);
    if (!fetch(*statement)) return std::nullopt;
    return read<T>(*statement, sql);
  }

  // Calls f(T) for each row as it is read, so that memory does not grow with the result.
  template <class T, class F, class... P>
  void each(std::string_view sql, F&& f, const P&... parameters) {
    auto* statement = bind(sql, columns_of<T>(), parameters...);
    const Reading reading(*statement);
    while (fetch(*statement)) f(read<T>(*statement, sql));
  }

  // Runs statements that take no parameters, separated by semicolons: migrations, pragmas.
  void run_script(std::string_view sql);

  // Writes a whole, consistent copy to a new file while others read and write.
  void copy_to(const std::filesystem::path& file);

  // For what is dear when it is mixed with other statements: done in this order when the
  // transaction is about to be committed (FTS5 writes all that it holds in memory to disk whenever
  // another statement ends). The ledger runs it, and drops what belongs to a change that it undoes.
  void do_before_commit(std::function<void()> work) { before_commit_.push_back(std::move(work)); }
  std::size_t to_do_before_commit() const { return before_commit_.size(); }
  void forget_to_do_after(std::size_t kept) { before_commit_.resize(kept); }
  void do_what_comes_before_commit();

 private:
  struct Impl;
  struct Statement;

  // A SELECT under way; ends with its scope, also when the reader throws.
  class Reading {
   public:
    explicit Reading(Statement& statement) : statement_(statement) { start(statement_); }
    ~Reading() { finish(statement_); }
    Reading(const Reading&) = delete;
    Reading& operator=(const Reading&) = delete;

   private:
    Statement& statement_;
  };

  template <class P>
  static void append_columns(std::vector<Column>& columns, const P&) {
    const auto& own = columns_of<P>();
    columns.insert(columns.end(), own.begin(), own.end());
  }
  template <class T>
  static void append_columns(std::vector<Column>& columns, const Param<T>& parameter) {
    columns.push_back({parameter.name, CellFormat<T>::kType});
  }
  template <class P>
  static std::size_t write(std::span<Cell> cells, const P& record) {
    to_cells(record, cells);
    return columns_of<P>().size();
  }
  template <class T>
  static std::size_t write(std::span<Cell> cells, const Param<T>& parameter) {
    cells[0] = CellFormat<T>::write(parameter.value);
    return 1;
  }

  template <class... P>
  Statement* bind(std::string_view sql, std::span<const Column> results, const P&... parameters) {
    Statement* statement = prepared(sql);
    if (!statement) {
      std::vector<Column> columns;
      (append_columns(columns, parameters), ...);
      statement = prepare(sql, columns, results);
    }
    [[maybe_unused]] auto cells = parameter_cells(*statement);
    [[maybe_unused]] std::size_t at = 0;
    ((at += write(cells.subspan(at), parameters)), ...);
    return statement;
  }

  template <class T>
  T read(Statement& statement, std::string_view sql) {
    auto row = from_cells<T>(result_cells(statement));
    if (!row) throw_bad_cell(sql, row.error());
    return *std::move(row);
  }

  Statement* prepared(std::string_view sql);
  Statement* prepare(std::string_view sql, std::span<const Column> parameters,
                     std::span<const Column> results);
  static std::span<Cell> parameter_cells(Statement& statement);
  static std::span<const Cell> result_cells(Statement& statement);
  static std::int64_t run(Statement& statement);
  static void start(Statement& statement);
  static bool fetch(Statement& statement);
  static void finish(Statement& statement);
  [[noreturn]] static void throw_bad_cell(std::string_view sql, const Error& error);

  std::unique_ptr<Impl> impl_;
  std::vector<std::function<void()>> before_commit_;
};

}  // namespace tandem::storage
