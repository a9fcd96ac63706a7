// Which members of a described struct differ, for the activity that tells of a change.
#pragma once

#include <boost/json/value.hpp>

#include "base/described.h"

namespace tandem::actions {

// {"fields": ["title", "phone"]}; null when both are alike.
template <DescribedStruct T>
boost::json::value changed_fields(const T& before, const T& after) {
  boost::json::array fields;
  boost::mp11::mp_for_each<Members<T>>([&](auto member) {
    if (before.*member.pointer != after.*member.pointer) fields.emplace_back(member.name);
  });
  if (fields.empty()) return nullptr;
  return boost::json::object{{"fields", std::move(fields)}};
}

}  // namespace tandem::actions
