// tandem: the program. One file per subcommand beside this one.
#include <cstdlib>
#include <exception>
#include <iostream>
#include <system_error>

#include <sys/stat.h>

#include "cli/context.h"
#include "storage/mirror/duck.h"

namespace {

using tandem::Error;
using tandem::cli::Context;

int run(const Context& context) {
  try {
    return context.run();
  } catch (const tandem::storage::StorageFailure& failure) {
    return context.refuse(failure.error());
  } catch (const tandem::storage::DuckFailure& failure) {
    return context.refuse(
        Error::unavailable("storage.mirror_broken", {{"problem", failure.what()}}));
  } catch (const std::exception& failure) {
    return context.refuse(Error::unavailable("cli.broken", {{"problem", failure.what()}}));
  }
}

}  // namespace

int main(int argc, char** argv) {
  umask(077);  // what a workspace holds is nobody else's business
  Context context;
  CLI::App app("Tandem: marketing and sales, working from the same facts.", "tandem");
  app.add_option("--data", context.data, "The data directory (or the variable TANDEM_DATA)")
      ->envname("TANDEM_DATA");
  app.add_option("--language", context.language_name, "fr or en; the locale's when absent")
      ->check(CLI::IsMember({"fr", "en"}));
  app.set_version_flag("--version", TANDEM_VERSION);
  app.require_subcommand(1);
  app.fallthrough();
  tandem::cli::add_import(app, context);
  tandem::cli::add_funnel(app, context);
  tandem::cli::add_sources(app, context);
  tandem::cli::add_plan(app, context);
  tandem::cli::add_drift(app, context);
  tandem::cli::add_personas(app, context);
  tandem::cli::add_serve(app, context);
  tandem::cli::add_demo(app, context);
  tandem::cli::add_doctor(app, context);
  tandem::cli::add_openapi(app, context);
  tandem::cli::add_score(app, context);
  tandem::cli::add_cadence(app, context);
  tandem::cli::add_attribute(app, context);
  tandem::cli::add_journeys(app, context);
  tandem::cli::add_member(app, context);
  tandem::cli::add_token(app, context);
  CLI11_PARSE(app, argc, argv);
  return run(context);
}
