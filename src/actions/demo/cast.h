// Who the demo company deals with: invented people of invented companies, all of whose addresses
// end in .example, a name that is kept free of real ones (RFC 2606).
#pragma once

#include <string>
#include <unordered_set>
#include <vector>

#include "actions/demo/chance.h"
#include "domain/people/company.h"
#include "domain/people/contact.h"
#include "domain/people/member.h"

namespace tandem::actions {

// The members of the demo company without their ids: the two heads first, then marketing, then
// sales.
std::vector<people::Member> demo_members();
inline constexpr std::size_t kSalesHead = 1;
inline constexpr std::size_t kFirstMarketer = 2;
inline constexpr std::size_t kFirstRep = 4;
inline constexpr std::size_t kReps = 4;

class Cast {
 public:
  // As many companies as so many contacts come from.
  Cast(int contacts, Chance& chance);

  const std::vector<people::Company>& companies() const { return companies_; }

  // The position of a company; large customers of few names are met more often than others.
  std::size_t some_company(Chance& chance) const;

  // Name, address, telephone and title of a person who works there, or of one who works alone.
  people::Contact person(const people::Company* company, Chance& chance);

 private:
  people::Company company(Chance& chance);
  std::string untaken(const std::string& wanted, std::string_view ending,
                      std::unordered_set<std::string>& taken) const;

  std::vector<people::Company> companies_;
  std::unordered_set<std::string> names_;
  std::unordered_set<std::string> domains_;
  std::unordered_set<std::string> emails_;
};

}  // namespace tandem::actions
