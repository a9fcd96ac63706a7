// From a handler with types of its own to a Route, which has none: reading the parameters and the
// body on the way in, writing the reply on the way out.
#pragma once

#include "http/parameters.h"
#include "http/route.h"

namespace tandem::http {

// For routes without parameters.
struct Nothing {};
BOOST_DESCRIBE_STRUCT(Nothing, (), ())

// For routes that other programs' addresses lead to: parameters may come with it that we do not
// know, and the handler reads those it does.
struct AnyParameters {
  static constexpr bool kTakesOthers = true;
};
BOOST_DESCRIBE_STRUCT(AnyParameters, (), ())

// For routes whose only parameter is the record of their path.
struct RecordAt {
  Id id;
};
BOOST_DESCRIBE_STRUCT(RecordAt, (), (id))

// A result whose value is of no interest to the caller.
template <class T>
Result<void> done(const Result<T>& result) {
  if (!result) return result.error();
  return {};
}

// What a room registers: P comes from path and query, B from the body, R goes into the reply.
// R may be void (204), or Response for what is not JSON.
template <class P, class R>
using ReadHandler = std::function<Result<R>(const P&, const Call&)>;

// ChangeHandler<B, R>, or ChangeHandler<P, B, R> when there are parameters as well.
template <class... Types>
struct ChangeSignature;
template <class B, class R>
struct ChangeSignature<B, R> {
  using Handler = std::function<Result<R>(const B&, const Call&)>;
};
template <class P, class B, class R>
struct ChangeSignature<P, B, R> {
  using Handler = std::function<Result<R>(const P&, const B&, const Call&)>;
};
template <class... Types>
using ChangeHandler = typename ChangeSignature<Types...>::Handler;

// Error: http.unsupported_media_type unless the body is application/json.
Result<void> check_media_type(const Request& request);
Response json_response(int status, const boost::json::value& value);
bool names_parameter(std::string_view path, std::string_view name);  // has "{name}"

template <class P>
Result<P> read_path_and_query(NamedValues path_values, const Request& request) {
  path_values.insert(path_values.end(), request.query.begin(), request.query.end());
  return read_parameters<P>(path_values);
}

template <class B>
Result<B> read_body(const Request& request) {
  if (auto json = check_media_type(request); !json) return std::move(json).error();
  return read_json<B>(request.body);
}

template <class R>
Result<Response> reply_with(Result<R> result, const RouteOptions& options) {
  if (!result) return std::move(result).error();
  if constexpr (std::is_void_v<R>) {
    return Response{204, {}, {}};
  } else if constexpr (std::is_same_v<R, Response>) {
    return *std::move(result);
  } else {
    return json_response(options.status, to_json(*result));
  }
}

template <DescribedStruct P>
boost::json::array parameter_schemas(SchemaSet& schemas, const std::string& path) {
  boost::json::array list;
  boost::mp11::mp_for_each<Members<P>>([&](auto member) {
    using Format =
        ParameterFormat<std::remove_reference_t<decltype(std::declval<P&>().*member.pointer)>>;
    const bool in_path = names_parameter(path, member.name);
    list.push_back({{"name", member.name},
                    {"in", in_path ? "path" : "query"},
                    {"required", in_path || Format::kRequired},
                    {"schema", schemas.of<typename Format::Value>(SchemaUse::request)}});
  });
  return list;
}

template <class R>
boost::json::value reply_schema(SchemaSet& schemas) {
  if constexpr (std::is_void_v<R>) {
    return nullptr;
  } else if constexpr (std::is_same_v<R, Response>) {
    return leaf_schema("string");
  } else {
    return schemas.of<R>(SchemaUse::response);
  }
}

// Completes a route that has everything but its handler.
template <class P, class R>
Route read_route(Route route, ReadHandler<P, R> handler) {
  route.handle = [handler = std::move(handler), options = route.options](
                     const Call& call, const NamedValues& path_values) -> Result<Response> {
    auto parameters = read_path_and_query<P>(path_values, call.request);
    if (!parameters) return std::move(parameters).error();
    return reply_with<R>(handler(*parameters, call), options);
  };
  route.types = [path = route.path](SchemaSet& schemas) {
    return RouteTypes{parameter_schemas<P>(schemas, path), nullptr, reply_schema<R>(schemas)};
  };
  return route;
}

template <class P, class B, class R>
Route change_route_with_parameters(Route route, ChangeHandler<P, B, R> handler) {
  route.handle = [handler = std::move(handler), options = route.options](
                     const Call& call, const NamedValues& path_values) -> Result<Response> {
    auto parameters = read_path_and_query<P>(path_values, call.request);
    if (!parameters) return std::move(parameters).error();
    auto body = read_body<B>(call.request);
    if (!body) return std::move(body).error();
    return reply_with<R>(handler(*parameters, *body, call), options);
  };
  route.types = [path = route.path](SchemaSet& schemas) {
    return RouteTypes{parameter_schemas<P>(schemas, path), schemas.of<B>(SchemaUse::request),
                      reply_schema<R>(schemas)};
  };
  return route;
}

template <class... Types>
Route change_route(Route route, ChangeHandler<Types...> handler) {
  if constexpr (sizeof...(Types) == 3) {
    return change_route_with_parameters<Types...>(std::move(route), std::move(handler));
  } else {
    return change_route_with_parameters<Nothing, Types...>(
        std::move(route),
        [handler = std::move(handler)](const Nothing&, const auto& body, const Call& call) {
          return handler(body, call);
        });
  }
}

}  // namespace tandem::http
