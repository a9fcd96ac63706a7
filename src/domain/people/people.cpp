#include <algorithm>
#include <cctype>

#include "domain/people/company.h"
#include "domain/people/contact.h"
#include "domain/people/deal.h"

namespace tandem::people {
namespace {

constexpr std::size_t kLongestEmail = 254;  // RFC 5321, with the erratum

void fill(std::string& known, const std::string& newer) {
  if (!newer.empty()) known = newer;
}

template <class T>
void fill(std::optional<T>& known, const std::optional<T>& newer) {
  if (newer) known = newer;
}

// Objects merge by key; anything else is replaced unless null.
void fill(boost::json::value& known, const boost::json::value& newer) {
  const auto* from = newer.if_object();
  auto* into = known.if_object();
  if (from && into) {
    for (const auto& entry : *from) (*into)[entry.key()] = entry.value();
  } else if (!newer.is_null()) {
    known = newer;
  }
}

}  // namespace

Result<std::string> normalise_email(std::string_view text) {
  const auto is_space = [](unsigned char c) { return std::isspace(c) != 0; };
  while (!text.empty() && is_space(static_cast<unsigned char>(text.front()))) text.remove_prefix(1);
  while (!text.empty() && is_space(static_cast<unsigned char>(text.back()))) text.remove_suffix(1);
  const auto at = text.find('@');
  const bool possible = at != std::string_view::npos && at > 0 && at + 1 < text.size() &&
                        text.find('@', at + 1) == std::string_view::npos &&
                        text.size() <= kLongestEmail && std::ranges::none_of(text, is_space);
  if (!possible) return Error::invalid("people.bad_email", {{"value", std::string(text)}});
  std::string lower(text);
  std::ranges::transform(lower, lower.begin(), [](unsigned char c) {
    return static_cast<char>(c < 128 ? std::tolower(c) : c);
  });
  return lower;
}

Contact updated(Contact known, const Contact& newer) {
  fill(known.email, newer.email);
  fill(known.first_name, newer.first_name);
  fill(known.last_name, newer.last_name);
  fill(known.phone, newer.phone);
  fill(known.title, newer.title);
  fill(known.company_id, newer.company_id);
  fill(known.owner_id, newer.owner_id);
  fill(known.origin, newer.origin);
  fill(known.landing_page, newer.landing_page);
  known.first_seen_at = std::min(known.first_seen_at, newer.first_seen_at);
  fill(known.attributes, newer.attributes);
  return known;
}

Company updated(Company known, const Company& newer) {
  fill(known.name, newer.name);
  fill(known.domain, newer.domain);
  fill(known.industry, newer.industry);
  fill(known.employees, newer.employees);
  fill(known.attributes, newer.attributes);
  return known;
}

Deal updated(Deal known, const Deal& newer) {
  fill(known.name, newer.name);
  fill(known.contact_id, newer.contact_id);
  fill(known.company_id, newer.company_id);
  fill(known.owner_id, newer.owner_id);
  known.state = newer.state;
  fill(known.amount, newer.amount);
  fill(known.revenue, newer.revenue);
  fill(known.currency, newer.currency);
  fill(known.opened_at, newer.opened_at);
  fill(known.closed_at, newer.closed_at);
  fill(known.flag, newer.flag);
  fill(known.attributes, newer.attributes);
  return known;
}

std::optional<Money> earned(const Deal& deal) {
  if (deal.revenue) return Money{*deal.revenue, deal.currency};
  if (deal.state == DealState::won && deal.amount) return Money{*deal.amount, deal.currency};
  return std::nullopt;
}

}  // namespace tandem::people
