// Where the demo company's contacts come from, on which page they land, and how far they get.
#pragma once

#include <array>
#include <string_view>

#include "actions/demo/chance.h"

namespace tandem::actions {

struct DemoOrigin {
  std::string_view name;
  double share;  // of all contacts, relative to the other origins
  // How likely each step is: a visitor leaves its name, and so on to a deal that is won.
  double to_lead, to_mql, to_sql, to_opportunity, to_customer;
  std::array<double, 4> pages;  // how often it lands on reading, products, offers, the front page
};

const DemoOrigin& some_origin(Chance& chance);
const DemoOrigin& the_fair();  // never chosen by some_origin: fairs have their days
std::string_view some_page(const DemoOrigin& origin, Chance& chance);

}  // namespace tandem::actions
