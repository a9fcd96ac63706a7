#include <algorithm>
#include <charconv>

#include "domain/imports/kinds.h"
#include "domain/imports/words.h"

namespace tandem::imports {
namespace {

// "https://www.Example.com/fr?x=1" -> "example.com"; empty when it is no address of a site.
std::string domain_of(std::string_view site) {
  std::string domain = lower(site);
  if (const auto scheme = domain.find("://"); scheme != domain.npos) domain.erase(0, scheme + 3);
  domain.erase(std::min(domain.find_first_of("/?#:"), domain.size()));
  if (domain.starts_with("www.")) domain.erase(0, 4);
  const bool possible = domain.find('.') != domain.npos && domain.find(' ') == domain.npos &&
                        domain.find('@') == domain.npos;
  return possible ? domain : std::string();
}

// "1,200" and "1 200"; nothing for "11-50".
std::optional<std::int64_t> count_of(std::string_view text) {
  std::string digits;
  for (const char c : text) {
    if (c >= '0' && c <= '9') digits += c;
    if (c == '-' || (c | 32) >= 'a') return std::nullopt;
  }
  std::int64_t count = 0;
  const auto [end, problem] = std::from_chars(digits.data(), digits.data() + digits.size(), count);
  if (digits.empty() || problem != std::errc{}) return std::nullopt;
  return count;
}

}  // namespace

CompanyRow company_row(RowReader& reader) {
  refuse_deleted(reader);
  CompanyRow row;
  auto& company = row.company;
  company.name = reader.text(F::name);
  company.domain = domain_of(reader.text(F::domain));
  company.industry = reader.text(F::industry);
  company.employees = count_of(reader.text(F::employees));
  // What cannot be understood is kept to be read rather than lost.
  if (company.domain.empty()) reader.keep(F::domain);
  if (!company.employees) reader.keep(F::employees);
  if (company.name.empty()) company.name = company.domain;
  if (company.name.empty()) {
    reader.refuse(Error::invalid("imports.missing_value"), reader.plan().columns(F::name).front());
  }
  if (auto id = reader.reference(F::id)) row.references.push_back(*std::move(id));
  for (const auto& [column, name] : reader.plan().references) {
    const auto value = reader.cell(column);
    if (!value.empty()) row.references.push_back({name, std::string(value)});
  }
  if (row.references.empty() && !company.domain.empty()) {
    row.references.push_back({"domain", company.domain});
  } else if (row.references.empty()) {
    row.references.push_back({reader.plan().layout.source + ":name", lower(company.name)});
  }
  company.attributes = reader.attributes();
  return row;
}

void refuse_deleted(RowReader& reader) {
  if (reader.flag(F::deleted).value_or(false)) {
    reader.refuse(Error::invalid("imports.deleted"), reader.column(F::deleted));
  }
}

std::optional<Reference> first_of_list(RowReader& reader, F field) {
  auto reference = reader.reference(field);
  if (!reference) return std::nullopt;
  const auto end = reference->value.find(';');
  if (end == std::string::npos) return reference;
  reader.keep(field);
  reference->value = std::string(trimmed(std::string_view(reference->value).substr(0, end)));
  if (reference->value.empty()) return std::nullopt;
  return reference;
}

}  // namespace tandem::imports
