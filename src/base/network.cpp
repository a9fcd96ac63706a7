#include "base/network.h"

#include <algorithm>
#include <charconv>
#include <cstring>

#include <arpa/inet.h>

#include "base/ascii.h"

namespace tandem {
namespace {

constexpr std::array<std::uint8_t, 12> kV4Prefix{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};
constexpr int kV4PrefixBits = 8 * kV4Prefix.size();

std::optional<int> parse_prefix(std::string_view text, int most) {
  int bits = 0;
  const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), bits);
  const bool is_number = failure == std::errc() && end == text.data() + text.size();
  if (!is_number || bits < 0 || bits > most) return std::nullopt;
  return bits;
}

std::optional<Network> parse_network(std::string_view text) {
  const auto slash = text.find('/');
  const auto address = IpAddress::parse(text.substr(0, slash));
  if (!address) return std::nullopt;
  if (slash == text.npos) return Network{*address};
  const bool is_v4 = address->is_v4() && text.find(':') == text.npos;
  const int before = is_v4 ? kV4PrefixBits : 0;
  const auto bits = parse_prefix(text.substr(slash + 1), IpAddress::kBits - before);
  if (!bits) return std::nullopt;
  return Network{*address, before + *bits};
}

}  // namespace

std::optional<IpAddress> IpAddress::parse(std::string_view text) {
  const std::string address(text.substr(0, text.find('%')));
  if (address.find('\0') != address.npos) return std::nullopt;
  IpAddress parsed;
  if (inet_pton(AF_INET6, address.c_str(), parsed.bytes_.data()) == 1) return parsed;
  std::copy(kV4Prefix.begin(), kV4Prefix.end(), parsed.bytes_.begin());
  // Takes four numbers and nothing else: "127.1" and "0177.0.0.1" are no addresses here.
  if (inet_pton(AF_INET, address.c_str(), parsed.bytes_.data() + kV4Prefix.size()) == 1) {
    return parsed;
  }
  return std::nullopt;
}

bool IpAddress::is_v4() const {
  return std::equal(kV4Prefix.begin(), kV4Prefix.end(), bytes_.begin());
}

bool IpAddress::is_loopback() const {
  static const auto kLoopback = *parse_networks("127.0.0.0/8, ::1");
  return contains(kLoopback, *this);
}

bool IpAddress::is_public() const {
  // IANA's registries of special-purpose addresses, RFC 6890.
  static const auto kSpecial = *parse_networks(
      "0.0.0.0/8, 10.0.0.0/8, 100.64.0.0/10, 127.0.0.0/8, 169.254.0.0/16, 172.16.0.0/12,"
      "192.0.0.0/24, 192.0.2.0/24, 192.88.99.0/24, 192.168.0.0/16, 198.18.0.0/15,"
      "198.51.100.0/24, 203.0.113.0/24, 224.0.0.0/3,"
      "2001::/23, 2001:db8::/32, 2002::/16, 3fff::/20");
  static const auto kGlobal = *parse_networks("2000::/3");
  return (is_v4() || tandem::contains(kGlobal, *this)) && !tandem::contains(kSpecial, *this);
}

std::string IpAddress::text() const {
  std::array<char, INET6_ADDRSTRLEN> text{};
  if (is_v4()) {
    inet_ntop(AF_INET, bytes_.data() + kV4Prefix.size(), text.data(), text.size());
  } else {
    inet_ntop(AF_INET6, bytes_.data(), text.data(), text.size());
  }
  return text.data();
}

bool IpAddress::shares_prefix(const IpAddress& other, int bits) const {
  const auto whole = static_cast<std::size_t>(bits) / 8;
  const int rest = bits % 8;
  if (std::memcmp(bytes_.data(), other.bytes_.data(), whole) != 0) return false;
  return rest == 0 || (bytes_.at(whole) ^ other.bytes_.at(whole)) >> (8 - rest) == 0;
}

Result<std::vector<Network>> parse_networks(std::string_view list) {
  std::vector<Network> networks;
  while (!list.empty()) {
    const auto end = std::min(list.find(','), list.size());
    const auto text = trimmed(list.substr(0, end));
    list.remove_prefix(std::min(end + 1, list.size()));
    const auto network = parse_network(text);
    if (!network) return Error::invalid("http.bad_network", {{"value", std::string(text)}});
    networks.push_back(*network);
  }
  return networks;
}

bool contains(const std::vector<Network>& networks, const IpAddress& address) {
  return std::any_of(networks.begin(), networks.end(),
                     [&](const auto& network) { return network.contains(address); });
}

}  // namespace tandem
