// Described structs as database rows: one cell per member, in order of description, the column
// named like the member. Independent of any database; storage/ binds cells to the engine at hand.
//
// Instants are milliseconds since 1970, dates "YYYY-MM-DD", enums their names, ids and money
// amounts 64-bit integers, booleans 0 and 1, absence NULL, lists and free JSON their text.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <variant>
#include <vector>

#include "base/described.h"
#include "base/id.h"
#include "base/json.h"
#include "base/result.h"
#include "base/time.h"

namespace tandem {

enum class CellType { integer, real, text };
using Cell = std::variant<std::monostate, std::int64_t, double, std::string>;

struct Column {
  std::string_view name;
  CellType type;
};

// How a leaf type is stored. read() is given a cell that is not NULL.
template <class T>
struct CellFormat;

template <std::integral T>
struct CellFormat<T> {
  static constexpr CellType kType = CellType::integer;
  static Cell write(T value) { return static_cast<std::int64_t>(value); }
  static std::optional<T> read(const Cell& cell) {
    const auto* value = std::get_if<std::int64_t>(&cell);
    if (!value || static_cast<std::int64_t>(static_cast<T>(*value)) != *value) return {};
    return static_cast<T>(*value);
  }
};

template <>
struct CellFormat<double> {
  static constexpr CellType kType = CellType::real;
  static Cell write(double value) { return value; }
  static std::optional<double> read(const Cell& cell) {
    const auto* value = std::get_if<double>(&cell);
    return value ? std::optional(*value) : std::nullopt;
  }
};

template <>
struct CellFormat<std::string> {
  static constexpr CellType kType = CellType::text;
  static Cell write(const std::string& value) { return value; }
  static std::optional<std::string> read(const Cell& cell) {
    const auto* value = std::get_if<std::string>(&cell);
    return value ? std::optional(*value) : std::nullopt;
  }
};

template <>
struct CellFormat<Id> {
  static constexpr CellType kType = CellType::integer;
  static Cell write(Id id) { return id.value; }
  static std::optional<Id> read(const Cell& cell) {
    const auto* value = std::get_if<std::int64_t>(&cell);
    return value ? std::optional(Id{*value}) : std::nullopt;
  }
};

template <>
struct CellFormat<Timestamp> {
  static constexpr CellType kType = CellType::integer;
  static Cell write(Timestamp at) { return std::int64_t{at.time_since_epoch().count()}; }
  static std::optional<Timestamp> read(const Cell& cell) {
    const auto* value = std::get_if<std::int64_t>(&cell);
    return value ? std::optional(Timestamp(Millis(*value))) : std::nullopt;
  }
};

template <>
struct CellFormat<Date> {
  static constexpr CellType kType = CellType::text;
  static Cell write(Date day) { return to_string(day); }
  static std::optional<Date> read(const Cell& cell) {
    const auto* value = std::get_if<std::string>(&cell);
    return value ? parse_date(*value) : std::nullopt;
  }
};

template <>
struct CellFormat<boost::json::value> {
  static constexpr CellType kType = CellType::text;
  static Cell write(const boost::json::value& value) { return print_json(value); }
  static std::optional<boost::json::value> read(const Cell& cell) {
    const auto* text = std::get_if<std::string>(&cell);
    if (!text) return {};
    auto value = parse_json(*text);
    return value ? std::optional(*std::move(value)) : std::nullopt;
  }
};

template <class T>
struct CellFormat<std::vector<T>> {
  static constexpr CellType kType = CellType::text;
  static Cell write(const std::vector<T>& values) { return print_json(to_json(values)); }
  static std::optional<std::vector<T>> read(const Cell& cell) {
    const auto* text = std::get_if<std::string>(&cell);
    if (!text) return {};
    auto values = read_json<std::vector<T>>(*text);
    return values ? std::optional(*std::move(values)) : std::nullopt;
  }
};

template <DescribedEnum T>
struct CellFormat<T> {
  static constexpr CellType kType = CellType::text;
  static Cell write(T value) { return std::string(name_of(value)); }
  static std::optional<T> read(const Cell& cell) {
    const auto* name = std::get_if<std::string>(&cell);
    return name ? parse_enum<T>(*name) : std::nullopt;
  }
};

template <class T>
struct CellFormat<std::optional<T>> {
  static constexpr CellType kType = CellFormat<T>::kType;
  static Cell write(const std::optional<T>& value) {
    return value ? CellFormat<T>::write(*value) : Cell{};
  }
  static std::optional<std::optional<T>> read(const Cell& cell) {
    if (std::holds_alternative<std::monostate>(cell)) return std::make_optional<std::optional<T>>();
    auto inner = CellFormat<T>::read(cell);
    if (!inner) return std::nullopt;
    return std::optional<std::optional<T>>(std::move(inner));
  }
};

// The columns of T, in order.
template <DescribedStruct T>
const std::vector<Column>& columns_of() {
  static const std::vector<Column> columns = [] {
    std::vector<Column> list;
    boost::mp11::mp_for_each<Members<T>>([&](auto member) {
      using M = std::remove_reference_t<decltype(std::declval<T&>().*member.pointer)>;
      list.push_back({member.name, CellFormat<M>::kType});
    });
    return list;
  }();
  return columns;
}

// Writes `record` into `cells`, which has columns_of<T>().size() places.
template <DescribedStruct T>
void to_cells(const T& record, std::span<Cell> cells) {
  std::size_t i = 0;
  for_each_member(record, [&]<class M>(std::string_view, const M& value) {
    cells[i++] = CellFormat<M>::write(value);
  });
}

// A record from its cells. Error: row.bad_cell with the column as field, for a stored value the
// member cannot hold (a name no enum has, NULL where a value is required).
template <DescribedStruct T>
Result<T> from_cells(std::span<const Cell> cells) {
  T record{};
  std::optional<Error> error;
  std::size_t i = 0;
  for_each_member(record, [&]<class M>(std::string_view name, M& member) {
    const Cell& cell = cells[i++];
    if (error) return;
    auto value = CellFormat<M>::read(cell);
    if (value) {
      member = *std::move(value);
    } else {
      error = Error::invalid("row.bad_cell").within(name);
    }
  });
  if (error) return *std::move(error);
  return record;
}

}  // namespace tandem
