// Routes with their types and permissions, and the way of a request to its handler.
//
//   router.get<FunnelQuery, FunnelReport>(
//       "/api/v1/funnel", Permission::read_figures, "Funnel by stage",
//       [&](const FunnelQuery& query, const Call& call) -> Result<FunnelReport> { ... });
//   router.post<NewContact, Contact>(
//       "/api/v1/contacts", Permission::edit_contacts, "Add a contact",
//       [&](const NewContact& contact, const Call& call) -> Result<Contact> { ... },
//       {.status = 201});
//   router.patch<ContactAt, ContactEdit, Contact>(  // struct ContactAt { Id id; };
//       "/api/v1/contacts/{id}", Permission::edit_contacts, "Edit a contact",
//       [&](const ContactAt& at, const ContactEdit& edit, const Call& call) -> Result<Contact> {
//         ...
//       });
//
// HEAD, OPTIONS, 404 and 405 follow from what is registered. A handler's refusal becomes a problem
// document; what it throws becomes a 500 and a line in the log. Routes are added before the server
// starts; from then on a router is read by many threads.
#pragma once

#include <map>
#include <string>
#include <variant>

#include "http/typed_route.h"

namespace tandem::http {

// A request's route and the values of its path.
struct Match {
  const Route* route = nullptr;
  NamedValues path_values;
};

class Router {
 public:
  // Without `identify` every caller is a stranger.
  explicit Router(Identify identify = {}) : identify_(std::move(identify)) {}
  Router(const Router&) = delete;
  Router& operator=(const Router&) = delete;

  // P: parameters from path and query, R: the reply.
  template <class P, class R>
  void get(std::string path, Permission permission, std::string summary, ReadHandler<P, R> handler,
           RouteOptions options = {}) {
    add(read_route<P, R>(
        {"GET", std::move(path), permission, std::move(summary), std::move(options)},
        std::move(handler)));
  }

  template <class P, class R>
  void del(std::string path, Permission permission, std::string summary, ReadHandler<P, R> handler,
           RouteOptions options = {}) {
    add(read_route<P, R>(
        {"DELETE", std::move(path), permission, std::move(summary), std::move(options)},
        std::move(handler)));
  }

  // Types: B, R or P, B, R, where B is the body.
  template <class... Types>
  void post(std::string path, Permission permission, std::string summary,
            ChangeHandler<Types...> handler, RouteOptions options = {}) {
    add(change_route<Types...>(
        {"POST", std::move(path), permission, std::move(summary), std::move(options)},
        std::move(handler)));
  }

  template <class... Types>
  void put(std::string path, Permission permission, std::string summary,
           ChangeHandler<Types...> handler, RouteOptions options = {}) {
    add(change_route<Types...>(
        {"PUT", std::move(path), permission, std::move(summary), std::move(options)},
        std::move(handler)));
  }

  template <class... Types>
  void patch(std::string path, Permission permission, std::string summary,
             ChangeHandler<Types...> handler, RouteOptions options = {}) {
    add(change_route<Types...>(
        {"PATCH", std::move(path), permission, std::move(summary), std::move(options)},
        std::move(handler)));
  }

  // Answers GET and HEAD of every path that has no route and lies outside /api: the web app.
  void fallback(Permission permission, std::function<Result<Response>(const Call&)> handler);

  // For answers that wait for others than a processor; see Route::handle_later. Everyone may ask,
  // and the OpenAPI document does not tell of it: these routes speak formats of other systems.
  void later(std::string_view method, std::string path,
             std::function<void(const Request&, Respond)> handler, RouteOptions options = {});

  // Throws std::logic_error, so that a wrong table of routes shows at the start of the program: the
  // method and path are taken already, or the path names a parameter its struct does not have.
  void add(Route route);

  // The route of a request, known as soon as its head has been read; or the answer to a request
  // that has none (404, 405, OPTIONS).
  std::variant<Match, Response> match(const Request& request) const;

  // Authorises the caller, runs the handler and chooses the representation. Never throws.
  Response run(const Match& match, const Request& request) const;

  // In order of path, then method.
  std::vector<const Route*> routes() const;

 private:
  struct Resource {
    std::vector<std::string> segments;  // of the path, with "{id}" among them
    std::map<std::string_view, Route> by_method;
  };

  const Resource* find(const Request& request, NamedValues& path_values) const;
  Response answer(const Match& match, const Request& request) const;

  Identify identify_;
  std::map<std::string, Resource, std::less<>> resources_;  // by path
  std::optional<Route> fallback_;
};

}  // namespace tandem::http
