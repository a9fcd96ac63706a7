#include "domain/agreement/version.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/json.h"
#include "base/secret.h"

namespace tandem::agreement {
namespace {

using boost::json::value;

// The name of a list's entry, in whichever member it has one.
const value* name_of_entry(const value& entry) {
  const auto* object = entry.if_object();
  if (object == nullptr) return nullptr;
  const auto* persona = object->if_contains("persona");
  return persona != nullptr ? persona : object->if_contains("segment");
}

class Comparison {
 public:
  void compare(const std::string& field, const value* before, const value* after) {
    if (before != nullptr && after != nullptr) {
      if (*before == *after) return;
      if (before->is_object() && after->is_object()) {
        compare_members(field, before->get_object(), after->get_object());
        return;
      }
      if (is_named(*before) && is_named(*after)) {
        compare_entries(field, before->get_array(), after->get_array());
        return;
      }
    }
    found_.push_back({field, print(before), print(after)});
  }

  std::vector<Difference> found() && { return std::move(found_); }

 private:
  static std::string print(const value* value) {
    return value == nullptr ? std::string() : print_json(*value);
  }

  static bool is_named(const value& list) {
    const auto* array = list.if_array();
    return array != nullptr && !array->empty() && name_of_entry(array->front()) != nullptr;
  }

  void compare_members(const std::string& field, const boost::json::object& before,
                       const boost::json::object& after) {
    for (const auto& member : before) {
      const std::string name(member.key());
      compare(field.empty() ? name : fmt::format("{}.{}", field, name), &member.value(),
              after.if_contains(name));
    }
  }

  static const value* find(const boost::json::array& list, const value& name) {
    for (const auto& entry : list) {
      if (*name_of_entry(entry) == name) return &entry;
    }
    return nullptr;
  }

  void compare_entries(const std::string& field, const boost::json::array& before,
                       const boost::json::array& after) {
    const auto path = [&](const value& name) {
      return field + "[" + std::string(name.get_string()) + "]";
    };
    for (const auto& entry : before) {
      const auto& name = *name_of_entry(entry);
      compare(path(name), &entry, find(after, name));
    }
    for (const auto& entry : after) {
      const auto& name = *name_of_entry(entry);
      if (find(before, name) == nullptr) compare(path(name), nullptr, &entry);
    }
  }

  std::vector<Difference> found_;
};

}  // namespace

std::string canonical_text(const Terms& terms) {
  return print_json_indented(to_json(terms));
}

std::string text_digest(std::string_view canonical) {
  return sha256_of(canonical);
}

Result<Version> sign(Version version, lifecycle::Owner half, Signature signature) {
  auto& place = half == lifecycle::Owner::marketing ? version.marketing : version.sales;
  if (place) return Error::conflict("agreement.signed_already");
  if (signature.digest != text_digest(canonical_text(version.terms))) {
    return Error::conflict("agreement.stale_text");
  }
  if (auto wrong = faults(version.terms); !wrong.empty()) return std::move(wrong.front());
  place = std::move(signature);
  return version;
}

Result<Version> change(Version version, Terms terms) {
  if (version.marketing && version.sales) return Error::conflict("agreement.is_signed");
  terms = tidied(std::move(terms));
  if (terms == version.terms) return version;
  version.terms = std::move(terms);
  version.marketing.reset();
  version.sales.reset();
  return version;
}

std::optional<Timestamp> in_force_from(const Version& version) {
  if (!version.marketing || !version.sales) return std::nullopt;
  return std::max({version.starts_at, version.marketing->at, version.sales->at});
}

const Version* in_force(std::span<const Version> versions, Timestamp at) {
  const Version* found = nullptr;
  const auto rank = [](const Version& version) {
    return std::pair(*in_force_from(version), version.number);
  };
  for (const auto& version : versions) {
    const auto from = in_force_from(version);
    if (!from || *from > at) continue;
    if (found == nullptr || rank(*found) < rank(version)) found = &version;
  }
  return found;
}

std::vector<Difference> differences(const Terms& before, const Terms& after) {
  const auto one = to_json(before);
  const auto other = to_json(after);
  Comparison comparison;
  comparison.compare("", &one, &other);
  return std::move(comparison).found();
}

}  // namespace tandem::agreement
