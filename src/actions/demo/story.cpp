#include "actions/demo/story.h"

#include <cmath>

#include <fmt/format.h>

#include "actions/demo/words.h"

namespace tandem::actions {
namespace {

using lifecycle::Stage;
using people::DealState;

constexpr double kAtTheFair = 0.6;  // of those who first come in the days after one
constexpr double kWorksAlone = 0.06;
constexpr double kNeedsNoNurture = 0.08;  // asks for a quote at once
constexpr double kGoesStraightToADeal = 0.06;
constexpr double kIsSentBack = 0.16;
constexpr double kComesAgain = 0.4;
constexpr double kBuysAgain = 0.3;
constexpr double kStrayDeal = 0.006;

std::int64_t some_amount(Chance& chance) {
  const double dollars = std::clamp(chance.log_normal(8'500, 0.75), 2'000.0, 40'000.0);
  return std::llround(dollars / 50) * 50 * 100;
}

// Most customers have paid all, some a part, some nothing yet.
std::optional<std::int64_t> some_revenue(std::int64_t amount, Chance& chance) {
  const double u = chance.uniform();
  if (u < 0.75) return amount;
  if (u >= 0.9) return std::nullopt;
  return std::llround(static_cast<double>(amount) * chance.between(0.3, 0.8));
}

std::string some_of(std::span<const std::string_view> sentences, Chance& chance) {
  return std::string(chance.pick(sentences));
}

}  // namespace

bool Story::is_customer() const {
  return std::ranges::any_of(
      deals, [](const StoryDeal& told) { return told.deal.state == DealState::won; });
}

Storyteller::Storyteller(std::uint64_t seed, int contacts, Timestamp now)
    : chance_(seed),
      now_(now),
      season_(now),
      cast_(contacts, chance_),
      arrivals_(season_.arrivals(contacts, chance_)) {}

std::optional<Timestamp> Storyteller::later(Timestamp after, double median_days, double sigma,
                                            bool by_sales) {
  using Days = std::chrono::duration<double, std::chrono::days::period>;
  auto at = after + std::chrono::round<Millis>(Days(chance_.log_normal(median_days, sigma)));
  if (by_sales) at = season_.in_office_hours(at, chance_);
  return at <= now_ ? std::optional(at) : std::nullopt;
}

std::optional<Story> Storyteller::next() {
  if (told_ == arrivals_.size()) return std::nullopt;
  auto at = arrivals_[told_++];
  const auto* origin = &some_origin(chance_);
  if (const auto fair = season_.at_the_fair(at, chance_); fair && chance_.happens(kAtTheFair)) {
    at = *fair;
    origin = &the_fair();
  }
  auto story = begin(at, *origin);
  if (const auto opened = win_over(story, *origin)) sell(story, *opened, origin->to_customer);
  if (story.company && chance_.happens(kStrayDeal)) {
    story.stray_deal = new_deal(story, at);
    const bool won = chance_.happens(0.6);
    if (const auto closed = later(at, 20, 0.5, true)) close(*story.stray_deal, *closed, won);
  }
  return story;
}

Story Storyteller::begin(Timestamp at, const DemoOrigin& origin) {
  Story story;
  story.first = origin.to_lead < 1 ? Stage::visitor : Stage::lead;
  auto since = std::optional(at);
  if (story.first == Stage::visitor) {
    since = chance_.happens(origin.to_lead) ? later(at, 0.02, 2.5, false) : std::nullopt;
    if (since)
      story.moves.push_back({Stage::lead, *since, some_of(words::reasons_to_know, chance_)});
  }
  if (since) {
    if (!chance_.happens(kWorksAlone)) story.company = cast_.some_company(chance_);
    const auto* company = story.company ? &cast_.companies()[*story.company] : nullptr;
    story.contact = cast_.person(company, chance_);
  } else {
    story.contact.attributes = boost::json::object{};
  }
  story.contact.origin = origin.name;
  story.contact.landing_page = some_page(origin, chance_);
  story.contact.first_seen_at = at;
  story.rep = chance_.below(kReps);
  return story;
}

std::optional<Timestamp> Storyteller::win_over(Story& story, const DemoOrigin& origin) {
  const bool named = story.first == Stage::lead || !story.moves.empty();
  if (!named || !chance_.happens(origin.to_mql)) return std::nullopt;
  auto at =
      std::optional(story.moves.empty() ? story.contact.first_seen_at : story.moves.back().at);
  const auto move = [&](Stage to, std::span<const std::string_view> why) {
    if (at) story.moves.push_back({to, *at, some_of(why, chance_)});
    return at.has_value();
  };
  if (!chance_.happens(kNeedsNoNurture)) {
    at = later(*at, 4, 1.1, false);
    if (!move(Stage::mql, words::reasons_to_qualify)) return std::nullopt;
  }
  if (!chance_.happens(origin.to_sql)) return std::nullopt;
  at = later(*at, 1.3, 0.9, true);
  if (at && chance_.happens(kGoesStraightToADeal)) return at;
  if (!move(Stage::sql, words::reasons_to_accept)) return std::nullopt;
  if (chance_.happens(kIsSentBack)) {
    at = later(*at, 5, 0.7, true);
    if (!move(Stage::mql, words::reasons_to_return)) return std::nullopt;
    if (!chance_.happens(kComesAgain)) return std::nullopt;
    at = later(*at, 30, 0.6, true);
    if (!move(Stage::sql, words::reasons_to_accept)) return std::nullopt;
  }
  if (!chance_.happens(origin.to_opportunity)) return std::nullopt;
  return later(*at, 7, 0.8, true);
}

void Storyteller::sell(Story& story, Timestamp opened, double chance_to_win) {
  const bool again = story.is_customer();
  StoryDeal told{.deal = new_deal(story, opened), .afterwards = {}};
  const bool won = chance_.happens(chance_to_win);
  const auto closed = later(opened, 30, 0.6, true);
  if (closed) close(told.deal, *closed, won);
  if (closed && !won && !again && chance_.happens(0.5)) {
    told.afterwards = {Stage::mql, *closed, some_of(words::reasons_lost, chance_)};
  }
  story.deals.push_back(std::move(told));
  if (!closed || !won || again || !chance_.happens(kBuysAgain)) return;
  if (const auto next = later(*closed, 110, 0.5, true)) sell(story, *next, 0.7);
}

people::Deal Storyteller::new_deal(const Story& story, Timestamp opened) {
  people::Deal deal;
  const auto& contact = story.contact;
  const auto customer = story.company ? cast_.companies()[*story.company].name
                                      : contact.first_name + " " + contact.last_name;
  deal.name = fmt::format("{} — {}", chance_.pick(words::products), customer);
  deal.amount = some_amount(chance_);
  deal.currency = "CAD";
  deal.opened_at = opened;
  deal.attributes = boost::json::object{};
  return deal;
}

void Storyteller::close(people::Deal& deal, Timestamp at, bool won) {
  deal.state = won ? DealState::won : DealState::lost;
  deal.closed_at = at;
  if (won) deal.revenue = some_revenue(*deal.amount, chance_);
}

}  // namespace tandem::actions
