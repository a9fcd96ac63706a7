#include "storage/ledger/connection.h"

#include <unordered_map>

#include <soci/soci.h>
#include <soci/sqlite3/soci-sqlite3.h>  // brings SQLite itself, as namespace sqlite_api

#include "storage/ledger/statement_parameters.h"
#include "storage/ledger/text_functions.h"

namespace tandem::storage {
namespace {

// Durable before the answer, readers beside the writer, references that hold. Patience comes first:
// a new file becomes WAL in a moment when nobody else has it open.
constexpr std::string_view kPragmas = R"(
PRAGMA busy_timeout = 30000;
PRAGMA journal_mode = WAL;
PRAGMA synchronous = FULL;
PRAGMA foreign_keys = ON;
PRAGMA temp_store = MEMORY)";

constexpr std::string_view kWriterPragmas = "PRAGMA cache_size = -131072";  // kB: 128 MB
constexpr std::string_view kReaderPragmas = "PRAGMA cache_size = -8192; PRAGMA query_only = ON";

Error explain(const soci::soci_error& failure) {
  const auto* sqlite = dynamic_cast<const soci::sqlite3_soci_error*>(&failure);
  switch (sqlite ? sqlite->result() & 0xff : 0) {
    case SQLITE_FULL:
      return Error::unavailable("storage.disk_full");
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return Error::unavailable("storage.busy");
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      return Error::unavailable("storage.damaged");
    case SQLITE_READONLY:
    case SQLITE_CANTOPEN:
      return Error::unavailable("storage.read_only");
    default:
      return Error::unavailable("storage.broken", {{"problem", failure.what()}});
  }
}

template <class F>
auto guarded(F&& f) {
  try {
    return f();
  } catch (const soci::soci_error& failure) {
    throw StorageFailure(failure.what(), explain(failure));
  }
}

// SQLite's own handles behind SOCI's. The backends' type information is not exported by their
// library, so that UBSan's check of these casts could not be linked.
[[gnu::no_sanitize("vptr")]] auto* handle_of(soci::session& session) {
  return static_cast<soci::sqlite3_session_backend*>(session.get_backend())->conn_;
}
[[gnu::no_sanitize("vptr")]] auto* handle_of(soci::statement& statement) {
  return static_cast<soci::sqlite3_statement_backend*>(statement.get_backend())->stmt_;
}

// Memory that SOCI binds to: fixed while the statement lives.
struct Slot {
  explicit Slot(CellType t) : type(t) {}

  CellType type;
  long long integer = 0;
  double real = 0;
  std::string text;
  soci::indicator indicator = soci::i_null;

  void set(const Cell& cell) {
    indicator = soci::i_ok;
    if (const auto* i = std::get_if<std::int64_t>(&cell)) {
      integer = *i;
    } else if (const auto* d = std::get_if<double>(&cell)) {
      real = *d;
    } else if (const auto* s = std::get_if<std::string>(&cell)) {
      text = *s;
    } else {
      indicator = soci::i_null;
    }
  }

  void get(Cell& cell) {
    if (indicator == soci::i_null) {
      cell = std::monostate{};
    } else if (type == CellType::integer) {
      cell = std::int64_t{integer};
    } else if (type == CellType::real) {
      cell = real;
    } else {
      cell = text;
    }
  }
};

}  // namespace

struct Connection::Statement {
  explicit Statement(soci::session& session) : statement(session) {}

  soci::statement statement;
  std::vector<Cell> parameters;                     // all that callers give, in their order
  std::vector<std::pair<std::size_t, Slot>> bound;  // those the SQL mentions
  std::vector<Slot> into;
  std::vector<Cell> results;

  void load() {
    for (auto& [index, slot] : bound) slot.set(parameters[index]);
  }
};

struct Connection::Impl {
  struct Hash : std::hash<std::string_view> {
    using is_transparent = void;  // looked up without making a string
  };

  soci::session session;
  std::unordered_map<std::string, std::unique_ptr<Statement>, Hash, std::equal_to<>> statements;
};

namespace {

// A connection is one thread's at a time, so that SQLite need not lock it for every call. It wants
// to hear so before its first use.
void configure_once() {
  static const int configured = sqlite_api::sqlite3_config(SQLITE_CONFIG_MULTITHREAD);
  if (configured != SQLITE_OK) throw std::logic_error("SQLite was in use before the ledger");
}

}  // namespace

