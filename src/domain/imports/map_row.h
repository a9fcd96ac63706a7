// Records of a file turned into rows, one layout for the whole file.
//
// Example. With the layout olist_leads the record {"dac32acd", "2018-02-01", "88740e65", "social"}
// is the contact known as {"olist:mql_id", "dac32acd"}, first seen on 1 February 2018, of origin
// "social", an MQL since that day.
//
// Values are trimmed; blank ones and those the layout calls missing are absent. A row is refused
// with the first reason found rather than taken half.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/result.h"
#include "domain/imports/layout.h"
#include "domain/imports/rows.h"

namespace tandem::imports {

// What a layout leaves to the workspace or to the command line.
struct Defaults {
  std::string currency = "EUR";
  std::string time_zone = "UTC";  // IANA name
};

using Row = std::variant<LeadRow, CompanyRow, DealRow, RevenueRow>;

struct BoundLayout;  // a layout and where its columns are in the header: bound_layout.h

class RowMapper {
 public:
  // Binds a layout to the header of a file. Errors: imports.missing_column {column}, for the first
  // mapped column that the file does not have; imports.unknown_zone {zone}; money.unknown_currency
  // {currency}; those of Layout::validate.
  static Result<RowMapper> make(const Layout& layout, const std::vector<std::string>& header,
                                const Defaults& defaults);

  // True for the lines that sum up the others ("Total: account", a grand total): they are no data.
  bool is_total(const std::vector<std::string>& record) const;

  // Error: why the row cannot be taken, with the file's column as field: imports.wrong_width
  // {expected, found}, imports.value_too_long {limit}, imports.missing_value, imports.nobody,
  // imports.deleted, imports.date_unreadable {value}, imports.date_ambiguous {value},
  // imports.date_impossible {value}, imports.not_a_boolean {value}, imports.stage_unknown {value},
  // money.*, people.bad_email {value}.
  Result<Row> map(const std::vector<std::string>& record) const;

 private:
  explicit RowMapper(std::shared_ptr<const BoundLayout> plan) : plan_(std::move(plan)) {}

  std::shared_ptr<const BoundLayout> plan_;
};

}  // namespace tandem::imports
