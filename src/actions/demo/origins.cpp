#include "actions/demo/origins.h"

namespace tandem::actions {
namespace {

constexpr std::array kOrigins =
    std::to_array<DemoOrigin>({{"organic_search", 31, 0.72, 0.62, 0.54, 0.68, 0.52, {5, 4, 1, 1}},
                               {"paid_search", 18, 0.74, 0.60, 0.50, 0.64, 0.50, {1, 3, 6, 0}},
                               {"social", 15, 0.55, 0.36, 0.26, 0.48, 0.30, {8, 1, 2, 1}},
                               {"direct_traffic", 12, 0.66, 0.54, 0.50, 0.64, 0.50, {1, 3, 1, 6}},
                               {"email", 9, 0.86, 0.66, 0.55, 0.66, 0.52, {5, 2, 4, 0}},
                               {"referral", 9, 0.92, 0.78, 0.70, 0.76, 0.62, {1, 5, 2, 3}},
                               {"", 5, 0.60, 0.46, 0.40, 0.56, 0.42, {1, 1, 0, 4}}});
constexpr DemoOrigin kFair{"event", 0, 1.00, 0.64, 0.54, 0.62, 0.50, {0, 0, 1, 0}};
constexpr std::string_view kFairPage = "/salon/amenagement";

constexpr auto kReading = std::to_array<std::string_view>(
    {"/guides/bureau-hybride", "/guides/acoustique-aires-ouvertes", "/guides/espace-par-poste",
     "/blogue/cabine-ou-salle-de-reunion", "/blogue/ergonomie-teletravail",
     "/blogue/bois-du-quebec", "/blogue/reduire-le-bruit", "/en/guides/hybrid-office"});
constexpr auto kProducts = std::to_array<std::string_view>(
    {"/produits/cabines-acoustiques", "/produits/bureaux-assis-debout",
     "/produits/salles-de-reunion", "/produits/panneaux-acoustiques",
     "/realisations/cabinet-comptable", "/en/products/phone-booths"});
constexpr auto kOffers = std::to_array<std::string_view>(
    {"/offres/soumission-24-h", "/offres/visite-de-l-atelier", "/offres/echantillons-de-bois"});
constexpr auto kFront = std::to_array<std::string_view>({"/", "/", "/", "/", "/en/"});

}  // namespace

const DemoOrigin& some_origin(Chance& chance) {
  static const auto kShares = [] {
    std::array<double, kOrigins.size()> shares{};
    std::ranges::transform(kOrigins, shares.begin(), &DemoOrigin::share);
    return shares;
  }();
  return kOrigins[chance.weighted(kShares)];
}

const DemoOrigin& the_fair() {
  return kFair;
}

std::string_view some_page(const DemoOrigin& origin, Chance& chance) {
  if (&origin == &kFair) return kFairPage;
  switch (chance.weighted(origin.pages)) {
    case 0:
      return chance.pick(std::span(kReading));
    case 1:
      return chance.pick(std::span(kProducts));
    case 2:
      return chance.pick(std::span(kOffers));
    default:
      return chance.pick(std::span(kFront));
  }
}

}  // namespace tandem::actions
