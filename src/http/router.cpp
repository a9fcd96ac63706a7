#include "http/router.h"

#include <algorithm>
#include <future>
#include <stdexcept>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <spdlog/spdlog.h>

#include "http/problem.h"
#include "http/representation.h"
#include "http/security.h"
#include "storage/ledger/connection.h"

namespace tandem::http {
namespace {

bool is_parameter(std::string_view segment) {
  return segment.starts_with('{') && segment.ends_with('}');
}

// "/api/v1/contacts/{id}" as {"api", "v1", "contacts", "{id}"}.
std::vector<std::string> split(std::string_view path) {
  std::vector<std::string> segments;
  while (!path.empty()) {
    path.remove_prefix(1);
    const auto end = std::min(path.find('/'), path.size());
    segments.emplace_back(path.substr(0, end));
    path.remove_prefix(end);
  }
  return segments;
}

bool matches(const std::vector<std::string>& pattern, const std::vector<std::string>& segments) {
  return std::equal(pattern.begin(), pattern.end(), segments.begin(), segments.end(),
                    [](const auto& expected, const auto& given) {
                      return is_parameter(expected) ? !given.empty() : expected == given;
                    });
}

void check_parameters(const Route& route, const std::vector<std::string>& segments) {
  SchemaSet unused;
  const auto parameters = route.types(unused).parameters;
  const auto is_path = [](const auto& p) { return p.at("in").as_string() == "path"; };
  const auto described = std::count_if(parameters.begin(), parameters.end(), is_path);
  if (described != std::count_if(segments.begin(), segments.end(), is_parameter)) {
    throw std::logic_error("a parameter of " + route.path + " is no member of its struct");
  }
}

Response not_allowed(const Request& request, const std::vector<std::string_view>& methods) {
  const auto allowed = fmt::format("{}", fmt::join(methods, ", "));
  Response response{204, {}, {}};
  if (request.method != "OPTIONS") {
    response = problem(request.language,
                       Error::invalid("http.method_not_allowed",
                                      {{"method", request.method}, {"allowed", allowed}}),
                       405);
  }
  response.headers.set("Allow", allowed);
  return response;
}

// Some refusals have a status of their own in HTTP.
int status_of(const Error& error) {
  static const std::map<std::string_view, int> kStatuses{{"access.sign_in_needed", 401},
                                                         {"access.token_useless", 401},
                                                         {"access.too_many_tries", 429},
                                                         {"http.unsupported_media_type", 415}};
  const auto found = kStatuses.find(error.code);
  return found != kStatuses.end() ? found->second : http::status_of(error.kind);
}

// The refusal, with what a program must know to go on.
Response refuse(const Request& request, const Error& error) {
  auto response = problem(request.language, error, status_of(error));
  if (response.status == 401) response.headers.set("WWW-Authenticate", "Bearer");
  for (const auto& [name, value] : error.args) {
    if (response.status == 429 && name == "seconds") response.headers.set("Retry-After", value);
  }
  return response;
}

}  // namespace

void Router::fallback(Permission permission, std::function<Result<Response>(const Call&)> handler) {
  fallback_ = Route{"GET", "", permission, "", {.documented = false}};
  fallback_->handle = [handler = std::move(handler)](const Call& call, const NamedValues&) {
    return handler(call);
  };
}

void Router::later(std::string_view method, std::string path,
                   std::function<void(const Request&, Respond)> handler, RouteOptions options) {
  options.documented = false;
  Route route{method, std::move(path), Permission::everyone, "", std::move(options)};
  route.types = [](SchemaSet&) { return RouteTypes{{}, nullptr, nullptr}; };
  route.handle = [handler](const Call& call, const NamedValues&) -> Result<Response> {
    std::promise<Response> answer;
    handler(call.request, [&](Response response) { answer.set_value(std::move(response)); });
    return answer.get_future().get();
  };
  route.handle_later = std::move(handler);
  add(std::move(route));
}

void Router::add(Route route) {
  if (!route.path.starts_with('/')) throw std::logic_error(route.path + " does not begin with /");
  auto& resource = resources_[route.path];
  resource.segments = split(route.path);
  check_parameters(route, resource.segments);
  const auto method = route.method;
  const auto path = route.path;
  if (!resource.by_method.emplace(method, std::move(route)).second) {
    throw std::logic_error(fmt::format("{} {} is registered twice", method, path));
  }
}

const Router::Resource* Router::find(const Request& request, NamedValues& path_values) const {
  // A template cannot be meant literally: no valid path contains a brace.
  if (const auto exact = resources_.find(request.path); exact != resources_.end()) {
    return &exact->second;
  }
  // Braces sort after letters and digits, so "/a/b/{id}" is tried before "/a/{name}/c".
  for (const auto& [path, resource] : resources_) {
    if (!matches(resource.segments, request.segments)) continue;
    for (std::size_t i = 0; i < resource.segments.size(); ++i) {
      const std::string_view name = resource.segments[i];
      if (!is_parameter(name)) continue;
      path_values.emplace_back(name.substr(1, name.size() - 2), request.segments[i]);
    }
    return &resource;
  }
  return nullptr;
}

std::variant<Match, Response> Router::match(const Request& request) const {
  std::string_view method = request.method;
  if (method == "HEAD") method = "GET";
  Match match;
  if (const auto* resource = find(request, match.path_values)) {
    if (const auto route = resource->by_method.find(method); route != resource->by_method.end()) {
      match.route = &route->second;
      return match;
    }
    std::vector<std::string_view> methods{"OPTIONS"};
    for (const auto& [allowed, route] : resource->by_method) methods.push_back(allowed);
    if (resource->by_method.contains("GET")) methods.emplace_back("HEAD");
    std::sort(methods.begin(), methods.end());
    auto answer = not_allowed(request, methods);
    const auto& first = resource->by_method.begin()->second;
    if (first.options.from_any_site && method == "OPTIONS") {
      let_any_site_read(answer.headers);
      answer.headers.set("Access-Control-Allow-Methods",
                         fmt::format("{}", fmt::join(methods, ", ")));
      answer.headers.set("Access-Control-Allow-Headers", "Content-Type");
      answer.headers.set("Access-Control-Max-Age", "86400");
    }
    return answer;
  }
  const bool in_api = !request.segments.empty() && request.segments.front() == "api";
  if (fallback_ && !in_api) {
    if (method != "GET") return not_allowed(request, {"GET", "HEAD", "OPTIONS"});
    match.route = &*fallback_;
    return match;
  }
  return problem(request.language, Error::not_found("http.not_found", {{"path", request.path}}));
}

Response Router::answer(const Match& match, const Request& request) const {
  // The web app is the same for everybody, so nobody is looked up for its files.
  const bool asks_who = identify_ && match.route != (fallback_ ? &*fallback_ : nullptr);
  const auto caller = asks_who ? identify_(request) : Result<Caller>(Caller());
  if (!caller) return refuse(request, caller.error());
  if (auto allowed = authorise(*caller, match.route->permission); !allowed) {
    return refuse(request, allowed.error());
  }
  Headers more;
  auto result = match.route->handle({request, *caller, more}, match.path_values);
  if (!result) return refuse(request, result.error());
  for (const auto& [name, value] : more.all()) result->headers.add(name, value);
  return *std::move(result);
}

Response Router::run(const Match& match, const Request& request) const {
  try {
    return represent(request, answer(match, request), match.route->options.cacheable);
  } catch (const storage::StorageFailure& failure) {
    // A full disk is no fault of the program, and the caller can be told what it is.
    spdlog::error("request {}: {} {}: {}", request.id, request.method, request.path,
                  failure.what());
    return problem(request.language, failure.error());
  } catch (const std::exception& error) {
    spdlog::error("request {}: {} {}: {}", request.id, request.method, request.path, error.what());
  } catch (...) {
    spdlog::error("request {}: {} {}: unknown exception", request.id, request.method, request.path);
  }
  return internal_problem(request);
}

std::vector<const Route*> Router::routes() const {
  std::vector<const Route*> list;
  for (const auto& [path, resource] : resources_) {
    for (const auto& [method, route] : resource.by_method) list.push_back(&route);
  }
  return list;
}

}  // namespace tandem::http
