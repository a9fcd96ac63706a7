#include "base/network.h"

#include <gtest/gtest.h>

namespace tandem {
namespace {

TEST(IpAddress, IsPublicOnlyOnTheInternet) {
  for (const auto* address : {"1.1.1.1", "93.184.216.34", "172.15.255.255", "172.32.0.1",
                              "100.128.0.1", "223.255.255.255", "::ffff:8.8.8.8", "2606:4700::1111",
                              "2a00:1450:4007::200e", "2001:4860:4860::8888"}) {
    EXPECT_TRUE(IpAddress::parse(address)->is_public()) << address;
  }
  for (const auto* address : {"0.0.0.0",
                              "10.1.2.3",
                              "100.64.0.1",
                              "127.0.0.1",
                              "127.8.8.8",
                              "169.254.169.254",
                              "172.16.0.1",
                              "172.31.255.255",
                              "192.0.0.8",
                              "192.0.2.7",
                              "192.168.1.1",
                              "198.19.0.1",
                              "198.51.100.1",
                              "203.0.113.9",
                              "224.0.0.1",
                              "240.0.0.1",
                              "255.255.255.255",
                              "::ffff:127.0.0.1",
                              "::ffff:10.0.0.1",
                              "::",
                              "::1",
                              "::127.0.0.1",
                              "64:ff9b::a00:1",
                              "100::1",
                              "fc00::1",
                              "fd12::1",
                              "fe80::1%eth0",
                              "fec0::1",
                              "ff02::1",
                              "2001::1",
                              "2001:db8::1",
                              "2002:7f00:1::",
                              "3fff::1"}) {
    EXPECT_FALSE(IpAddress::parse(address)->is_public()) << address;
  }
}

TEST(IpAddress, HasOneNamePerPeer) {
  const std::vector<std::pair<std::string, std::string>> table{
      {"192.0.2.7", "192.0.2.7"},
      {"::ffff:192.0.2.7", "192.0.2.7"},
      {"2001:DB8::0:7", "2001:db8::7"},
      {"fe80::1%eth0", "fe80::1"},
      {"::1", "::1"},
      {"", "none"},
      {"192.0.2", "none"},
      {"192.0.2.256", "none"},
      {"192.0.02.7", "none"},
      {"0300.0.2.7", "none"},
      {" 192.0.2.7", "none"},
      {"example.com", "none"},
      {"2001:db8::7::", "none"},
      {std::string("192.0.2.7\0", 10), "none"},
  };
  for (const auto& [text, expected] : table) {
    const auto address = IpAddress::parse(text);
    EXPECT_EQ(address ? address->text() : "none", expected) << text;
  }
}

TEST(Network, ContainsAsTheTableSays) {
  struct Row {
    std::string networks, address;
    bool contained;
  };
  const std::vector<Row> table{
      {"192.0.2.7", "192.0.2.7", true},
      {"192.0.2.7", "192.0.2.8", false},
      {"192.0.2.7", "::ffff:192.0.2.7", true},
      {"10.0.0.0/8", "10.255.1.2", true},
      {"10.0.0.0/8", "11.0.0.0", false},
      {"10.1.2.3/8", "10.9.9.9", true},
      {"192.0.2.128/25", "192.0.2.127", false},
      {"192.0.2.128/25", "192.0.2.200", true},
      {"192.0.2.7/32", "192.0.2.6", false},
      {"0.0.0.0/0", "203.0.113.9", true},
      {"0.0.0.0/0", "2001:db8::1", false},
      {"2001:db8::/33", "2001:db8:7fff::1", true},
      {"2001:db8::/33", "2001:db8:8000::1", false},
      {"::ffff:10.0.0.0/104", "10.3.2.1", true},
      {"::1/128", "::1", true},
      {"127.0.0.1, 10.0.0.0/8 ,2001:db8::/32", "2001:db8::9", true},
      {"127.0.0.1, 10.0.0.0/8 ,2001:db8::/32", "192.0.2.1", false},
      {"", "127.0.0.1", false},
  };
  for (const auto& row : table) {
    const auto networks = parse_networks(row.networks);
    ASSERT_TRUE(networks) << row.networks;
    EXPECT_EQ(contains(*networks, *IpAddress::parse(row.address)), row.contained)
        << row.networks << " " << row.address;
  }
}

TEST(Network, IsRefusedWithTheValueThatIsNone) {
  for (const std::string bad : {"10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/", "10.0.0.0/8x",
                                "2001:db8::/129", "proxy", "/8"}) {
    const auto networks = parse_networks("127.0.0.1," + bad);
    ASSERT_FALSE(networks) << bad;
    EXPECT_EQ(networks.error().code, "http.bad_network");
    EXPECT_EQ(networks.error().args.front().second, bad);
  }
  EXPECT_FALSE(parse_networks("10.0.0.1,,10.0.0.2"));
}

TEST(IpAddress, KnowsTheLoopback) {
  EXPECT_TRUE(IpAddress::parse("127.8.0.1")->is_loopback());
  EXPECT_TRUE(IpAddress::parse("::1")->is_loopback());
  EXPECT_FALSE(IpAddress::parse("128.0.0.1")->is_loopback());
  EXPECT_FALSE(IpAddress::parse("::2")->is_loopback());
}

}  // namespace
}  // namespace tandem
