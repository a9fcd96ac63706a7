// How far apart two distributions over the same values are: what a declaration says and what the
// customers are.
//
// Example (methods.md E1). p = (.5, .3, .2) and q = (.2, .3, .5) have a population stability index
// of .549774, a total variation of .3 ("30 % of customers would have to change"), a Jensen-Shannon
// divergence of .066414 nats = .095816 bits, and a Hellinger distance of .259893. Seen in 100
// customers, G = 54.977, and an index up to .0599 would be no news.
#pragma once

#include <cstdint>
#include <span>

namespace tandem::personas {

// Shares sum to 1; both spans hold the same values in the same order.
using Shares = std::span<const double>;

// Σ (p − q) ln(p / q) >= 0: the population stability index (also Jeffreys' divergence). Infinite
// when one is 0 where the other is not.
double population_stability(Shares p, Shares q);

// Half the divergences of both to their middle (Lin, IEEE Trans. Inf. Theory 1991): symmetric,
// 0 to ln 2 nats, 0 to 1 bit.
double jensen_shannon_nats(Shares p, Shares q);
double jensen_shannon_bits(Shares p, Shares q);

// Half of Σ |p − q|, 0 to 1: the part of the customers who would have to be others.
double total_variation(Shares p, Shares q);

// sqrt(1 − Σ sqrt(p q)), 0 to 1.
double hellinger(Shares p, Shares q);

// Likelihood-ratio statistic 2 Σ c ln(c / (n p)) of counts against shares that are known for
// certain; about χ² with (values − 1) degrees when they agree.
double g_statistic(std::span<const double> counts, Shares expected);
// The same of two samples against what they have in common.
double g_of_two_samples(std::span<const double> one, std::span<const double> other);

// The probability that χ² with (values − 1) degrees exceeds `g`; 1 for one value.
double g_probability(double g, std::size_t values);

// The stability index that chance alone exceeds one time in twenty: the 95 % point of
// χ²(values − 1), times 1/n + 1/m (Yurdakul, Statistical properties of the population stability
// index, 2018). `m` is infinite for a declaration that was not estimated from a sample.
double critical_stability(std::size_t values, double n, double m);

}  // namespace tandem::personas
