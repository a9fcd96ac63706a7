// What happens to each contact of the demo company, from its first visit to its last deal.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "actions/demo/cast.h"
#include "actions/demo/origins.h"
#include "actions/demo/season.h"
#include "domain/lifecycle/stage.h"
#include "domain/people/deal.h"

namespace tandem::actions {

struct StoryMove {
  lifecycle::Stage to = lifecycle::Stage::lead;
  Timestamp at;
  std::string why;
};

struct StoryDeal {
  people::Deal deal;
  std::optional<StoryMove> afterwards;  // where losing it leaves the contact
};

struct Story {
  people::Contact contact;             // nameless while it is a visitor
  std::optional<std::size_t> company;  // a position in the cast
  lifecycle::Stage first = lifecycle::Stage::visitor;
  std::vector<StoryMove> moves;  // before its deals
  std::vector<StoryDeal> deals;
  std::optional<people::Deal> stray_deal;  // of the company, with nobody that is known
  std::size_t rep = 0;                     // whose contact it is, from kFirstRep on

  bool is_customer() const;
};

// Tells the stories one after the other. The same arguments tell the same stories.
class Storyteller {
 public:
  Storyteller(std::uint64_t seed, int contacts, Timestamp now);

  std::optional<Story> next();
  const Cast& cast() const { return cast_; }

 private:
  Story begin(Timestamp at, const DemoOrigin& origin);
  // Up to being an opportunity; gives since when it is one.
  std::optional<Timestamp> win_over(Story& story, const DemoOrigin& origin);
  void sell(Story& story, Timestamp opened, double chance_to_win);
  people::Deal new_deal(const Story& story, Timestamp opened);
  void close(people::Deal& deal, Timestamp at, bool won);
  // Some days after, in office hours where sales does it; nothing when that is yet to come.
  std::optional<Timestamp> later(Timestamp after, double median_days, double sigma, bool by_sales);

  Chance chance_;
  Timestamp now_;
  Season season_;
  Cast cast_;
  std::vector<Timestamp> arrivals_;
  std::size_t told_ = 0;
};

}  // namespace tandem::actions
