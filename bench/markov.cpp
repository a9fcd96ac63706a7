// Markov removal effects: order 3 on the shared sample data, beside the simulation of 100,000 paths
// that others do; and 2,000 channels of order 1, beside one dense solve per channel.
#include "domain/attribution/markov.h"

#include <cmath>
#include <fstream>
#include <numeric>

#include <Eigen/Dense>

#include "bench/measure.h"
#include "domain/attribution/test_paths.h"

namespace tandem {
namespace {

using namespace attribution;

constexpr std::size_t kSimulated = 100'000;
constexpr Channel kManyChannels = 2000;
constexpr std::size_t kManyPaths = 100'000;
constexpr Channel kNaiveSolves = 2;  // measured; the others would take as long each

TransitionCounts counted(const TestPaths& test, int order) {
  return test.folded(TransitionCounts(order, test.names.size(), Nulls::counted));
}

// Cumulative weights of where a state leads.
struct Leads {
  std::vector<State> to;
  std::vector<double> upto;

  void add(State state, double weight) {
    to.push_back(state);
    upto.push_back((upto.empty() ? 0 : upto.back()) + weight);
  }
  State draw(boost::random::mt19937_64& engine) const {
    const auto at = static_cast<double>(engine() >> 11) * 0x1p-53 * upto.back();
    const auto place = std::ranges::upper_bound(upto, at) - upto.begin();
    return to[std::min(static_cast<std::size_t>(place), to.size() - 1)];
  }
};

// Removal effects as the share of simulated converting paths that visit a channel.
std::vector<double> simulate(const TransitionCounts& counts) {
  const auto conversion = static_cast<State>(counts.states());
  const auto null = conversion + 1;
  Leads start;
  std::vector<Leads> leads(counts.states());
  for (State state = 0; state < counts.states(); ++state) {
    if (counts.starts()[state] > 0) start.add(state, counts.starts()[state]);
    const auto& end = counts.ends()[state];
    if (end.conversions > 0) leads[state].add(conversion, end.conversions);
    if (end.nulls > 0) leads[state].add(null, end.nulls);
  }
  counts.for_each_transition(
      [&](State from, State to, double weight) { leads[from].add(to, weight); });
  boost::random::mt19937_64 engine(1);
  std::vector<double> visited(counts.channels());
  std::vector<std::size_t> last_seen(counts.channels());
  std::vector<Channel> path;
  double converting = 0;
  for (std::size_t walk = 1; walk <= kSimulated; ++walk) {
    path.clear();
    auto state = start.draw(engine);
    for (; state < conversion; state = leads[state].draw(engine)) {
      for (const auto channel : counts.gram(state)) {
        if (channel == kNoChannel || last_seen[channel] == walk) continue;
        last_seen[channel] = walk;
        path.push_back(channel);
      }
    }
    if (state != conversion) continue;
    ++converting;
    for (const auto channel : path) ++visited[channel];
  }
  for (auto& share : visited) share /= converting;
  return visited;
}

double largest_difference(const std::vector<double>& one, const std::vector<double>& other) {
  double largest = 0;
  for (std::size_t i = 0; i < one.size(); ++i) {
    largest = std::max(largest, std::abs(one[i] - other[i]));
  }
  return largest;
}

double largest_relative(const std::vector<double>& exact, const std::vector<double>& other) {
  double largest = 0;
  for (std::size_t i = 0; i < exact.size(); ++i) {
    if (exact[i] > 0) largest = std::max(largest, std::abs(other[i] / exact[i] - 1));
  }
  return largest;
}

void measure_sample(bench::Table& table) {
  const auto test = sample_data(std::ifstream(kSampleData));
  if (test.rows.empty()) {
    table.add("order 3 on the sample data", "skipped: it is missing");
    return;
  }
  const auto counts = counted(test, 3);
  Result<RemovalEffects> exact = RemovalEffects();
  const auto taken = bench::median_seconds(5, [&] { exact = removal_effects(counts); });
  if (!exact) return table.add("order 3 on the sample data", exact.error().code);
  std::vector<double> simulated;
  const auto simulating = bench::median_seconds(3, [&] { simulated = simulate(counts); });
  table.add(fmt::format("order 3 on the sample data, {} states", counts.states()),
            fmt::format("{:.3f} s", taken), "-",
            fmt::format("100,000 simulated paths: {:.3f} s", simulating));
  table.add("  error of removal effects", "0 (exact)", "-",
            fmt::format("{:.4f} at most, {:.0f} % of the smallest",
                        largest_difference(exact->of_conversion, simulated),
                        100 * largest_relative(exact->of_conversion, simulated)));
}

// The removal effect of one channel from the whole matrix without it.
double naive(const Eigen::MatrixXd& matrix, const Eigen::VectorXd& start,
             const Eigen::VectorXd& converts, double rate, Channel channel) {
  Eigen::MatrixXd without = matrix;
  without.col(channel).setZero();
  without(channel, channel) = 1;
  Eigen::VectorXd right = converts;
  right[channel] = 0;
  without.row(channel).setZero();
  without(channel, channel) = 1;
  return 1 - start.dot(without.partialPivLu().solve(right)) / rate;
}

void measure_many(bench::Table& table) {
  const auto test = generated(1, kManyChannels, kManyPaths, 12);
  const auto counts = counted(test, 1);
  Result<RemovalEffects> exact = RemovalEffects();
  const auto taken = bench::seconds([&] { exact = removal_effects(counts); });
  if (!exact) return table.add("2,000 channels, order 1", exact.error().code);
  const auto size = static_cast<Eigen::Index>(kManyChannels);
  Eigen::MatrixXd matrix = Eigen::MatrixXd::Identity(size, size);
  Eigen::VectorXd leaving(size), start(size), converts(size);
  for (Channel channel = 0; channel < kManyChannels; ++channel) {
    const auto& end = counts.ends()[channel];
    leaving[channel] = end.conversions + end.nulls;
    start[channel] = counts.starts()[channel];
    converts[channel] = end.conversions;
  }
  counts.for_each_transition([&](State from, State, double weight) { leaving[from] += weight; });
  counts.for_each_transition(
      [&](State from, State to, double weight) { matrix(from, to) -= weight / leaving[from]; });
  converts.array() /= leaving.array().max(1e-300);
  start /= start.sum();
  double differs = 0;
  const auto solving = bench::seconds([&] {
    for (Channel channel = 0; channel < kNaiveSolves; ++channel) {
      const auto effect = naive(matrix, start, converts, exact->conversion_rate, channel);
      differs = std::max(differs, std::abs(effect - exact->of_conversion[channel]));
    }
  });
  table.add("2,000 channels, order 1", fmt::format("{:.2f} s", taken), "feasible",
            fmt::format("a dense solve each: {:.0f} s, from {} measured",
                        solving / kNaiveSolves * kManyChannels, kNaiveSolves));
  table.add("  largest difference of these", fmt::format("{:.1e}", differs), "<= 1e-9");
}

int run() {
  bench::Table table;
  double load_average[1] = {};
  if (getloadavg(load_average, 1) == 1) {
    table.add("load average at the start", fmt::format("{:.1f}", load_average[0]));
  }
  measure_sample(table);
  measure_many(table);
  return 0;
}

}  // namespace
}  // namespace tandem

int main() {
  return tandem::run();
}
