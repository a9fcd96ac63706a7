// What every subcommand shares: where the data is, in which language to speak, how to end.
#pragma once

#include <filesystem>
#include <functional>
#include <iosfwd>
#include <memory>
#include <string>

#include <CLI/CLI.hpp>

#include "base/clock.h"
#include "base/text.h"
#include "storage/ledger/ledger.h"

namespace tandem::cli {

inline constexpr int kDone = 0;
inline constexpr int kRefused = 1;        // said why on standard error
inline constexpr int kInterrupted = 130;  // as a shell reports Ctrl-C

struct Context {
  std::string data;  // --data
  std::string language_name;
  WallClock clock;
  // The subcommand that the command line chose.
  std::function<int()> run;

  Language language() const;
  // A sentence of src/locales in that language.
  std::string say(std::string_view key, const TextArgs& args = {}) const;
  // Prints the refusal to standard error; gives kRefused.
  int refuse(const Error& error) const;

  // Error: cli.no_data, when neither --data nor TANDEM_DATA says where; those of Ledger::open.
  Result<std::unique_ptr<storage::Ledger>> open_ledger() const;
};

// A folder of its own, removed with all that is in it.
class TemporaryFolder {
 public:
  explicit TemporaryFolder(const std::filesystem::path& beside);
  ~TemporaryFolder();
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

// One per subcommand, in the file of its name.
void add_import(CLI::App& app, Context& context);
void add_funnel(CLI::App& app, Context& context);
void add_sources(CLI::App& app, Context& context);
void add_plan(CLI::App& app, Context& context);
void add_drift(CLI::App& app, Context& context);
void add_personas(CLI::App& app, Context& context);
void add_serve(CLI::App& app, Context& context);
void add_demo(CLI::App& app, Context& context);
void add_doctor(CLI::App& app, Context& context);
void add_openapi(CLI::App& app, Context& context);
void add_score(CLI::App& app, Context& context);
void add_cadence(CLI::App& app, Context& context);
void add_attribute(CLI::App& app, Context& context);
void add_journeys(CLI::App& app, Context& context);
void add_member(CLI::App& app, Context& context);
void add_token(CLI::App& app, Context& context);

// Serves the data directory until SIGTERM or SIGINT; what `serve` and `demo` do. SIGHUP reads the
// certificate anew, and stops a server that has none.
struct ServeOptions {
  std::string address = "127.0.0.1";
  int port = 8080;
  std::string
      access_log;  // a file; "-" is standard output; empty is access.log in the data directory
  std::string tls_certificate;  // PEM files; both or neither
  std::string tls_key;
  std::string trusted_proxies;             // addresses and networks, with commas
  std::vector<std::string> allowed_hosts;  // names besides localhost
  double tracking_rate = 50;               // messages a second from one address; 0: no limit
  bool allows_private_webhooks = false;    // also those that lead into the company's network
};
int serve(const Context& context, const ServeOptions& options);

}  // namespace tandem::cli
