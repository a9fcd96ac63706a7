// Finding columns by name in the header of a file.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tandem::imports {

// Where `name` is in the header: the very name, else the same without regard to case and
// surrounding space, else the same followed by a currency, "Cost (INR)". Nothing when it is not
// there.
std::optional<std::size_t> find_column(const std::vector<std::string>& header,
                                       std::string_view name);

// The columns of "Phone | MobilePhone", those that the header has, in order.
std::vector<std::size_t> find_columns(const std::vector<std::string>& header,
                                      std::string_view names);

// The currency that a column's name says its amounts are in: "Amount (INR)", "Montant EUR",
// "Value in USD". Nothing when it says none.
std::optional<std::string> currency_of(std::string_view column);

// "Amount in company currency": that of the workspace, whatever the row's own currency is.
bool in_company_currency(std::string_view column);

}  // namespace tandem::imports
