#include "actions/demo.h"

#include <charconv>
#include <set>

#include <fmt/format.h>

#include "actions/demo/story.h"
#include "actions/demo/traces.h"
#include "actions/import_file.h"
#include "actions/take_row.h"
#include "base/secret.h"
#include "storage/access.h"
#include "storage/imports.h"
#include "storage/visitors.h"
#include "storage/workspace.h"

namespace tandem::actions {
namespace {

constexpr std::size_t kBatch = 200;       // stories in one commit
constexpr std::int64_t kFingerprint = 1;  // each row is told once
const std::string kKind = "demo";

// What goes in cannot be refused: the demo breaks no rule of its own program.
template <class T>
T must(Result<T> result) {
  if (!result) throw std::logic_error("the demo was refused: " + result.error().code);
  return *std::move(result);
}

imports::Reference known_as(std::string_view what, std::string value) {
  return {"demo:" + std::string(what), std::move(value)};
}

// How the import that stands for the demo remembers what was asked for.
std::string remembered(const DemoOptions& options) {
  return fmt::format("{}/{}", options.seed, options.contacts);
}

std::uint64_t as_number(const std::string& digits) {
  std::uint64_t number = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), number);
  return number;
}

DemoOptions options_of(const storage::Import& demo) {
  DemoOptions options;
  const char* const end = demo.layout.data() + demo.layout.size();
  const auto seed = std::from_chars(demo.layout.data(), end, options.seed);
  std::from_chars(std::min(seed.ptr + 1, end), end, options.contacts);
  return options;
}

void set_up(storage::Write& write, const storage::Import& demo) {
  auto workspace = storage::find_workspace(write.db);
  workspace.name = "Atelier Boréal";
  workspace.language = Language::fr;
  workspace.currency = "CAD";
  workspace.time_zone = kDemoTimeZone;
  storage::save_workspace(write.db, workspace);
  for (auto member : demo_members()) {
    member.id = write.next_id();
    storage::insert_member(write.db, member);
    storage::save_credential(write.db,
                             {.member_id = member.id,
                              .password_hash = hash_password(kDemoPassword, HashingCost::cheap)});
  }
  storage::insert_import(write.db, demo);
}

// Tells one story to the ledger.
class Narrator {
 public:
  Narrator(storage::Write& write, const storage::Import& demo, const Cast& cast)
      : write_(write),
        cast_(cast),
        seed_(options_of(demo).seed),
        now_(demo.started_at),
        members_(storage::list_members(write.db)) {
    cause_.import_id = demo.id;
  }

  void tell(const Story& story, const std::string& number) {
    const auto rep = members_.at(kFirstRep + story.rep).id;
    const auto who = known_as("contact", number);
    if (story.company) meet_company(*story.company);
    if (!meet_contact(story, who, rep)) return;  // told before the demo was cut off
    const auto contact = *find_by_references(write_.db, storage::RecordType::contact, {who});
    for (const auto& move : story.moves) follow(contact, move, rep);
    for (std::size_t i = 0; i < story.deals.size(); ++i) {
      auto row = deal_row(story, story.deals[i].deal, fmt::format("{}-{}", number, i + 1), rep);
      row.contact = who;
      must(take_deal(write_, {row, kFingerprint}, caused_by(rep, "")));
      if (const auto& move = story.deals[i].afterwards) follow(contact, *move, rep);
    }
    if (story.stray_deal) {
      const auto row = deal_row(story, *story.stray_deal, number + "-x", rep);
      must(take_deal(write_, {row, kFingerprint}, caused_by(rep, "")));
    }
    leave_traces(traces_of(story, seed_ * 1'000'003 + as_number(number), now_), contact, number,
                 rep);
  }

 private:
  Cause caused_by(std::optional<Id> member, std::string why) const {
    return {.member_id = member, .import_id = cause_.import_id, .why = std::move(why)};
  }

  void meet_company(std::size_t position) {
    const imports::CompanyRow row{{known_as("company", std::to_string(position))},
                                  cast_.companies()[position]};
    must(take_company(write_, {row, kFingerprint}, cause_));
  }

  // False when the contact is there already.
  bool meet_contact(const Story& story, const imports::Reference& who, Id rep) {
    imports::LeadRow row;
    row.references = {who};
    row.contact = story.contact;
    row.has_first_seen = true;
    row.stages = {{story.first, story.contact.first_seen_at}};
    if (story.company) row.company = known_as("company", std::to_string(*story.company));
    const bool is_of_sales = std::ranges::any_of(
        story.moves, [](const StoryMove& move) { return move.to >= lifecycle::Stage::mql; });
    if (is_of_sales) row.contact.owner_id = rep;
    return must(take_lead(write_, {row, kFingerprint}, cause_)).outcome == Outcome::created;
  }

