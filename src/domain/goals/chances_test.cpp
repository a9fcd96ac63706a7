#include "domain/goals/chances.h"

#include <cmath>

#include <gtest/gtest.h>

namespace tandem::goals {
namespace {

Conversion known(double rate, double in_time = 1) {
  return {*known_rate(rate), in_time};
}
Conversion believed(double alpha, double beta, double in_time = 1) {
  return {*believed_rate(alpha, beta), in_time};
}

double log_choose(double n, double k) {
  return std::lgamma(n + 1) - std::lgamma(k + 1) - std::lgamma(n - k + 1);
}
double log_beta(double a, double b) {
  return std::lgamma(a) + std::lgamma(b) - std::lgamma(a + b);
}

// Term by term, an independent way to the same figure.
double summed(const Conversion& conversion, std::int64_t leads, std::int64_t customers) {
  double below = 0;
  const auto n = static_cast<double>(leads);
  for (std::int64_t i = 0; i < customers && i <= leads; ++i) {
    const auto k = static_cast<double>(i);
    if (const auto& belief = conversion.rate.belief) {
      below += std::exp(log_choose(n, k) + log_beta(k + belief->alpha, n - k + belief->beta) -
                        log_beta(belief->alpha, belief->beta));
    } else {
      const double p = conversion.rate.mean * conversion.in_time;
      below += std::exp(log_choose(n, k) + k * std::log(p) + (n - k) * std::log1p(-p));
    }
  }
  return 1 - below;
}

TEST(Chances, OfTheArticlesGoal) {  // methods.md D1
  const auto conversion = known(0.02);
  EXPECT_NEAR(chance_of(conversion, 500, 10), 0.543336, 5e-7);
  EXPECT_EQ(leads_for(conversion, 10, 0.5), 484);
  EXPECT_EQ(leads_for(conversion, 10, 0.8), 625);
  EXPECT_EQ(leads_for(conversion, 10, 0.9), 708);
}

TEST(Chances, OfARateThatIsNotKnownExactly) {  // methods.md D2
  EXPECT_NEAR(chance_of(believed(20, 980), 500, 10), 0.518797, 5e-7);
  EXPECT_EQ(leads_for(believed(20, 980), 10, 0.8), 678);
  EXPECT_EQ(leads_for(believed(20, 980), 10, 0.9), 799);
  EXPECT_NEAR(chance_of(believed(2, 98), 500, 10), 0.433673, 5e-7);
  EXPECT_EQ(leads_for(believed(2, 98), 10, 0.8), 1209);
}

TEST(Chances, EqualTheSumOfTheirTerms) {
  for (const auto& conversion :
       {known(0.02), known(0.5), known(0.999), known(0.02, 0.6), believed(20, 980), believed(2, 98),
        believed(0.5, 0.5), believed(0.01, 3), believed(3, 0.01), believed(1, 1),
        believed(2e4, 98e4)}) {
    for (const std::int64_t leads : {1, 2, 7, 100, 500, 3'000}) {
      for (const std::int64_t customers : {1, 2, 5, 10, 99, 400, 2'999}) {
        if (customers > leads) continue;
        EXPECT_NEAR(chance_of(conversion, leads, customers), summed(conversion, leads, customers),
                    1e-8)
            << conversion.rate.mean << " " << leads << " " << customers;
      }
    }
  }
}

// With the lag the believed chance is a mixture of binomials; here as a plain Riemann sum.
TEST(Chances, OfABelievedRateWithALag) {
  const double in_time = 2. / 3;
  constexpr int kPieces = 20'000;
  double mixed = 0;
  for (int i = 0; i < kPieces; ++i) {
    const double p = (i + 0.5) / kPieces * 0.2;
    const double density = std::exp(19 * std::log(p) + 979 * std::log1p(-p) - log_beta(20, 980));
    mixed += density * 0.2 / kPieces * chance_of(known(p, in_time), 750, 10);
  }
  EXPECT_NEAR(chance_of(believed(20, 980, in_time), 750, 10), mixed, 1e-8);
}

TEST(Chances, HaveTheirEnds) {
  for (const auto& conversion : {known(0.02), believed(2, 98)}) {
    EXPECT_EQ(chance_of(conversion, 0, 0), 1);
    EXPECT_EQ(chance_of(conversion, 0, 1), 0);
    EXPECT_EQ(chance_of(conversion, 9, 10), 0);
    EXPECT_EQ(leads_for(conversion, 0, 0.9), 0);
    EXPECT_EQ(leads_for(conversion, kMostLeads + 1, 0.5), std::nullopt);
  }
  EXPECT_EQ(chance_of(known(1), 10, 10), 1);
  EXPECT_EQ(leads_for(known(1), 10, 0.9), 10);
  EXPECT_EQ(chance_of(known(0.5, 0), 1000, 1), 0);
  EXPECT_EQ(leads_for(known(0.5, 0), 1, 0.5), std::nullopt);
  EXPECT_EQ(leads_for(known(1e-12), 1'000, 0.5), std::nullopt);
  // So little evidence that one time in five the rate is next to nothing.
  EXPECT_EQ(leads_for(believed(0.01, 1), 1, 0.9), std::nullopt);
}

TEST(Chances, GrowWithTheLeadsAndShrinkWithTheGoal) {
  for (const auto& conversion : {known(0.03), believed(3, 97), believed(30, 970, 0.5)}) {
    double before = 0;
    for (std::int64_t leads = 1; leads < 100'000; leads += 1 + leads / 9) {
      const double chance = chance_of(conversion, leads, 20);
      EXPECT_GE(chance, before - 1e-12) << leads;
      EXPECT_LE(chance_of(conversion, leads, 21), chance + 1e-12) << leads;
      before = chance;
    }
  }
}

TEST(Chances, NeedTheLeastLeadsThatSuffice) {
  for (const auto& conversion : {known(0.02), known(0.9), known(1e-6), believed(20, 980),
                                 believed(0.4, 7), believed(50, 1e6, 0.3)}) {
    for (const std::int64_t customers : {1, 2, 10, 333}) {
      std::int64_t before = 0;
      for (const double chance : {0.05, 0.5, 0.8, 0.9, 0.99}) {
        const auto leads = leads_for(conversion, customers, chance);
        if (!leads) continue;
        EXPECT_GE(*leads, before);
        EXPECT_GE(chance_of(conversion, *leads, customers), chance);
        EXPECT_LT(chance_of(conversion, *leads - 1, customers), chance);
        before = *leads;
      }
    }
  }
}

TEST(Chances, ReadBackAsQuantiles) {
  EXPECT_EQ(customers_at(known(0.02), 500, 0.1), 6);
  EXPECT_EQ(customers_at(known(0.02), 500, 0.5), 10);
  EXPECT_EQ(customers_at(known(0.02), 500, 0.9), 14);
  EXPECT_EQ(customers_at(known(0.02), 0, 0.9), 0);
  EXPECT_EQ(customers_at(known(1), 7, 0.1), 7);
  for (const auto& conversion : {known(0.02), believed(2, 98), believed(20, 980, 0.4)}) {
    for (const double share : {0.1, 0.5, 0.9}) {
      const auto k = customers_at(conversion, 800, share);
      EXPECT_GE(1 - chance_of(conversion, 800, k + 1), share - 1e-12);
      EXPECT_LT(1 - chance_of(conversion, 800, k), share);
    }
  }
}

// The binomial is symmetric around its mean to first order: P(X >= np) = 1/2 + (1 + p) / (3 s),
// s = sqrt(2 pi n p (1 - p)) (Edgeworth with the lattice term), up to terms of 1/n.
TEST(Chances, StayExactForHugeNumbers) {
  for (const double leads : {1e6, 1e8, 1e10, 1e12}) {
    const double p = 0.02;
    const double s = std::sqrt(2 * M_PI * leads * p * (1 - p));
    const double expected = 0.5 + 0.5 / s - (1 - 2 * p) / (6 * s);
    EXPECT_NEAR(
        chance_of(known(p), static_cast<std::int64_t>(leads), static_cast<std::int64_t>(leads * p)),
        expected, std::max(2 / (leads * p), 1e-8))
        << leads;
  }
  // A belief as firm as this is knowledge; one as loose as that decides alone.
  EXPECT_NEAR(chance_of(believed(2e8, 98e8 / 10), 100'000'000, 2'000'000),
              chance_of(believed(2e8, 98e8 / 10), 100'000'000, 2'000'001), 1e-3);
  const double loose = chance_of(believed(20, 980), 100'000'000, 2'000'000);
  EXPECT_NEAR(loose, chance_of(believed(20, 980), 1'000'000'000, 20'000'000), 1e-5);
}

}  // namespace
}  // namespace tandem::goals
