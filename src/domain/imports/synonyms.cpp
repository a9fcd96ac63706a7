#include "domain/imports/synonyms.h"

#include <algorithm>
#include <array>
#include <set>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "domain/imports/words.h"

namespace tandem::imports {
namespace {

using enum ValueShape;

constexpr std::array<std::string_view, 11> kFillers{"de", "du",  "des", "d",   "la", "le",
                                                    "l",  "les", "of",  "the", "a"};

const std::vector<std::string_view> kIds{"id",     "record id", "identifiant", "id enregistrement",
                                         "number", "numero",    "no",          "reference",
                                         "ref",    "uuid",      "guid",        "key",
                                         "cle",    "code",      "external id"};
const std::vector<std::string_view> kCompanyNames{
    "company",      "company name",      "account",        "account name",
    "organization", "organization name", "organisation",   "organisation name",
    "societe",      "nom societe",       "entreprise",     "nom entreprise",
    "compte",       "nom compte",        "raison sociale", "employer",
    "employeur",    "business",          "business name",  "company or account"};
const std::vector<std::string_view> kCompanyIds{
    "company id",    "account id", "organization id",       "organisation id",       "id societe",
    "id entreprise", "id compte",  "associated company id", "associated company ids"};
const std::vector<std::string_view> kCreated{
    "create date", "created date",  "created at",    "created", "date created",
    "created on",  "creation date", "date creation", "cree le", "date ajout",
    "added",       "date added",    "added on"};
const std::vector<std::string_view> kStages{"stage",          "stage name", "status", "state",
                                            "etape",          "statut",     "phase",  "etat",
                                            "pipeline stage", "sales stage"};
const std::vector<std::string_view> kAmounts{"amount",
                                             "value",
                                             "close value",
                                             "amount in company currency",
                                             "montant",
                                             "valeur",
                                             "price",
                                             "prix",
                                             "total",
                                             "amount total",
                                             "total amount",
                                             "montant total",
                                             "contract value",
                                             "revenue",
                                             "chiffre affaires",
                                             "ca",
                                             "acv",
                                             "tcv"};
const std::vector<std::string_view> kCurrencies{"currency", "currency code", "devise",
                                                "monnaie",  "code devise",   "currency iso code"};

std::vector<std::string_view> together(std::initializer_list<std::string_view> first,
                                       const std::vector<std::string_view>& then) {
  std::vector<std::string_view> all(first);
  all.insert(all.end(), then.begin(), then.end());
  return all;
}

const std::vector<std::string_view> kEmails{
    "email",      "e mail",         "email address",  "e mail address",     "mail",
    "courriel",   "adresse email",  "adresse e mail", "adresse courriel",   "adresse mail",
    "work email", "business email", "primary email",  "email professionnel"};

std::vector<Synonyms> lead_synonyms() {
  return {
      {F::id, id, 1, kIds},
      {F::email, email, 3, kEmails},
      {F::first_name, text, 2, {"first name", "firstname", "given name", "prenom", "fname"}},
      {F::last_name,
       text,
       2,
       {"last name", "lastname", "surname", "family name", "nom famille", "lname", "nom"}},
      {F::name, text, 1, {"full name", "name", "nom complet", "nom prenom", "contact"}},
      {F::phone,
       text,
       1,
       {"phone", "phone number", "telephone", "tel", "mobile", "mobile phone", "portable",
        "numero telephone", "cell", "cell phone", "work phone", "mobile number"}},
      {F::title,
       text,
       1,
       {"job title", "title", "position", "poste", "fonction", "intitule poste", "titre",
        "job function", "role", "occupation"}},
      {F::company, text, 0, kCompanyIds},
      {F::company_name, text, 0.5, kCompanyNames},
      {F::origin,
       text,
       1.5,
       {"lead source", "original source", "source", "origin", "origine", "channel", "canal",
        "utm source", "acquisition channel", "acquisition source", "provenance", "lead origin",
        "traffic source", "medium"}},
      {F::landing_page,
       text,
       1,
       {"landing page", "landing page id", "landing page url", "first page seen", "first page",
        "page atterrissage", "page arrivee", "entry page", "page entree"}},
      {F::first_seen_at, date, 1,
       together({"first seen", "first seen at", "first contact date", "first contact",
                 "premier contact", "date premier contact"},
                together({"signup date", "sign up date", "registration date", "registered at",
                          "date inscription", "inscription", "subscribed at", "submitted at",
                          "submission date", "date", "timestamp"},
                         kCreated))},
      {F::stage, stage, 1,
       together({"lifecycle stage", "etape cycle vie", "phase cycle vie"}, kStages)},
      {F::lead_at, date, 0.5, {"became a lead date", "lead date"}},
      {F::mql_at, date, 1, {"became a marketing qualified lead date", "mql date", "date mql"}},
      {F::sql_at, date, 1, {"became a sales qualified lead date", "sql date", "date sql"}},
      {F::customer_at, date, 1, {"became a customer date", "customer date", "date client"}},
  };
}

std::vector<Synonyms> company_synonyms() {
  return {
      {F::id, id, 1, kIds},
      {F::name, text, 1, together({"name", "nom"}, kCompanyNames)},
      {F::domain,
       text,
       2,
       {"domain", "domain name", "company domain name", "website", "web site", "website url",
        "domaine", "nom domaine", "site web", "site internet", "url"}},
      {F::industry,
       text,
       2,
       {"industry", "sector", "secteur", "secteur activite", "industrie", "branche", "activite"}},
      {F::employees,
       text,
       2,
       {"employees", "number employees", "employee count", "headcount", "size", "effectif",
        "nombre employes", "nombre salaries", "taille"}},
  };
}

std::vector<Synonyms> deal_synonyms() {
  return {
      {F::id, id, 1, kIds},
      {F::name,
       text,
       1,
       {"name", "nom", "title", "titre", "libelle", "intitule", "subject", "opportunity", "deal",
        "opportunite", "affaire", "transaction"}},
      {F::contact,
       text,
       0,
       {"contact id", "lead id", "mql id", "prospect id", "person id", "customer id", "client id",
        "id contact", "id client", "associated contact id", "associated contact ids"}},
      {F::contact_email, email, 0.5, together({"contact email", "email contact"}, kEmails)},
      {F::company, text, 0, kCompanyIds},
      {F::company_name, text, 0.5,
       together({"client", "customer", "client name", "customer name", "nom client"},
                kCompanyNames)},
      {F::state, stage, 3,
       together({"deal stage", "outcome", "result", "resultat", "issue"}, kStages)},
      {F::won, text, 1, {"is won", "won", "is closed won", "gagnee", "est gagnee"}},
      {F::closed, text, 1, {"is closed", "closed", "fermee", "est fermee"}},
      {F::amount, figure, 2, kAmounts},
      {F::currency, text, 0, kCurrencies},
      {F::opened_at, date, 1,
       together({"engage date", "open date", "opened at", "opened", "opening date", "start date",
                 "date ouverture", "date debut"},
                kCreated)},
      {F::closed_at,
       date,
       2,
       {"close date", "closed date", "closing date", "closed at", "closed on", "won date",
        "won time", "date won", "close time", "signature date", "date cloture", "date fermeture",
        "date signature", "date gain", "expected close date", "date cloture prevue"}},
  };
}

std::vector<Synonyms> revenue_synonyms() {
  return {
      {F::deal,
       id,
       1,
       {"deal id", "opportunity id", "order id", "seller id", "customer id", "account id",
        "id client", "id affaire", "id opportunite", "id transaction", "id"}},
      {F::amount, figure, 2,
       together({"revenue", "product revenue", "net revenue", "gross revenue", "amount paid",
                 "paid amount", "invoiced", "montant facture", "montant paye"},
                kAmounts)},
      {F::currency, text, 0, kCurrencies},
  };
}

std::string joined(std::set<std::string> words) {
  return fmt::format("{}", fmt::join(words, " "));
}

std::set<std::string> meaningful(std::string_view name) {
  std::set<std::string> result;
  for (auto& word : words(name)) {
    if (std::ranges::find(kFillers, word) == kFillers.end()) result.insert(std::move(word));
  }
  return result;
}

}  // namespace

const std::vector<Synonyms>& synonyms(Kind kind) {
  static const auto kLeads = lead_synonyms();
  static const auto kCompanies = company_synonyms();
  static const auto kDeals = deal_synonyms();
  static const auto kRevenue = revenue_synonyms();
  switch (kind) {
    case Kind::leads:
      return kLeads;
    case Kind::companies:
      return kCompanies;
    case Kind::deals:
      return kDeals;
    case Kind::revenue:
      return kRevenue;
  }
  return kLeads;
}

const std::vector<std::string_view>& kind_words(Kind kind) {
  static const std::vector<std::string_view> kLeads{
      "lead", "contact", "prospect", "person",  "customer", "client",
      "mql",  "user",    "personne", "visitor", "member",   "utilisateur"};
  static const std::vector<std::string_view> kCompanies{
      "company", "account", "organization", "organisation", "societe", "entreprise", "compte"};
  static const std::vector<std::string_view> kDeals{
      "deal", "opportunity", "opp", "affaire", "opportunite", "transaction", "vente", "sale"};
  static const std::vector<std::string_view> kNone;
  if (kind == Kind::leads) return kLeads;
  if (kind == Kind::companies) return kCompanies;
  return kind == Kind::deals ? kDeals : kNone;
}

std::string key_of(std::string_view name) {
  return joined(meaningful(name));
}

std::string key_of(std::string_view name, Kind kind) {
  auto all = meaningful(name);
  auto rest = all;
  for (const auto word : kind_words(kind)) rest.erase(std::string(word));
  return joined(rest.empty() ? all : rest);
}

}  // namespace tandem::imports
