// Bodies of requests: JSON into described structs and back.
#include "base/json.h"

#include <algorithm>
#include <map>

#include "domain/people/contact.h"
#include "domain/timeline/activity.h"
#include "fuzzing.h"

using namespace tandem;

namespace {

template <class T>
void there_and_back(const boost::json::value& value) {
  const auto record = from_json<T>(value);
  if (!record) return fuzz::must(!record.error().code.empty());
  const auto again = from_json<T>(to_json(*record));
  fuzz::must(again.has_value());
  fuzz::must(to_json(*again) == to_json(*record));
}

// Boost 1.81 reads fractions to within a unit in the last place, so that only the rest comes back
// as it went.
bool has_fraction(const boost::json::value& value) {
  if (const auto* array = value.if_array()) {
    return std::any_of(array->begin(), array->end(), has_fraction);
  }
  if (const auto* object = value.if_object()) {
    return std::any_of(object->begin(), object->end(),
                       [](const auto& member) { return has_fraction(member.value()); });
  }
  return value.is_double();
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto value = parse_json(fuzz::text_of(data, size));
  if (!value) return 0;
  there_and_back<people::Contact>(*value);
  there_and_back<timeline::Activity>(*value);
  there_and_back<std::map<std::string, std::vector<std::optional<std::int64_t>>>>(*value);
  if (has_fraction(*value)) return 0;
  const auto again = parse_json(print_json(*value));
  fuzz::must(again && *again == *value);
  const auto indented = parse_json(print_json_indented(*value));
  fuzz::must(indented && *indented == *value);
  return 0;
}
