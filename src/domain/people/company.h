// A company: the account that contacts work for and deals are made with.
#pragma once

#include <string>

#include "base/id.h"
#include "base/json.h"

namespace tandem::people {

struct Company {
  Id id;
  std::string name;
  std::string domain;  // "example.com", lower case, empty when unknown
  std::string industry;
  std::optional<std::int64_t> employees;
  boost::json::value attributes;

  bool operator==(const Company&) const = default;
};
BOOST_DESCRIBE_STRUCT(Company, (), (id, name, domain, industry, employees, attributes))

// As updated(Contact): filled fields of `newer` replace, attributes merge.
Company updated(Company known, const Company& newer);

}  // namespace tandem::people
