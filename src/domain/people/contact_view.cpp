#include "domain/people/contact_view.h"

#include "base/ascii.h"

namespace tandem::people {
namespace {

constexpr std::size_t kLongestValue = 500;

Error too_long(std::size_t most, std::string_view field) {
  return Error::invalid("people.too_long", {{"most", std::to_string(most)}}, std::string(field));
}

}  // namespace

Result<void> ViewQuery::validate() const {
  std::optional<Error> error;
  for_each_member(*this, [&](std::string_view name, const std::optional<std::string>& value) {
    if (!error && value && value->size() > kLongestValue) error = too_long(kLongestValue, name);
  });
  if (error) return *std::move(error);
  return {};
}

Result<std::string> view_name(std::string_view wanted) {
  const auto name = trimmed(wanted);
  if (name.empty()) return Error::invalid("people.nameless", {}, "name");
  if (name.size() > kLongestViewName) return too_long(kLongestViewName, "name");
  return std::string(name);
}

boost::json::value kept(const ViewQuery& query) {
  boost::json::object kept;
  for_each_member(query, [&](std::string_view name, const std::optional<std::string>& value) {
    if (value) kept[name] = *value;
  });
  return kept;
}

}  // namespace tandem::people
