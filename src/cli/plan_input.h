// What `tandem plan` is asked, as texts of its command line, and the room's answer.
#pragma once

#include <map>
#include <optional>
#include <string>

#include <CLI/CLI.hpp>

#include "base/text.h"
#include "domain/goals/plan.h"

namespace tandem::cli {

// Empty where not given. Numbers are read by the program itself, so that refusals are in the user's
// language and name the option.
struct PlanOptions {
  std::string revenue;
  std::string average_sale;
  std::string rate;
  std::string alpha;
  std::string beta;
  std::string observed;  // "12/400"
  std::string kappa;
  std::string stages;
  std::string lag;
  std::string months;
  std::string leads;
  std::string sales;  // a CSV file
  std::string seed;
  std::string currency = "EUR";
};

// The plan played with the sizes of past sales.
struct SimulatedPlan {
  std::int64_t leads = 0;
  int plays = 0;
  std::int64_t seed = 0;
  double probability = 0;
  double standard_error = 0;
  Money p10;  // revenue
  Money p50;
  Money p90;
  std::map<std::string, std::optional<std::int64_t>> leads_for;
};
BOOST_DESCRIBE_STRUCT(SimulatedPlan, (),
                      (leads, plays, seed, probability, standard_error, p10, p50, p90, leads_for))

struct PlanAnswer {
  goals::Plan plan;
  goals::Funnel funnel;
  std::optional<SimulatedPlan> simulated;  // with --sales only
};

void add_plan_options(CLI::App& command, PlanOptions& options);

// Errors: those of goals::make_plan and of parse_number, parse_whole_number and parse_money, their
// field the option: "--average-sale"; cli.plan.required, cli.plan.needs {other},
// cli.plan.bad_observed {value}; those of the sales file at their line.
Result<PlanAnswer> plan_of(const PlanOptions& options, Language language);

}  // namespace tandem::cli
