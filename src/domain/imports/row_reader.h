// One record read field by field. The first thing that is wrong with it is kept and refuses the
// row; reading on after that is harmless. Private to imports.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "domain/imports/bound_layout.h"

namespace tandem::imports {

class RowReader {
 public:
  // Both must outlive the reader.
  RowReader(const BoundLayout& plan, const std::vector<std::string>& record);

  const BoundLayout& plan() const { return plan_; }

  // The column that gives the field its value in this row; nothing when all are blank or missing.
  std::optional<std::size_t> column(F field) const;
  // Trimmed; empty when blank or missing.
  std::string_view text(F field) const;
  std::string_view cell(std::size_t column) const;

  std::optional<Timestamp> time(F field);
  std::optional<bool> flag(F field);
  std::optional<Money> money(F field);
  std::string email(F field);
  // The field's value under the name its column is known as.
  std::optional<Reference> reference(F field) const;
  // A stage or state in our own words.
  std::optional<std::string_view> stage(F field);

  // The attributes of the row as a JSON object; null when it has none. A field whose value found no
  // place can be kept among them.
  void keep(F field) { kept_.push_back(field); }
  boost::json::value attributes() const;

  void refuse(Error error, std::optional<std::size_t> column);
  const std::optional<Error>& error() const { return error_; }

 private:
  const BoundLayout& plan_;
  const std::vector<std::string>& record_;
  std::vector<F> kept_;
  std::optional<Error> error_;
};

}  // namespace tandem::imports
