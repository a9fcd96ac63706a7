// Internet addresses and ranges of them, IPv4 and IPv6 alike.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace tandem {

// In the sixteen bytes of IPv6, where an IPv4 address a.b.c.d is ::ffff:a.b.c.d: the same peer may
// come under either name.
class IpAddress {
 public:
  static constexpr int kBits = 128;

  // "192.0.2.7", "2001:db8::7"; also with a zone, which is dropped ("fe80::1%eth0").
  static std::optional<IpAddress> parse(std::string_view text);

  bool is_v4() const;
  bool is_loopback() const;
  // Whether it is an address of the public internet: none of a private network, of this machine, of
  // a link, of a group, for documentation, or one that leads to another by a tunnel.
  bool is_public() const;
  std::string text() const;  // the usual form; dotted for IPv4

  // Whether the first `bits` are the same.
  bool shares_prefix(const IpAddress& other, int bits) const;

 private:
  std::array<std::uint8_t, kBits / 8> bytes_{};
};

// All addresses that begin like this one: 10.0.0.0/8.
struct Network {
  IpAddress address;
  int prefix = IpAddress::kBits;  // in bits of IpAddress: 10.0.0.0/8 has 96 + 8

  bool contains(const IpAddress& other) const { return address.shares_prefix(other, prefix); }
};

// "127.0.0.1, 10.0.0.0/8,2001:db8::/32". Error: http.bad_network {value}.
Result<std::vector<Network>> parse_networks(std::string_view list);

bool contains(const std::vector<Network>& networks, const IpAddress& address);

}  // namespace tandem
