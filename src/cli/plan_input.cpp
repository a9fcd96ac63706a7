#include "cli/plan_input.h"

#include <algorithm>
#include <limits>

#include "base/described.h"
#include "base/number.h"
#include "cli/analysis_input.h"
#include "domain/goals/simulation.h"
#include "domain/lifecycle/stage.h"

namespace tandem::cli {
namespace {

// The rooms name fields ("average_sale"), the command line options ("--average-sale").
Error at_option(Error error) {
  if (error.field.empty()) return error;
  std::ranges::replace(error.field, '_', '-');
  error.field.insert(0, "--");
  return error;
}

Error at_option(const std::string& option, Error error) {
  error.field = option;
  return error;
}

Result<std::optional<double>> number_option(const std::string& option, const std::string& value) {
  if (value.empty()) return std::optional<double>();
  const auto number = parse_number(value);
  if (!number) return at_option(option, number.error());
  return std::optional(*number);
}

Result<std::optional<std::int64_t>> count_option(const std::string& option,
                                                 const std::string& value) {
  if (value.empty()) return std::optional<std::int64_t>();
  const auto number = parse_whole_number(value);
  if (!number) return at_option(option, number.error());
  return std::optional(*number);
}

Result<Money> money_option(const std::string& option, const std::string& value,
                           const std::string& currency) {
  if (value.empty()) return Error::invalid("cli.plan.required", {}, option);
  auto money = parse_money(value, currency);
  if (!money) return at_option(option, std::move(money).error());
  return *std::move(money);
}

// "12/400": 12 customers of 400 leads.
Result<goals::Rate> observed_rate(const PlanOptions& options, double parent) {
  const auto bad = [&] {
    return Error::invalid("cli.plan.bad_observed", {{"value", options.observed}}, "--observed");
  };
  const auto slash = options.observed.find('/');
  if (slash == std::string::npos) return bad();
  const auto won = parse_whole_number(options.observed.substr(0, slash));
  const auto leads = parse_whole_number(options.observed.substr(slash + 1));
  if (!won || !leads || *won < 0 || *leads < *won) return bad();
  const auto kappa = number_option("--kappa", options.kappa);
  if (!kappa) return kappa.error();
  auto rate =
      goals::posterior_rate(parent, kappa->value_or(goals::kParentWeight), *won, *leads - *won);
  if (rate) return rate;
  auto error = std::move(rate).error();
  // Counts beyond what a belief can hold.
  if (error.field != "rate" && error.field != "kappa") error.field = "observed";
  return at_option(std::move(error));
}

Result<std::optional<goals::Rate>> believed_option(const PlanOptions& options) {
  const auto alpha = number_option("--rate-alpha", options.alpha);
  if (!alpha) return alpha.error();
  const auto beta = number_option("--rate-beta", options.beta);
  if (!beta) return beta.error();
  if (!*alpha && !*beta) return std::optional<goals::Rate>();
  if (!*alpha || !*beta) {
    const bool first = alpha->has_value();
    return Error::invalid("cli.plan.needs", {{"other", first ? "--rate-beta" : "--rate-alpha"}},
                          first ? "--rate-alpha" : "--rate-beta");
  }
  const auto rate = goals::believed_rate(**alpha, **beta);
  if (!rate) return at_option("--rate-" + rate.error().field, rate.error());
  return std::optional(*rate);
}

// The product of the stages from lead to customer, when they go all the way.
std::optional<double> rate_of_stages(const std::vector<goals::Step>& steps) {
  const auto funnel = goals::join_funnel(steps, std::nullopt);
  return funnel ? std::optional(funnel->rate.mean) : std::nullopt;
}

// From lead to customer: what is believed of it, what was observed, or the plain figure.
Result<std::optional<goals::Rate>> rate_option(const PlanOptions& options,
                                               const std::vector<goals::Step>& steps) {
  const auto value = number_option("--rate", options.rate);
  if (!value) return value.error();
  if (*value && !(**value >= 0 && **value <= 1)) {
    return at_option(goals::known_rate(**value).error());
  }
  const auto believed = believed_option(options);
  if (!believed) return believed.error();
  if (*believed) return *believed;
  if (!options.observed.empty()) {
    const auto parent = *value ? *value : rate_of_stages(steps);
    if (!parent) return Error::invalid("cli.plan.needs", {{"other", "--rate"}}, "--observed");
    const auto rate = observed_rate(options, *parent);
    if (!rate) return rate.error();
    return std::optional(*rate);
  }
  if (!*value) return std::optional<goals::Rate>();
  const auto rate = goals::known_rate(**value);
  if (!rate) return at_option(rate.error());
  return std::optional(*rate);
}

Result<std::optional<goals::Lag>> lag_option(const std::string& text) {
  if (text.empty()) return std::optional<goals::Lag>();
  std::vector<double> shares;
  for (std::size_t from = 0; from <= text.size();) {
    const auto to = std::min(text.find(',', from), text.size());
    const auto share = parse_number(std::string_view(text).substr(from, to - from));
    if (!share) {
      return at_option("--lag[" + std::to_string(shares.size()) + "]", share.error());
    }
    shares.push_back(*share);
    from = to + 1;
  }
  auto lag = goals::make_lag(std::move(shares));
  if (!lag) return at_option(std::move(lag).error());
  return std::optional(*std::move(lag));
}

// The column "amount" of a CSV file, in minor units.
Result<std::vector<std::int64_t>> read_sales(const PlanOptions& options, Language language) {
  auto table = AnalysisTable::open(options.sales, language);
  if (!table) return std::move(table).error();
  const auto column = table->column("amount");
  if (!column) return column.error();
  std::vector<std::int64_t> sales;
  for (auto more = table->next();; more = table->next()) {
    if (!more) return std::move(more).error();
    if (!*more) break;
    auto amount = parse_money(table->value(*column), options.currency);
    if (!amount) return table->at(*column, std::move(amount).error());
    if (amount->amount <= 0) {
      return table->at(*column,
                       Error::invalid("goals.sale_amount", {{"value", table->value(*column)}}));
    }
    sales.push_back(amount->amount);
  }
  if (sales.empty()) return at_file(options.sales, Error::invalid("goals.no_sales"));
  return sales;
}

Money mean_of(const std::vector<std::int64_t>& sales, const std::string& currency) {
  double mean = 0;
  for (const auto sale : sales) {
    mean += static_cast<double>(sale) / static_cast<double>(sales.size());
  }
  // Below 2^63, which a double may round up to.
  return {static_cast<std::int64_t>(std::min(mean + 0.5, 9.2e18)), currency};
}

std::vector<std::int64_t> spread_evenly(std::int64_t leads, std::int64_t months) {
  std::vector<std::int64_t> coming(static_cast<std::size_t>(months), leads / months);
  for (std::int64_t i = 0; i < leads % months; ++i) ++coming[static_cast<std::size_t>(i)];
  return coming;
}

Result<SimulatedPlan> simulate(const goals::Plan& plan, const goals::PlanRequest& request,
                               std::vector<std::int64_t> sales, std::int64_t seed) {
  goals::Play setting;
  setting.rates = {plan.rate};
  setting.leads = {*plan.leads};
  if (request.lag) {
    setting.lag = *request.lag;
    setting.leads = spread_evenly(*plan.leads, plan.horizon->months);
  }
  setting.sales = std::move(sales);
  setting.target = plan.revenue.amount;
  setting.seed = static_cast<std::uint64_t>(seed);
  const auto played = goals::play(setting);
  if (!played) return played.error();
  const auto money = [&](double amount) {
    return Money{static_cast<std::int64_t>(std::min(amount + 0.5, 9.2e18)), plan.revenue.currency};
  };
  return SimulatedPlan{
      *plan.leads,
      setting.plays,
      seed,
      played->probability,
      played->standard_error,
      money(played->revenue_p10),
      money(played->revenue_p50),
      money(played->revenue_p90),
      {{"50", played->leads_for_50}, {"80", played->leads_for_80}, {"90", played->leads_for_90}}};
}

// Money, rate and stages; what is left is counts.
Result<goals::PlanRequest> request_of(const PlanOptions& options,
                                      const std::vector<std::int64_t>& sales) {
  goals::PlanRequest request;
  if (!is_currency(options.currency)) {
    return Error::invalid("money.unknown_currency", {{"currency", options.currency}}, "--currency");
  }
  const auto revenue = money_option("--revenue", options.revenue, options.currency);
  if (!revenue) return revenue.error();
  request.revenue = *revenue;
  if (options.average_sale.empty() && !sales.empty()) {
    request.average_sale = mean_of(sales, options.currency);
  } else {
    const auto sale = money_option("--average-sale", options.average_sale, options.currency);
    if (!sale) return sale.error();
    request.average_sale = *sale;
  }
  const auto names = enum_names<lifecycle::Stage>();
  const auto steps = goals::parse_stage_rates(options.stages, names);
  if (!steps) return at_option(steps.error());
  request.steps = *steps;
  const auto rate = rate_option(options, *steps);
  if (!rate) return rate.error();
  request.rate = *rate;
  const auto lag = lag_option(options.lag);
  if (!lag) return lag.error();
  request.lag = *lag;
  const auto months = count_option("--months", options.months);
  if (!months) return months.error();
  if (*months && !request.lag) {
    return Error::invalid("cli.plan.needs", {{"other", "--lag"}}, "--months");
  }
  request.months = *months;
  const auto leads = count_option("--leads", options.leads);
  if (!leads) return leads.error();
  request.leads = *leads;
  return request;
}

}  // namespace

void add_plan_options(CLI::App& command, PlanOptions& options) {
  command.add_option("--revenue", options.revenue, "The goal, such as 10000");
  command.add_option("--average-sale", options.average_sale,
                     "What a sale brings on average; the mean of --sales where absent");
  command.add_option("--rate", options.rate, "Share of leads that become customers, such as 0.02");
  command.add_option("--rate-alpha", options.alpha,
                     "The rate is believed to be Beta(alpha, beta): successes");
  command.add_option("--rate-beta", options.beta, "... and failures");
  command.add_option("--observed", options.observed,
                     "Customers/leads counted, such as 0/30; --rate is then what is known from "
                     "elsewhere");
  command.add_option("--kappa", options.kappa,
                     "How many leads --rate weighs beside --observed (20)");
  command.add_option("--stages", options.stages,
                     "Rates from stage to stage: visitor:lead=0.03,lead:mql=0.4");
  command.add_option("--lag", options.lag,
                     "Share of the customers that buy 0, 1, 2 ... months after they came: "
                     "0.3,0.4,0.3");
  command.add_option("--months", options.months, "The horizon; as long as --lag where absent");
  command.add_option("--leads", options.leads, "What if there were so many leads?");
  command.add_option("--sales", options.sales,
                     "CSV file of past sales, column amount: plays the plan with their sizes; - is "
                     "standard input");
  command.add_option("--seed", options.seed, "Of the play (1)");
  command.add_option("--currency", options.currency, "ISO 4217 code")->capture_default_str();
}

Result<PlanAnswer> plan_of(const PlanOptions& options, Language language) {
  std::vector<std::int64_t> sales;
  if (!options.sales.empty() && is_currency(options.currency)) {
    auto read = read_sales(options, language);
    if (!read) return std::move(read).error();
    sales = *std::move(read);
  }
  const auto seed = count_option("--seed", options.seed);
  if (!seed) return seed.error();
  const auto request = request_of(options, sales);
  if (!request) return request.error();
  auto plan = goals::make_plan(*request);
  if (!plan) return at_option(std::move(plan).error());
  const auto funnel = goals::join_funnel(request->steps, request->rate);
  if (!funnel) return at_option(funnel.error());
  PlanAnswer answer{*std::move(plan), *funnel, std::nullopt};
  if (!sales.empty() && answer.plan.leads && answer.plan.customers > 0) {
    auto played = simulate(answer.plan, *request, std::move(sales), seed->value_or(1));
    if (!played) return at_option(std::move(played).error());
    answer.simulated = *std::move(played);
  }
  return answer;
}

}  // namespace tandem::cli
