#include "actions/demo/traces.h"

#include <array>

#include <fmt/format.h>

#include "actions/demo/words.h"
#include "domain/timeline/logged.h"

namespace tandem::actions {
namespace {

using lifecycle::Stage;
using std::chrono::minutes;
using std::chrono::seconds;
using timeline::ActivityKind;
using timeline::Direction;
using timeline::Outcome;

constexpr std::string_view kSite = "https://www.atelier-boreal.example";
constexpr double kHasTwoBrowsers = 0.25;
constexpr double kDownloads = 0.35;
constexpr double kShares = 0.06;

constexpr auto kBrowsers = std::to_array<DemoBrowser>({{"Chrome", "Windows", "desktop"},
                                                       {"Edge", "Windows", "desktop"},
                                                       {"Safari", "macOS", "desktop"},
                                                       {"Safari", "iOS", "mobile"},
                                                       {"Chrome", "Android", "mobile"},
                                                       {"Firefox", "Linux", "desktop"}});

struct Page {
  std::string_view path, title;
};

constexpr auto kReading =
    std::to_array<Page>({{"/guides/bureau-hybride", "Le bureau hybride, en douze plans"},
                         {"/guides/acoustique-aires-ouvertes", "L’acoustique des aires ouvertes"},
                         {"/blogue/cabine-ou-salle-de-reunion", "Cabine ou salle de réunion ?"},
                         {"/blogue/reduire-le-bruit", "Réduire le bruit au bureau"}});
constexpr auto kProducts =
    std::to_array<Page>({{"/produits/cabines-acoustiques", "Cabines acoustiques"},
                         {"/produits/bureaux-assis-debout", "Bureaux assis-debout"},
                         {"/produits/salles-de-reunion", "Salles de réunion"},
                         {"/realisations/cabinet-comptable", "Un cabinet comptable réaménagé"}});
constexpr Page kPrices{"/prix", "Prix et délais"};
constexpr Page kContact{"/contact", "Nous joindre"};
constexpr std::string_view kGuide = "/fichiers/guide-bureau-hybride.pdf";

// How an origin shows in the address of the first page, and where it was linked from.
struct Source {
  std::string_view origin, query, referrer;
};
constexpr auto kSources = std::to_array<Source>(
    {{"organic_search", "", "https://www.google.com/"},
     {"paid_search", "?utm_source=google&utm_medium=cpc&utm_campaign=cabines&gclid=demo",
      "https://www.google.com/"},
     {"social", "?utm_source=linkedin&utm_medium=social&utm_campaign=bureau-hybride",
      "https://www.linkedin.com/"},
     {"email", "?utm_source=infolettre&utm_medium=email&utm_campaign=automne", ""},
     {"referral", "", "https://designers-quebec.example/fournisseurs"}});

constexpr auto kCallNotes = std::to_array<std::string_view>(
    {"Déménage dans six mois, cherche des cabines pour vingt personnes.",
     "Veut voir l’atelier avant de décider. Rappeler après son comité.",
     "Intéressé par les bureaux assis-debout ; budget à confirmer.",
     "Compare avec deux autres fournisseurs, délai important."});
constexpr auto kMails = std::to_array<std::string_view>(
    {"Catalogue et liste de prix envoyés.", "Confirmation de la visite de l’atelier.",
     "Réponse à ses questions sur l’insonorisation.", "Soumission envoyée, valable trente jours."});
constexpr auto kMeetings = std::to_array<std::string_view>(
    {"Visite de l’atelier avec son équipe.", "Relevé des mesures sur place.",
     "Présentation de la soumission à la direction."});
constexpr auto kNotes = std::to_array<std::string_view>(
    {"Préfère le bois clair. Décision avec le propriétaire.",
     "Son collègue des finances doit approuver.", "Anniversaire du bail en juillet."});

class Tracer {
 public:
  Tracer(const Story& story, std::uint64_t seed, Timestamp now)
      : story_(story), chance_(seed), now_(now) {
    traces_.browsers.push_back(chance_.pick(std::span(kBrowsers)));
    if (chance_.happens(kHasTwoBrowsers)) {
      traces_.browsers.push_back(chance_.pick(std::span(kBrowsers)));
    }
  }

  Traces trace() {
    const auto& contact = story_.contact;
    if (contact.origin != "event") first_visit(contact.first_seen_at);
    auto since = contact.first_seen_at;
    for (const auto& move : story_.moves) {
      follow(move, since);
      since = move.at;
    }
    for (const auto& deal : story_.deals) sell(deal.deal, since);
    const auto by_time = [](const Trace& a, const Trace& b) { return a.at < b.at; };
    std::ranges::stable_sort(traces_.website, by_time);
    std::ranges::stable_sort(traces_.sales, by_time);
    return std::move(traces_);
  }

 private:
  // On the website

  void add(ActivityKind kind, Timestamp at, boost::json::object detail) {
    if (at <= now_) traces_.website.push_back({kind, at, std::move(detail), browser_});
  }

  // A page, and how long it was looked at; gives when the next one is opened.
  Timestamp look_at(Page page, Timestamp at, std::string_view query, std::string_view referrer) {
    const auto url = fmt::format("{}{}{}", kSite, page.path, query);
    add(ActivityKind::page_viewed, at,
        {{"url", url}, {"referrer", referrer}, {"title", page.title}});
    const auto engaged = static_cast<int>(std::clamp(chance_.log_normal(25, 0.8), 3.0, 400.0));
    add(ActivityKind::page_engaged, at + seconds(engaged),
        {{"url", url},
         {"title", page.title},
         {"seconds", engaged},
         {"scroll", static_cast<int>(chance_.between(20, 100))}});
    if (chance_.happens(kShares)) {
      add(ActivityKind::shared, at + seconds(engaged),
          {{"url", url}, {"title", page.title}, {"network", "linkedin"}, {"href", url}});
    }
    return at + seconds(engaged) + seconds(static_cast<int>(chance_.between(2, 40)));
  }

