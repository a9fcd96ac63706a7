#include "domain/attribution/journeys.h"

#include <limits>
#include <string>

#include <boost/random/mersenne_twister.hpp>
#include <gtest/gtest.h>

namespace tandem::attribution {
namespace {

constexpr Timestamp kBegin = std::chrono::sys_days(std::chrono::March / 1 / 2026);

Timestamp day(double days) {
  return kBegin + Millis(static_cast<std::int64_t>(days * 86'400'000));
}

Touch touch(Contact contact, char channel, double days) {
  return {contact, static_cast<Channel>(channel - 'A'), day(days)};
}

Milestone milestone(Contact contact, MilestoneKind kind, double days, double value = 0) {
  return {day(days), value, contact, kind};
}

Journeys extended(Journeys before, std::size_t contacts, const std::vector<Touch>& touches,
                  const std::vector<Milestone>& milestones, Contact parts = 1) {
  JourneysBuild build(std::move(before), contacts, touches, milestones);
  const auto each = [&](auto&& work) {
    const auto all = static_cast<Contact>(contacts);
    for (Contact part = 0; part < parts; ++part)
      work({all * part / parts, all * (part + 1) / parts});
  };
  each([&](ContactRange range) { build.count(range); });
  build.lay_out();
  each([&](ContactRange range) { build.place(range); });
  return std::move(build).finish();
}

// "AB:1" a conversion worth 1, "A:" a null; "?" a conversion without touches. The lead's touch is
// followed by l, the opportunity's by o.
std::vector<std::string> said(const Journeys& journeys, const JourneyRules& rules = {}) {
  std::vector<std::string> all;
  journeys.for_each(rules, [&](const Journey& journey) {
    std::string text;
    for (std::size_t i = 0; i < journey.channels.size(); ++i) {
      text += static_cast<char>('A' + journey.channels[i]);
      if (journey.lead == i) text += 'l';
      if (journey.opportunity == i) text += 'o';
    }
    if (journey.channels.empty()) text = "?";
    text += ":";
    if (journey.outcome.conversions > 0) text += std::to_string(std::lround(journey.outcome.value));
    all.push_back(text);
  });
  return all;
}

TEST(Journeys, AreOrderedByTimeAndThenAsTheyCame) {
  const auto journeys = extended(
      {}, 2,
      {touch(1, 'C', 3), touch(0, 'A', 5), touch(1, 'B', 2), touch(1, 'A', 3), touch(0, 'B', 1)},
      {});
  EXPECT_EQ(said(journeys), (std::vector<std::string>{"BA:", "BCA:"}));
  EXPECT_EQ(journeys.touches(), 5U);
}

TEST(Journeys, EndWithEachConversion) {
  using enum MilestoneKind;
  const auto journeys =
      extended({}, 4,
               {touch(0, 'A', 0), touch(0, 'B', 100), touch(0, 'C', 101), touch(0, 'D', 103),
                touch(1, 'A', 1), touch(1, 'B', 2), touch(1, 'A', 3), touch(1, 'C', 9),
                touch(2, 'A', 0), touch(2, 'B', 89), touch(2, 'C', 91)},
               {milestone(0, conversion, 102, 50), milestone(1, conversion, 2, 10),
                milestone(1, conversion, 5, 20), milestone(3, conversion, 5, 7)});
  EXPECT_EQ(said(journeys), (std::vector<std::string>{"BC:50", "AB:10", "A:20", "BC:", "?:7"}));
  EXPECT_EQ(said(journeys, {.before_conversion = std::chrono::days(1000)}),
            (std::vector<std::string>{"ABC:50", "AB:10", "A:20", "ABC:", "?:7"}));
  EXPECT_EQ(said(journeys, {.before_conversion = Millis(0)}),
            (std::vector<std::string>{"?:50", "B:10", "?:20", "C:", "?:7"}));
}

TEST(Journeys, KnowWhichTouchMadeAMilestone) {
  using enum MilestoneKind;
  const std::vector<Touch> touches{touch(0, 'A', 0), touch(0, 'B', 2), touch(0, 'C', 4)};
  const struct {
    std::vector<Milestone> milestones;
    const char* said;
  } scenarios[] = {
      {{milestone(0, lead, 1), milestone(0, opportunity, 3), milestone(0, conversion, 5)},
       "AlBoC:0"},
      {{milestone(0, lead, 4), milestone(0, opportunity, 4), milestone(0, conversion, 4)},
       "ABClo:0"},
      {{milestone(0, lead, -1), milestone(0, conversion, 5)}, "ABC:0"},  // before any touch
      {{milestone(0, opportunity, 9), milestone(0, conversion, 5)},
       "ABC:0"},  // of the next journey
      {{milestone(0, lead, 2), milestone(0, lead, 4), milestone(0, conversion, 5)}, "ABlC:0"},
  };
  for (const auto& scenario : scenarios) {
    EXPECT_EQ(said(extended({}, 1, touches, scenario.milestones)),
              std::vector<std::string>{scenario.said});
  }
}

// One contact: touches A, B, C, D, E on days 0, 100, 190, 250, 300.
Journeys of_one(const std::vector<Milestone>& milestones) {
  return extended({}, 1,
                  {touch(0, 'A', 0), touch(0, 'B', 100), touch(0, 'C', 190), touch(0, 'D', 250),
                   touch(0, 'E', 300)},
                  milestones);
}

TEST(Journeys, LeadToEachMilestone) {
  using enum MilestoneKind;
  using All = std::vector<std::string>;
  const struct {
    std::vector<Milestone> milestones;
    All lead, opportunity, conversion;
  } scenarios[] = {
      // Whole, with the default windows: A is too old for the lead and for the opportunity.
      {{milestone(0, lead, 101), milestone(0, opportunity, 191), milestone(0, conversion, 299, 9)},
       {"Bl:9"},
       {"BlCo:9"},
       {"BlCoD:9"}},
      {{milestone(0, lead, 101)}, {"Bl:0"}, {"CDE:"}, {"DE:"}},
      {{milestone(0, lead, 101), milestone(0, opportunity, 180)}, {"Bl:0"}, {"ABlo:0"}, {}},
      {{milestone(0, lead, 101), milestone(0, opportunity, 180), milestone(0, lost, 260)},
       {"Bl:0"},
       {"ABlo:0"},
       {"ABCD:"}},
      {{milestone(0, lost, 110)}, {"B:"}, {"AB:"}, {"B:"}},
      // Who was won was a lead and an opportunity at the latest then.
      {{milestone(0, conversion, 195, 5)}, {"C:5"}, {"BC:5"}, {"C:5"}},
      {{milestone(0, opportunity, 105)}, {"Bo:0"}, {"ABo:0"}, {}},
      // Lost, then back and won; the second way begins after the first.
      {{milestone(0, opportunity, 1), milestone(0, lost, 120), milestone(0, lead, 191),
        milestone(0, conversion, 260, 7)},
       {"Ao:0", "Cl:7"},
       {"Ao:0", "ClD:7"},
       {"AB:", "ClD:7"}},
      // Won, then a lead again: no null, as for whatever follows; or an opportunity: open.
      {{milestone(0, conversion, 120, 7), milestone(0, lead, 200)},
       {"B:7", "Cl:0"},
       {"AB:7"},
       {"B:7"}},
      {{milestone(0, conversion, 120, 7), milestone(0, opportunity, 200)},
       {"B:7", "Co:0"},
       {"AB:7", "Co:0"},
       {"B:7"}},
  };
  for (const auto& scenario : scenarios) {
    const auto journeys = of_one(scenario.milestones);
    EXPECT_EQ(said(journeys, {.goal = lead}), scenario.lead);
    EXPECT_EQ(said(journeys, {.goal = opportunity}), scenario.opportunity);
    EXPECT_EQ(said(journeys, {.goal = conversion}), scenario.conversion);
  }
}

TEST(Journeys, LeadNowhereOnlyOnceAnOpportunityIsStale) {
  using enum MilestoneKind;
  const auto open = of_one({milestone(0, opportunity, 180)});
  const auto count = [](const Journeys& journeys, std::optional<Timestamp> as_of) {
    std::size_t nulls = 0;
    const auto left_out = journeys.for_each(
        {.as_of = as_of}, [&](const Journey& journey) { nulls += journey.outcome.nulls > 0; });
    return std::pair(left_out, nulls);
  };
  const std::pair<std::size_t, std::size_t> left_out(1, 0);
  const std::pair<std::size_t, std::size_t> null(0, 1);
  EXPECT_EQ(count(open, {}), left_out);
  EXPECT_EQ(count(open, day(480)), left_out);  // 180 days after the last touch
  EXPECT_EQ(count(open, day(480.001)), null);
  EXPECT_EQ(said(open, {.as_of = day(481)}), (std::vector<std::string>{"ABCDE:"}));
  EXPECT_EQ(count(of_one({milestone(0, opportunity, 400)}), day(580)), left_out);
  EXPECT_EQ(count(of_one({milestone(0, opportunity, 400)}), day(581)), null);
  EXPECT_EQ(count(of_one({milestone(0, conversion, 1), milestone(0, opportunity, 260)}), day(999)),
            null);
}

TEST(Journeys, GiveAgesInDays) {
  const auto journeys = extended({}, 1, {touch(0, 'A', 0), touch(0, 'B', 1.5)},
                                 {milestone(0, MilestoneKind::conversion, 2, 1)});
  journeys.for_each({}, [](const Journey& journey) {
    ASSERT_EQ(journey.ages.size(), 2U);
    EXPECT_EQ(journey.ages[0], 2);
    EXPECT_EQ(journey.ages[1], .5);
  });
}

TEST(Journeys, GrowToWhatTheyWouldHaveBeenAtOnce) {
  boost::random::mt19937 engine(7);
  std::vector<Touch> touches;
  std::vector<Milestone> milestones;
  for (int i = 0; i < 3000; ++i) {
    const auto contact = static_cast<Contact>(i % 5 == 0 ? 3 : engine() % 40);
    touches.push_back({contact, static_cast<Channel>(engine() % 20), day(engine() % 500)});
    if (i % 20 == 0) {
      milestones.push_back(milestone(contact, static_cast<MilestoneKind>(engine() % 3),
                                     static_cast<double>(engine() % 500), i));
    }
  }
  const auto whole = extended({}, 40, touches, milestones, 3);
  Journeys grown;
  for (std::size_t part = 0; part < 3; ++part) {
    const auto slice = [&](const auto& all) {
      return std::decay_t<decltype(all)>(
          all.begin() + static_cast<std::ptrdiff_t>(all.size() * part / 3),
          all.begin() + static_cast<std::ptrdiff_t>(all.size() * (part + 1) / 3));
    };
    grown = extended(std::move(grown), 40, slice(touches), slice(milestones), 2);
  }
  EXPECT_EQ(said(whole), said(grown));
  EXPECT_EQ(grown.touches(), 3000U);
  EXPECT_EQ(grown.bytes(), whole.bytes());
}

TEST(Journeys, OfARangeAreThoseOfItsContacts) {
  const auto journeys = extended({}, 3, {touch(0, 'A', 0), touch(1, 'B', 0), touch(2, 'C', 0)},
                                 {milestone(1, MilestoneKind::conversion, 1, 4),
                                  milestone(2, MilestoneKind::conversion, 1, 5)});
  double value = 0;
  journeys.for_each({1, 2}, {}, [&](const Journey& journey) { value += journey.outcome.value; });
  EXPECT_EQ(value, 4);
}

TEST(Journeys, OfNobody) {
  EXPECT_EQ(said({}).size(), 0U);
  EXPECT_EQ(said(extended({}, 0, {}, {})).size(), 0U);
  EXPECT_EQ(said(extended({}, 3, {}, {})).size(), 0U);
}

TEST(Journeys, RefuseWhatTheyCannotHold) {
  EXPECT_TRUE(validate(Touch{0, PackedTouch::kChannels - 1, PackedTouch::kLast}));
  EXPECT_EQ(validate(Touch{0, PackedTouch::kChannels, kBegin}).error().code,
            "attribution.too_many_channels");
  EXPECT_EQ(validate(Touch{0, 0, PackedTouch::kFirst - Millis(1)}).error().code,
            "attribution.time_out_of_range");
  EXPECT_EQ(validate(Milestone{PackedTouch::kLast + Millis(1), 0, 0, {}}).error().code,
            "attribution.time_out_of_range");
  EXPECT_EQ(validate(Milestone{kBegin, -1, 0, {}}).error().code, "attribution.negative");
  EXPECT_EQ(
      validate(Milestone{kBegin, std::numeric_limits<double>::infinity(), 0, {}}).error().code,
      "attribution.not_finite");
  const PackedTouch packed(PackedTouch::kChannels - 1, PackedTouch::kLast);
  EXPECT_EQ(packed.channel(), PackedTouch::kChannels - 1);
  EXPECT_EQ(packed.millis(), (PackedTouch::kLast - PackedTouch::kFirst).count());
}

}  // namespace
}  // namespace tandem::attribution