  // What marketing's rules do happens by itself; what sales does, a rep does.
  void follow(Id contact, const StoryMove& move, Id rep) {
    const auto now = storage::find_standing(write_.db, contact)->stage;
    const bool by_rep =
        owner(move.to) == lifecycle::Owner::sales || owner(now) == lifecycle::Owner::sales;
    must(move_contact(write_, contact, move.to, move.at,
                      caused_by(by_rep ? std::optional(rep) : std::nullopt, move.why)));
  }

  // What happened on the website is the visitor's; whose that is, the visitor says.
  void leave_traces(const Traces& traces, Id contact, const std::string& number, Id rep) {
    std::vector<Id> visitors;
    for (auto& trace : traces.website) {
      while (visitors.size() <= trace.browser) {
        visitors.push_back(meet_visitor(traces.browsers[visitors.size()], contact, number, trace.at,
                                        visitors.size()));
      }
      auto told = activity(trace.kind, trace.at, cause_, trace.detail);
      told.visitor_id = visitors[trace.browser];
      write_.append(std::move(told));
    }
    if (!traces.website.empty()) {
      storage::note_seen(write_.db, contact, traces.website.back().at);
    }
    for (auto& trace : traces.sales) {
      auto told = activity(trace.kind, trace.at, caused_by(rep, ""), trace.detail);
      told.contact_id = contact;
      write_.append(std::move(told));
    }
  }

  Id meet_visitor(const DemoBrowser& browser, Id contact, const std::string& number, Timestamp at,
                  std::size_t position) {
    const auto id = write_.next_id();
    storage::insert_visitor(write_.db, {.id = id,
                                        .code = fmt::format("demo-{}-{}", number, position),
                                        .consented = true,
                                        .contact_id = contact,
                                        .first_seen_at = at,
                                        .browser = std::string(browser.browser),
                                        .system = std::string(browser.system),
                                        .device = std::string(browser.device),
                                        .country = "CA",
                                        .region = "",
                                        .city = ""});
    return id;
  }

  static imports::DealRow deal_row(const Story& story, people::Deal deal, std::string number,
                                   Id rep) {
    deal.owner_id = rep;
    imports::DealRow row;
    row.references = {known_as("deal", std::move(number))};
    row.deal = std::move(deal);
    if (story.company) row.company = known_as("company", std::to_string(*story.company));
    return row;
  }

  storage::Write& write_;
  const Cast& cast_;
  std::uint64_t seed_;
  Timestamp now_;
  std::vector<people::Member> members_;
  Cause cause_;
};

// Tells all stories, to the ledger unless it knows them; gives what they add up to.
DemoSummary tell_all(storage::Ledger& ledger, const storage::Import& demo, bool known) {
  const auto options = options_of(demo);
  Storyteller teller(options.seed, options.contacts, demo.started_at);
  DemoSummary summary{.already_there = known};
  std::set<std::size_t> companies;
  std::vector<Story> batch;
  const auto write_batch = [&] {
    if (known || batch.empty()) return;
    must(ledger.write([&](storage::Write& write) -> Result<bool> {
      Narrator narrator(write, demo, teller.cast());
      auto number = summary.contacts - std::ssize(batch);
      for (const auto& story : batch) narrator.tell(story, std::to_string(++number));
      return true;
    }));
    batch.clear();
  };
  while (auto story = teller.next()) {
    ++summary.contacts;
    summary.deals += std::ssize(story->deals) + story->stray_deal.has_value();
    summary.customers += story->is_customer();
    if (story->company) companies.insert(*story->company);
    if (known) continue;
    batch.push_back(*std::move(story));
    if (batch.size() == kBatch) write_batch();
  }
  write_batch();
  summary.companies = std::ssize(companies);
  return summary;
}

}  // namespace

Result<DemoSummary> fill_demo(storage::Ledger& ledger, const DemoOptions& options) {
  auto demo = ledger.write([&](storage::Write& write) -> Result<storage::Import> {
    if (auto before = storage::find_import_of_kind(write.db, kKind)) return *std::move(before);
    if (storage::has_records(write.db)) return Error::conflict("demo.not_empty");
    storage::Import begun{.id = write.next_id(),
                          .file = "",
                          .kind = kKind,
                          .layout = remembered(options),
                          .started_at = write.now(),
                          .finished_at = {},
                          .counts = to_json(ImportCounts())};
    set_up(write, begun);
    return begun;
  });
  if (!demo) return std::move(demo).error();
  if (demo->finished_at) return tell_all(ledger, *demo, true);

  const auto summary = tell_all(ledger, *demo, false);
  demo->finished_at = ledger.clock().now();
  demo->counts = to_json(ImportCounts{.rows = summary.contacts,
                                      .created = summary.contacts,
                                      .matched = summary.deals,
                                      .companies_created = summary.companies,
                                      .revenue = {},
                                      .refused = {}});
  must(ledger.write([&](storage::Write& write) -> Result<bool> {
    storage::finish_import(write.db, *demo);
    return true;
  }));
  return summary;
}

}  // namespace tandem::actions
