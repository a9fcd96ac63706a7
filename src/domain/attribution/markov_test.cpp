#include "domain/attribution/markov.h"

#include <algorithm>
#include <cmath>
#include <fstream>
#include <map>
#include <numeric>
#include <set>

#include <gtest/gtest.h>

#include "domain/attribution/markov_order.h"
#include "domain/attribution/test_paths.h"

namespace tandem::attribution {
namespace {

RemovalEffects effects_of(const TestPaths& test, int order, Nulls nulls = Nulls::counted) {
  const auto counts = test.folded(TransitionCounts(order, test.names.size(), nulls));
  const auto effects = removal_effects(counts);
  EXPECT_TRUE(effects) << effects.error().code;
  return *effects;
}

// An independent solver: the states as text-book k-grams, the whole matrix, Gauss's elimination,
// once for each channel without its states.
class Reference {
 public:
  enum class Loops { collapsed, kept };

  Reference(const TestPaths& test, std::size_t order, bool with_nulls,
            Loops loops = Loops::collapsed) {
    std::map<std::pair<std::size_t, std::size_t>, double> moves;
    std::vector<double> ends(1);
    std::vector<double> values(1);
    std::vector<double> out(1);
    for (const auto& [channels, outcome] : test.rows) {
      const auto weight = outcome.conversions + (with_nulls ? outcome.nulls : 0);
      if (weight == 0) continue;
      const auto length = std::min(order, channels.size());
      std::size_t at = 0;  // (start)
      for (std::size_t i = 0; i + length <= channels.size(); ++i) {
        const auto first = channels.begin() + static_cast<std::ptrdiff_t>(i);
        const std::vector<Channel> gram(first, first + static_cast<std::ptrdiff_t>(length));
        const auto next = numbers_.try_emplace(gram, numbers_.size() + 1).first->second;
        ends.resize(numbers_.size() + 1);
        values.resize(numbers_.size() + 1);
        out.resize(numbers_.size() + 1);
        if (next == at && loops == Loops::collapsed) continue;
        moves[{at, next}] += weight;
        out[at] += weight;
        at = next;
      }
      ends[at] += outcome.conversions;
      values[at] += outcome.value;
      out[at] += weight;
    }
    const auto size = out.size();
    for (const auto& [move, weight] : moves) steps_[move] = weight / out[move.first];
    conversion_.resize(size);
    value_.resize(size);
    for (std::size_t i = 0; i < size; ++i) {
      conversion_[i] = ends[i] / out[i];
      value_[i] = values[i] / out[i];
    }
  }

  // P(conversion), and the mean value of a journey, without the states that contain `channel`.
  std::pair<double, double> without(std::optional<Channel> channel) const {
    const auto states = kept_without(channel);
    const auto size = states.size();
    std::vector<std::optional<std::size_t>> place(conversion_.size());
    for (std::size_t i = 0; i < size; ++i) place[states[i]] = i;
    std::vector<std::vector<double>> matrix;
    for (std::size_t i = 0; i < size; ++i) {
      auto& row = matrix.emplace_back(size + 2);
      row[i] = 1;
      row[size] = conversion_[states[i]];
      row[size + 1] = value_[states[i]];
    }
    for (const auto& [move, share] : steps_) {
      const auto from = place[move.first];
      const auto to = place[move.second];
      if (from && to) matrix[*from][*to] -= share;
    }
    eliminate(matrix);
    const auto& start = matrix.back();
    return {start[size] / start[size - 1], start[size + 1] / start[size - 1]};
  }

 private:
  // The least connected first: what is eliminated then hardly fills the rest. (start) is last.
  std::vector<std::size_t> kept_without(std::optional<Channel> channel) const {
    std::vector<std::size_t> in(conversion_.size());
    std::vector<std::size_t> out(conversion_.size());
    for (const auto& [move, share] : steps_) {
      ++out[move.first];
      ++in[move.second];
    }
    std::vector<std::size_t> kept;
    for (const auto& [gram, number] : numbers_) {
      if (!channel || std::ranges::count(gram, *channel) == 0) kept.push_back(number);
    }
    std::ranges::stable_sort(kept, {}, [&](std::size_t i) { return in[i] * out[i]; });
    kept.push_back(0);
    return kept;
  }