  Timestamp look_around(Timestamp at, std::size_t pages) {
    for (std::size_t i = 0; i < pages; ++i) {
      const auto page = chance_.happens(0.6) ? chance_.pick(std::span(kProducts))
                                             : chance_.pick(std::span(kReading));
      at = look_at(page, at, "", kSite);
    }
    return at;
  }

  void first_visit(Timestamp at) {
    const auto& contact = story_.contact;
    const auto source = std::ranges::find(kSources, contact.origin, &Source::origin);
    const auto known = source != kSources.end();
    const Page landing{contact.landing_page, "Atelier Boréal"};
    at = look_at(landing, at, known ? source->query : "", known ? source->referrer : "");
    look_around(at, chance_.below(3));
  }

  // Ends with the form that made them known.
  void leave_name(Timestamp at) {
    const bool downloads = chance_.happens(kDownloads);
    const auto page = downloads ? kReading.front() : kContact;
    const auto url = fmt::format("{}{}", kSite, page.path);
    look_at(page, at - minutes(3), "", kSite);
    boost::json::object fields{{"courriel", story_.contact.email}};
    if (!story_.contact.first_name.empty()) fields["prénom"] = story_.contact.first_name;
    add(ActivityKind::form_submitted, at,
        {{"url", url},
         {"title", page.title},
         {"form", downloads ? "guide" : "contact"},
         {"fields", std::move(fields)}});
    if (!downloads) return;
    add(ActivityKind::file_downloaded, at + seconds(20),
        {{"url", url}, {"title", page.title}, {"href", fmt::format("{}{}", kSite, kGuide)}});
  }

  // With the prices at the end.
  void come_back(Timestamp at) {
    browser_ = chance_.below(traces_.browsers.size());
    const auto before = at - minutes(static_cast<int>(chance_.between(4, 20)));
    look_at(kPrices, look_around(before, 1 + chance_.below(2)), "", kSite);
  }

  // By sales

  void log(ActivityKind kind, Timestamp at, const timeline::Logged& logged) {
    if (at <= now_ && at >= story_.contact.first_seen_at) {
      traces_.sales.push_back({kind, at, to_json(logged), 0});
    }
  }

  void call(Timestamp at, Outcome outcome) {
    const bool spoke = outcome == Outcome::connected;
    timeline::Logged logged{Direction::outgoing, outcome, {}, ""};
    if (spoke) {
      logged.minutes = static_cast<std::int64_t>(chance_.between(3, 25));
      logged.text = chance_.pick(std::span(kCallNotes));
    }
    log(ActivityKind::call_logged, at, logged);
  }

  void write_to(Timestamp at) {
    log(ActivityKind::email_logged, at,
        {Direction::outgoing, {}, {}, std::string(chance_.pick(std::span(kMails)))});
  }

  void note(Timestamp at, std::string_view text) {
    log(ActivityKind::note_written, at, {{}, {}, {}, std::string(text)});
  }

  // Attempts between the two, in vain.
  void try_to_reach(Timestamp since, Timestamp until) {
    const auto attempts = chance_.below(4);
    const auto step = (until - since) / static_cast<std::int64_t>(attempts + 1);
    for (std::size_t i = 1; i <= attempts && step > minutes(20); ++i) {
      call(since + step * static_cast<std::int64_t>(i),
           chance_.happens(0.6) ? Outcome::no_answer : Outcome::left_message);
    }
  }

  void follow(const StoryMove& move, Timestamp since) {
    const bool back =
        move.to == Stage::mql && !move.why.empty() &&
        std::ranges::find(words::reasons_to_return, move.why) != words::reasons_to_return.end();
    if (move.to == Stage::lead) {
      leave_name(move.at);
    } else if (back) {
      note(move.at - minutes(2), move.why);
    } else if (move.to == Stage::mql) {
      come_back(move.at);
    } else if (move.to == Stage::sql) {
      try_to_reach(since, move.at);
      call(move.at - minutes(10), Outcome::connected);
      if (chance_.happens(0.5)) write_to(move.at + minutes(30));
    }
  }

  void sell(const people::Deal& deal, Timestamp since) {
    if (!deal.opened_at) return;
    const auto opened = *deal.opened_at;
    if (opened - since > std::chrono::hours(26)) {
      log(ActivityKind::meeting_logged, opened - std::chrono::hours(24),
          {{},
           chance_.happens(0.9) ? Outcome::held : Outcome::missed,
           static_cast<std::int64_t>(30 + 15 * chance_.below(4)),
           std::string(chance_.pick(std::span(kMeetings)))});
    }
    write_to(opened + minutes(20));
    if (chance_.happens(0.5)) come_back(opened + std::chrono::hours(30));
    if (chance_.happens(0.4)) {
      note(opened + std::chrono::hours(50), chance_.pick(std::span(kNotes)));
    }
    if (deal.closed_at && *deal.closed_at - opened > std::chrono::hours(72)) {
      call(*deal.closed_at - minutes(15), Outcome::connected);
    }
  }

  const Story& story_;
  Chance chance_;
  Timestamp now_;
  Traces traces_;
  std::size_t browser_ = 0;
};

}  // namespace

Traces traces_of(const Story& story, std::uint64_t seed, Timestamp now) {
  return Tracer(story, seed, now).trace();
}

}  // namespace tandem::actions
