// Ways to choose whom to call (sixty_days.h): the interface, and the rules of thumb.
#pragma once

#include <algorithm>
#include <vector>

#include "bench/sixty_days/truth.h"

namespace tandem::bench {

struct Lead {
  std::int64_t id = 0;
  int segment = 0;
  int came = 0;
  int made = 0;
  int last = 0;
  bool done = false;
};

// A day's order of calls: positions in `leads`, best first. More may follow when minutes are left.
class Policy {
 public:
  virtual ~Policy() = default;
  virtual void night(int, const std::vector<Lead>&) {}
  virtual std::vector<std::size_t> order(const std::vector<Lead>& leads, int day, int round) = 0;
  virtual void learn(const Lead&, int, int, bool) {}  // the lead, days since, the day
};

class FixedRule : public Policy {
 public:
  FixedRule(int attempts, int apart, bool newest)
      : attempts_(attempts), apart_(apart), newest_(newest) {}
  std::vector<std::size_t> order(const std::vector<Lead>& leads, int day, int round) override {
    std::vector<std::size_t> order;
    if (round > 0) return order;
    for (std::size_t i = 0; i < leads.size(); ++i) {
      const auto& lead = leads[i];
      if (lead.made < attempts_ && (lead.made == 0 || day - lead.last >= apart_))
        order.push_back(i);
    }
    if (newest_) std::ranges::reverse(order);
    return order;
  }

 private:
  int attempts_;
  int apart_;
  bool newest_;
};

}  // namespace tandem::bench