  // Gauss's elimination below the diagonal. Each row is dominated by its diagonal, as no more can
  // leave a state than is in it, so that no other pivots are needed.
  static void eliminate(std::vector<std::vector<double>>& matrix) {
    const auto size = matrix.size();
    std::vector<std::size_t> filled;
    for (std::size_t column = 0; column < size; ++column) {
      const auto* const pivot = matrix[column].data();
      filled.clear();
      for (auto k = column + 1; k < size + 2; ++k) {
        if (pivot[k] != 0) filled.push_back(k);
      }
      for (auto i = column + 1; i < size; ++i) {
        auto* const row = matrix[i].data();
        if (row[column] == 0) continue;
        const auto factor = row[column] / pivot[column];
        for (const auto k : filled) row[k] -= factor * pivot[k];
      }
    }
  }

  std::map<std::vector<Channel>, std::size_t> numbers_;
  std::map<std::pair<std::size_t, std::size_t>, double> steps_;
  std::vector<double> conversion_;
  std::vector<double> value_;
};

void expect_as_reference(const TestPaths& test, int order, Nulls nulls) {
  const auto effects = effects_of(test, order, nulls);
  const Reference reference(test, static_cast<std::size_t>(order), nulls == Nulls::counted);
  const auto [rate, value] = reference.without({});
  EXPECT_NEAR(effects.conversion_rate, rate, 1e-9);
  for (Channel channel = 0; channel < test.names.size(); ++channel) {
    const auto [conversions_left, value_left] = reference.without(channel);
    EXPECT_NEAR(effects.of_conversion[channel], 1 - conversions_left / rate, 1e-9)
        << "order " << order << " channel " << channel;
    EXPECT_NEAR(effects.of_value[channel], value > 0 ? 1 - value_left / value : 0, 1e-9)
        << "order " << order << " channel " << channel;
  }
}

// Examples B1 and B2 of the specification.
TEST(Markov, SolvesTheExamplesExactly) {
  const auto b2 = lettered({{"AB", 1, 0}, {"A", 0, 1}, {"B", 1, 0}});
  const struct {
    TestPaths test;
    int order;
    Nulls nulls;
    double rate;
    std::vector<double> effects;
    std::vector<double> credits;
  } scenarios[] = {
      {b1(),
       1,
       Nulls::counted,
       7 / 16.,
       {318 / 497., 43 / 56., 5 / 14.},
       {5936 / 2339., 21371 / 7017., 9940 / 7017.}},
      {b1(), 1, Nulls::ignored, 1, {6 / 7., 16 / 21., 8 / 21.}, {3, 8 / 3., 4 / 3.}},
      {b1(), 2, Nulls::counted, 7 / 16., {6 / 7., 6 / 7., 3 / 7.}, {2.8, 2.8, 1.4}},
      {b2, 1, Nulls::counted, 2 / 3., {.5, 1}, {2 / 3., 4 / 3.}},
  };
  for (const auto& scenario : scenarios) {
    const auto effects = effects_of(scenario.test, scenario.order, scenario.nulls);
    const auto credits = markov_credits(effects, scenario.test.total());
    EXPECT_NEAR(effects.conversion_rate, scenario.rate, 1e-14);
    for (std::size_t i = 0; i < scenario.effects.size(); ++i) {
      EXPECT_NEAR(effects.of_conversion[i], scenario.effects[i], 1e-14);
      EXPECT_NEAR(credits[i].conversions, scenario.credits[i], 1e-13);
      // Every conversion is worth 10: value says the same.
      EXPECT_NEAR(credits[i].value, 10 * scenario.credits[i], 1e-12);
    }
  }
}

TEST(Markov, EqualsAnIndependentSolver) {
  for (std::uint64_t seed = 1; seed <= 4; ++seed) {
    const auto test = generated(seed, 4, 20, 6);
    for (int order = 1; order <= 4; ++order) {
      SCOPED_TRACE(seed);
      expect_as_reference(test, order, Nulls::counted);
      expect_as_reference(test, order, Nulls::ignored);
    }
  }
}

TEST(Markov, RateIsTheRawOneAndCreditsAddUp) {
  for (std::uint64_t seed = 1; seed <= 6; ++seed) {
    const auto test = generated(seed, 6, 40, 8);
    const auto total = test.total();
    for (int order = 1; order <= 5; ++order) {
      const auto effects = effects_of(test, order);
      EXPECT_NEAR(effects.conversion_rate, total.conversions / (total.conversions + total.nulls),
                  1e-12);
      Credit sum;
      for (const auto& credit : markov_credits(effects, total)) {
        sum.conversions += credit.conversions;
        sum.value += credit.value;
      }
      EXPECT_NEAR(sum.conversions, total.conversions, 1e-9);
      EXPECT_NEAR(sum.value, total.value, 1e-9);
    }
  }
}

TEST(Markov, OfFirstOrderDoesNotChangeWithSelfLoops) {
  for (std::uint64_t seed = 1; seed <= 10; ++seed) {
    const auto test = generated(seed, 5, 30, 6);
    auto looped = test;
    for (auto& row : looped.rows) {
      std::vector<Channel> channels;
      for (const auto channel : row.channels)
        channels.insert(channels.end(), 1 + seed % 3, channel);
      row.channels = channels;
    }
    EXPECT_EQ(effects_of(test, 1).of_conversion, effects_of(looped, 1).of_conversion);
  }
}

// As above, but with the loops in the matrix, where a state may lead to itself.
TEST(Markov, OfFirstOrderDoesNotChangeWhenSelfLoopsAreKept) {
  for (std::uint64_t seed = 1; seed <= 10; ++seed) {
    const auto test = generated(seed, 4, 30, 7);
    const auto effects = effects_of(test, 1);
    const Reference kept(test, 1, true, Reference::Loops::kept);
    const auto [rate, value] = kept.without({});
    EXPECT_NEAR(effects.conversion_rate, rate, 1e-12);
    for (Channel channel = 0; channel < 4; ++channel) {
      EXPECT_NEAR(effects.of_conversion[channel], 1 - kept.without(channel).first / rate, 1e-12);
    }
  }
}

TEST(Markov, DoesNotDependOnTheOrderOfRowsNorOnHowTheyAreSplit) {
  const auto test = generated(3, 6, 200, 8);
  auto turned = test;
  std::ranges::reverse(turned.rows);
  for (int order = 1; order <= 3; ++order) {
    TransitionCounts counts(order, 6, Nulls::counted);
    TransitionCounts other(order, 6, Nulls::counted);
    bool odd = false;
    test.paths().for_each(
        1, [&](const Journey& journey) { ((odd = !odd) ? counts : other).add(journey); });
    counts.merge(other);
    const auto whole = effects_of(test, order);
    const auto back = effects_of(turned, order);
    const auto split = removal_effects(counts);
    ASSERT_TRUE(split);
    for (std::size_t i = 0; i < 6; ++i) {
      EXPECT_NEAR(back.of_conversion[i], whole.of_conversion[i], 1e-12);
      EXPECT_NEAR(split->of_conversion[i], whole.of_conversion[i], 1e-12);
    }
  }
}

TEST(Markov, TakesAnOrderLargerThanAnyPath) {
  const auto test = b1();
  const auto effects = effects_of(test, kLargestOrder);
  // Each path is a state of its own: a conversion's journey visits what its path names.
  EXPECT_NEAR(effects.of_conversion[0], 6 / 7., 1e-14);
  EXPECT_NEAR(effects.of_conversion[1], 6 / 7., 1e-14);
  EXPECT_NEAR(effects.of_conversion[2], 3 / 7., 1e-14);
}

TEST(Markov, RefusesWhereNothingConverts) {
  for (int order = 1; order <= 2; ++order) {
    auto test = lettered({{"AB", 0, 3}});
    const auto counts = test.folded(TransitionCounts(order, 2, Nulls::counted));
    EXPECT_EQ(removal_effects(counts).error().code, "attribution.no_conversions");
  }
}

TEST(Markov, TakesAHundredThousandChannels) {
  constexpr std::size_t kChannels = 100'000;
  TransitionCounts counts(1, kChannels, Nulls::counted);
  for (Channel channel = 0; channel + 1 < kChannels; channel += 2) {
    const Channel there[] = {channel, channel + 1};
    const Channel back[] = {channel + 1, channel};
    counts.add({there, {}, {1, 2, 1}, {}, {}});
    counts.add({back, {}, {1, 2, 1}, {}, {}});
  }
  const auto effects = removal_effects(counts);
  ASSERT_TRUE(effects) << effects.error().code;
  EXPECT_NEAR(effects->conversion_rate, .5, 1e-12);
  EXPECT_NEAR(effects->of_conversion[0], effects->of_conversion[kChannels - 1], 1e-15);
  EXPECT_GT(effects->of_conversion[0], 0);
}

TEST(Markov, RefusesMoreChannelsThanItCanSolveFor) {
  TransitionCounts counts(1, 30'000, Nulls::counted);
  std::vector<Channel> channels(30'000);
  std::iota(channels.begin(), channels.end(), 0);
  channels.push_back(0);  // all of them reach each other
  counts.add({channels, {}, {1, 0, 0}, {}, {}});
  EXPECT_EQ(removal_effects(counts).error().code, "attribution.too_many_states");
}

TEST(Markov, TakesAPathOfAHundredThousandSteps) {
  TestPaths test = generated(5, 40, 1, 100'000);
  test.rows.front().channels = generated(6, 40, 1, 100'000).rows.front().channels;
  test.rows.front().channels.resize(100'000, 3);
  test.rows.front().outcome = {1, 10, 1};
  test.rows.push_back({{7}, {1, 5, 1}});
  const auto effects = effects_of(test, 1);
  EXPECT_NEAR(effects.conversion_rate, .5, 1e-9);
  EXPECT_GT(effects.of_conversion[7], .99);  // the half that is only it, and most of the walk
}

TEST(Markov, EqualsAnIndependentSolverBeyondDenseSystems) {
  expect_as_reference(generated(11, 30, 140, 8), 2, Nulls::counted);  // some 420 states
}

// The table of the specification.
TEST(Markov, CreditsTheSampleData) {
  const auto test = sample_data(std::ifstream(kSampleData));
  if (test.rows.empty()) GTEST_SKIP() << "skipped: the shared sample data is missing";
  const struct {
    const char* channel;
    double nulls, no_nulls;
  } expected[] = {
      {"alpha", 5344.95, 5260.07}, {"iota", 3884.61, 3899.25},  {"eta", 3340.85, 3347.77},
      {"beta", 2527.35, 2585.41},  {"theta", 1971.91, 1938.85}, {"lambda", 1282.85, 1295.48},
      {"epsilon", 599.57, 604.83}, {"zeta", 381.06, 394.52},    {"kappa", 274.36, 276.65},
      {"gamma", 171.15, 176.03},   {"delta", 4.61, 4.26},       {"mi", 1.72, 1.89}};
  const auto with = effects_of(test, 1);
  const auto with_nulls = markov_credits(with, test.total());
  const auto no_nulls = markov_credits(effects_of(test, 1, Nulls::ignored), test.total());
  const auto second = markov_credits(effects_of(test, 2), test.total());
  EXPECT_NEAR(with.conversion_rate, .223845, 5e-7);
  for (const auto& row : expected) {
    const auto channel =
        static_cast<std::size_t>(std::ranges::find(test.names, row.channel) - test.names.begin());
    EXPECT_NEAR(with_nulls[channel].conversions, row.nulls, .01) << row.channel;
    EXPECT_NEAR(no_nulls[channel].conversions, row.no_nulls, .01) << row.channel;
    if (std::string_view(row.channel) == "alpha") {
      EXPECT_NEAR(with.of_conversion[channel], .558399, 5e-7);
      EXPECT_NEAR(second[channel].conversions, 5617.45, .01);
    }
  }
}

TEST(Markov, EqualsAnIndependentSolverOnTheSampleData) {
  const auto test = sample_data(std::ifstream(kSampleData));
  if (test.rows.empty()) GTEST_SKIP() << "skipped: the shared sample data is missing";
  for (int order = 1; order <= 4; ++order) {
    expect_as_reference(test, order, Nulls::counted);
    if (order <= 3) expect_as_reference(test, order, Nulls::ignored);
  }
}

TEST(MarkovOrder, IsHowFarJourneysRemember) {
  // Of order 2: what comes after B, and how it ends, depends on what was before it.
  const auto second =
      lettered({{"ABC", 400, 40}, {"DBE", 40, 400}, {"ABCAB", 90, 10}, {"DBEDB", 10, 90}});
  // Of order 1: after each touch the journey ends or goes on, by a coin.
  boost::random::mt19937_64 engine(1);
  auto first = generated(1, 4, 3000, 1);
  for (auto& row : first.rows) {
    while (engine() % 2 == 0) row.channels.push_back(static_cast<Channel>(engine() % 4));
    row.outcome = engine() % 5 == 0 ? Outcome{1, 0, 0} : Outcome{0, 0, 1};
  }
  const auto best = [](const TestPaths& test) {
    const auto scores =
        test.folded(OrderSelection(4, test.names.size(), Nulls::counted, 1)).scores();
    EXPECT_EQ(scores.size(), 4U);
    for (const auto& score : scores) EXPECT_LT(score.log_likelihood, 0);
    return best_order(scores);
  };
  EXPECT_GE(best(second), 2);
  EXPECT_EQ(best(first), 1);
}

TEST(MarkovOrder, DoesNotDependOnTheOrderOfRows) {
  const auto test = generated(2, 5, 500, 6);
  auto turned = test;
  std::ranges::reverse(turned.rows);
  const auto there = test.folded(OrderSelection(3, 5, Nulls::counted, 1)).scores();
  const auto back = turned.folded(OrderSelection(3, 5, Nulls::counted, 1)).scores();
  for (std::size_t i = 0; i < there.size(); ++i) {
    EXPECT_NEAR(there[i].log_likelihood, back[i].log_likelihood, 1e-9);
  }
}

}  // namespace
}  // namespace tandem::attribution
