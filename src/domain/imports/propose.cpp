#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "domain/imports/columns.h"
#include "domain/imports/profile.h"
#include "domain/imports/words.h"

namespace tandem::imports {
namespace {

constexpr std::size_t kSampled = 5000;  // rows are enough to tell

// A field that a column may be, and how well they go together.
struct Match {
  F field = F::id;
  std::size_t column = 0;
  int score = 0;
  double evidence = 0;  // for the kind
  bool by_values = false;
};

// One kind's reading of the file.
struct Draft {
  Kind kind = Kind::leads;
  std::map<F, std::size_t> columns;
  double evidence = 0;
  bool id_from_name = false;
  std::vector<Match> by_values;

  bool has(F field) const { return columns.contains(field); }
};

class Proposal {
 public:
  Proposal(const std::vector<std::string>& header,
           const std::vector<std::vector<std::string>>& sample, Language language)
      : header_(header), language_(language) {
    missing_ = missing_words(sample);
    std::set<std::string> missing;
    for (const auto& word : missing_) missing.insert(lower(word));
    for (std::size_t i = 0; i < header.size(); ++i) {
      profiles_.push_back(profile_of(sample, i, missing));
    }
  }

  Result<Layout> layout() {
    std::optional<Draft> best;
    for (const Kind kind : {Kind::deals, Kind::leads, Kind::companies, Kind::revenue}) {
      auto draft = read_as(kind);
      if (draft && (!best || draft->evidence > best->evidence)) best = std::move(draft);
    }
    if (!best) return Error::invalid("imports.nothing_recognised");
    return written(*best);
  }

 private:
  void note(std::string_view key, const TextArgs& args = {}) {
    notes_.push_back(text(language_, "imports.note." + std::string(key), args));
  }

  // How well the column goes with the field; a score of 0 is not at all.
  Match match(Kind kind, const Synonyms& field, std::size_t column) const {
    Match match{.field = field.field, .column = column, .evidence = field.weight};
    const Profile& profile = profiles_[column];
    if (!profile.suits(field.shape)) return match;
    const std::string key = key_of(header_[column]);
    const std::string short_key = key_of(header_[column], kind);
    for (std::size_t i = 0; i < field.names.size() && match.score == 0; ++i) {
      const std::string name = key_of(field.names[i]);
      if (name == key) match.score = 1000 - static_cast<int>(i);
      if (name == short_key && match.score == 0) match.score = 900 - static_cast<int>(i);
    }
    // "opportunity_id" says what the file is about.
    if (match.score > 0 && field.shape == ValueShape::id && key != short_key) match.evidence += 3;
    if (match.score == 0 && field.shape == ValueShape::email && profile.emails > 0) {
      match.score = 500;
      match.by_values = true;
    }
    const auto parts = words(header_[column]);
    const bool some_id = std::ranges::any_of(
        parts, [](const auto& word) { return word == "id" || word == "uuid" || word == "no"; });
    if (match.score == 0 && field.field == F::id && profile.filled > 0 && some_id) {
      match.score = 300;
    }
    return match;
  }

  std::vector<Match> matches(Kind kind) const {
    std::vector<Match> found;
    for (const Synonyms& field : synonyms(kind)) {
      for (std::size_t column = 0; column < header_.size(); ++column) {
        if (auto next = match(kind, field, column); next.score > 0) found.push_back(next);
      }
    }
    std::ranges::stable_sort(found, std::greater(), &Match::score);
    return found;
  }

  std::optional<Draft> read_as(Kind kind) const {
    Draft draft{.kind = kind, .columns = {}, .evidence = 0, .id_from_name = false, .by_values = {}};
    std::set<std::size_t> taken;
    for (const Match& match : matches(kind)) {
      if (draft.has(match.field) || taken.contains(match.column)) continue;
      draft.columns[match.field] = match.column;
      taken.insert(match.column);
      draft.evidence += match.evidence;
      if (match.by_values) draft.by_values.push_back(match);
    }
    if (kind == Kind::leads) settle_names(draft);
    if (kind == Kind::deals) settle_deal(draft, taken);
    if (!is_possible(draft)) return std::nullopt;
    return draft;
  }

  // "Nom" alone is the whole name, and only with "Prénom" the last one.
  void settle_names(Draft& draft) const {
    const bool only_last =
        draft.has(F::last_name) && !draft.has(F::first_name) && !draft.has(F::name);
    if (only_last && key_of(header_[draft.columns[F::last_name]]) == "nom") {
      draft.columns[F::name] = draft.columns[F::last_name];
      draft.columns.erase(F::last_name);
      draft.evidence -= 1;
    }
    if (draft.has(F::first_name) && draft.has(F::last_name)) draft.columns.erase(F::name);
  }

  void settle_deal(Draft& draft, const std::set<std::size_t>& taken) const {
    if (!draft.has(F::id) && draft.has(F::name)) {
      draft.columns[F::id] = draft.columns[F::name];
      draft.id_from_name = true;
    }
    if (draft.has(F::name)) return;
    for (std::size_t column = 0; column < header_.size(); ++column) {
      const auto key = key_of(header_[column], Kind::deals);
      const bool product = key == "product" || key == "produit" || key == "name product" ||
                           key == "nom produit" || key == "offre" || key == "service";
      if (product && !taken.contains(column)) draft.columns[F::name] = column;
    }
  }

