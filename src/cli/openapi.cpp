// tandem openapi: prints the description of the API that api/openapi.json keeps.
#include "http/openapi.h"

#include <iostream>

#include "cli/figures.h"
#include "cli/routes.h"

namespace tandem::cli {
namespace {

// The routes are those of the server, so they want stores; these are empty and go at once.
int run(const Context& context) {
  const TemporaryFolder folder(std::filesystem::temp_directory_path());
  Context empty;
  empty.data = folder.path().string();
  const auto stores = open_stores(empty);
  if (!stores) return context.refuse(stores.error());
  http::Router router;
  http::Live live(*stores->ledger);
  http::Collector collector(*stores->ledger, {});
  add_routes(router, *stores->ledger, *stores->mirror, live, collector);
  std::cout << print_json_indented(http::openapi(router, TANDEM_VERSION));
  return kDone;
}

}  // namespace

void add_openapi(CLI::App& app, Context& context) {
  app.add_subcommand("openapi", "Print the OpenAPI document of the API")->callback([&context] {
    context.run = [&context] { return run(context); };
  });
}

}  // namespace tandem::cli
