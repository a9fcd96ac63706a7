#include "cli/attribution_credit.h"

#include <algorithm>

#include "cli/progress.h"

namespace tandem::cli {
namespace {

using attribution::RuleModel;

class Creditor {
 public:
  Creditor(const AttributionRequest& request, const AttributionEvidence& evidence,
           const std::vector<std::string>& names)
      : request_(request), evidence_(evidence), names_(names) {}

  Result<ModelCredit> credit(const std::string& model) const {
    if (const auto rule = parse_enum<RuleModel>(model)) {
      return finished(model, evidence_.rules.credits(*rule));
    }
    if (model == "markov") return markov();
    if (model == "shapley") return finished(model, additive_shapley(*evidence_.sets));
    return shapley_rate();
  }

 private:
  Result<ModelCredit> markov() const {
    std::optional<Progress> bar;
    const auto effects =
        removal_effects(*evidence_.transitions, [&](std::int64_t done, std::int64_t whole) {
          if (!bar) bar.emplace("markov", whole);
          bar->step(done);
        });
    if (!effects) return effects.error();
    auto answer = unsorted("markov", markov_credits(*effects, evidence_.transitions->total()));
    for (std::size_t i = 0; i < names_.size(); ++i) {
      answer.channels[i].removal_effect = effects->of_conversion[i];
    }
    answer.order = evidence_.transitions->order();
    answer.validation = evidence_.validation;
    return sorted(std::move(answer));
  }

  Result<ModelCredit> shapley_rate() const {
    const auto shares = attribution::rate_shapley(
        *evidence_.sets, request_.nulls == attribution::Nulls::ignored, {.seed = request_.seed});
    if (!shares) return shares.error();
    auto answer = unsorted("shapley_rate", shares->credits);
    for (std::size_t i = 0; i < shares->of_rate_error.size(); ++i) {
      answer.channels[i].standard_error =
          shares->of_rate_error[i] * (answer.total.conversions + answer.total.nulls);
    }
    return sorted(std::move(answer));
  }

  ModelCredit finished(const std::string& model,
                       const std::vector<attribution::Credit>& credits) const {
    return sorted(unsorted(model, credits));
  }

  ModelCredit unsorted(const std::string& model,
                       const std::vector<attribution::Credit>& credits) const {
    ModelCredit answer;
    answer.model = model;
    answer.total = evidence_.rules.attributed();
    answer.unattributed = evidence_.rules.unattributed();
    answer.open = evidence_.open;
    if (request_.nulls == attribution::Nulls::ignored) answer.total.nulls = 0;
    answer.conversion_rate =
        answer.total.conversions / (answer.total.conversions + answer.total.nulls);
    for (std::size_t i = 0; i < names_.size(); ++i) {
      ChannelCredit row;
      row.channel = names_[i];
      row.conversions = credits[i].conversions;
      if (evidence_.valued) row.value = credits[i].value;
      answer.channels.push_back(std::move(row));
    }
    return answer;
  }

  static ModelCredit sorted(ModelCredit answer) {
    std::ranges::sort(answer.channels, [](const ChannelCredit& one, const ChannelCredit& other) {
      if (one.conversions != other.conversions) return one.conversions > other.conversions;
      return one.channel < other.channel;
    });
    return answer;
  }

  const AttributionRequest& request_;
  const AttributionEvidence& evidence_;
  const std::vector<std::string>& names_;
};

}  // namespace

Result<std::vector<ModelCredit>> model_credits(const AttributionRequest& request,
                                               const AttributionEvidence& evidence,
                                               const std::vector<std::string>& names) {
  if (evidence.rules.attributed().conversions <= 0) {
    return Error::invalid("attribution.no_conversions");
  }
  const Creditor creditor(request, evidence, names);
  std::vector<ModelCredit> models;
  for (const auto& model : request.models) {
    auto credit = creditor.credit(model);
    if (!credit) return std::move(credit).error();
    models.push_back(*std::move(credit));
  }
  return models;
}

}  // namespace tandem::cli
