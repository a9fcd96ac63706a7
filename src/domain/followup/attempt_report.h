// What a log of attempts shows, and how surely: hazards per attempt and segment, the effect of
// delay, and how much of each figure is the data's.
//
// Nothing is claimed that the log does not show. Fast "matters" when first attempts within 5
// minutes connect clearly more often than later ones; the chance "decays steadily" only when it
// clearly falls from band to band among the later ones too. Leads that were given up are counted
// beside each attempt, since reps give up on leads they think bad, which makes late hazards look
// too good.
//
// Example. 100 first attempts, 30 of them connected: .30 raw, pulled towards the prior .234 by 22
// %.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/time.h"
#include "domain/followup/beta_geometric.h"
#include "domain/followup/contact_model.h"

namespace tandem::followup {

// One row of a log. The number or the time says which attempt of its lead it was.
struct LoggedAttempt {
  std::int64_t line = 0;
  std::string lead{};
  std::optional<std::int64_t> number{};
  std::optional<Timestamp> at{};
  Attempt attempt{};
};

inline constexpr std::int64_t kHighestNumber = 1000;  // of an attempt

struct AttemptHistory {
  std::vector<Attempt> attempts;  // those before and with the first connection of their lead
  std::vector<bool> last;         // no attempt followed
  std::int64_t leads = 0;
  std::int64_t after_connection = 0;  // rows that came later, left out
  std::int64_t missing = 0;           // attempts whose number was passed over
};

// Puts each lead's attempts in order, by number where there is one, by time otherwise; gaps and
// slots are filled in from times. Errors, with the row's line as field: followup.no_attempts;
// followup.same_attempt {lead, attempt}; followup.no_order {lead}; followup.attempt_range {most}.
Result<AttemptHistory> attempt_history(std::vector<LoggedAttempt> log);

struct AttemptFigure {
  std::string attempt;  // "1", "2", ... "12+"
  std::int64_t at_risk = 0;
  std::int64_t events = 0;
  std::int64_t given_up = 0;  // did not connect, and were not tried again
  double share = 0;           // events / at_risk
  double share_low = 0;       // 95 % (Wilson)
  double share_high = 1;
  double hazard = 0;  // with the prior
  double low = 0;     // 95 %
  double high = 1;
  double prior = 0;
  double from_data = 0;
};
BOOST_DESCRIBE_STRUCT(AttemptFigure, (),
                      (attempt, at_risk, events, given_up, share, share_low, share_high, hazard,
                       low, high, prior, from_data))

struct SegmentFigure {
  std::string segment;
  std::string attempt;
  std::int64_t at_risk = 0;
  std::int64_t events = 0;
  double hazard = 0;  // pulled towards that of all segments
  double low = 0;
  double high = 1;
  double from_data = 0;
};
BOOST_DESCRIBE_STRUCT(SegmentFigure, (),
                      (segment, attempt, at_risk, events, hazard, low, high, from_data))

struct DelayBand {
  std::string minutes;  // "0-5", above the first and up to the second
  std::int64_t at_risk = 0;
  std::int64_t events = 0;
  double share = 0;
  double low = 0;  // 95 % (Wilson)
  double high = 1;
};
BOOST_DESCRIBE_STRUCT(DelayBand, (), (minutes, at_risk, events, share, low, high))

struct DelayFindings {
  std::vector<DelayBand> bands;
  // Share connected within 5 minutes less the share later, with its 95 % interval; none when either
  // has fewer than 30 leads.
  std::optional<double> fast_difference;
  std::optional<double> fast_low;
  std::optional<double> fast_high;
  bool fast_matters = false;
  // Cochran-Armitage trend over the bands beyond 5 minutes, in standard deviations; below -1.96 the
  // chance falls.
  std::optional<double> later_trend;
  bool steady_decay = false;
};
BOOST_DESCRIBE_STRUCT(DelayFindings, (),
                      (bands, fast_difference, fast_low, fast_high, fast_matters, later_trend,
                       steady_decay))

struct BetaGeometricFigure {
  double alpha = 0;
  double beta = 0;
  double log_likelihood = 0;
  double geometric = 0;
  double geometric_log_likelihood = 0;
  bool falling = false;
};
BOOST_DESCRIBE_STRUCT(BetaGeometricFigure, (),
                      (alpha, beta, log_likelihood, geometric, geometric_log_likelihood, falling))

struct AttemptReport {
  std::int64_t rows = 0;
  std::int64_t leads = 0;
  std::int64_t after_connection = 0;
  std::int64_t missing_attempts = 0;
  std::vector<AttemptFigure> attempts;
  std::vector<SegmentFigure> segments;  // where a column of segments was read
  std::optional<DelayFindings> delay;   // where delays were
  std::vector<Effect> effects;  // of the full contact model; without the attempts themselves
  std::optional<BetaGeometricFigure> beta_geometric;
  double given_up_share = 0;          // of the leads that were not reached at their first attempt
  bool informative_stopping = false;  // some were: late hazards may be too high
};
BOOST_DESCRIBE_STRUCT(AttemptReport, (),
                      (rows, leads, after_connection, missing_attempts, attempts, segments, delay,
                       effects, beta_geometric, given_up_share, informative_stopping))

// Error: followup.no_attempts.
Result<AttemptReport> report_attempts(const AttemptHistory& history,
                                      const PriorSpread& spread = {});

}  // namespace tandem::followup