Connection::Connection(const std::filesystem::path& file, Access access)
    : impl_(std::make_unique<Impl>()) {
  configure_once();
  guarded([&] {
    impl_->session.open(soci::sqlite3, "dbname=\"" + file.string() + "\"");
    if (!add_text_functions(handle_of(impl_->session))) {
      throw soci::soci_error("SQLite takes no functions");
    }
    run_script(kPragmas);
    run_script(access == Access::write ? kWriterPragmas : kReaderPragmas);
  });
}

Connection::~Connection() = default;
Connection::Connection(Connection&&) noexcept = default;

void Connection::run_script(std::string_view sql) {
  // SOCI runs one statement at a time; SQLite itself knows where each ends.
  char* problem = nullptr;
  const int code = sqlite_api::sqlite3_exec(handle_of(impl_->session), std::string(sql).c_str(),
                                            nullptr, nullptr, &problem);
  const std::string message = problem ? problem : "";
  sqlite_api::sqlite3_free(problem);
  if (code != SQLITE_OK) {
    const soci::sqlite3_soci_error failure(message, code);
    throw StorageFailure(message, explain(failure));
  }
}

void Connection::copy_to(const std::filesystem::path& file) {
  std::string quoted;
  for (const char c : file.string()) quoted.append(c == '\'' ? "''" : std::string(1, c));
  run_script("VACUUM INTO '" + quoted + "'");
}

void Connection::do_what_comes_before_commit() {
  const auto work = std::move(before_commit_);
  before_commit_.clear();
  for (const auto& each : work) each();
}

Connection::Statement* Connection::prepared(std::string_view sql) {
  const auto found = impl_->statements.find(sql);
  return found == impl_->statements.end() ? nullptr : found->second.get();
}

Connection::Statement* Connection::prepare(std::string_view sql, std::span<const Column> parameters,
                                           std::span<const Column> results) {
  return guarded([&] {
    auto statement = std::make_unique<Statement>(impl_->session);
    statement->parameters.resize(parameters.size());
    const auto names = named_parameters(sql);
    statement->bound.reserve(names.size());
    for (const auto& name : names) {
      const auto column = std::ranges::find(parameters, name, &Column::name);
      if (column == parameters.end()) {
        throw std::logic_error("no value given for :" + name + " in " + std::string(sql));
      }
      statement->bound.emplace_back(column - parameters.begin(), Slot(column->type));
    }
    statement->into.reserve(results.size());
    for (const auto& column : results) statement->into.push_back(Slot(column.type));
    statement->results.resize(results.size());

    auto& st = statement->statement;
    for (std::size_t i = 0; i < names.size(); ++i) {
      auto& slot = statement->bound[i].second;
      if (slot.type == CellType::integer) {
        st.exchange(soci::use(slot.integer, slot.indicator, names[i]));
      } else if (slot.type == CellType::real) {
        st.exchange(soci::use(slot.real, slot.indicator, names[i]));
      } else {
        st.exchange(soci::use(slot.text, slot.indicator, names[i]));
      }
    }
    for (auto& slot : statement->into) {
      if (slot.type == CellType::integer) {
        st.exchange(soci::into(slot.integer, slot.indicator));
      } else if (slot.type == CellType::real) {
        st.exchange(soci::into(slot.real, slot.indicator));
      } else {
        st.exchange(soci::into(slot.text, slot.indicator));
      }
    }
    st.alloc();
    st.prepare(std::string(sql));
    st.define_and_bind();
    auto* kept = statement.get();
    impl_->statements.emplace(sql, std::move(statement));
    return kept;
  });
}

std::span<Cell> Connection::parameter_cells(Statement& statement) {
  return statement.parameters;
}
std::span<const Cell> Connection::result_cells(Statement& statement) {
  return statement.results;
}

std::int64_t Connection::run(Statement& statement) {
  return guarded([&] {
    statement.load();
    statement.statement.execute(true);
    return std::int64_t{statement.statement.get_affected_rows()};
  });
}

void Connection::start(Statement& statement) {
  guarded([&] {
    statement.load();
    statement.statement.execute(false);
  });
}

bool Connection::fetch(Statement& statement) {
  return guarded([&] {
    if (!statement.statement.fetch()) return false;
    for (std::size_t i = 0; i < statement.into.size(); ++i) {
      statement.into[i].get(statement.results[i]);
    }
    return true;
  });
}

void Connection::finish(Statement& statement) {
  // An unfinished SELECT would keep its snapshot, and with it the write-ahead log, alive.
  sqlite_api::sqlite3_reset(handle_of(statement.statement));
}

void Connection::throw_bad_cell(std::string_view sql, const Error& error) {
  throw StorageFailure("column " + error.field + " of " + std::string(sql),
                       Error::unavailable("storage.damaged"));
}

}  // namespace tandem::storage