  static bool is_possible(const Draft& draft) {
    switch (draft.kind) {
      case Kind::leads:
        return draft.has(F::email) || draft.has(F::first_name) || draft.has(F::name) ||
               (draft.has(F::id) && draft.evidence > 2);
      case Kind::companies:
        return draft.has(F::name) &&
               (draft.has(F::domain) || draft.has(F::industry) || draft.has(F::employees));
      case Kind::deals:
        return draft.has(F::id) &&
               (draft.has(F::state) || draft.has(F::amount) || draft.has(F::closed_at));
      case Kind::revenue:
        return draft.has(F::deal) && draft.has(F::amount);
    }
    return false;
  }

  Layout written(const Draft& draft) {
    Layout layout;
    layout.name = layout.source = "map";
    layout.kind = draft.kind;
    std::set<std::size_t> used;
    for (const auto& [field, column] : draft.columns) {
      layout.columns[std::string(name_of(field))] = header_[column];
      used.insert(column);
    }
    if (draft.kind != Kind::revenue) note("source");
    for (const Match& match : draft.by_values) {
      note("by_values",
           {{"column", header_[match.column]}, {"field", std::string(name_of(match.field))}});
    }
    if (draft.id_from_name) note("id_from_name", {{"column", header_[draft.columns.at(F::id)]}});
    keep_product(draft, used);
    layout.attributes.emplace();
    for (std::size_t i = 0; i < header_.size(); ++i) {
      if (!used.contains(i)) layout.attributes->push_back(header_[i]);
    }
    write_stages(draft, layout);
    write_dates(draft, layout);
    write_money(draft);
    if (!missing_.empty()) {
      layout.missing = missing_;
      note("missing", {{"values", fmt::format("{}", fmt::join(missing_, ", "))}});
    }
    layout.notes = notes_;
    return layout;
  }

  // A product that had to serve as the deal's name stays an attribute.
  void keep_product(const Draft& draft, std::set<std::size_t>& used) {
    if (draft.kind != Kind::deals || !draft.has(F::name)) return;
    const auto column = draft.columns.at(F::name);
    const auto key = key_of(header_[column], Kind::deals);
    if (key.find("produ") == key.npos && key != "offre" && key != "service") return;
    used.erase(column);
    note("name_from_product", {{"column", header_[column]}});
  }

  void write_stages(const Draft& draft, Layout& layout) {
    if (draft.kind != Kind::leads && draft.kind != Kind::deals) return;
    const bool leads = draft.kind == Kind::leads;
    const std::string common = leads ? "lead" : "open";
    const F field = leads ? F::stage : F::state;
    if (leads) layout.stage = common;
    if (!draft.has(field)) {
      const bool told = draft.has(F::won) || draft.has(F::mql_at) || draft.has(F::customer_at);
      if (!told) note(leads ? "stage_assumed" : "state_assumed");
      return;
    }
    layout.stages.emplace();
    std::vector<std::string> unknown;
    for (const auto& value : profiles_[draft.columns.at(field)].in_order) {
      const auto usual = usual_stage(draft.kind, value);
      (*layout.stages)[value] = usual.value_or(common);
      if (!usual) unknown.push_back(value);
    }
    if (unknown.empty()) return;
    note("stages_unknown",
         {{"values", fmt::format("{}", fmt::join(unknown, ", "))}, {"stage", common}});
  }

  void write_dates(const Draft& draft, Layout& layout) {
    std::string day_first;
    std::string month_first;
    std::string either;
    for (const auto& [field, column] : draft.columns) {
      const Profile& profile = profiles_[column];
      if (!profile.suits(ValueShape::date) || profile.filled == 0) continue;
      if (!profile.day_first.empty()) day_first = profile.day_first;
      if (!profile.month_first.empty()) month_first = profile.month_first;
      if (!profile.either.empty()) either = profile.either;
    }
    if (!day_first.empty() && !month_first.empty()) {
      note("dates_mixed", {{"first", day_first}, {"second", month_first}});
    } else if (!day_first.empty()) {
      layout.dates = DateOrder::day_first;
    } else if (!month_first.empty()) {
      layout.dates = DateOrder::month_first;
    } else if (!either.empty()) {
      note("dates_unclear", {{"value", either}});
    }
  }

  void write_money(const Draft& draft) {
    if (!draft.has(F::amount) || draft.has(F::currency)) return;
    const auto& column = header_[draft.columns.at(F::amount)];
    if (!currency_of(column)) note("currency", {{"column", column}});
  }

  const std::vector<std::string>& header_;
  Language language_;
  std::vector<Profile> profiles_;
  std::vector<std::string> missing_;
  std::vector<std::string> notes_;
};

}  // namespace

Result<Layout> propose(const std::vector<std::string>& header,
                       const std::vector<std::vector<std::string>>& sample, Language language) {
  if (sample.size() > kSampled) {
    return propose(header, {sample.begin(), sample.begin() + kSampled}, language);
  }
  return Proposal(header, sample, language).layout();
}

}  // namespace tandem::imports
