#include "http/assets.h"

#include <algorithm>
#include <unordered_map>

#include "http/problem.h"
#include "http/representation.h"
#include "http/router.h"
#include "http/security.h"

namespace tandem::http {
namespace {

constexpr std::string_view kScriptPath = "/t.js";

using Index = std::unordered_map<std::string_view, const Asset*>;

// Scripts only from files of ours. Styles may be inline because the component library sets them so.
constexpr std::string_view kPagePolicy =
    "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' "
    "data:; "
    "object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

const Asset* find(const Index& index, const Request& request) {
  if (const auto exact = index.find(request.path); exact != index.end()) return exact->second;
  const bool opens_a_page =
      request.path == "/" || accepts_html(request.headers.find("Accept").value_or(""));
  const auto page = index.find("/index.html");
  return opens_a_page && page != index.end() ? page->second : nullptr;
}

Response serve(const Asset& asset, const Request& request) {
  const auto encoding = choose_encoding(request.headers.find("Accept-Encoding").value_or(""),
                                        !asset.gzip.empty(), !asset.brotli.empty());
  Response response;
  response.body = asset.identity;
  if (encoding == Encoding::gzip) response.body = asset.gzip;
  if (encoding == Encoding::brotli) response.body = asset.brotli;
  const auto etag = etag_of(asset.etag, encoding);
  auto& headers = response.headers;
  headers.set("Content-Type", asset.content_type);
  headers.set("ETag", etag);
  headers.set("Vary", "Accept, Accept-Encoding");
  headers.set("Cache-Control",
              asset.immutable ? "public, max-age=31536000, immutable" : "no-cache");
  if (asset.content_type.starts_with("text/html")) {
    headers.set("Content-Security-Policy", kPagePolicy);
  }
  if (etag_matches(request.headers.find("If-None-Match").value_or(""), etag)) {
    make_not_modified(response);
  } else if (encoding != Encoding::identity) {
    headers.set("Content-Encoding", encoding == Encoding::gzip ? "gzip" : "br");
  }
  return response;
}

// Whoever embeds it needs no leave to, and it is the same for every language.
Response serve_script(const Asset* script, const Request& request) {
  if (!script) {
    return problem(request.language, Error::not_found("http.not_found", {{"path", request.path}}));
  }
  auto response = serve(*script, request);
  response.headers.set("Vary", "Accept-Encoding");
  response.headers.set("Cache-Control", "public, max-age=3600");
  let_any_site_read(response.headers);
  return response;
}

}  // namespace

void add_assets(Router& router, std::span<const Asset> table) {
  Index index;
  for (const auto& asset : table) index.emplace(asset.path, &asset);
  router.fallback(Permission::everyone,
                  [index = std::move(index)](const Call& call) -> Result<Response> {
                    if (const auto* asset = find(index, call.request)) {
                      return serve(*asset, call.request);
                    }
                    return Error::not_found("http.not_found", {{"path", call.request.path}});
                  });
}

void add_tracking_script(Router& router, std::span<const Asset> table) {
  const auto found = std::find_if(table.begin(), table.end(),
                                  [](const Asset& asset) { return asset.path == kScriptPath; });
  const Asset* script = found == table.end() ? nullptr : &*found;
  router.later("GET", std::string(kScriptPath),
               [script](const Request& request, const Respond& respond) {
                 respond(serve_script(script, request));
               },
               {.from_any_site = true, .logged = false});
}

}  // namespace tandem::http
