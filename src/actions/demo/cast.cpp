#include "actions/demo/cast.h"

#include <array>
#include <cmath>

#include <fmt/format.h>

#include "actions/demo/words.h"

namespace tandem::actions {
namespace {

struct Name {
  std::string name;
  std::string industry;
  bool english = false;
};

Name some_name(Chance& chance) {
  const double kind = chance.uniform();
  if (kind < 0.18) {
    const auto& trade = chance.pick(words::english_trades);
    return {fmt::format("{} {}", chance.pick(words::english_proper_names), trade.suffix),
            std::string(trade.industry), true};
  }
  const auto& trade = chance.pick(words::trades);
  if (kind < 0.42) {
    const auto& first = chance.pick(words::french_last_names);
    auto second = first;
    while (second == first) second = chance.pick(words::french_last_names);
    return {fmt::format("{} {} {}", trade.prefix, first, second), std::string(trade.industry)};
  }
  return {fmt::format("{} {}", trade.prefix, chance.pick(words::proper_names)),
          std::string(trade.industry)};
}

// Cities in falling order of size.
std::string_view some_city(Chance& chance) {
  const double u = chance.uniform();
  return words::cities[static_cast<std::size_t>(u * u * static_cast<double>(words::cities.size()))];
}

// 555-01xx is kept free for fiction.
std::string some_phone(Chance& chance) {
  constexpr std::array kAreas{"514", "438", "418", "450", "819", "613"};
  return fmt::format("+1 {} 555-01{:02}", chance.pick(std::span(kAreas)), chance.below(100));
}

}  // namespace

std::vector<people::Member> demo_members() {
  using people::Role;
  std::vector<people::Member> members;
  for (const auto& [name, role] :
       std::to_array<std::pair<std::string, Role>>({{"Marie-Ève Deschamps", Role::marketing_head},
                                                    {"Olivier Sansregret", Role::sales_head},
                                                    {"Sandrine Aubut", Role::marketer},
                                                    {"William Nguyen", Role::marketer},
                                                    {"Jade Ouellette", Role::rep},
                                                    {"Marc-André Picard", Role::rep},
                                                    {"Rosalie Fontaine", Role::rep},
                                                    {"Kevin O’Brien", Role::rep},
                                                    {"Nadia Benali", Role::admin},
                                                    {"Étienne Roy", Role::reader}})) {
    const auto space = name.find(' ');
    members.push_back({.id = {},
                       .name = name,
                       .email = words::slug(name.substr(0, space)) + "." +
                                words::slug(name.substr(space + 1)) + "@atelier-boreal.example",
                       .team = people::usual_team(role),
                       .role = role,
                       .disabled_at = {}});
  }
  return members;
}

Cast::Cast(int contacts, Chance& chance) {
  const int count = std::max(3, contacts / 3);
  companies_.reserve(static_cast<std::size_t>(count));
  for (int i = 0; i < count; ++i) companies_.push_back(company(chance));
}

std::string Cast::untaken(const std::string& wanted, std::string_view ending,
                          std::unordered_set<std::string>& taken) const {
  auto name = wanted + std::string(ending);
  for (int number = 2; !taken.insert(name).second; ++number) {
    name = fmt::format("{}{}{}", wanted, number, ending);
  }
  return name;
}

people::Company Cast::company(Chance& chance) {
  auto [name, industry, english] = some_name(chance);
  const std::string city(some_city(chance));
  if (names_.contains(name)) name += " " + city;
  people::Company made;
  made.name = untaken(name, "", names_);
  made.domain = untaken(words::slug(made.name), ".example", domains_);
  made.industry = industry;
  made.employees = std::clamp(std::llround(chance.log_normal(40, 1.0)), 3LL, 2500LL);
  made.attributes = {{"city", city}, {"language", english ? "en" : "fr"}};
  return made;
}

std::size_t Cast::some_company(Chance& chance) const {
  return static_cast<std::size_t>(std::pow(chance.uniform(), 1.6) *
                                  static_cast<double>(companies_.size()));
}

people::Contact Cast::person(const people::Company* company, Chance& chance) {
  const bool of_english = company && company->attributes.at("language") == "en";
  const bool english = chance.happens(of_english ? 0.8 : 0.1);
  const auto& first = chance.pick(english ? words::english_first_names : words::french_first_names);
  const auto last = chance.pick(english ? words::english_last_names : words::french_last_names);
  people::Contact person;
  person.first_name = first.name;
  person.last_name = last;
  const auto domain = company ? company->domain : std::string("courriel.example");
  person.email = untaken(words::slug(first.name) + "." + words::slug(last), "@" + domain, emails_);
  if (chance.happens(0.7)) person.phone = some_phone(chance);
  if (company) {
    const auto& title = chance.pick(english ? words::english_titles : words::french_titles);
    person.title = first.feminine ? title.feminine : title.masculine;
  }
  const auto city = company ? company->attributes.at("city").as_string() : some_city(chance);
  person.attributes = {{"city", city}, {"language", english ? "en" : "fr"}};
  return person;
}

}  // namespace tandem::actions
