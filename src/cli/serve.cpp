// tandem serve: the web app and the API, until told to stop.
#include <csignal>
#include <iostream>

#include <pthread.h>
#include <spdlog/sinks/rotating_file_sink.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include "actions/workspace.h"
#include "cli/figures.h"
#include "cli/routes.h"
#include "http/assets.h"
#include "http/openapi.h"
#include "http/security.h"
#include "http/server.h"
#include "jobs/live_follower.h"
#include "jobs/mirror_follower.h"
#include "jobs/revisit_watch.h"
#include "jobs/webhook_sender.h"

namespace tandem::cli {
namespace {

constexpr std::size_t kLogSize = 10u << 20;
constexpr std::size_t kLogsKept = 5;
constexpr double kTrackingBurst = 10;  // seconds' worth of messages at once

bool is_loopback(const std::string& address) {
  return address == "localhost" || address == "::1" || address.starts_with("127.");
}

std::shared_ptr<spdlog::logger> access_log(const Context& context, const ServeOptions& options) {
  std::shared_ptr<spdlog::logger> log;
  if (options.access_log == "-") {
    log = std::make_shared<spdlog::logger>("access",
                                           std::make_shared<spdlog::sinks::stdout_sink_mt>());
  } else {
    const auto file = options.access_log.empty()
                          ? (std::filesystem::path(context.data) / "access.log").string()
                          : options.access_log;
    log = std::make_shared<spdlog::logger>(
        "access",
        std::make_shared<spdlog::sinks::rotating_file_sink_mt>(file, kLogSize, kLogsKept));
  }
  log->set_pattern("%v");
  log->flush_on(spdlog::level::info);
  return log;
}

// Standard output is for the access log and for what the operator is told.
void log_to_standard_error() {
  spdlog::set_default_logger(std::make_shared<spdlog::logger>(
      "tandem", std::make_shared<spdlog::sinks::stderr_sink_mt>()));
}

// Error: serve.bad_host {host}, serve.not_loopback {address}, serve.tls_needs_both,
// http.bad_network {value}.
Result<http::ServerOptions> listening(const ServeOptions& options) {
  http::ServerOptions listening;
  listening.address = options.address == "localhost" ? "127.0.0.1" : options.address;
  listening.port = options.port;
  if (options.tls_certificate.empty() != options.tls_key.empty()) {
    return Error::invalid("serve.tls_needs_both");
  }
  if (!options.tls_key.empty()) listening.tls = {options.tls_certificate, options.tls_key};
  auto proxies = parse_networks(options.trusted_proxies);
  if (!proxies) return proxies.error();
  listening.trusted_proxies = *std::move(proxies);
  for (const auto& host : options.allowed_hosts) {
    if (!http::is_host(host + ":443")) return Error::invalid("serve.bad_host", {{"host", host}});
  }
  listening.allowed_hosts = options.allowed_hosts;
  const bool stays_private = listening.tls || !listening.trusted_proxies.empty();
  if (!is_loopback(options.address) && !stays_private) {
    return Error::invalid("serve.not_loopback", {{"address", options.address}});
  }
  return listening;
}

// Where the browser finds the server: under the name that its certificate is likely to bear.
std::string web_address(const http::ServerOptions& options, int port) {
  std::string host = options.address;
  if (host.find(':') != std::string::npos) host = "[" + host + "]";
  if (options.tls && !options.allowed_hosts.empty()) host = options.allowed_hosts.front();
  return (options.tls ? "https://" : "http://") + host + ":" + std::to_string(port);
}

void renew_identity(const Context& context, http::Server& server) {
  if (const auto renewed = server.renew_identity(); !renewed) {
    const auto problem = message(context.language(), renewed.error());
    std::cerr << "tandem: " << context.say("serve.certificate_kept", {{"problem", problem}})
              << "\n";
    return;
  }
  std::cout << context.say("serve.certificate_renewed") << std::endl;
}

// Between the jobs that see what happens and the streams that wait for it.
jobs::LiveAudience audience_of(storage::Ledger& ledger, http::LiveHub& hub) {
  return {.on_timeline = [&](Id contact) { hub.publish(http::topic_of_contact(contact)); },
          .on_contacts = [&] { hub.publish(http::kContactsTopic); },
          .on_visitors = [&] { hub.publish(http::kVisitorsTopic); },
          .on_access = [&] { hub.check_callers(ledger); },
          .on_failure =
              [](const std::string& problem) {
                spdlog::error("live screens are behind: {}", problem);
              }};
}

// Signals are taken by sigwait in one place; threads started later inherit the mask.
sigset_t block_signals() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGTERM);
  sigaddset(&signals, SIGINT);
  sigaddset(&signals, SIGHUP);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  return signals;
}

}  // namespace

