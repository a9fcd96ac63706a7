#include "actions/demo/words.h"

#include <array>
#include <utility>

namespace tandem::actions::words {
namespace {

using namespace std::literals;

constexpr std::array kFrenchFirstNames = std::to_array<FirstName>(
    {{"Émilie", true},   {"Olivier", false},   {"Catherine", true},    {"Mathieu", false},
     {"Isabelle", true}, {"Samuel", false},    {"Marie-Claude", true}, {"Étienne", false},
     {"Audrey", true},   {"Jonathan", false},  {"Geneviève", true},    {"Simon", false},
     {"Valérie", true},  {"Vincent", false},   {"Karine", true},       {"Philippe", false},
     {"Mélanie", true},  {"Nicolas", false},   {"Stéphanie", true},    {"Benoît", false},
     {"Amélie", true},   {"François", false},  {"Chantal", true},      {"Jean-François", false},
     {"Josée", true},    {"Alexandre", false}, {"Nathalie", true},     {"Guillaume", false},
     {"Annie", true},    {"Maxime", false},    {"Léa", true},          {"Gabriel", false},
     {"Noémie", true},   {"Félix", false},     {"Camille", true},      {"Antoine", false},
     {"Yasmine", true},  {"Karim", false},     {"Fatoumata", true},    {"Thierry", false},
     {"Sophie", true},   {"Luc", false},       {"Hélène", true},       {"Pascal", false}});

constexpr std::array kEnglishFirstNames = std::to_array<FirstName>(
    {{"Emily", true},  {"James", false},  {"Sarah", true},   {"Michael", false},
     {"Priya", true},  {"David", false},  {"Jessica", true}, {"Ryan", false},
     {"Laura", true},  {"Andrew", false}, {"Mei", true},     {"Kevin", false},
     {"Rachel", true}, {"Omar", false},   {"Heather", true}, {"Daniel", false},
     {"Megan", true},  {"Peter", false},  {"Anita", true},   {"Christopher", false}});

constexpr std::array kFrenchLastNames = std::to_array<std::string_view>(
    {"Tremblay",   "Gagnon",   "Roy",      "Côté",      "Bouchard",  "Gauthier",   "Morin",
     "Lavoie",     "Fortin",   "Gagné",    "Ouellet",   "Pelletier", "Bélanger",   "Lévesque",
     "Bergeron",   "Leblanc",  "Paquette", "Girard",    "Simard",    "Boucher",    "Caron",
     "Beaulieu",   "Cloutier", "Dubé",     "Poirier",   "Fournier",  "Lapointe",   "Leclerc",
     "Lefebvre",   "Poulin",   "Thibault", "St-Pierre", "Nadeau",    "Martel",     "Landry",
     "Desjardins", "Grenier",  "Mercier",  "Savard",    "Turcotte",  "Villeneuve", "Charbonneau",
     "Michaud",    "Hébert",   "Lessard",  "Diallo",    "Nguyen",    "Benali",     "Joseph",
     "Archambault"});

constexpr std::array kEnglishLastNames = std::to_array<std::string_view>(
    {"Smith",    "MacDonald", "Campbell", "Brown",  "Wilson",   "Patel", "Chen",     "Stewart",
     "Murphy",   "O'Connor",  "Singh",    "Taylor", "Robinson", "Cohen", "Anderson", "Hughes",
     "McKenzie", "Clarke",    "Nguyen",   "Fraser", "Walsh",    "Khan",  "Bennett",  "Graham"});

constexpr std::array kFrenchTitles = std::to_array<Title>(
    {{"Directeur des ressources humaines", "Directrice des ressources humaines"},
     {"Responsable des installations", "Responsable des installations"},
     {"Directeur des opérations", "Directrice des opérations"},
     {"Adjoint administratif", "Adjointe administrative"},
     {"Directeur général", "Directrice générale"},
     {"Designer d’intérieur", "Designer d’intérieur"},
     {"Architecte associé", "Architecte associée"},
     {"Acheteur principal", "Acheteuse principale"},
     {"Directeur financier", "Directrice financière"},
     {"Chef de bureau", "Cheffe de bureau"},
     {"Propriétaire", "Propriétaire"},
     {"Responsable de l’expérience employé", "Responsable de l’expérience employé"}});

constexpr std::array kEnglishTitles =
    std::to_array<Title>({{"HR Director", "HR Director"},
                          {"Facilities Manager", "Facilities Manager"},
                          {"Office Manager", "Office Manager"},
                          {"VP Operations", "VP Operations"},
                          {"Interior Designer", "Interior Designer"},
                          {"Purchasing Lead", "Purchasing Lead"},
                          {"Owner", "Owner"},
                          {"Workplace Coordinator", "Workplace Coordinator"}});

constexpr std::array kTrades = std::to_array<Trade>({{"Groupe", "Services professionnels"},
                                                     {"Cabinet", "Comptabilité"},
                                                     {"Clinique", "Santé"},
                                                     {"Logiciels", "Technologies"},
                                                     {"Studio", "Design"},
                                                     {"Laboratoires", "Sciences de la vie"},
                                                     {"Assurances", "Assurances"},
                                                     {"Coopérative", "Coopérative"},
                                                     {"Architectes", "Architecture"},
                                                     {"Collège", "Éducation"},
                                                     {"Imprimerie", "Fabrication"},
                                                     {"Constructions", "Construction"},
                                                     {"Agence", "Communications"},
                                                     {"Notaires", "Services juridiques"}});

constexpr std::array kProperNames = std::to_array<std::string_view>(
    {"Laurier",   "Saint-Laurent", "Richelieu",  "Lanaudière",  "des Érables", "Belvédère",
     "Chaudière", "du Fleuve",     "Mont-Royal", "Bellechasse", "Outaouais",   "Maisonneuve",
     "Champlain", "des Cantons",   "Frontenac",  "Verchères",   "Boisé",       "Charlevoix",
     "Papineau",  "de la Rive",    "Portneuf",   "Mirabel",     "Kamouraska",  "Vaudreuil",
     "Chambly",   "des Pionniers", "Beauport",   "Rosemère",    "Saguenay",    "Bois-Franc",
     "Montcalm",  "Iberville"});

constexpr std::array kEnglishTrades =
    std::to_array<EnglishTrade>({{"Insurance", "Assurances"},
                                 {"Dental", "Santé"},
                                 {"Software", "Technologies"},
                                 {"Partners", "Services professionnels"},
                                 {"Logistics", "Transport"},
                                 {"Robotics", "Fabrication"},
                                 {"Legal", "Services juridiques"},
                                 {"Analytics", "Technologies"}});

constexpr std::array kEnglishProperNames = std::to_array<std::string_view>(
    {"Northgate", "Maple Ridge", "Harbourview", "Redpath", "Stonebridge", "Lakeshore", "Fairmount",
     "Westmount", "Granite Bay", "Silver Birch", "Kingsway", "Halton", "Pinecrest", "Bluewater",
     "Cedar Hill", "Eastport"});

constexpr std::array kCities = std::to_array<std::string_view>(
    {"Montréal", "Québec", "Laval", "Gatineau", "Longueuil", "Sherbrooke", "Ottawa", "Lévis",
     "Trois-Rivières", "Terrebonne", "Saguenay", "Toronto", "Drummondville", "Granby", "Rimouski",
     "Moncton"});

constexpr std::array kProducts = std::to_array<std::string_view>(
    {"Cabines acoustiques", "Bureaux assis-debout", "Salle de réunion", "Îlots de travail",
     "Mobilier de direction", "Panneaux acoustiques", "Espace d’accueil", "Cuisine d’entreprise"});

constexpr std::array kReasonsToKnow = std::to_array<std::string_view>(
    {"a téléchargé un guide", "s’est inscrit à l’infolettre", "a rempli le formulaire de contact",
     "a demandé des échantillons", "a calculé son espace par poste"});

constexpr std::array kReasonsToQualify = std::to_array<std::string_view>(
    {"est revenu trois fois aux pages des produits", "a téléchargé deux guides en une semaine",
     "a consulté les prix", "a répondu à un courriel", "a visité l’atelier"});

constexpr std::array kReasonsToAccept = std::to_array<std::string_view>(
    {"rendez-vous pris au premier appel", "demande une soumission", "déménage au printemps",
     "budget approuvé", "réaménage un étage"});

constexpr std::array kReasonsToReturn = std::to_array<std::string_view>(
    {"pas de budget cette année", "ne répond pas après cinq tentatives",
     "projet repoussé à l’an prochain", "cherchait un emploi, pas du mobilier",
     "hors de notre territoire de livraison", "étudiant en design, pour un travail de session",
     "besoin trop petit\u00A0: une seule chaise", "attend la signature de son bail"});

constexpr std::array kReasonsLost = std::to_array<std::string_view>(
    {"a choisi un concurrent moins cher", "projet annulé", "délai de livraison trop long",
     "a gardé son mobilier actuel", "le décideur a changé de poste"});

// Letters of French that are not ASCII, as UTF-8, and what an address makes of them.
constexpr std::array kPlain = std::to_array<std::pair<std::string_view, char>>(
    {{"à", 'a'}, {"â", 'a'}, {"À", 'a'}, {"Â", 'a'}, {"ç", 'c'}, {"Ç", 'c'}, {"é", 'e'}, {"è", 'e'},
     {"ê", 'e'}, {"ë", 'e'}, {"É", 'e'}, {"È", 'e'}, {"Ê", 'e'}, {"î", 'i'}, {"ï", 'i'}, {"Î", 'i'},
     {"ô", 'o'}, {"ö", 'o'}, {"Ô", 'o'}, {"ù", 'u'}, {"û", 'u'}, {"ü", 'u'}});

// The plain form of the letter that `text` begins with and its length in bytes.
std::pair<char, std::size_t> first_letter(std::string_view text) {
  for (const auto& [accented, plain] : kPlain) {
    if (text.starts_with(accented)) return {plain, accented.size()};
  }
  const char c = text.front();
  if (c >= 'A' && c <= 'Z') return {static_cast<char>(c - 'A' + 'a'), 1};
  const bool kept = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
  return {kept ? c : '-', 1};
}

}  // namespace

const std::span<const FirstName> french_first_names = kFrenchFirstNames;
const std::span<const FirstName> english_first_names = kEnglishFirstNames;
const std::span<const std::string_view> french_last_names = kFrenchLastNames;
const std::span<const std::string_view> english_last_names = kEnglishLastNames;
const std::span<const Title> french_titles = kFrenchTitles;
const std::span<const Title> english_titles = kEnglishTitles;
const std::span<const Trade> trades = kTrades;
const std::span<const std::string_view> proper_names = kProperNames;
const std::span<const EnglishTrade> english_trades = kEnglishTrades;
const std::span<const std::string_view> english_proper_names = kEnglishProperNames;
const std::span<const std::string_view> cities = kCities;
const std::span<const std::string_view> products = kProducts;
const std::span<const std::string_view> reasons_to_know = kReasonsToKnow;
const std::span<const std::string_view> reasons_to_qualify = kReasonsToQualify;
const std::span<const std::string_view> reasons_to_accept = kReasonsToAccept;
const std::span<const std::string_view> reasons_to_return = kReasonsToReturn;
const std::span<const std::string_view> reasons_lost = kReasonsLost;

std::string slug(std::string_view text) {
  std::string plain;
  while (!text.empty()) {
    const auto [letter, bytes] = first_letter(text);
    text.remove_prefix(bytes);
    if (letter != '-' || (!plain.empty() && plain.back() != '-')) plain += letter;
  }
  while (plain.ends_with('-')) plain.pop_back();
  return plain;
}

}  // namespace tandem::actions::words
