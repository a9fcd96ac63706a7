// 20 million touches of 2 million contacts: the array is built, all rule models and the transitions
// of a Markov chain are folded over it, and DuckDB is asked the same in SQL. Ends with 1 when the
// answers differ.
#include "storage/journeys.h"

#include <cmath>
#include <cstdlib>
#include <filesystem>

#include <boost/random/mersenne_twister.hpp>

#include "bench/measure.h"
#include "domain/attribution/markov.h"
#include "domain/attribution/rule_models.h"
#include "storage/mirror/duck.h"

namespace tandem {
namespace {

using namespace attribution;

constexpr std::size_t kContacts = 2'000'000;
constexpr std::size_t kTouches = 20'000'000;
constexpr Channel kChannels = 40;
constexpr Channel kDirect = 3;
constexpr std::int64_t kDay = 86'400'000;
constexpr std::int64_t kBegin = 1'767'225'600'000;  // 2026-01-01
constexpr std::int64_t kDays = 180;
constexpr std::size_t kConverting = 4;  // one contact in so many

struct Data {
  std::vector<Touch> touches;
  std::vector<Milestone> milestones;
};

Timestamp at(std::int64_t millis) {
  return Timestamp(Millis(millis));
}

// Touches in no order; channels as in life, few large and many small ones.
Data generate() {
  boost::random::mt19937_64 engine(20'260'101);
  Data data;
  data.touches.resize(kTouches);
  for (auto& touch : data.touches) {
    const auto bits = engine();
    touch.contact = static_cast<Contact>((bits & 0xFFFFFFFF) % kContacts);
    touch.channel =
        static_cast<Channel>(std::min((bits >> 32) % kChannels, (bits >> 48) % kChannels));
    touch.at = at(kBegin + static_cast<std::int64_t>(engine() % (kDays * kDay)));
  }
  for (Contact contact = 0; contact < kContacts; contact += kConverting) {
    const auto bits = engine();
    const auto won = kBegin + 30 * kDay + static_cast<std::int64_t>(bits % ((kDays - 30) * kDay));
    const auto lead = won - static_cast<std::int64_t>((bits >> 40) % 60) * kDay;
    const auto opportunity = lead + (won - lead) / 2;
    data.milestones.push_back({at(lead), 0, contact, MilestoneKind::lead});
    data.milestones.push_back({at(opportunity), 0, contact, MilestoneKind::opportunity});
    data.milestones.push_back({at(won), static_cast<double>((bits >> 20) % 100'000) / 100, contact,
                               MilestoneKind::conversion});
  }
  return data;
}

struct Everything {
  RuleFold rules;
  TransitionCounts transitions;

  void add(const Journey& journey) {
    rules.add(journey);
    transitions.add(journey);
  }
  void merge(const Everything& other) {
    rules.merge(other.rules);
    transitions.merge(other.transitions);
  }
};

RuleSettings settings() {
  RuleSettings settings;
  settings.direct.resize(kChannels);
  settings.direct[kDirect] = true;
  return settings;
}

struct TouchRow {
  std::int64_t contact, channel, happened, seq;
};
BOOST_DESCRIBE_STRUCT(TouchRow, (), (contact, channel, happened, seq))
struct WonRow {
  std::int64_t contact, won, lead, opportunity;
  double value;
};
BOOST_DESCRIBE_STRUCT(WonRow, (), (contact, won, lead, opportunity, value))

void load(storage::DuckConnection& db, const Data& data) {
  db.run_script(
      "CREATE TABLE touch(contact BIGINT, channel BIGINT, happened BIGINT, seq BIGINT);"
      "CREATE TABLE won(contact BIGINT, won BIGINT, lead BIGINT, opportunity BIGINT, value "
      "DOUBLE)");
  const auto millis = [](Timestamp time) { return time.time_since_epoch().count(); };
  storage::DuckAppender touches(db, "touch");
  for (std::size_t i = 0; i < data.touches.size(); ++i) {
    const auto& touch = data.touches[i];
    touches.append(
        TouchRow{touch.contact, touch.channel, millis(touch.at), static_cast<std::int64_t>(i)});
  }
  touches.close();
  storage::DuckAppender won(db, "won");
  for (std::size_t i = 0; i < data.milestones.size(); i += 3) {
    const auto* milestone = &data.milestones[i];
    won.append(WonRow{milestone[2].contact, millis(milestone[2].at), millis(milestone[0].at),
                      millis(milestone[1].at), milestone[2].value});
  }
  won.close();
}

struct ModelRow {
  std::int64_t channel;
  double first, last, last_non_direct, linear, time_decay, position, w, z, j, inverse_j;
};
BOOST_DESCRIBE_STRUCT(ModelRow, (),
                      (channel, first, last, last_non_direct, linear, time_decay, position, w, z, j,
                       inverse_j))

// By value. The anchors a, of number k, as in rule_models.h.
constexpr const char* kRules = R"(
WITH step AS (
  SELECT t.contact, t.channel, won.value, won.lead, won.opportunity, t.happened,
         pow(2, (t.happened - won.won) / 604800000.0) AS decay,
         row_number() OVER (PARTITION BY t.contact ORDER BY t.happened, t.seq) AS pos
  FROM touch t JOIN won USING (contact)
  WHERE t.happened <= won.won AND t.happened >= won.opportunity - 15552000000),
journey AS (
  SELECT contact, count(*) AS n, sum(decay) AS decays,
         max(pos) FILTER (happened <= lead) AS l, max(pos) FILTER (happened <= opportunity) AS o,
         coalesce(max(pos) FILTER (channel <> 3), count(*)) AS d
  FROM step GROUP BY contact),
counted AS (
  SELECT *, 1 + (l IS NOT NULL AND l <> 1)::INT
            + (o IS NOT NULL AND o <> 1 AND o IS DISTINCT FROM l)::INT AS kw
  FROM journey),
joined AS (
  SELECT *, kw + (n <> 1 AND n IS DISTINCT FROM l AND n IS DISTINCT FROM o)::INT AS kz,
         (pos = 1)::INT AS f, (pos = n)::INT AS e,
         coalesce((pos = l)::INT, 0) AS al, coalesce((pos = o)::INT, 0) AS ao
  FROM counted JOIN step USING (contact)),
weighed AS (
  SELECT channel, value, f, e, (pos = d)::INT AS d, 1 / n AS linear, decay / decays AS decayed,
    CASE WHEN n <= 2 THEN (.4 * f + .4 * e) / .8
         ELSE .4 * f + .4 * e + CASE WHEN f + e = 0 THEN .2 / (n - 2) ELSE 0 END END AS u,
    CASE WHEN n <= 2 THEN (.2 * f + .6 * e) / .8
         ELSE .2 * f + .6 * e + CASE WHEN f + e = 0 THEN .2 / (n - 2) ELSE 0 END END AS j,
    CASE WHEN n <= 2 THEN (.6 * f + .2 * e) / .8
         ELSE .6 * f + .2 * e + CASE WHEN f + e = 0 THEN .2 / (n - 2) ELSE 0 END END AS i,
    (f + al + ao) / (1 + (l IS NOT NULL)::INT + (o IS NOT NULL)::INT)::DOUBLE
      * CASE WHEN n > kw THEN .9 ELSE 1 END
      + CASE WHEN n > kw AND f + al + ao = 0 THEN .1 / (n - kw) ELSE 0 END AS w,
    (f + al + ao + e) / (2 + (l IS NOT NULL)::INT + (o IS NOT NULL)::INT)::DOUBLE
      * CASE WHEN n > kz THEN .9 ELSE 1 END
      + CASE WHEN n > kz AND f + al + ao + e = 0 THEN .1 / (n - kz) ELSE 0 END AS z
  FROM joined)
SELECT channel, sum(value * f)::DOUBLE, sum(value * e)::DOUBLE, sum(value * d)::DOUBLE,
       sum(value * linear)::DOUBLE, sum(value * decayed)::DOUBLE, sum(value * u)::DOUBLE,
       sum(value * w)::DOUBLE, sum(value * z)::DOUBLE, sum(value * j)::DOUBLE,
       sum(value * i)::DOUBLE
FROM weighed GROUP BY channel ORDER BY channel)";

struct CountRow {
  std::int64_t channel;
  std::int64_t next;  // -1: a conversion, -2: a null
  std::int64_t count;
};
BOOST_DESCRIBE_STRUCT(CountRow, (), (channel, next, count))

constexpr const char* kTransitions = R"(
WITH windowed AS (
  SELECT t.contact, t.channel, t.happened, t.seq, won.won, won.opportunity,
         max(t.happened) OVER (PARTITION BY t.contact) AS newest
  FROM touch t LEFT JOIN won USING (contact)),
step AS (
  SELECT channel, won, lead(channel) OVER (PARTITION BY contact ORDER BY happened, seq) AS next
  FROM windowed
  WHERE CASE WHEN won IS NULL THEN happened >= newest - 7776000000
             ELSE happened <= won AND happened >= opportunity - 15552000000 END)
SELECT channel, coalesce(next, CASE WHEN won IS NULL THEN -2 ELSE -1 END) AS next, count(*)
FROM step WHERE next IS NULL OR next <> channel GROUP BY ALL)";

double difference(double one, double other) {
  return std::abs(one - other) / std::max({std::abs(one), std::abs(other), 1e-300});
}

double compare(const RuleFold& rules, const std::vector<ModelRow>& rows) {
  double largest = rows.size() == kChannels ? 0 : 1;
  for (const auto& row : rows) {
    for_each_member(row, [&](std::string_view name, const auto& value) {
      const auto model = parse_enum<RuleModel>(name);
      if (!model) return;
      const auto credit = rules.credits(*model)[static_cast<std::size_t>(row.channel)].value;
      largest = std::max(largest, difference(credit, static_cast<double>(value)));
    });
  }
  return largest;
}

double compare(const TransitionCounts& counts, const std::vector<CountRow>& rows) {
  std::vector<std::vector<double>> known(kChannels, std::vector<double>(kChannels + 2));
  counts.for_each_transition(
      [&](State from, State to, double weight) { known[from][to] = weight; });
  for (Channel channel = 0; channel < kChannels; ++channel) {
    known[channel][kChannels] = counts.ends()[channel].conversions;
    known[channel][kChannels + 1] = counts.ends()[channel].nulls;
  }
  double largest = 0;
  for (const auto& row : rows) {
    const auto place = row.next >= 0 ? static_cast<std::size_t>(row.next)
                                     : kChannels + static_cast<std::size_t>(-1 - row.next);
    auto& count = known[static_cast<std::size_t>(row.channel)][place];
    largest = std::max(largest, difference(count, static_cast<double>(row.count)));
    count = 0;
  }
  for (const auto& row : known) {
    for (const auto left : row) largest = std::max(largest, left > 0 ? 1.0 : 0.0);
  }
  return largest;
}

int run() {
  bench::Table table;
  double load_average[1] = {};
  if (getloadavg(load_average, 1) != 1) load_average[0] = -1;
  const auto data = generate();
  Journeys journeys;
  const auto built = bench::median_seconds(3, [&] {
    journeys = storage::extend_journeys({}, kContacts, data.touches, data.milestones);
  });
  const Everything empty{RuleFold(kChannels, settings()),
                         TransitionCounts(1, kChannels, Nulls::counted)};
  auto all = empty;
  Result<RemovalEffects> effects = RemovalEffects();
  const auto folded = bench::median_seconds(5, [&] {
    all = storage::fold_journeys(journeys, {}, empty);
    effects = removal_effects(all.transitions);
  });
  table.add("array of 20 M touches, 2 M contacts, built", fmt::format("{:.2f} s", built),
            "<= 1.5 s");
  table.add("  memory",
            fmt::format("{:.2f} bytes a touch", static_cast<double>(journeys.bytes()) / kTouches),
            "<= 12");
  const std::vector<Touch> day(data.touches.begin(), data.touches.begin() + kTouches / 180);
  table.add("  extended by a day", fmt::format("{:.2f} s", bench::seconds([&] {
                                                 journeys = storage::extend_journeys(
                                                     std::move(journeys), kContacts, day, {});
                                               })));

  const storage::DuckDatabase database{{}};
  auto db = database.connect();
  // As much as it likes, unlike the mirror; and what it spills, where it may be left behind.
  db.run_script("SET memory_limit = '12GB'; SET threads = " +
                std::to_string(std::thread::hardware_concurrency()) +
                "; SET preserve_insertion_order = false; SET temp_directory = '" +
                (std::filesystem::temp_directory_path() / "tandem_bench_journeys").string() + "'");
  load(db, data);
  std::vector<ModelRow> models;
  std::vector<CountRow> counts;
  const auto asked = bench::seconds([&] {
    models = db.list<ModelRow>(kRules);
    counts = db.list<CountRow>(kTransitions);
  });
  table.add("all rule models and Markov of order 1", fmt::format("{:.3f} s", folded), "<= 0.25 s",
            fmt::format("DuckDB SQL: {:.1f} s, {:.0f} times as long", asked, asked / folded));
  const auto rules_differ = compare(all.rules, models);
  const auto counts_differ = compare(all.transitions, counts);
  table.add("  largest relative difference, rules", fmt::format("{:.1e}", rules_differ), "<= 1e-9");
  table.add("  largest relative difference, transitions", fmt::format("{:.1e}", counts_differ),
            "0");
  table.add("  load average at the start", fmt::format("{:.1f}", load_average[0]));
  return rules_differ <= 1e-9 && counts_differ == 0 && effects.has_value() ? 0 : 1;
}

}  // namespace
}  // namespace tandem

int main() {
  return tandem::run();
}