int serve(const Context& context, const ServeOptions& options) {
  auto wanted = listening(options);
  if (!wanted) return context.refuse(wanted.error());
  log_to_standard_error();
  const auto signals = block_signals();
  auto ledger = context.open_ledger();
  if (!ledger) return context.refuse(ledger.error());
  const auto lock = (*ledger)->directory().lock_for_server();
  if (!lock) return context.refuse(lock.error());
  const auto mirror = storage::Mirror::open(**ledger);
  const jobs::MirrorFollower follower(**ledger, *mirror, [](const std::string& problem) {
    spdlog::error("the mirror does not follow: {}", problem);
  });
  http::Live live(**ledger);
  const jobs::LiveFollower live_follower(**ledger, live.visitors, audience_of(**ledger, live.hub));
  const jobs::RevisitWatch revisits(
      **ledger, [&](Id member) { live.hub.publish(http::topic_of_notifications(member)); },
      [](const std::string& problem) { spdlog::error("owners are not told: {}", problem); });
  const auto reach = options.allows_private_webhooks ? Reach::anywhere : Reach::public_only;
  const jobs::WebhookSender sender(**ledger, reach, [](const std::string& problem) {
    spdlog::error("webhooks are not sent: {}", problem);
  });

  http::Router router(
      [&](const http::Request& request) { return http::identify(**ledger, request); });
  const auto setup_secret = (*ledger)->read(actions::needs_setup) ? random_secret() : std::string();
  http::Collector collector(**ledger, {.messages_per_second = options.tracking_rate,
                                       .messages_at_once = options.tracking_rate * kTrackingBurst});
  add_routes(router, **ledger, *mirror, live, collector, setup_secret, reach);
  http::add_assets(router, http::assets());
  const auto log = access_log(context, options);
  wanted->access_log = [log](std::string_view line) { log->info(line); };
  http::Server server(router, context.clock, *wanted);
  if (auto started = server.start(); !started) return context.refuse(started.error());

  const auto address = web_address(*wanted, server.port());
  std::cout << context.say("serve.open", {{"address", address}}) << std::endl;
  if (!setup_secret.empty()) {
    const auto setup = address + "/setup#" + setup_secret;
    std::cout << context.say("serve.set_up", {{"address", setup}}) << std::endl;
  }
  int signal = 0;
  sigwait(&signals, &signal);
  while (signal == SIGHUP && wanted->tls) {
    renew_identity(context, server);
    sigwait(&signals, &signal);
  }
  server.stop();
  std::cout << context.say("serve.stopped") << std::endl;
  return kDone;
}

void add_serve(CLI::App& app, Context& context) {
  auto options = std::make_shared<ServeOptions>();
  auto* command = app.add_subcommand("serve", "Serve the web app and the API");
  command->add_option("--port", options->port, "Port; 0 for any free one")
      ->check(CLI::Range(0, 65535))
      ->capture_default_str();
  command->add_option("--address", options->address, "Address to listen on")->capture_default_str();
  command->add_option("--access-log", options->access_log,
                      "File of the access log; - for standard output");
  command->add_option("--tls-cert", options->tls_certificate,
                      "Certificate and its chain, a PEM file; SIGHUP reads it anew");
  command->add_option("--tls-key", options->tls_key, "Its private key, a PEM file");
  command->add_option("--trust-proxy", options->trusted_proxies,
                      "Addresses or networks, with commas, whose X-Forwarded-* headers count");
  command
      ->add_option("--allowed-host", options->allowed_hosts,
                   "A name the server is reached by; may be given again")
      ->allow_extra_args(false);
  command
      ->add_option("--tracking-rate", options->tracking_rate,
                   "Messages of tracking a second from one address; 0 for no limit")
      ->check(CLI::Range(0., 1e6))
      ->capture_default_str();
  command->add_flag("--allow-private-webhooks", options->allows_private_webhooks,
                    "Send webhooks also to this machine and to private networks");
  command->callback([options, &context] {
    context.run = [options, &context] { return serve(context, *options); };
  });
}

}  // namespace tandem::cli
