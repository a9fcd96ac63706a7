#include <algorithm>
#include <numeric>

#include <boost/graph/compressed_sparse_row_graph.hpp>
#include <boost/graph/strong_components.hpp>

#include "domain/attribution/linear_solver.h"
#include "domain/attribution/markov.h"

namespace tandem::attribution {
namespace {

using Eigen::Index;

// Of one block whose inverse is made whole: 3000 squared doubles are 72 MB.
constexpr std::size_t kDenseInverse = 3000;
// Beyond, a solve for each state would take hours.
constexpr std::size_t kLargestBlock = 20'000;
// Of order 2 and more: states times channels.
constexpr std::size_t kMostHigherWork = 5'000'000'000;

// The walk as matrices, over the states that some journey is in.
struct Walk {
  std::vector<Gram> grams;
  SparseMatrix matrix;      // I - Q
  Eigen::VectorXd start;    // P((start) -> state)
  Eigen::MatrixXd outcome;  // P(state -> (conversion)); and that times the mean value
};

Walk walk_of(const TransitionCounts& counts) {
  std::vector<double> leaving(counts.states());
  for (State state = 0; state < counts.states(); ++state) {
    leaving[state] = counts.ends()[state].conversions + counts.ends()[state].nulls;
  }
  counts.for_each_transition([&](State from, State, double weight) { leaving[from] += weight; });
  Walk walk;
  std::vector<Index> place(counts.states(), -1);
  for (State state = 0; state < counts.states(); ++state) {
    if (leaving[state] <= 0) continue;
    place[state] = static_cast<Index>(walk.grams.size());
    walk.grams.push_back(counts.gram(state));
  }
  const auto size = static_cast<Index>(walk.grams.size());
  std::vector<Eigen::Triplet<double>> entries;
  for (Index i = 0; i < size; ++i) entries.emplace_back(i, i, 1.0);
  counts.for_each_transition([&](State from, State to, double weight) {
    entries.emplace_back(place[from], place[to], -weight / leaving[from]);
  });
  walk.matrix.resize(size, size);
  walk.matrix.setFromTriplets(entries.begin(), entries.end());
  walk.start.resize(size);
  walk.outcome.resize(size, 2);
  const auto journeys = counts.total().conversions + counts.total().nulls;
  for (State state = 0; state < counts.states(); ++state) {
    if (place[state] < 0) continue;
    const auto& end = counts.ends()[state];
    walk.start[place[state]] = counts.starts()[state] / journeys;
    walk.outcome(place[state], 0) = end.conversions / leaving[state];
    walk.outcome(place[state], 1) = end.value / leaving[state];
  }
  return walk;
}

// The rows and columns `kept` (in increasing order) of a matrix. `place` is -1 for each row before
// and after: memory that is filled once, however many parts are taken.
SparseMatrix part_of(const SparseMatrix& matrix, const std::vector<Index>& kept,
                     std::vector<Index>& place) {
  for (std::size_t i = 0; i < kept.size(); ++i) {
    place[static_cast<std::size_t>(kept[i])] = static_cast<Index>(i);
  }
  const auto size = static_cast<Index>(kept.size());
  SparseMatrix part(size, size);
  for (Index i = 0; i < size; ++i) {
    part.startVec(i);
    for (SparseMatrix::InnerIterator entry(matrix, kept[static_cast<std::size_t>(i)]); entry;
         ++entry) {
      const auto column = place[static_cast<std::size_t>(entry.col())];
      if (column >= 0) part.insertBack(i, column) = entry.value();
    }
  }
  part.finalize();
  for (const auto row : kept) place[static_cast<std::size_t>(row)] = -1;
  return part;
}

// States that can be reached from each other, in increasing order. What happens between two visits
// of a state happens in its block.
std::vector<std::vector<Index>> blocks_of(const SparseMatrix& matrix) {
  using Graph = boost::compressed_sparse_row_graph<boost::directedS>;
  std::vector<std::pair<Index, Index>> edges;
  for (Index i = 0; i < matrix.rows(); ++i) {
    for (SparseMatrix::InnerIterator entry(matrix, i); entry; ++entry) {
      if (entry.col() != i) edges.emplace_back(i, entry.col());
    }
  }
  const auto size = static_cast<std::size_t>(matrix.rows());
  const Graph graph(boost::edges_are_unsorted_multi_pass, edges.begin(), edges.end(), size);
  std::vector<std::size_t> component(size);
  const auto components = boost::strong_components(
      graph,
      boost::make_iterator_property_map(component.begin(), boost::get(boost::vertex_index, graph)));
  std::vector<std::vector<Index>> blocks(components);
  for (std::size_t i = 0; i < size; ++i) blocks[component[i]].push_back(static_cast<Index>(i));
  return blocks;
}

Error unsolvable() {
  return Error::invalid("attribution.unsolvable");
}

Error too_many(std::size_t count, std::size_t limit) {
  return Error::invalid("attribution.too_many_states",
                        {{"count", std::to_string(count)}, {"limit", std::to_string(limit)}});
}

// Expected visits of each state from itself: the diagonal of the inverse.
Result<Eigen::VectorXd> visits_from_itself(const SparseMatrix& matrix, const OnProgress& progress) {
  Eigen::VectorXd visits = Eigen::VectorXd::Ones(matrix.rows());
  std::vector<Index> place(static_cast<std::size_t>(matrix.rows()), -1);
  for (const auto& block : blocks_of(matrix)) {
    if (block.size() == 1) continue;
    if (block.size() > kLargestBlock) return too_many(block.size(), kLargestBlock);
    const auto part = part_of(matrix, block, place);
    const auto size = static_cast<Index>(block.size());
    if (block.size() <= kDenseInverse) {
      const Eigen::MatrixXd inverse = Eigen::MatrixXd(part).partialPivLu().inverse();
      if (!inverse.allFinite()) return unsolvable();
      for (Index i = 0; i < size; ++i) visits[block[static_cast<std::size_t>(i)]] = inverse(i, i);
      continue;
    }
    for (Index i = 0; i < size; ++i) {
      if (progress) progress(i, size);
      const auto column = solve(part, Eigen::VectorXd::Unit(size, i));
      if (!column) return unsolvable();
      visits[block[static_cast<std::size_t>(i)]] = (*column)(i, 0);
    }
  }
  return visits;
}

double lost(double with, double without) {
  return with > 0 ? std::clamp(1 - without / with, 0.0, 1.0) : 0.0;
}

RemovalEffects no_effects(std::size_t channels) {
  return {0, std::vector<double>(channels), std::vector<double>(channels)};
}

// A state of order 1 is its channel c: RE_c = P(S visits c) * b_c / b_S, where P(S visits c) is
// N_Sc / N_cc, N the inverse of I - Q and b what a state leads to.
Result<RemovalEffects> first_order(const Walk& walk, std::size_t channels,
                                   const OnProgress& progress) {
  const auto from_itself = visits_from_itself(walk.matrix, progress);
  if (!from_itself) return from_itself.error();
  const auto leads_to = solve(walk.matrix, walk.outcome);
  const auto from_start = solve(walk.matrix.transpose(), walk.start);
  if (!leads_to || !from_start) return unsolvable();
  const Eigen::RowVectorXd whole = walk.start.transpose() * *leads_to;
  auto effects = no_effects(channels);
  effects.conversion_rate = whole[0];
  for (Index i = 0; i < walk.matrix.rows(); ++i) {
    const auto channel = walk.grams[static_cast<std::size_t>(i)].front();
    const auto visited = (*from_start)(i, 0) / (*from_itself)[i];
    effects.of_conversion[channel] = lost(whole[0], whole[0] - visited * (*leads_to)(i, 0));
    effects.of_value[channel] = lost(whole[1], whole[1] - visited * (*leads_to)(i, 1));
  }
  return effects;
}

// One solve per channel, without the states that contain it.
Result<RemovalEffects> higher_order(const Walk& walk, std::size_t channels,
                                    const OnProgress& progress) {
  const auto leads_to = solve(walk.matrix, walk.outcome);
  if (!leads_to) return unsolvable();
  const Eigen::RowVectorXd whole = walk.start.transpose() * *leads_to;
  auto effects = no_effects(channels);
  effects.conversion_rate = whole[0];
  std::vector<bool> appears(channels);
  for (const auto& gram : walk.grams) {
    for (const auto channel : gram) {
      if (channel != kNoChannel) appears[channel] = true;
    }
  }
  std::vector<Index> kept;
  std::vector<Index> place(walk.grams.size(), -1);
  for (std::size_t channel = 0; channel < channels; ++channel) {
    if (progress) progress(static_cast<std::int64_t>(channel), static_cast<std::int64_t>(channels));
    if (!appears[channel]) continue;
    kept.clear();
    for (std::size_t i = 0; i < walk.grams.size(); ++i) {
      if (std::ranges::find(walk.grams[i], static_cast<Channel>(channel)) == walk.grams[i].end()) {
        kept.push_back(static_cast<Index>(i));
      }
    }
    const auto without = solve(part_of(walk.matrix, kept, place), walk.outcome(kept, Eigen::all));
    if (!without) return unsolvable();
    const Eigen::RowVectorXd rest = walk.start(kept).transpose() * *without;
    effects.of_conversion[channel] = lost(whole[0], rest[0]);
    effects.of_value[channel] = lost(whole[1], rest[1]);
  }
  return effects;
}

}  // namespace

Result<RemovalEffects> removal_effects(const TransitionCounts& counts, const OnProgress& progress) {
  if (counts.total().conversions <= 0) return Error::invalid("attribution.no_conversions");
  if (counts.order() > 1 && counts.states() > kMostHigherWork / counts.channels()) {
    return too_many(counts.states(), kMostHigherWork / counts.channels());
  }
  const auto walk = walk_of(counts);
  return counts.order() == 1 ? first_order(walk, counts.channels(), progress)
                             : higher_order(walk, counts.channels(), progress);
}

std::vector<Credit> markov_credits(const RemovalEffects& effects, const Outcome& total) {
  const auto sum = [](const std::vector<double>& values) {
    return std::accumulate(values.begin(), values.end(), 0.0);
  };
  const auto conversion = sum(effects.of_conversion);
  const auto value = sum(effects.of_value);
  std::vector<Credit> credits(effects.of_conversion.size());
  for (std::size_t i = 0; i < credits.size(); ++i) {
    if (conversion > 0) {
      credits[i].conversions = effects.of_conversion[i] / conversion * total.conversions;
    }
    if (value > 0) credits[i].value = effects.of_value[i] / value * total.value;
  }
  return credits;
}

}  // namespace tandem::attribution
